// How fast HCL is read: `hcl_bench FILE…` prints the median of several runs, in MB
// per second of processor time.

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <vector>

#include "hcl/format.h"
#include "hcl/parse.h"
#include "hcl/token.h"
#include "support/file.h"

namespace {

using namespace blueprint;

struct Input {
  Sources sources{};
  std::vector<FileId> files{};
  double bytes = 0;
};

void lex_all(const Input& input) {
  std::vector<hcl::Token> tokens;
  for (const FileId file : input.files) {
    const std::string_view text = input.sources.text(file);
    hcl::lex(text, 0, std::uint32_t(text.size()), hcl::LexMode::Main, tokens);
  }
}

void parse_all(const Input& input) {
  for (const FileId file : input.files) {
    Diagnostics diags;
    hcl::parse(diags, input.sources, file);
  }
}

void format_all(const Input& input) {
  for (const FileId file : input.files) {
    Diagnostics diags;
    hcl::format(diags, input.sources, file);
  }
}

void measure(const char* name, const Input& input, void (*work)(const Input&)) {
  constexpr int kRuns = 11;
  std::vector<double> seconds;
  for (int run = 0; run < kRuns; ++run) {
    const std::clock_t begin = std::clock();
    work(input);
    seconds.push_back(double(std::clock() - begin) / CLOCKS_PER_SEC);
  }
  std::nth_element(seconds.begin(), seconds.begin() + kRuns / 2, seconds.end());
  std::printf("%-6s %8.1f MB/s\n", name, input.bytes / 1e6 / seconds[kRuns / 2]);
}

}  // namespace

int main(int argc, char** argv) {
  Input input;
  for (int i = 1; i < argc; ++i) {
    Result<std::string> text = read_file(argv[i]);
    if (!text) continue;
    input.bytes += double(text->size());
    input.files.push_back(input.sources.add(argv[i], std::move(*text)));
  }
  std::printf("%zu files, %.2f MB\n", input.files.size(), input.bytes / 1e6);
  measure("lex", input, lex_all);
  measure("parse", input, parse_all);
  measure("format", input, format_all);
}

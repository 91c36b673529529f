// Run by the build: packs files into the blob that embedded.h describes.
// Usage: blueprint_pack ROOT LIST OUTPUT, where LIST names files below ROOT.

#include <algorithm>
#include <cstdio>

#include "catalog/embedded.h"
#include "support/file.h"
#include "support/strings.h"
#include "yaml/prepared.h"

namespace blueprint::catalog::embedded {
namespace {

void append(std::string& blob, const void* data, std::size_t size) {
  blob.append(static_cast<const char*>(data), size);
}

// Nothing for what has mistakes: who reads it then finds them.
std::string prepared(const std::string& path, std::string_view text) {
  if (!path.ends_with(".yaml")) return {};
  Diagnostics mistakes;
  Sources sources;
  const std::vector<yaml::Node> documents = yaml::parse(mistakes, sources, sources.add_view(path, text));
  return mistakes.empty() ? yaml::prepare(documents, text) : std::string();
}

std::string pack(const std::vector<std::string>& paths, const std::vector<std::string>& texts) {
  const auto number = std::uint32_t(paths.size());
  std::string rows;
  std::string bytes;
  const std::size_t start = sizeof number + paths.size() * sizeof(Row);
  for (std::size_t i = 0; i < paths.size(); ++i) {
    Row row{.path_begin = std::uint32_t(start + bytes.size()), .path_size = std::uint32_t(paths[i].size())};
    bytes += paths[i];
    row.text_begin = std::uint32_t(start + bytes.size());
    row.text_size = std::uint32_t(texts[i].size());
    bytes += texts[i];
    const std::string nodes = prepared(paths[i], texts[i]);
    row.prepared_begin = std::uint32_t(start + bytes.size());
    row.prepared_size = std::uint32_t(nodes.size());
    bytes += nodes;
    append(rows, &row, sizeof row);
  }
  std::string blob;
  append(blob, &number, sizeof number);
  return blob + rows + bytes;
}

int fail(const Error& error) {
  std::fprintf(stderr, "blueprint_pack: %s\n", error.message.c_str());
  return 1;
}

int run(const std::string& root, const std::string& list, const std::string& output) {
  const Result<std::string> names = read_file(list);
  if (!names) return fail(names.error());
  std::vector<std::string> paths;
  for (const std::string_view line : split(*names, '\n')) {
    if (!line.empty()) paths.emplace_back(line);
  }
  std::ranges::sort(paths);
  std::vector<std::string> texts;
  for (const std::string& path : paths) {
    Result<std::string> text = read_file(concat(root, "/", path));
    if (!text) return fail(text.error());
    texts.push_back(std::move(*text));
  }
  const auto error = write_file(output, pack(paths, texts));
  return error ? fail(*error) : 0;
}

}  // namespace
}  // namespace blueprint::catalog::embedded

int main(int count, char** args) {
  if (count != 4) return 2;
  return blueprint::catalog::embedded::run(args[1], args[2], args[3]);
}

#include "terraform/file_faults.h"

#include <algorithm>
#include <array>

#include "hcl/format.h"

namespace blueprint::terraform {
namespace {

constexpr std::array<std::string_view, 3> kStandardFiles = {"main", "outputs", "variables"};

bool is_json(const Sources& sources, FileId file) { return sources.path(file).ends_with(".json"); }

// The name without its ending: "main" of "modules/a/main.tf".
std::string_view stem(const Sources& sources, FileId file) {
  const std::string_view name = file_name(sources.path(file));
  return name.substr(0, name.find('.'));
}

// The text of the line, without the spaces around it; an empty one is its own beginning.
Span line_around(const Sources& sources, FileId file, std::uint32_t at) {
  const std::string_view text = sources.text(file);
  std::size_t begin = at == 0 ? 0 : text.rfind('\n', at - 1) + 1;
  std::size_t end = std::min(text.find('\n', at), text.size());
  while (end > begin && (text[end - 1] == ' ' || text[end - 1] == '\t' || text[end - 1] == '\r')) --end;
  while (begin < end && (text[begin] == ' ' || text[begin] == '\t')) ++begin;
  return {file, std::uint32_t(begin), std::uint32_t(end)};
}

class Files {
 public:
  Files(const Sources& sources, const Folder& folder, const Asked& asked)
      : sources_(sources), folder_(folder), formats_(asked("unformatted")) {}

  std::vector<FaultOfFile> run() {
    for (const hcl::File& file : folder_.files) {
      if (is_json(sources_, file.id)) continue;
      check_format(file);
      check_comments(file);
    }
    for (const hcl::File& file : folder_.values) {
      if (!is_json(sources_, file.id)) check_format(file);
    }
    return std::move(faults_);
  }

 private:
  void add(FileId file, Fault fault) { faults_.push_back({.file = file, .fault = std::move(fault)}); }

  void check_format(const hcl::File& file) {
    if (!formats_) return;
    const std::vector<Edit> edits = hcl::format(sources_, file);
    if (edits.empty()) return;
    add(file.id, {.check = "unformatted", .span = line_around(sources_, file.id, edits.front().span.begin)});
  }

  void check_comments(const hcl::File& file) {
    for (const hcl::Comment& comment : file.comments) {
      if (sources_.text(comment.span).starts_with("//")) {
        add(file.id, {.check = "slash-comment", .span = comment.span});
      }
    }
  }

  const Sources& sources_;
  const Folder& folder_;
  bool formats_;
  std::vector<FaultOfFile> faults_;
};

}  // namespace

std::vector<FaultOfFile> file_faults(const Sources& sources, const Folder& folder, const Asked& asked) {
  return Files(sources, folder, asked).run();
}

std::vector<FaultOfBlock> layout_faults(const Sources& sources, const Folder& folder) {
  std::vector<FaultOfBlock> faults;
  const auto misplaced = [&](const hcl::Block& block, std::string_view where) {
    faults.push_back({.block = &block,
                      .fault = {.check = "misplaced",
                                .span = block.header,
                                .name = std::string(block.label(0)),
                                .in = std::string(where)}});
  };
  const hcl::Block* first = nullptr;
  std::array<bool, kStandardFiles.size()> found{};
  for (const hcl::File& file : folder.files) {
    const std::string_view name = stem(sources, file.id);
    for (std::size_t i = 0; i < kStandardFiles.size(); ++i) found[i] = found[i] || name == kStandardFiles[i];
    for (const hcl::Block& block : file.body.blocks) {
      if (!first) first = &block;
      if (block.type == "variable" && name != "variables") misplaced(block, "variables.tf");
      if (block.type == "output" && name != "outputs") misplaced(block, "outputs.tf");
    }
  }
  for (std::size_t i = 0; first && i < kStandardFiles.size(); ++i) {
    if (found[i]) continue;
    faults.push_back({.block = first,
                      .fault = {.check = "missing-file",
                                .span = first->header,
                                .name = std::string(kStandardFiles[i]).append(".tf")}});
  }
  return faults;
}

}  // namespace blueprint::terraform

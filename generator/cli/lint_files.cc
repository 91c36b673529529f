#include "cli/lint_files.h"

#include <optional>

#include "support/file.h"
#include "support/strings.h"

namespace blueprint::cli {
namespace {

bool is_configuration(std::string_view path) {
  const terraform::FileKind kind = terraform::file_kind(terraform::file_name(path));
  return kind == terraform::FileKind::Configuration || kind == terraform::FileKind::Json;
}

}  // namespace

void LintFiles::find(std::vector<std::string> paths, Ignoring ignoring) {
  typed_ = std::move(paths);
  found_ = find_files(typed_, lint::is_input, ignoring);
}

// A file of which nothing but its name is known.
lint::InputFile LintFiles::unreadable(const std::string& path, std::string why) const {
  return {.path = path, .id = sources_.add(path, ""), .unreadable = std::move(why)};
}

void LintFiles::read(const Texts& changed, const Spread& spread) {
  std::vector<std::optional<Result<std::string>>> texts(found_.paths.size());
  spread(texts.size(), [&](std::size_t i) {
    const auto known = changed.find(found_.paths[i]);
    texts[i] = known == changed.end() ? read_file(found_.paths[i]) : Result<std::string>(known->second);
  });
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const std::string& path = found_.paths[i];
    Result<std::string>& text = *texts[i];
    if (text) {
      asked_.push_back({.path = path, .id = sources_.add(path, std::move(*text))});
    } else if (is_configuration(path)) {
      asked_.push_back(unreadable(path, text.error().message));
    } else {
      found_.errors.push_back(text.error());
    }
  }
  for (const std::string& path : found_.broken_links) {
    if (is_configuration(path))
      asked_.push_back(unreadable(path, concat("cannot read ", path, ": it is a link to nothing")));
  }
  all_ = asked_;
  add_neighbours();
  add_left_out();
}

std::vector<FileId> LintFiles::asked_ids() const {
  std::vector<FileId> ids;
  for (const lint::InputFile& file : asked_) ids.push_back(file.id);
  return ids;
}

std::size_t LintFiles::bytes() const {
  std::size_t bytes = 0;
  for (const lint::InputFile& file : all_) bytes += sources_.text(file.id).size();
  return bytes;
}

std::vector<lint::InputFile> LintFiles::read_folder(const std::string& folder) const {
  std::vector<lint::InputFile> files;
  for (const std::string& path : files_in(folder)) {
    const std::string_view name = terraform::file_name(path);
    if (name != "modules.json" && terraform::file_kind(name) == terraform::FileKind::None) continue;
    if (Result<std::string> text = read_file(path)) {
      files.push_back({.path = path, .id = sources_.add(path, std::move(*text))});
    } else if (is_configuration(path)) {
      files.push_back(unreadable(path, text.error().message));
    }
  }
  return files;
}

// A file is understood in its folder: of one that is asked about alone, the others of its module are read.
void LintFiles::add_neighbours() {
  std::set<std::string> known;
  for (const std::string& path : typed_) {
    const bool terraform = terraform::file_kind(terraform::file_name(path)) != terraform::FileKind::None;
    if (!terraform) continue;
    if (known.empty()) {
      for (const lint::InputFile& file : asked_) known.insert(terraform::normal_path(file.path));
    }
    if (!known.contains(terraform::normal_path(path))) continue;
    for (lint::InputFile& file : read_folder(terraform::folder_of(path))) {
      if (!known.insert(terraform::normal_path(file.path)).second) continue;
      context_.insert(file.id);
      all_.push_back(std::move(file));
    }
  }
}

// Terraform reads what git leaves out: a module may declare a part of its names there.
void LintFiles::add_left_out() {
  if (found_.left_out.empty()) return;
  std::set<std::string> folders;
  for (const lint::InputFile& file : asked_) {
    if (is_configuration(file.path)) folders.insert(terraform::folder_of(file.path));
  }
  for (const std::string& path : found_.left_out) {
    if (!is_configuration(path) || !folders.contains(terraform::folder_of(path))) continue;
    Result<std::string> text = read_file(path);
    if (!text) continue;
    all_.push_back({.path = path, .id = sources_.add(path, std::move(*text))});
    context_.insert(all_.back().id);
  }
}

}  // namespace blueprint::cli

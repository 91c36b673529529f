#include "output/changes.h"

#include <algorithm>

#include "support/sha256.h"
#include "support/strings.h"

namespace blueprint::output {
namespace {

class Planner {
 public:
  Planner(const Directory& directory, const Manifest& ours, std::span<const OutputFile> files)
      : directory_(directory), ours_(ours) {
    for (const OutputFile& file : files) wanted_.push_back(file.path);
    std::ranges::sort(wanted_);
  }

  Result<Change> written(const OutputFile& file) const {
    Result<Found> found = directory_.look(file.path);
    if (!found) return found.error();
    Change change{.path = file.path, .after = file.text, .executable = file.executable};
    switch (found->kind) {
      case Found::Kind::Nothing: change.kind = ChangeKind::Create; break;
      case Found::Kind::Link:
      case Found::Kind::Other: change.kind = ChangeKind::ConflictForeign; break;
      case Found::Kind::File:
        change.kind = kind_of(file, *found);
        change.before = std::move(found->text);
        break;
      case Found::Kind::Blocked:
        if (!has_stale_parent(file.path)) return in_the_way(file.path, "a folder of it is a file");
        change.kind = ChangeKind::Create;
        break;
      case Found::Kind::Folder:
        if (!holds_only_ours(file.path)) return in_the_way(file.path, "it is a folder");
        change.kind = ChangeKind::Create;
        break;
    }
    return change;
  }

  bool is_stale(const std::string& path) const { return !std::ranges::binary_search(wanted_, path); }

  Result<Change> removed(const std::string& path, const std::string& hash) const {
    Result<Found> found = directory_.look(path);
    if (!found) return found.error();
    Change change{.path = path, .removes = true};
    if (found->kind == Found::Kind::File || found->kind == Found::Kind::Link) {
      const bool as_generated = found->kind == Found::Kind::File && sha256_hex(found->text) == hash;
      change.kind = as_generated ? ChangeKind::Delete : ChangeKind::ConflictEdited;
      change.before = std::move(found->text);
    }
    return change;
  }

 private:
  ChangeKind kind_of(const OutputFile& file, const Found& found) const {
    if (!found.huge && found.text == file.text) {
      return found.executable == file.executable ? ChangeKind::Unchanged : ChangeKind::Update;
    }
    const auto generated = ours_.find(file.path);
    if (generated == ours_.end()) return ChangeKind::ConflictForeign;
    return !found.huge && sha256_hex(found.text) == generated->second ? ChangeKind::Update
                                                                      : ChangeKind::ConflictEdited;
  }

  Error in_the_way(const std::string& path, std::string_view why) const {
    return {concat("cannot write ", (directory_.path() / path).string(), ": ", why,
                   ", which was not generated; move it away")};
  }

  bool has_stale_parent(const std::string& path) const {
    for (std::size_t slash = path.find('/'); slash != path.npos; slash = path.find('/', slash + 1)) {
      const std::string parent = path.substr(0, slash);
      if (ours_.contains(parent) && is_stale(parent)) return true;
    }
    return false;
  }

  // What is generated below a path that shall be a file is stale, and goes first.
  bool holds_only_ours(const std::string& path) const {
    const std::vector<std::string> below = directory_.contents(path).others;
    return std::ranges::all_of(below, [&](const std::string& other) { return ours_.contains(other); });
  }

  const Directory& directory_;
  const Manifest& ours_;
  std::vector<std::string> wanted_;
};

}  // namespace

Result<std::vector<Change>> plan_changes(const Directory& directory, const Manifest& ours,
                                         std::span<const OutputFile> files) {
  if (auto error = refuse_paths(files)) return *error;
  const Planner planner(directory, ours, files);
  std::vector<Change> changes;
  for (const OutputFile& file : files) {
    Result<Change> change = planner.written(file);
    if (!change) return change.error();
    changes.push_back(std::move(*change));
  }
  for (const auto& [path, hash] : ours) {
    if (!planner.is_stale(path)) continue;
    Result<Change> change = planner.removed(path, hash);
    if (!change) return change.error();
    if (change->kind != ChangeKind::Unchanged) changes.push_back(std::move(*change));
  }
  std::ranges::sort(changes, {}, &Change::path);
  return changes;
}

Result<std::vector<Change>> plan_changes(const std::filesystem::path& path,
                                         std::span<const OutputFile> files) {
  const Result<Directory> directory = Directory::open(path, false);
  if (!directory) return directory.error();
  const Result<Manifest> ours = read_manifest(*directory);
  if (!ours) return ours.error();
  return plan_changes(*directory, *ours, files);
}

bool any_conflict(std::span<const Change> changes) {
  return std::ranges::any_of(changes, &Change::conflicts);
}

bool nothing_to_do(std::span<const Change> changes) {
  return std::ranges::all_of(changes, [](const Change& c) { return c.kind == ChangeKind::Unchanged; });
}

}  // namespace blueprint::output

#include "output/write_tree.h"

#include <set>
#include <string>

#include "output/directory.h"
#include "output/lock.h"
#include "output/manifest.h"
#include "support/sha256.h"
#include "support/strings.h"

namespace blueprint::output {
namespace {

using Changes = std::vector<Change>;
using Failed = std::optional<Error>;

constexpr std::string_view kStaging = ".blueprint-new";

std::string staged_name(std::size_t index) { return concat(kStaging, "/", std::to_string(index)); }

bool removes_file(const Change& change) { return change.removes && change.kind != ChangeKind::Unchanged; }
bool writes_file(const Change& change) { return !change.removes && change.kind != ChangeKind::Unchanged; }

void clear_staging(const Directory& directory) {
  for (const char* name : {kManifestName, kJournalName}) directory.remove(concat(name, ".new"));
  const Directory::Contents staged = directory.contents(std::string(kStaging));
  for (const std::string& path : staged.others) directory.remove(path);
  directory.remove_if_empty(std::string(kStaging));
}

// Brings the manifest up to date after a run that was killed, and removes what it left.
Result<Manifest> repair(const Directory& directory) {
  Result<Manifest> ours = read_manifest(directory);
  if (!ours) return ours;
  const Result<Found> journal = directory.look(kJournalName);
  if (!journal) return journal.error();
  if (journal->kind != Found::Kind::Nothing) {
    if (auto error = write_manifest(directory, kManifestName, *ours)) return *error;
    if (auto error = directory.remove(kJournalName)) return *error;
    const Result<Manifest> intended = parse_manifest(journal->text);
    if (intended) {
      for (const auto& [path, hash] : *intended) directory.remove_empty_parents(path);
    }
  }
  clear_staging(directory);
  return ours;
}

Failed stage(const Directory& directory, const Changes& changes) {
  std::vector<std::string> staged;
  for (std::size_t i = 0; i < changes.size(); ++i) {
    const Change& change = changes[i];
    if (!writes_file(change)) continue;
    staged.push_back(staged_name(i));
    if (auto error = directory.write(staged.back(), change.after, change.executable)) return error;
  }
  return directory.sync_all(staged);
}

Failed refuse_changes(const Directory& directory, const Changes& changes) {
  std::set<std::string> folders;
  for (const Change& change : changes) {
    const std::string folder = change.path.substr(0, change.path.rfind('/') + 1);
    if (change.kind == ChangeKind::Unchanged || !folders.insert(folder).second) continue;
    if (auto error = directory.refuse_change(change.path)) return error;
  }
  return std::nullopt;
}

Failed put_in_place(const Directory& directory, const Changes& changes) {
  std::set<std::string> folders;
  // Removals come first: a file may become a folder, and a folder a file.
  for (const Change& change : changes) {
    if (!removes_file(change)) continue;
    if (auto error = directory.remove(change.path)) return error;
    directory.remove_empty_parents(change.path);
  }
  for (std::size_t i = 0; i < changes.size(); ++i) {
    const Change& change = changes[i];
    if (!writes_file(change)) continue;
    if (change.kind == ChangeKind::Create) directory.remove_if_empty(change.path);
    if (auto error = directory.rename(staged_name(i), change.path)) return error;
    folders.insert(change.path.substr(0, change.path.rfind('/') + 1) + ".");
  }
  return directory.sync_all({folders.begin(), folders.end()});
}

Failed write_changes(const Directory& directory, const Changes& changes, const Manifest& before) {
  Manifest after;
  Manifest journal;
  for (const Change& change : changes) {
    if (change.removes) continue;
    const std::string& hash = after[change.path] = sha256_hex(change.after);
    if (writes_file(change)) journal[change.path] = hash;
  }
  const auto prepare = [&]() -> Failed {
    if (auto error = refuse_changes(directory, changes)) return error;
    if (auto error = stage(directory, changes)) return error;
    if (nothing_to_do(changes)) return std::nullopt;
    return write_manifest(directory, kJournalName, journal);
  };
  const auto finish = [&]() -> Failed {
    if (auto error = put_in_place(directory, changes)) return error;
    if (after != before) {
      if (auto error = write_manifest(directory, kManifestName, after)) return error;
    }
    return directory.remove(kJournalName);
  };
  Failed error = prepare();
  if (error) {
    directory.remove(kJournalName);
  } else {
    error = finish();
  }
  clear_staging(directory);
  return error;
}

}  // namespace

Result<Written> write_tree(const std::filesystem::path& path, std::span<const OutputFile> files,
                           const WriteOptions& options) {
  if (auto error = refuse_paths(files)) return *error;
  const Result<Directory> directory = Directory::open(path, true);
  if (!directory) return directory.error();
  const Result<Lock> lock = Lock::take(*directory);
  if (!lock) return lock.error();
  const Result<Manifest> ours = repair(*directory);
  if (!ours) return ours.error();
  Result<Changes> changes = plan_changes(*directory, *ours, files);
  if (!changes) return changes.error();

  Written result{.changes = std::move(*changes)};
  if (any_conflict(result.changes) && !options.force) return result;
  if (auto error = write_changes(*directory, result.changes, *ours)) return *error;
  result.written = true;
  return result;
}

}  // namespace blueprint::output

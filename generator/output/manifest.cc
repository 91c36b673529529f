#include "output/manifest.h"

#include <algorithm>
#include <charconv>

#include "output/output_file.h"
#include "support/sha256.h"
#include "support/strings.h"

namespace blueprint::output {
namespace {

constexpr std::string_view kComment =
    "# Written by blueprint: the files it generated here, each with the SHA-256 of its text. Keep it with "
    "them.\n";
constexpr std::string_view kVersion = "blueprint-manifest 1 ";
constexpr std::size_t kHashSize = 64;

bool is_hash(std::string_view text) {
  return text.size() == kHashSize &&
         std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

Result<Manifest> read_one(const Directory& directory, const char* name) {
  const Result<Found> found = directory.look(name);
  if (!found) return found.error();
  if (found->kind == Found::Kind::Nothing) return Manifest();
  const std::string shown = (directory.path() / name).string();
  if (found->kind != Found::Kind::File || found->huge) return Error{concat(shown, " is not a regular file")};
  Result<Manifest> manifest = parse_manifest(found->text);
  if (!manifest) {
    return Error{concat(shown, " is damaged (", manifest.error().message,
                        "): restore it, or remove it and run again; files with the text they "
                        "should have are then taken over, and the others named")};
  }
  return manifest;
}

}  // namespace

std::string print_manifest(const Manifest& manifest) {
  std::string text = concat(kComment, kVersion, std::to_string(manifest.size()), "\n");
  for (const auto& [path, hash] : manifest) text += concat(hash, "  ", path, "\n");
  return text;
}

Result<Manifest> parse_manifest(std::string_view text) {
  if (!text.ends_with('\n')) return Error{"it ends in the middle of a line"};
  text.remove_suffix(1);
  Manifest manifest;
  std::size_t expected = 0;
  bool has_version = false;
  int number = 0;
  for (const std::string_view line : split(text, '\n')) {
    ++number;
    if (line.starts_with('#')) continue;
    if (!has_version) {
      if (!line.starts_with(kVersion)) return Error{"it does not start with a version this program knows"};
      const std::string_view count = line.substr(kVersion.size());
      const auto parsed = std::from_chars(count.data(), count.data() + count.size(), expected);
      if (parsed.ec != std::errc() || parsed.ptr != count.data() + count.size()) {
        return Error{"its version line has no count"};
      }
      has_version = true;
      continue;
    }
    const std::string_view hash = line.substr(0, kHashSize);
    const std::string_view path = line.substr(std::min(line.size(), kHashSize + 2));
    if (!is_hash(hash) || line.substr(kHashSize, 2) != "  " || refuse_path(path) ||
        !manifest.emplace(path, hash).second) {
      return Error{concat("line ", std::to_string(number), " is not a hash and a path")};
    }
  }
  if (!has_version) return Error{"it does not start with a version this program knows"};
  if (manifest.size() != expected) {
    return Error{
        concat("it lists ", std::to_string(manifest.size()), " files instead of ", std::to_string(expected))};
  }
  return manifest;
}

Result<Manifest> read_manifest(const Directory& directory) {
  Result<Manifest> manifest = read_one(directory, kManifestName);
  if (!manifest) return manifest;
  const Result<Manifest> journal = read_one(directory, kJournalName);
  if (!journal) return journal;
  for (const auto& [path, hash] : *journal) {
    const Result<Found> found = directory.look(path);
    if (!found) return found.error();
    if (found->kind == Found::Kind::File && sha256_hex(found->text) == hash) (*manifest)[path] = hash;
  }
  return manifest;
}

std::optional<Error> write_manifest(const Directory& directory, const char* name, const Manifest& manifest) {
  const std::string temporary = concat(name, ".new");
  if (auto error = directory.write(temporary, print_manifest(manifest), false)) return error;
  if (auto error = directory.sync(temporary)) return error;
  if (auto error = directory.rename(temporary, name)) return error;
  return directory.sync(".");
}

}  // namespace blueprint::output

// An output directory, changed without ever following a symbolic link below it.
//
// Every path is relative, passed refuse_path() or is one of the program's own,
// and is walked one folder at a time, so that a link in the way is an error and
// never a door to somewhere else. The directory itself may be named by a link.

#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "support/descriptor.h"
#include "support/result.h"

namespace blueprint::output {

// What lies at a path.
struct Found {
  enum class Kind {
    Nothing,
    File,
    Folder,
    Link,
    Other,
    Blocked
  };  // Blocked: a part of the path is no folder.

  Kind kind = Kind::Nothing;
  std::string text{};       // Of a file.
  bool executable = false;  // By its owner.
  bool huge = false;        // Too large to be ours; its text is not read.
};

class Directory {
 public:
  // `create`: makes the directory and its parents when they are missing.
  // Otherwise a missing directory is one in which nothing is found.
  static Result<Directory> open(const std::filesystem::path& path, bool create);

  bool exists() const { return bool(root_); }
  const std::filesystem::path& path() const { return path_; }
  int descriptor() const { return root_.get(); }

  Result<Found> look(const std::string& path) const;
  // Everything below `folder`, parents before what is in them; no link is followed.
  struct Contents {
    std::vector<std::string> folders{};  // `folder` itself is the first.
    std::vector<std::string> others{};
  };
  Contents contents(const std::string& folder) const;
  // Nothing when files can be made and replaced in the folder of `path`, as far as it exists.
  std::optional<Error> refuse_change(const std::string& path) const;

  // Makes the file anew and writes `text`, without waiting for the disk.
  std::optional<Error> write(const std::string& path, std::string_view text, bool executable) const;
  // Waits until the disk has the file, or the folder.
  std::optional<Error> sync(const std::string& path) const;
  // The same of many: asked at once, the disk needs hardly longer than for one.
  std::optional<Error> sync_all(const std::vector<std::string>& paths) const;
  std::optional<Error> rename(const std::string& from, const std::string& to) const;  // Makes `to`'s folders.
  // Removes a file; one that is not there is fine.
  std::optional<Error> remove(const std::string& path) const;
  // Removes `folder` if all that is below it is empty folders.
  void remove_if_empty(const std::string& folder) const;
  // Removes the folders above `path` that are empty, innermost first.
  void remove_empty_parents(const std::string& path) const;

 private:
  Directory(std::filesystem::path path, Descriptor root) : path_(std::move(path)), root_(std::move(root)) {}

  std::vector<std::string> names_in(const std::string& folder) const;
  Descriptor open_parent(const std::string& path, bool create) const;
  Error failed(std::string_view what, const std::string& path) const;

  std::filesystem::path path_;
  Descriptor root_;
};

}  // namespace blueprint::output

// What .gitignore files leave out.

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace blueprint::cli {

inline constexpr std::string_view kIgnoreFile = ".gitignore";

class IgnoredFiles {
 public:
  // Reads the .gitignore files of the folders above `root`, up to the repository's.
  void read_above(const std::string& root);
  // Reads that of `folder`.
  void read(const std::string& folder);
  // Whether `path`, of a file or folder below folders that were read, is left
  // out. As for git the last pattern that matches counts, and `!` takes back.
  bool leaves_out(const std::string& path, bool is_folder) const;

 private:
  struct Line {
    std::string pattern{};
    bool is_name_here = false;  // Of this folder alone, and not of those below.
    bool takes_back = false;
    bool folders_only = false;
  };
  struct File {
    std::string folder{};  // Whose paths it speaks of: "" or ending in a slash.
    std::string above{};   // The way from the file to that folder, when it lies above.
    std::vector<Line> lines{};
  };
  void read_file_of(const std::string& place, File file);

  std::vector<File> files_;  // Those above come first.
};

}  // namespace blueprint::cli

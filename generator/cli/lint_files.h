// What `blueprint lint` reads: the files that are asked about, and the others that
// they are understood with.

#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "cli/file_search.h"
#include "lint/inputs.h"
#include "support/source.h"
#include "support/spread.h"

namespace blueprint::cli {

// Texts of files that are not as they are on the disk, or not yet, by path.
using Texts = std::map<std::string, std::string>;

class LintFiles {
 public:
  explicit LintFiles(Sources& sources) : sources_(sources) {}

  void find(std::vector<std::string> paths, Ignoring ignoring);
  std::vector<std::string>& paths() {
    return found_.paths;
  }  // Of what was found; to be narrowed by the caller.
  // Reads them all. What cannot be read is an error or, where a module misses it, a file that says so.
  void read(const Texts& changed, const Spread& spread);

  const std::vector<lint::InputFile>& asked() const { return asked_; }
  std::vector<FileId> asked_ids() const;
  // Those and the rest of their modules, of which nothing is reported.
  const std::vector<lint::InputFile>& all() const { return all_; }
  bool is_context(FileId file) const { return context_.contains(file); }
  std::size_t contexts() const { return context_.size(); }
  std::size_t bytes() const;  // Of all texts.
  const std::vector<Error>& errors() const { return found_.errors; }

  // The files of a folder that is not being linted but is called by what is.
  std::vector<lint::InputFile> read_folder(const std::string& folder) const;

 private:
  void add_neighbours();
  void add_left_out();
  lint::InputFile unreadable(const std::string& path, std::string why) const;

  Sources& sources_;
  std::vector<std::string> typed_;
  FoundFiles found_;
  std::vector<lint::InputFile> asked_;
  std::vector<lint::InputFile> all_;
  std::set<FileId> context_;
};

}  // namespace blueprint::cli

// What Terragrunt adds to the folders that it runs Terraform in.

#pragma once

#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hcl/syntax.h"
#include "support/source.h"

namespace blueprint::terraform {

// Its `generate` blocks write files into a module before Terraform reads it:
// providers, versions, variables that all modules have.
class Terragrunt {
 public:
  // Gives the text of the file at a path; nothing when there is none.
  using ReadFile = std::function<std::optional<FileId>(const std::string& path)>;

  explicit Terragrunt(Sources& sources) : sources_(sources) {}

  // Reads an .hcl file. Those of other programs say nothing here.
  void add(const std::string& path, FileId id, const ReadFile& read_file);

  struct Added {
    std::vector<const hcl::File*> files{};
    bool is_whole = true;  // All that is generated could be read.
  };
  // What it writes into `folder`, if it runs there.
  Added added_to(std::string_view folder) const;

 private:
  struct Generated {
    std::vector<const hcl::File*> files{};
    bool is_whole = true;
  };
  void generate(Generated& into, const hcl::Expr& contents, const std::string& folder,
                const ReadFile& read_file);
  void keep(Generated& into, FileId id);
  bool runs_in(std::string_view folder, std::string_view unit) const;

  Sources& sources_;
  std::deque<hcl::File> files_;                       // Of both.
  std::map<std::string, Generated, std::less<>> of_;  // By the folder of the file that says so.
  std::multimap<std::string, std::string> units_;     // The folders that it is run in, and their modules.
};

}  // namespace blueprint::terraform

// The folders of Terraform code that one run knows, read once each.

#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/files.h"
#include "hcl/syntax.h"
#include "support/diagnostic.h"
#include "support/source.h"
#include "support/spread.h"
#include "terraform/terragrunt.h"

namespace blueprint::terraform {

// The files of one module.
struct Folder {
  std::string path{};              // As diagnostics show it, normalised; "" is the current folder.
  std::vector<hcl::File> files{};  // Configuration, by name; what override files change is merged in.
  // terraform.tfvars, then *.auto.tfvars by name: a later value wins. They count when the folder is a root.
  std::vector<hcl::File> values{};
  bool has_encrypted_values = false;  // Of git-crypt: any variable may be set there.
  bool is_incomplete = false;         // A file of it could not be read, or is yet to be made.
  // .terraform.lock.hcl: the versions of providers that were chosen. It counts when the folder is a root.
  std::vector<hcl::File> locks{};
};

struct NamedFile {
  std::string path{};
  FileId id{};
  std::string unreadable{};  // "cannot read a.tf: …", if so; its text is empty then.
};

// What is said of the variables of every root from outside of it, weakest first:
// the environment gives way to the root's own values files.
struct GivenValues {
  // `text` is a text of its own. It is read as Terraform reads TF_VAR_x and
  // --var: as an expression if the variable's type is a list, map or the like,
  // as it stands if it is a string, number or bool, or if it has no type.
  struct Text {
    std::string name{};
    FileId text{};
  };
  std::vector<Text> environment{};
  std::vector<NamedFile> files{};  // As --var-file names them.
  std::vector<Text> stated{};      // As --var gives them.
};

// Gives the files of a folder that was not among those read at first, such as a
// module beside the root that is looked at. Never fetches anything.
using FolderReader = std::function<std::vector<NamedFile>(const std::string& path)>;

class Folders {
 public:
  // All references must outlive it. Without a reader only added folders are known;
  // `library` has the facts about regions and what providers' blocks take.
  Folders(Diagnostics& diags, Sources& sources, FolderReader reader = {},
          const catalog::Library& library = embedded());
  static const catalog::Library& embedded();  // The one inside the program.
  const catalog::Library& library() const { return library_; }

  void add(std::string path, std::vector<NamedFile> files);
  // The files of each folder, by its path.
  void add(std::map<std::string, std::vector<NamedFile>> folders, const Spread& spread = one_by_one);
  // Reads all that the added folders call, and what these call…: threads may call what follows at once then,
  // and whatever their number, files are read in the same order.
  void read_called(const Spread& spread = one_by_one);
  void give(const GivenValues& values);
  // The given files, which win over the root's own.
  const std::vector<hcl::File>& values() const { return values_; }
  // A value of the variable `name` that was given as a text; `expression` is null where it is no expression.
  struct GivenText {
    std::string name{};
    std::string_view text{};
    hcl::Fragment expression{};
  };
  const GivenText* from_environment(std::string_view name) const { return find_text(environment_, name); }
  const GivenText* stated(std::string_view name) const { return find_text(stated_, name); }
  // The folder, read when it is asked for the first time; nullptr when it has no configuration.
  const Folder* find(const std::string& path);
  // The folders that were added, by path.
  std::vector<const Folder*> added() const;
  const Terragrunt& terragrunt() const { return terragrunt_; }
  // The added folders other than `folder` that hold a file of the same text as `file`.
  std::vector<const Folder*> with_copy_of(const Folder& folder, FileId file);
  // Where `terraform init` in the folder `root` put the module that is called
  // `key` there ("vpc", "vpc.subnets"); empty when it did not.
  std::string downloaded(const std::string& root, const std::string& key);

 private:
  struct Installed {
    std::map<std::string, std::string> folder_of;  // By key.
  };
  Folder read(Diagnostics& diags, std::string path, const std::vector<NamedFile>& files) const;
  void read_terragrunt(const std::map<std::string, std::vector<NamedFile>>& folders);
  void read_all(std::map<std::string, std::vector<NamedFile>> folders, const Spread& spread);
  const Installed& installed(const std::string& root);
  std::set<std::string> called_by(const Folder& folder);
  std::vector<GivenText> read_texts(const std::vector<GivenValues::Text>& texts) const;
  static const GivenText* find_text(const std::vector<GivenText>& texts, std::string_view name);

  Diagnostics& diags_;
  Sources& sources_;
  FolderReader reader_;
  const catalog::Library& library_;
  std::map<std::string, Folder> folders_;  // One without files is known not to be there.
  std::vector<std::string> added_;
  Terragrunt terragrunt_;
  std::mutex finding_;
  std::vector<hcl::File> values_;
  std::vector<GivenText> environment_;
  std::vector<GivenText> stated_;
  std::multimap<std::string_view, const Folder*> by_text_;  // Made when it is asked for.
  std::map<std::string, Installed> installed_;              // By root.
};

// What kind of file a name is; `None` for what Terraform does not read. `Template` is what another program
// makes configuration of (main.tf.jinja), `Terragrunt` what may tell that one what to add.
enum class FileKind { None, Configuration, Json, Values, JsonValues, Lock, Template, Terragrunt };
FileKind file_kind(std::string_view name);
// True for a text that git-crypt made of another.
bool is_encrypted(std::string_view text);
// True for override.tf, x_override.tf and their other forms.
bool is_override(std::string_view name);

// What a `module` block calls, if it says so by a text; nullptr for other blocks.
const std::string_view* module_source(const hcl::Block& block);
// True for a source that is a path: "./network", "..".
bool is_local(std::string_view source);

// The folders of the modules that `folder` calls by a path.
std::set<std::string> local_modules(const Folder& folder);

// The path that `path` stands for in `folder`.
std::string below(std::string_view folder, std::string_view path);
// `path` without "." and "x/.." parts and without a slash at its end.
std::string normal_path(std::string_view path);
std::string folder_of(std::string_view path);
std::string_view file_name(std::string_view path);

}  // namespace blueprint::terraform

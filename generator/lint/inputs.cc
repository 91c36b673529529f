#include "lint/inputs.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "lint/document_subjects.h"
#include "lint/helm_subjects.h"
#include "lint/name_relations.h"
#include "lint/plan_subjects.h"
#include "lint/secret_subjects.h"
#include "lint/terraform_subjects.h"
#include "support/strings.h"

namespace blueprint::lint {
namespace {

using terraform::folder_of;

void add_visited(std::set<std::string>& visited, const terraform::Module& module) {
  visited.insert(module.folder().path);
  for (const terraform::Module* called : module.calls()) add_visited(visited, *called);
}

// True for the text of a Go or Jinja template.
bool has_placeholders(std::string_view text) {
  return text.find("{{") != std::string_view::npos || text.find("{%") != std::string_view::npos;
}

// Keeps the documents of one YAML file alive together.
using Documents = std::shared_ptr<std::vector<yaml::Node>>;

// A root and what is looked at in it, made by one thread.
struct RootSubjects {
  std::size_t group = 0;
  Inputs::Root root{};
  std::vector<Subject> subjects{};    // They refer to each other by their places here.
  std::set<std::string> faults_of{};  // Folders that no root before it has.
};

class Reader {
 public:
  Reader(Diagnostics& diags, Sources& sources, const catalog::Library& library, Inputs& inputs,
         const InputOptions& options)
      : diags_(diags), sources_(sources), library_(library), inputs_(inputs), options_(options) {}

  void read(const std::vector<InputFile>& files) {
    std::map<std::string, std::vector<InputFile>> folders;
    for (const InputFile& file : files) {
      const terraform::FileKind kind = terraform::file_kind(terraform::file_name(file.path));
      if (kind != terraform::FileKind::None) {
        folders[folder_of(file.path)].push_back(file);
        const bool is_read = kind != terraform::FileKind::Template && kind != terraform::FileKind::Terragrunt;
        inputs_.files += is_read ? 1 : 0;
      } else {
        texts_[terraform::normal_path(file.path)] = file.id;
      }
    }
    inputs_.folders->add(std::move(folders), options_.spread);
    inputs_.folders->read_called(options_.spread);
    read_roots();
    ++group_;  // All documents of a run are related.
    for (const auto& [path, id] : texts_) read_yaml(path, id);
  }

  const std::set<FileId>& plans() const { return plans_; }

 private:
  void read_roots() {
    const std::vector<const terraform::Folder*> folders = inputs_.folders->added();
    std::set<std::string> called;
    for (const terraform::Folder* folder : folders) called.merge(terraform::local_modules(*folder));
    std::vector<const terraform::Folder*> uncalled;
    for (const terraform::Folder* folder : folders) {
      if (!called.contains(folder->path)) uncalled.push_back(folder);
    }
    std::vector<RootSubjects> roots(uncalled.size());
    for (RootSubjects& root : roots) root.group = ++group_;
    options_.spread(roots.size(), [&](std::size_t i) { evaluate(roots[i], *uncalled[i]); });
    std::set<std::string> visited;
    for (const RootSubjects& root : roots) add_visited(visited, *root.root.module);
    // A folder is left over when all that call it call each other in a circle,
    // or call it no times.
    for (const terraform::Folder* folder : folders) {
      if (visited.contains(folder->path)) continue;
      roots.push_back({.group = ++group_});
      evaluate(roots.back(), *folder);
      add_visited(visited, *roots.back().root.module);
    }
    find_faults(roots);
    std::size_t subjects = inputs_.subjects.size();
    for (const RootSubjects& root : roots) subjects += root.subjects.size();
    inputs_.subjects.reserve(subjects);
    for (RootSubjects& root : roots) take(root);
  }

  void evaluate(RootSubjects& into, const terraform::Folder& folder) {
    into.root.diags = std::make_unique<Diagnostics>();
    into.root.module =
        std::make_unique<terraform::Module>(*into.root.diags, sources_, *inputs_.folders, folder);
    add_subjects(into.subjects, *into.root.module, into.group);
    const auto certain = std::make_shared<terraform::CertainValues>(sources_, *inputs_.folders, folder);
    for (Subject& subject : into.subjects) subject.certain = certain;
  }

  void find_faults(std::vector<RootSubjects>& roots) {
    std::set<std::string> told;
    for (RootSubjects& root : roots) {
      std::set<std::string> folders;
      add_visited(folders, *root.root.module);
      for (const std::string& path : folders) {
        if (told.insert(path).second) root.faults_of.insert(path);
      }
    }
    FoldersByPath known;
    for (const terraform::Folder* folder : inputs_.folders->added()) known.emplace(folder->path, folder);
    options_.spread(roots.size(), [&](std::size_t i) {
      RootSubjects& root = roots[i];
      add_faults(root.subjects, sources_, *inputs_.folders, known, *root.root.module, root.group,
                 root.faults_of, options_.asks);
    });
  }

  void take(RootSubjects& made) {
    diags_.add_all(*made.root.diags);
    const std::size_t first = inputs_.subjects.size();
    for (Subject& subject : made.subjects) {
      for (std::size_t& to : subject.refers_to) to += first;
      inputs_.subjects.push_back(std::move(subject));
    }
    inputs_.roots.push_back(std::move(made.root));
  }

  const Documents& documents(const std::string& path, FileId id) {
    Documents& found = parsed_[path];
    if (found) return found;
    found = std::make_shared<std::vector<yaml::Node>>();
    if (terraform::is_encrypted(sources_.text(id))) return found;
    Diagnostics mistakes;
    std::vector<yaml::Node> all = yaml::parse(mistakes, sources_, id);
    // What a chart or a site generator fills in is no document yet.
    if (mistakes.has_errors() && has_placeholders(sources_.text(id))) return found;
    diags_.add_all(mistakes);
    *found = std::move(all);
    return found;
  }

  // Most YAML of a repository is none of our business, and may be as large and as strange as it likes.
  bool may_be_ours(FileId id) const {
    const std::string_view text = sources_.text(id);
    return std::ranges::any_of(
        std::array<std::string_view, 4>{"apiVersion", "releases", "blueprint", "planned_values"},
        [&](std::string_view word) { return text.find(word) != std::string_view::npos; });
  }

  void read_yaml(const std::string& path, FileId id) {
    if (!may_be_ours(id)) return;
    const Documents all = documents(path, id);
    bool understood = false;
    for (const yaml::Node& node : *all) {
      const std::shared_ptr<const yaml::Node> document(all, &node);
      if (node.find("blueprint") && node.find("components")) {
        inputs_.blueprints.push_back({path, id});
        understood = true;
      } else if (is_plan(node)) {
        const std::size_t first = inputs_.subjects.size();
        plans_.insert(id);
        add_plan(diags_, inputs_.subjects, document, *inputs_.folders, folder_of(path), ++group_);
        relate_by_name(inputs_.subjects, first);
        ++group_;
        understood = true;
      } else if (add_subject(inputs_.subjects, document, group_)) {
        understood = true;
      } else if (node.is_mapping()) {
        const auto values = [&](std::string_view name) { return values_of(path, name); };
        understood = add_releases(inputs_.subjects, library_, document, values, group_) || understood;
      }
    }
    inputs_.files += understood ? 1 : 0;
  }

  std::shared_ptr<const yaml::Node> values_of(const std::string& helmfile, std::string_view name) {
    const std::string folder = name.starts_with('/') ? std::string() : folder_of(helmfile);
    const auto text = texts_.find(terraform::below(folder, name));
    if (text == texts_.end()) return nullptr;
    const Documents all = documents(text->first, text->second);
    if (all->empty()) return nullptr;
    return std::shared_ptr<const yaml::Node>(all, &all->front());
  }

  Diagnostics& diags_;
  Sources& sources_;
  const catalog::Library& library_;
  Inputs& inputs_;
  const InputOptions& options_;
  std::map<std::string, FileId> texts_;
  std::map<std::string, Documents> parsed_;
  std::set<FileId> plans_;
  std::size_t group_ = 0;
};

}  // namespace

Inputs read_inputs(Diagnostics& diags, Sources& sources, const catalog::Library& library,
                   std::vector<InputFile> files, const InputOptions& options) {
  Inputs inputs;
  inputs.folders = std::make_unique<terraform::Folders>(diags, sources, options.reader, library);
  inputs.folders->give(options.values);
  Reader reading(diags, sources, library, inputs, options);
  reading.read(files);
  if (!options.finds_secrets) return inputs;
  // Without a reader the files are not on the disk.
  if (options.reader) std::ranges::move(files_read_by(sources, files), std::back_inserter(files));
  add_secrets(inputs.subjects, inputs.hidden, sources, library, files, reading.plans(), options.spread);
  return inputs;
}

bool is_input(std::string_view path) {
  const bool terraform = terraform::file_kind(terraform::file_name(path)) != terraform::FileKind::None;
  return terraform || path.ends_with(".yaml") || path.ends_with(".yml");
}

}  // namespace blueprint::lint

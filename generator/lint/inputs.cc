#include "lint/inputs.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <set>

#include "lint/document_subjects.h"
#include "lint/helm_subjects.h"
#include "lint/name_relations.h"
#include "lint/plan_subjects.h"
#include "lint/terraform_subjects.h"
#include "support/strings.h"

namespace blueprint::lint {
namespace {

using terraform::folder_of;

// The folders that the modules of `folder` lie in, as far as they are local.
void add_called(std::set<std::string>& called, const terraform::Folder& folder) {
  for (const hcl::File& file : folder.files) {
    for (const hcl::Block& block : file.body.blocks) {
      const hcl::Attribute* const source = block.type == "module" ? block.body.attribute("source") : nullptr;
      const std::string_view* const text = source ? hcl::literal_text(source->value) : nullptr;
      if (text && text->starts_with('.')) {
        called.insert(terraform::normal_path(concat(folder.path, folder.path.empty() ? "" : "/", *text)));
      }
    }
  }
}

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

class Reader {
 public:
  Reader(Diagnostics& diags, Sources& sources, const catalog::Library& library, Inputs& inputs)
      : diags_(diags), sources_(sources), library_(library), inputs_(inputs) {}

  void read(std::vector<InputFile> files) {
    std::map<std::string, std::vector<InputFile>> folders;
    for (InputFile& file : files) {
      if (terraform::file_kind(terraform::file_name(file.path)) != terraform::FileKind::None) {
        folders[folder_of(file.path)].push_back(std::move(file));
        ++inputs_.files;
      } else {
        texts_[std::filesystem::path(file.path).lexically_normal().string()] = file.id;
      }
    }
    for (const auto& [path, of_folder] : folders) inputs_.folders->add(path, of_folder);
    read_roots();
    ++group_;  // All documents of a run are related.
    for (const auto& [path, id] : texts_) read_yaml(path, id);
  }

 private:
  void read_roots() {
    const std::vector<const terraform::Folder*> folders = inputs_.folders->added();
    std::set<std::string> visited;
    for (const terraform::Folder* folder : folders) add_called(visited, *folder);
    // A folder is left over when all that call it call each other in a circle,
    // or call it no times.
    for (const bool leftover : {false, true}) {
      for (const terraform::Folder* folder : folders) {
        if (!visited.contains(folder->path)) read_root(*folder, visited);
      }
      if (leftover) break;
      visited.clear();
      for (const auto& root : inputs_.roots) add_visited(visited, *root);
    }
  }

  void read_root(const terraform::Folder& folder, std::set<std::string>& visited) {
    inputs_.roots.push_back(std::make_unique<terraform::Module>(diags_, sources_, *inputs_.folders, folder));
    add_visited(visited, *inputs_.roots.back());
    const std::size_t first = inputs_.subjects.size();
    add_subjects(inputs_.subjects, *inputs_.roots.back(), ++group_);
    add_faults(inputs_.subjects, first, *inputs_.folders, *inputs_.roots.back(), group_, faults_found_);
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
    const std::string folder = folder_of(helmfile);
    const auto text = texts_.find((std::filesystem::path(folder) / name).lexically_normal().string());
    if (text == texts_.end()) return nullptr;
    const Documents all = documents(text->first, text->second);
    if (all->empty()) return nullptr;
    return std::shared_ptr<const yaml::Node>(all, &all->front());
  }

  Diagnostics& diags_;
  Sources& sources_;
  const catalog::Library& library_;
  Inputs& inputs_;
  std::map<std::string, FileId> texts_;
  std::map<std::string, Documents> parsed_;
  std::set<std::string> faults_found_;  // Folders.
  std::size_t group_ = 0;
};

}  // namespace

Inputs read_inputs(Diagnostics& diags, Sources& sources, const catalog::Library& library,
                   std::vector<InputFile> files, terraform::FolderReader reader,
                   const terraform::GivenValues& values) {
  Inputs inputs;
  inputs.folders = std::make_unique<terraform::Folders>(diags, sources, std::move(reader));
  inputs.folders->give(values);
  Reader(diags, sources, library, inputs).read(std::move(files));
  return inputs;
}

bool is_input(std::string_view path) {
  const bool terraform = terraform::file_kind(terraform::file_name(path)) != terraform::FileKind::None;
  return terraform || path.ends_with(".yaml") || path.ends_with(".yml");
}

}  // namespace blueprint::lint

#include "lint/inputs.h"

#include <algorithm>
#include <filesystem>
#include <map>

#include "hcl/parse.h"
#include "lint/document_subjects.h"
#include "lint/helm_subjects.h"
#include "lint/terraform_subjects.h"
#include "support/strings.h"

namespace blueprint::lint {
namespace {

std::string folder_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string() : std::string(path.substr(0, slash));
}

// Keeps the documents of one YAML file alive together.
using Documents = std::shared_ptr<std::vector<yaml::Node>>;

class Reader {
 public:
  Reader(Diagnostics& diags, const Sources& sources, const catalog::Library& library, Inputs& inputs)
      : diags_(diags), sources_(sources), library_(library), inputs_(inputs) {}

  void read(std::vector<InputFile> files) {
    std::map<std::string, std::vector<hcl::File>> roots;
    for (InputFile& file : files) {
      if (file.path.ends_with(".tf")) {
        roots[folder_of(file.path)].push_back(hcl::parse(diags_, sources_, file.id));
        ++inputs_.files;
      } else {
        texts_[std::filesystem::path(file.path).lexically_normal().string()] = file.id;
      }
    }
    for (auto& [folder, parsed] : roots) {
      inputs_.modules.push_back(std::make_unique<terraform::Module>(diags_, sources_, std::move(parsed),
                                                                    std::filesystem::path(folder)));
      add_subjects(inputs_.subjects, *inputs_.modules.back(), ++group_);
    }
    ++group_;  // All documents of a run are related.
    for (const auto& [path, id] : texts_) read_yaml(path, id);
  }

 private:
  const Documents& documents(const std::string& path, FileId id) {
    Documents& found = parsed_[path];
    if (!found) found = std::make_shared<std::vector<yaml::Node>>(yaml::parse(diags_, sources_, id));
    return found;
  }

  void read_yaml(const std::string& path, FileId id) {
    const Documents all = documents(path, id);
    bool understood = false;
    for (const yaml::Node& node : *all) {
      const std::shared_ptr<const yaml::Node> document(all, &node);
      if (node.find("blueprint") && node.find("components")) {
        inputs_.blueprints.push_back({path, id});
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
  const Sources& sources_;
  const catalog::Library& library_;
  Inputs& inputs_;
  std::map<std::string, FileId> texts_;
  std::map<std::string, Documents> parsed_;
  std::size_t group_ = 0;
};

}  // namespace

Inputs read_inputs(Diagnostics& diags, const Sources& sources, const catalog::Library& library,
                   std::vector<InputFile> files) {
  Inputs inputs;
  Reader(diags, sources, library, inputs).read(std::move(files));
  return inputs;
}

bool is_input(std::string_view path) {
  return path.ends_with(".tf") || path.ends_with(".yaml") || path.ends_with(".yml");
}

}  // namespace blueprint::lint

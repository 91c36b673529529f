#include "lint/terraform_subjects.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "lint/name_relations.h"
#include "support/strings.h"
#include "terraform/conditional_types.h"
#include "terraform/file_faults.h"

namespace blueprint::lint {
namespace {

std::string_view selector_of(const terraform::Block& block) {
  return block.kind == "resource" || block.kind == "data" ? std::string_view(block.kind) : "block";
}

// "terraform-aws-modules/rds", or with a module within it "terraform-aws-modules/iam//modules/iam-policy",
// where the source of a call is of that public collection, by the registry or by git; else empty.
std::string public_module(std::string_view source) {
  constexpr std::string_view kCollection = "terraform-aws-modules/", kPrefix = "terraform-aws-";
  const std::size_t at = source.find(kCollection);
  if (at == source.npos || (at > 0 && source[at - 1] != '/' && source[at - 1] != ':')) return {};
  std::string_view rest = source.substr(at + kCollection.size());
  if (rest.starts_with(kPrefix)) rest.remove_prefix(kPrefix.size());
  rest = rest.substr(0, rest.find('?'));
  const std::size_t inner = rest.find("//");
  return concat(kCollection, rest.substr(0, rest.find_first_of("./")),
                inner == rest.npos ? std::string_view() : rest.substr(inner));
}

std::vector<std::string> further_types(const terraform::Block& block) {
  if (block.kind != "module") return {};
  const eval::Value* const source = block.value.find("source");
  std::string name = source && source->is_string() ? public_module(source->as_string()) : std::string();
  return name.empty() ? std::vector<std::string>() : std::vector<std::string>{std::move(name)};
}

// A module and all it calls.
void collect(std::vector<const terraform::Module*>& modules, const terraform::Module& module) {
  modules.push_back(&module);
  for (const terraform::Module* called : module.calls()) collect(modules, *called);
}

Subject subject_of(const terraform::Module& module, const terraform::Block& block, std::size_t group) {
  const bool typed = block.kind == "resource" || block.kind == "data";
  return {
      .language = Language::Terraform,
      .select = std::string(selector_of(block)),
      .type = typed ? block.type : block.kind,
      .also = further_types(block),
      .address = block.address,
      .name = block.name,
      .self = block.value,
      .head = block.syntax->header,
      .called_at = module.call() ? module.call()->header : Span(),
      .syntax = block.syntax,
      .locate = [syntax = block.syntax](std::string_view path) { return terraform::locate(*syntax, path); },
      .group = group};
}

// Resources of `module` that have no instance, as subjects of no kind: what they
// say is looked at, but no rule asks about them.
void add_absent(std::vector<Subject>& subjects, const terraform::Module& module, std::size_t group) {
  std::set<const hcl::Block*> present;
  for (const terraform::Block& block : module.blocks()) present.insert(block.syntax);
  for (const hcl::File& file : module.folder().files) {
    for (const hcl::Block& block : file.body.blocks) {
      if (block.labels.size() != 2 || present.contains(&block)) continue;
      subjects.push_back({.language = Language::Terraform,
                          .address = concat(module.address(), module.address().empty() ? "" : ".",
                                            block.type == "resource" ? "" : concat(block.type, "."),
                                            block.label(0), ".", block.label(1)),
                          .name = std::string(block.label(1)),
                          .head = block.header,
                          .called_at = module.call() ? module.call()->header : Span(),
                          .syntax = &block,
                          .group = group});
    }
  }
}

// "hashicorp/aws" → "6.0.1": the versions of providers that the root's lock file has chosen.
eval::Value locked_versions(const terraform::Folder& root) {
  std::vector<eval::Entry> versions;
  for (const hcl::File& file : root.locks) {
    for (const hcl::Block& block : file.body.blocks) {
      const hcl::Attribute* const version = block.body.attribute("version");
      const std::string_view* const text = version ? hcl::literal_text(version->value) : nullptr;
      const std::string_view address = block.label(0);
      if (text) versions.emplace_back(address.substr(address.find('/') + 1), eval::Value::string(*text));
    }
  }
  return eval::Value::object(std::move(versions));
}

// The providers that a lock file names, as subjects of no kind: they say which versions the code runs with.
void add_locks(std::vector<Subject>& subjects, const terraform::Folder& root, std::size_t group) {
  for (const hcl::File& file : root.locks) {
    for (const hcl::Block& block : file.body.blocks) {
      subjects.push_back(
          {.language = Language::Terraform, .head = block.header, .syntax = &block, .group = group});
    }
  }
}

// The versions that Terragrunt asks for in the root.
void add_generated(std::vector<Subject>& subjects, const terraform::Folders& folders,
                   const terraform::Folder& root, std::size_t group) {
  for (const hcl::File* file : folders.terragrunt().added_to(root.path).files) {
    for (const hcl::Block& block : file->body.blocks) {
      if (block.type != "terraform") continue;
      subjects.push_back(
          {.language = Language::Terraform, .head = block.header, .syntax = &block, .group = group});
    }
  }
}

bool asks_for_versions(const terraform::Folder& folder) {
  return !folder.locks.empty() || std::ranges::any_of(folder.files, [](const hcl::File& file) {
    return std::ranges::any_of(file.body.blocks, [](const hcl::Block& block) {
      return (block.type == "terraform" && block.body.block("required_providers")) ||
             (block.type == "provider" && block.body.attribute("version"));
    });
  });
}

// A module that says nothing of versions, and that nobody calls here, is meant for those of the root above
// it.
void add_versions_above(std::vector<Subject>& subjects, const FoldersByPath& known,
                        const terraform::Folder& root, std::size_t group) {
  if (asks_for_versions(root)) return;
  for (std::string path = root.path, last; path != last && !path.empty();) {
    last = std::exchange(path, terraform::folder_of(path));
    const auto above = known.find(path);
    if (above == known.end() || !asks_for_versions(*above->second)) continue;
    for (const hcl::File& file : above->second->files) {
      for (const hcl::Block& block : file.body.blocks) {
        if (block.type != "terraform") continue;
        subjects.push_back(
            {.language = Language::Terraform, .head = block.header, .syntax = &block, .group = group});
      }
    }
    return add_locks(subjects, *above->second, group);
  }
}

// What is said of a file is said of a subject of no kind, which is called like the file.
void add_file_faults(std::vector<Subject>& subjects, const Sources& sources, const terraform::Folder& folder,
                     std::size_t group, const terraform::Asked& asked) {
  for (terraform::FaultOfFile& found : terraform::file_faults(sources, folder, asked)) {
    subjects.push_back({.language = Language::Terraform,
                        .address = std::string(terraform::file_name(sources.path(found.file))),
                        .head = found.fault.span,
                        .group = group});
    subjects.back().faults.push_back(std::move(found.fault));
  }
}

}  // namespace

void add_subjects(std::vector<Subject>& subjects, const terraform::Module& root, std::size_t group) {
  std::vector<const terraform::Module*> modules;
  collect(modules, root);
  const std::size_t first = subjects.size();
  const eval::Value locked = locked_versions(root.folder());
  std::multimap<std::string_view, std::size_t> by_address;
  for (const terraform::Module* module : modules) {
    for (const terraform::Block& block : module->blocks()) {
      by_address.emplace(block.declared, subjects.size());
      if (block.address != block.declared) by_address.emplace(block.address, subjects.size());
      subjects.push_back(subject_of(*module, block, group));
      if (block.kind == "terraform") subjects.back().names.emplace_back("locked", locked);
    }
  }
  std::size_t i = first;
  for (const terraform::Module* module : modules) {
    for (const terraform::Block& block : module->blocks()) {
      for (const auto& [address, declared] : module->related(block)) {
        auto range = by_address.equal_range(address);
        if (range.first == range.second) range = by_address.equal_range(declared);
        for (auto it = range.first; it != range.second; ++it) subjects[i].refers_to.push_back(it->second);
      }
      ++i;
    }
  }
  relate_by_name(subjects, first);
  add_locks(subjects, root.folder(), group);
  for (const terraform::Module* module : modules) add_absent(subjects, *module, group);
}

void add_faults(std::vector<Subject>& subjects, const Sources& sources, terraform::Folders& folders,
                const FoldersByPath& known, const terraform::Module& root, std::size_t group,
                const std::set<std::string>& of, const terraform::Asked& asked) {
  std::vector<const terraform::Module*> modules;
  collect(modules, root);
  std::map<const hcl::Block*, std::size_t> subject_of;
  for (std::size_t i = 0; i < subjects.size(); ++i) subject_of.emplace(subjects[i].syntax, i);
  const auto add = [&](std::vector<terraform::FaultOfBlock> faults) {
    for (terraform::FaultOfBlock& found : faults) {
      const auto [at, is_new] = subject_of.emplace(found.block, subjects.size());
      if (is_new) {
        subjects.push_back({.language = Language::Terraform,
                            .select = "block",
                            .type = std::string(found.block->type),
                            .address = std::string(found.block->type),
                            .head = found.block->header,
                            .group = group});
      }
      subjects[at->second].faults.push_back(std::move(found.fault));
    }
  };
  std::set<std::string> done;
  for (const terraform::Module* module : modules) {
    const terraform::Folder& folder = module->folder();
    if (!of.contains(folder.path) || !done.insert(folder.path).second) continue;
    add(terraform::find_faults(sources, folders, folder, module->call() != nullptr));
    add_file_faults(subjects, sources, folder, group, asked);
  }
  add(terraform::conditional_faults(sources, root, of));
  add_generated(subjects, folders, root.folder(), group);
  add_versions_above(subjects, known, root.folder(), group);
}

}  // namespace blueprint::lint

#include "terraform/conditional_types.h"

#include <algorithm>
#include <map>
#include <set>

#include "hcl/visit.h"
#include "support/strings.h"
#include "terraform/module_state.h"
#include "terraform/references.h"

namespace blueprint::terraform {
namespace {

constexpr std::string_view kCode = "eval/results";

void collect(std::map<FileId, const Folder*>& folders, const Module& module) {
  for (const hcl::File& file : module.folder().files) folders[file.id] = &module.folder();
  for (const Module* called : module.calls()) collect(folders, *called);
}

bool contains(Span outer, Span inner) {
  return outer.file == inner.file && outer.begin <= inner.begin && inner.end <= outer.end;
}

const hcl::Block* block_around(const Folder& folder, Span place) {
  for (const hcl::File& file : folder.files) {
    for (const hcl::Block& block : file.body.blocks) {
      if (contains(block.span, place)) return &block;
    }
  }
  return nullptr;
}

const hcl::Conditional* conditional_at(const hcl::Block& block, Span results) {
  const hcl::Conditional* found = nullptr;
  hcl::each_expression(block.body, [&](const hcl::Expr& expr) {
    const auto* const conditional = hcl::as<hcl::Conditional>(&expr);
    const bool is_it =
        conditional && join(conditional->if_true->span, conditional->if_false->span) == results;
    if (is_it) found = conditional;
  });
  return found;
}

// Whether the types of a module's expressions are those that Terraform gives them.
class Certainty {
 public:
  Certainty(const Sources& sources, const Folder& folder) : sources_(sources) {
    for (const hcl::File& file : folder.files) {
      for (const hcl::Block& block : file.body.blocks) {
        if (block.type == "locals") {
          for (const hcl::Attribute& local : block.body.attributes) locals_[local.name] = &local;
        } else if (!block.labels.empty()) {
          blocks_[address_of(block)] = &block;
        }
      }
    }
  }

  bool is_certain(const hcl::Expr& expr) {
    bool certain = has_plain_keys(expr);
    each_reference(expr,
                   [&](const Reference& reference) { certain = certain && is_certain(reference.path); });
    return certain;
  }

 private:
  // An object with a key that is not known before apply is of no known type.
  static bool has_plain_keys(const hcl::Expr& expr) {
    const hcl::Attribute attribute{.value = &expr};
    bool plain = true;
    hcl::each_expression({.attributes = std::span(&attribute, 1)}, [&](const hcl::Expr& inner) {
      const auto* const object = hcl::as<hcl::Object>(&inner);
      if (!object) return;
      plain = plain && std::ranges::all_of(object->items, [](const hcl::ObjectItem& item) {
                return hcl::as<hcl::Name>(item.key) || hcl::literal_text(item.key);
              });
    });
    return plain;
  }

  bool is_certain(std::span<const std::string_view> path) {
    if (path[0] == "local" && path.size() > 1) {
      const auto found = locals_.find(path[1]);
      if (found == locals_.end()) return false;
      return !visited_.insert(found->second).second || is_certain(*found->second->value);
    }
    const std::string address = address_of(path);
    const auto found = blocks_.find(address);
    if (found == blocks_.end()) return path[0] != "var";
    const hcl::Block& block = *found->second;
    if (block.type == "variable") {
      const hcl::Attribute* const type = block.body.attribute("type");
      return type && sources_.text(type->value->span).find("any") == std::string_view::npos;
    }
    // What the code sets is of the provider's type afterwards: a list where it says `[…]`.
    const bool is_set = block.type == "resource" && path.size() > 2 && block.body.attribute(path[2]);
    return !is_set || path[2] == "id" || path[2] == "arn";
  }

  const Sources& sources_;
  std::map<std::string_view, const hcl::Attribute*> locals_;
  std::map<std::string, const hcl::Block*, std::less<>> blocks_;
  std::set<const hcl::Attribute*> visited_;
};

}  // namespace

std::vector<FaultOfBlock> conditional_faults(const Sources& sources, const Module& root,
                                             const std::set<std::string>& of) {
  std::vector<FaultOfBlock> faults;
  std::map<FileId, const Folder*> folders;
  std::set<Span> told;
  for (const Diagnostic& problem : root.problems().all()) {
    if (problem.code != kCode || !told.insert(problem.span).second) continue;
    if (folders.empty()) collect(folders, root);
    const auto folder = folders.find(problem.span.file);
    if (folder != folders.end() && !of.contains(folder->second->path)) continue;
    const hcl::Block* const block =
        folder == folders.end() ? nullptr : block_around(*folder->second, problem.span);
    const hcl::Conditional* const expr = block ? conditional_at(*block, problem.span) : nullptr;
    if (!expr) continue;
    Certainty certainty(sources, *folder->second);
    if (!certainty.is_certain(*expr->if_true) || !certainty.is_certain(*expr->if_false)) continue;
    faults.push_back({.block = block,
                      .fault = {.check = "results-disagree", .span = problem.span, .why = problem.message}});
  }
  return faults;
}

}  // namespace blueprint::terraform

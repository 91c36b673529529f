#include "terraform/names.h"

#include <algorithm>
#include <map>
#include <set>

#include "support/strings.h"
#include "terraform/fragment.h"
#include "terraform/module_state.h"
#include "terraform/references.h"

namespace blueprint::terraform {
namespace {

// Blocks that speak of what was there before, or of what the state holds.
bool speaks_of_others(const hcl::Block& block) {
  return block.type == "moved" || block.type == "removed" || block.type == "import";
}

// Arguments of a call that are not the module's own.
bool is_meta(std::string_view argument) {
  return argument == "source" || argument == "version" || argument == "count" || argument == "for_each" ||
         argument == "providers" || argument == "depends_on";
}

// "aws", "aws.east": the provider configuration that an expression names; empty for any other.
std::string provider_named(const hcl::Expr* expr) {
  if (const std::string_view* const text = hcl::literal_text(expr)) return std::string(*text);
  if (const auto* index = hcl::as<hcl::Index>(expr)) expr = index->collection;
  const auto* const attribute = hcl::as<hcl::Attr>(expr);
  const auto* const name = hcl::as<hcl::Name>(attribute ? attribute->object : expr);
  if (!name) return {};
  return attribute ? concat(name->name, ".", attribute->name) : std::string(name->name);
}

// Adds the provider configurations that a block works with.
void add_providers(std::set<std::string>& used, const hcl::Block& block) {
  const hcl::Attribute* const own = block.body.attribute("provider");
  const hcl::Attribute* const given = block.body.attribute("providers");
  if (own) used.insert(provider_named(own->value));
  if (const auto* object = given ? hcl::as<hcl::Object>(given->value) : nullptr) {
    for (const hcl::ObjectItem& item : object->items) used.insert(provider_named(item.value));
  }
  // A module may work with any that has no alias.
  if (block.type == "module" && !given) used.insert("*");
  if (!own && block.labels.size() == 2)
    used.insert(std::string(block.label(0).substr(0, block.label(0).find('_'))));
  for (const hcl::Block& inner : block.body.blocks) {
    if (block.type == "check") add_providers(used, inner);
  }
}

class NameChecker {
 public:
  NameChecker(Folders& folders, const Folder& folder, bool is_called)
      : folders_(folders), folder_(folder), is_called_(is_called), broken_(folder.is_incomplete) {}

  std::vector<FaultOfBlock> run() {
    each_block([&](const hcl::Block& block) { declare(block); });
    each_block([&](const hcl::Block& block) { look_up(block); });
    if (!is_called_) heed_what_is_added();
    for (FaultOfBlock& fault :
         judge_missing(folders_, folder_, is_called_, std::move(missing_), found_.size())) {
      faults_.push_back(std::move(fault));
    }
    each_block([&](const hcl::Block& block) { find_unused(block); });
    return std::move(faults_);
  }

 private:
  template <typename Visit>
  void each_block(Visit visit) {
    for (const hcl::File& file : folder_.files) {
      broken_ = broken_ || file.has_errors;
      for (const hcl::Block& block : file.body.blocks) visit(block);
    }
  }

  void add(const hcl::Block& block, Fault fault) {
    faults_.push_back({.block = &block, .fault = std::move(fault)});
  }

  void declare(const hcl::Block& block) {
    for (auto& [address, span] : declared_by(block)) {
      const bool is_new = declared_.emplace(address, &block).second;
      if (!is_new && !is_choice_) add(block, {.check = "duplicate", .span = span, .name = address});
    }
  }

  void look_up(const hcl::Block& block) {
    each_reference(block.body, [&](const Reference& reference) {
      std::string address = address_of(reference.path);
      if (address.empty()) return;
      const std::string_view root = reference.path[0];
      std::string output;
      if (root == "module" && reference.path.size() > 2) {
        output = std::string(reference.path[2]);
        address = concat("module.", reference.path[1]);
      }
      const bool own = block.type == "variable" && address == address_of(block);  // Its validation.
      if (!own) used_.insert(address);
      if (speaks_of_others(block)) return;
      const auto found = declared_.find(address);
      if (found == declared_.end()) return undeclared(block, reference, root, address);
      if (!own) found_.insert(address);
      check_key(block, *found->second, reference, address);
      if (!output.empty()) look_up_output(block, *found->second, reference, output);
    });
    if (block.type == "module") check_call(block);
  }

  // One of several is told by its key, and the only one has none.
  void check_key(const hcl::Block& block, const hcl::Block& declared, const Reference& reference,
                 const std::string& address) {
    const bool is_module = declared.type == "module";
    if (reference.is_order || reference.in_content || broken_) return;
    if (!is_module && declared.type != "resource" && declared.type != "data" && declared.type != "ephemeral")
      return;
    const std::size_t length = std::size_t(reference.path[0] == "resource" ? 1 : 0) + declared.labels.size() +
                               std::size_t(declared.type == "resource" ? 0 : 1);
    const bool counted = declared.body.attribute("count");
    const bool several = counted || declared.body.attribute("for_each");
    if (reference.key_at == length && !several && !is_module) {
      add(block, {.check = "unexpected-key", .span = reference.span, .name = address});
    } else if (reference.key_at != length && reference.path.size() > length &&
               (is_module ? counted : several)) {
      add(block, {.check = "missing-key",
                  .span = reference.span,
                  .name = address,
                  .in = counted ? "count" : "for_each"});
    }
  }

  void undeclared(const hcl::Block& block, const Reference& reference, std::string_view root,
                  const std::string& address) {
    const bool known_root =
        root == "var" || root == "local" || root == "data" || root == "module" || root == "ephemeral";
    // A bare word with a dot is a resource only if it looks like one's type.
    if (!known_root && root.find('_') == root.npos) return;
    if (broken_) return;  // What is missing may stand where the file cannot be read.
    if (block.type == "provider" && !is_used(block)) return;
    const std::string_view kind = std::string_view(address).substr(0, address.rfind('.') + 1);
    std::vector<std::string_view> near;
    for (const auto& [name, its_block] : declared_) {
      if (std::string_view(name).starts_with(kind)) near.push_back(name);
    }
    const bool is_made_here = root == "data" || root == "ephemeral" || !known_root;
    const auto is_alike = [&](const auto& declaration) {
      return declaration.second->type == (known_root ? root : std::string_view("resource"));
    };
    Fault fault{.check = "undeclared",
                .span = reference.span,
                .name = address,
                .near = std::string(nearest(address, near)),
                .why = reference.in_content ? "dynamic" : ""};
    const bool is_own = is_made_here ? std::ranges::any_of(declared_, is_alike) : !fault.near.empty();
    missing_.push_back({.block = &block, .fault = std::move(fault), .is_own = is_own});
  }

  // What Terragrunt declares here, and what it uses.
  void heed_what_is_added() {
    const Terragrunt::Added added = folders_.terragrunt().added_to(folder_.path);
    std::set<std::string> names;
    for (const hcl::File* file : added.files) {
      for (const hcl::Block& block : file->body.blocks) {
        for (auto& [address, span] : declared_by(block)) names.insert(address);
        each_reference(block.body,
                       [&](const Reference& reference) { used_.insert(address_of(reference.path)); });
      }
    }
    std::erase_if(missing_, [&](const Missing& missing) {
      return names.contains(missing.fault.name) || (!added.is_whole && missing.fault.near.empty());
    });
  }

  // Terraform does not evaluate a provider's configuration that nothing works with.
  bool is_used(const hcl::Block& provider) {
    if (providers_.empty()) {
      providers_.insert("");
      each_block([&](const hcl::Block& block) { add_providers(providers_, block); });
    }
    const hcl::Attribute* const alias = provider.body.attribute("alias");
    const std::string_view* const text = alias ? hcl::literal_text(alias->value) : nullptr;
    if (text) return providers_.contains(concat(provider.label(0), ".", *text));
    return providers_.contains("*") || providers_.contains(std::string(provider.label(0)));
  }

  const Folder* called(const hcl::Block& call) {
    const std::string_view* const source = module_source(call);
    if (!source || !is_local(*source)) return nullptr;
    const Folder* const found = folders_.find(below(folder_.path, *source));
    const bool readable =
        found && std::ranges::none_of(found->files, [](const hcl::File& file) { return file.has_errors; });
    return readable ? found : nullptr;
  }

  static std::map<std::string_view, const hcl::Block*> blocks_of(const Folder& folder,
                                                                 std::string_view type) {
    std::map<std::string_view, const hcl::Block*> found;
    for (const hcl::File& file : folder.files) {
      for (const hcl::Block& block : file.body.blocks) {
        if (block.type == type) found.emplace(block.label(0), &block);
      }
    }
    return found;
  }

  static std::vector<std::string_view> names_of(const std::map<std::string_view, const hcl::Block*>& blocks) {
    std::vector<std::string_view> names;
    for (const auto& [name, block] : blocks) names.push_back(name);
    return names;
  }

  void look_up_output(const hcl::Block& block, const hcl::Block& call, const Reference& reference,
                      const std::string& output) {
    const Folder* const module = called(call);
    if (!module) return;
    const auto outputs = blocks_of(*module, "output");
    if (outputs.contains(output)) return;
    add(block, {.check = "unknown-output",
                .span = reference.span,
                .name = output,
                .in = std::string(call.label(0)),
                .near = std::string(nearest(output, names_of(outputs)))});
  }

  void check_call(const hcl::Block& call) {
    const Folder* const module = called(call);
    if (!module) return;
    const auto variables = blocks_of(*module, "variable");
    const std::string in(call.label(0));
    for (const hcl::Attribute& argument : call.body.attributes) {
      if (is_meta(argument.name) || variables.contains(argument.name)) continue;
      add(call, {.check = "unknown-input",
                 .span = argument.name_span,
                 .name = std::string(argument.name),
                 .in = in,
                 .near = std::string(nearest(argument.name, names_of(variables)))});
    }
    for (const auto& [name, variable] : variables) {
      if (variable->body.attribute("default") || call.body.attribute(name)) continue;
      add(call, {.check = "missing-input", .span = call.header, .name = std::string(name), .in = in});
    }
  }

  void find_unused(const hcl::Block& block) {
    if (broken_) return;
    for (const auto& [address, span] : declared_by(block)) {
      const bool counts =
          address.starts_with("var.") || address.starts_with("local.") || address.starts_with("data.");
      if (counts && block.type != "check" && !used_.contains(address)) {
        add(block, {.check = "unused", .span = span, .name = address});
      }
    }
  }

  Folders& folders_;
  const Folder& folder_;
  bool is_called_;
  bool is_choice_ = holds_templates(folder_.path) && !is_called_;  // Of files that are not used together.
  bool broken_;
  std::map<std::string, const hcl::Block*> declared_;
  std::set<std::string> used_;
  std::set<std::string> providers_;  // That anything works with.
  std::set<std::string> found_;      // Of those, what is declared.
  std::vector<Missing> missing_;
  std::vector<FaultOfBlock> faults_;
};

}  // namespace

std::vector<std::pair<std::string, Span>> declared_by(const hcl::Block& block) {
  std::vector<std::pair<std::string, Span>> found;
  if (block.type == "locals") {
    for (const hcl::Attribute& local : block.body.attributes) {
      found.emplace_back(concat("local.", local.name), local.name_span);
    }
  } else if (block.type == "variable" || block.type == "output" || block.type == "module" ||
             block.type == "resource" || block.type == "data" || block.type == "ephemeral") {
    if (!block.labels.empty()) found.emplace_back(address_of(block), block.header);
  } else if (block.type == "check") {
    for (const hcl::Block& inner : block.body.blocks) {
      if (inner.type == "data") found.emplace_back(address_of(inner), inner.header);
    }
  }
  return found;
}

std::vector<FaultOfBlock> name_faults(Folders& folders, const Folder& folder, bool is_called) {
  return NameChecker(folders, folder, is_called).run();
}

}  // namespace blueprint::terraform

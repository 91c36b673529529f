#include "lint/plan_subjects.h"

#include <algorithm>
#include <map>
#include <set>

#include "lint/document_subjects.h"
#include "support/strings.h"
#include "terraform/module.h"

namespace blueprint::lint {
namespace {

using eval::Value;
using yaml::Node;

std::string text(const Node& node, std::string_view key) {
  const Node* const found = node.find(key);
  return found && found->is_scalar() ? found->text : std::string();
}

const std::vector<Node>& items(const Node* node, std::string_view key) {
  static const std::vector<Node> kNone;
  const Node* const found = node ? node->find(key) : nullptr;
  return found ? found->items : kNone;
}

const Node* member(const Node* node, std::initializer_list<std::string_view> path) {
  for (const std::string_view key : path) node = node ? node->find(key) : nullptr;
  return node;
}

bool is_true(const Node* node) { return node && node->kind == yaml::Kind::Bool && node->boolean; }

// `values` with what `unknown` and `sensitive`, which have its shape, say of its parts.
Value marked(const Node* values, const Node* unknown, const Node* sensitive) {
  if (is_true(unknown)) return Value::unknown();
  if (is_true(sensitive)) return (values ? to_value(*values) : Value::unknown()).with_sensitive(true);
  const auto below = [](const Node* node, std::size_t i) {
    return node && node->is_sequence() && i < node->items.size() ? &node->items[i] : nullptr;
  };
  if (values && values->is_sequence()) {
    std::vector<Value> found;
    for (std::size_t i = 0; i < values->items.size(); ++i) {
      found.push_back(marked(&values->items[i], below(unknown, i), below(sensitive, i)));
    }
    return Value::tuple(std::move(found));
  }
  if (values && !values->is_mapping()) return to_value(*values);
  std::vector<eval::Entry> entries;
  std::set<std::string_view> keys;
  const auto add = [&](const Node* from) {
    if (!from || !from->is_mapping()) return;
    for (const yaml::Pair& pair : from->pairs) {
      if (!keys.insert(pair.key).second) continue;
      const auto part = [&](const Node* of) { return of && of->is_mapping() ? of->find(pair.key) : nullptr; };
      // What is not unknown and has no value is absent; so are blocks of which there are none.
      const Node* const value = part(values);
      const bool none = value && value->is_sequence() && value->items.empty();
      if ((!value || none) && !is_true(part(unknown))) continue;
      entries.emplace_back(pair.key, marked(part(values), part(unknown), part(sensitive)));
    }
  };
  add(values);
  add(unknown);
  return Value::object(std::move(entries));
}

// A module of the configuration in the plan, and the call that made it.
struct ConfigModule {
  const Node* node = nullptr;
  const ConfigModule* caller = nullptr;
  const Node* call = nullptr;
  std::string prefix{};  // "module.a.", without keys.
};

// Follows references through variables and outputs to resources.
class References {
 public:
  explicit References(const Node* root) { add({.node = root}); }

  // What the configuration says of the resource `declared`; nullptr when it is not in it.
  const Node* expressions(std::string_view declared) const {
    const std::size_t dot = module_end(declared);
    const auto module = modules_.find(std::string(declared.substr(0, dot)));
    if (module == modules_.end()) return nullptr;
    for (const Node& resource : items(module->second.node, "resources")) {
      if (text(resource, "address") == declared.substr(dot)) return resource.find("expressions");
    }
    return nullptr;
  }

  // The declared addresses that the resource `declared` of a module refers to.
  std::set<std::string> of(std::string_view declared) {
    const auto module = modules_.find(std::string(declared.substr(0, module_end(declared))));
    std::set<std::string> found;
    if (module != modules_.end()) collect(found, module->second, expressions(declared), 0);
    return found;
  }

 private:
  static constexpr int kMostSteps = 64;

  static std::size_t module_end(std::string_view address) {
    std::size_t at = 0;
    while (address.substr(at).starts_with("module.")) at = address.find('.', at + 7) + 1;
    return at;
  }

  void add(ConfigModule module) {
    const auto [at, is_new] = modules_.emplace(module.prefix, module);
    const Node* const calls = is_new && module.node ? module.node->find("module_calls") : nullptr;
    if (!calls) return;
    for (const yaml::Pair& call : calls->pairs) {
      add({.node = call.value.find("module"),
           .caller = &at->second,
           .call = &call.value,
           .prefix = concat(module.prefix, "module.", call.key, ".")});
    }
  }

  void collect(std::set<std::string>& found, const ConfigModule& in, const Node* expressions, int steps) {
    if (!expressions || steps > kMostSteps) return;
    if (expressions->is_mapping()) {
      if (const Node* references = expressions->find("references")) {
        for (const Node& reference : references->items) follow(found, in, reference.text, steps + 1);
      }
      for (const yaml::Pair& pair : expressions->pairs) {
        if (pair.key != "references") collect(found, in, &pair.value, steps + 1);
      }
    }
    for (const Node& item : expressions->items) collect(found, in, &item, steps + 1);
  }

  void follow(std::set<std::string>& found, const ConfigModule& in, std::string_view reference, int steps) {
    const std::vector<std::string_view> path = split(reference.substr(0, reference.find('[')), '.');
    if (path.size() < 2) return;
    if (path[0] == "var") {
      const Node* const given = member(in.call, {"expressions", path[1]});
      if (in.caller) collect(found, *in.caller, given, steps);
    } else if (path[0] == "module") {
      const auto module = modules_.find(concat(in.prefix, "module.", path[1], "."));
      if (module == modules_.end() || path.size() < 3) return;
      collect(found, module->second, member(module->second.node, {"outputs", path[2], "expression"}), steps);
    } else if (path[0] != "local" && path[0] != "each" && path[0] != "count" && path[0] != "path") {
      const std::size_t length = path[0] == "data" ? 3 : 2;
      if (path.size() < length) return;
      std::string address = in.prefix;
      for (std::size_t i = 0; i < length; ++i) address += concat(i ? "." : "", path[i]);
      found.insert(std::move(address));
    }
  }

  std::map<std::string, ConfigModule> modules_;
};

// The block of a resource in the source beside the plan; nullptr when it is not there.
const hcl::Block* source_of(terraform::Folders& folders, std::string folder, std::string_view module,
                            const Node& resource) {
  const std::vector<std::string_view> steps =
      module.empty() ? std::vector<std::string_view>() : split(module, '.');
  const auto find = [&](std::string_view type, std::string_view first,
                        std::string_view second) -> const hcl::Block* {
    const terraform::Folder* const at = folders.find(folder);
    if (!at) return nullptr;
    for (const hcl::File& file : at->files) {
      for (const hcl::Block& block : file.body.blocks) {
        if (block.type == type && block.label(0) == first && block.label(1) == second) return &block;
      }
    }
    return nullptr;
  };
  for (std::size_t i = 1; i < steps.size(); i += 2) {
    const hcl::Block* const call = find("module", steps[i], "");
    const hcl::Attribute* const source = call ? call->body.attribute("source") : nullptr;
    const std::string_view* const path = source ? hcl::literal_text(source->value) : nullptr;
    if (!path || !path->starts_with('.')) return nullptr;
    folder = terraform::normal_path(concat(folder, folder.empty() ? "" : "/", *path));
  }
  return find(text(resource, "mode") == "data" ? "data" : "resource", text(resource, "type"),
              text(resource, "name"));
}

// An address without the keys of its instances.
std::string without_keys(std::string_view address) {
  std::string out;
  int brackets = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < address.size(); ++i) {
    const char c = address[i];
    if (quoted && c == '\\') ++i;
    if (c == '"') quoted = !quoted;
    if (!quoted && c == '[') ++brackets;
    if (brackets == 0) out += c;
    if (!quoted && c == ']') --brackets;
  }
  return out;
}

// Without what the provider will find out for itself: unknown, and not in the configuration.
Value written(const Value& resource, const Node* expressions) {
  if (!expressions || !expressions->is_mapping()) return resource;
  std::vector<eval::Entry> entries;
  for (const eval::Entry& entry : resource.entries()) {
    if (entry.second.is_known() || expressions->find(entry.first)) entries.push_back(entry);
  }
  return Value::object(std::move(entries));
}

class PlanReader {
 public:
  PlanReader(std::vector<Subject>& subjects, std::shared_ptr<const Node> plan, terraform::Folders& folders,
             std::string_view folder, std::size_t group)
      : subjects_(subjects),
        plan_(std::move(plan)),
        folders_(folders),
        folder_(folder),
        group_(group),
        references_(member(plan_.get(), {"configuration", "root_module"})) {}

  void read() {
    for (const Node& change : items(plan_.get(), "resource_changes")) {
      unknown_.emplace(text(change, "address"), member(&change, {"change", "after_unknown"}));
    }
    const std::size_t first = subjects_.size();
    add_module(member(plan_.get(), {"planned_values", "root_module"}));
    for (std::size_t i = first; i < subjects_.size(); ++i) by_declared_.emplace(declared_[i - first], i);
    for (std::size_t i = first; i < subjects_.size(); ++i) {
      for (const std::string& other : references_.of(declared_[i - first])) {
        const auto [begin, end] = by_declared_.equal_range(other);
        for (auto it = begin; it != end; ++it) {
          if (it->second != i) subjects_[i].refers_to.push_back(it->second);
        }
      }
    }
  }

 private:
  void add_module(const Node* module) {
    for (const Node& resource : items(module, "resources")) {
      add_resource(resource, without_keys(text(*module, "address")));
    }
    for (const Node& child : items(module, "child_modules")) add_module(&child);
  }

  void add_resource(const Node& resource, const std::string& module) {
    const std::string address = text(resource, "address");
    const auto unknown = unknown_.find(address);
    const Node* const values = resource.find("values");
    const Node* const addressed = resource.find("address");
    const hcl::Block* const block = source_of(folders_, folder_, module, resource);
    Subject subject{.language = Language::Terraform,
                    .select = text(resource, "mode") == "data" ? "data" : "resource",
                    .type = text(resource, "type"),
                    .address = address,
                    .name = text(resource, "name"),
                    .self = written(marked(values, unknown == unknown_.end() ? nullptr : unknown->second,
                                           resource.find("sensitive_values")),
                                    references_.expressions(without_keys(address))),
                    .head = block       ? block->header
                            : addressed ? addressed->span
                                        : resource.span,
                    .group = group_};
    if (block) {
      subject.locate = [block](std::string_view path) { return terraform::locate(*block, path); };
    } else if (values) {
      subject.locate = [plan = plan_, values](std::string_view path) { return locate(*values, path); };
    }
    declared_.push_back(without_keys(address));
    subjects_.push_back(std::move(subject));
  }

  std::vector<Subject>& subjects_;
  std::shared_ptr<const Node> plan_;
  terraform::Folders& folders_;
  std::string folder_;
  std::size_t group_;
  References references_;
  std::map<std::string, const Node*> unknown_;
  std::vector<std::string> declared_;  // Of each subject.
  std::multimap<std::string, std::size_t> by_declared_;
};

}  // namespace

bool is_plan(const Node& document) {
  return document.is_mapping() && document.find("format_version") && document.find("planned_values");
}

void add_plan(Diagnostics& diags, std::vector<Subject>& subjects, std::shared_ptr<const Node> plan,
              terraform::Folders& folders, std::string_view folder, std::size_t group) {
  const std::string version = text(*plan, "format_version");
  if (!version.starts_with("1.")) {
    diags.add({.severity = Severity::Warning,
               .code = "terraform/plan-format",
               .message = concat("this plan has format ", version, "; only 1.x is known"),
               .span = plan->find("format_version")->span,
               .help = "write it with `terraform show -json` of Terraform 1.x"});
  }
  PlanReader(subjects, std::move(plan), folders, folder, group).read();
}

}  // namespace blueprint::lint

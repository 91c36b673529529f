#include "plan/plan.h"

#include <algorithm>
#include <set>

#include "hcl/parse.h"
#include "plan/facts.h"
#include "plan/instance_scope.h"
#include "support/strings.h"

namespace blueprint {

using eval::Entry;
using eval::Value;

// An instance in one view, ready for folding. The members refer to each other.
struct Plan::Prepared {
  Prepared(Plan& plan, const Instance& instance, View view)
      : names(plan, instance, view),
        environment{.context = plan.context_,
                    .known = names,
                    .naming = {.key = instance.key, .default_instance = instance.is_default()}} {
    for (const TemplateFile& file : plan.templates(instance)) {
      if (file.path.ends_with(".tf") || file.path.ends_with(".hcl")) files.push_back(&file.syntax);
    }
  }

  InstanceScope names;
  fold::Environment environment;
  std::vector<const hcl::File*> files;
  fold::Declared declared;
  std::unique_ptr<fold::TemplateScope> scope;
  std::map<std::string, Value, std::less<>> exports;
  std::set<std::string, std::less<>> being_evaluated;
};

Plan::Plan(Diagnostics& diags, Sources& sources, const catalog::Library& library, const Blueprint& blueprint)
    : diags_(diags),
      sources_(sources),
      library_(library),
      blueprint_(blueprint),
      context_{.diags = diags, .sources = sources, .any_shape = true} {
  for (const Instance& instance : blueprint.instances) {
    if (!instance.type) continue;  // Unknown; the model has said so.
    order_.push_back(&instance);
    read_templates(*instance.type);
  }
  std::ranges::stable_partition(order_,
                                [](const Instance* instance) { return instance->type->name == "project"; });
}

Plan::~Plan() = default;

void Plan::read_templates(const ComponentType& type) {
  if (templates_.contains(type.name)) return;
  std::vector<TemplateFile>& files = templates_[type.name];
  const std::string folder = concat("templates/", type.name, "/");
  for (const std::string& path : library_.list(folder)) {
    if (path.ends_with("/component.yaml")) continue;
    TemplateFile file{.path = path.substr(folder.size()), .id = library_.add_to(sources_, path)};
    if (path.ends_with(".tf") || path.ends_with(".hcl")) file.syntax = hcl::parse(diags_, sources_, file.id);
    files.push_back(std::move(file));
  }
}

std::span<const TemplateFile> Plan::templates(const Instance& instance) const {
  return templates_.find(instance.type->name)->second;
}

Plan::Prepared& Plan::prepared(const Instance& instance, View view) {
  // Without parameters both views are the same.
  if (blueprint_.parameters.empty()) view = View::Documents;
  std::unique_ptr<Prepared>& found = prepared_[{&instance, view}];
  if (!found) {
    found = std::make_unique<Prepared>(*this, instance, view);
    // Exports used while declaring must find `found` ready: the order matters.
    found->declared = fold::declare(found->environment, found->files);
    found->scope = std::make_unique<fold::TemplateScope>(found->environment, found->declared, found->files);
  }
  return *found;
}

fold::Environment& Plan::environment(const Instance& instance, View view) {
  return prepared(instance, view).environment;
}

const fold::Declared& Plan::declared(const Instance& instance, View view) {
  return prepared(instance, view).declared;
}

const fold::TemplateScope& Plan::scope(const Instance& instance, View view) {
  return *prepared(instance, view).scope;
}

Value Plan::export_value(const Instance& instance, const Export& exported, View view) {
  Prepared& in = prepared(instance, view);
  if (const auto known = in.exports.find(exported.name); known != in.exports.end()) return known->second;
  if (!in.being_evaluated.insert(exported.name).second) {
    diags_.add({.code = "template/export-cycle",
                .message = concat("export `", exported.name, "` of `", instance.key, "` refers to itself"),
                .span = exported.value});
    return Value::unknown();
  }
  const hcl::Fragment fragment = hcl::parse_expression(diags_, sources_, exported.value);
  // While its blocks are being declared, only what needs none of them is known.
  const eval::Scope& scope = in.scope ? static_cast<const eval::Scope&>(*in.scope) : in.names;
  Value value = fold::fold_value(in.environment, scope, *fragment.expr);
  in.being_evaluated.erase(exported.name);
  if (in.scope) in.exports.emplace(exported.name, value);
  return value;
}

Value Plan::exports(const Instance& instance, View view) {
  std::vector<Entry> entries;
  for (const Export& exported : instance.type->exports) {
    entries.emplace_back(exported.name, export_value(instance, exported, view));
  }
  return Value::object(std::move(entries));
}

Value Plan::outputs() {
  std::vector<Entry> entries;
  for (const Instance* instance : order_) {
    if (instance->type->root != "terraform") continue;
    for (const Export& exported : instance->type->exports) {
      if (!exported.output) continue;
      Value value = export_value(*instance, exported, View::Terraform);
      if (value.is_null()) continue;
      const std::string name =
          instance->is_default() ? exported.name : concat(instance->key, "_", exported.name);
      entries.emplace_back(
          name, Value::object({{"value", std::move(value)}, {"doc", Value::string(exported.doc)}}));
    }
  }
  return Value::object(std::move(entries));
}

const Value& Plan::blueprint_value(View view) {
  if (blueprint_.parameters.empty()) view = View::Documents;
  const auto found = blueprint_values_.find(view);
  if (found != blueprint_values_.end()) return found->second;
  return blueprint_values_[view] = blueprint_facts(blueprint_, library_, view);
}

Value Plan::catalog_value(std::string_view member) {
  const auto found = catalog_values_.find(member);
  if (found != catalog_values_.end()) return found->second;
  return catalog_values_[std::string(member)] = catalog_facts(library_, member);
}

}  // namespace blueprint

#include "plan/instance_scope.h"

#include <algorithm>

#include "support/strings.h"

namespace blueprint {
namespace {

// AWS cannot rename most of what it holds, so names go on following the key that it was made under.
std::string name_of(const Blueprint& blueprint, const Instance& instance) {
  const std::string was = former_key(blueprint, instance);
  return was.empty() ? instance.key : was;
}

}  // namespace

using eval::Value;

InstanceScope::InstanceScope(Plan& plan, const Instance& instance, View view)
    : plan_(plan),
      instance_(instance),
      view_(view),
      spec_(view == View::Terraform ? with_parameters(plan.blueprint(), instance) : instance.spec),
      component_(Value::object({{"name", Value::string(name_of(plan.blueprint(), instance))},
                                {"type", Value::string(instance.type->name)}})) {}

std::optional<eval::Scope::Found> InstanceScope::find(eval::Context& context,
                                                      std::span<const std::string_view> path, Span at) const {
  const std::string_view name = path[0];
  if (name == "spec") return Found{spec_};
  if (name == "component") return Found{component_};
  if (name == "blueprint") return Found{plan_.blueprint_value(view_)};
  if (name == "catalog" && path.size() > 1) return Found{plan_.catalog_value(path[1]), 2};
  if (name == "root" && instance_.type->name == "project") return project_facts(path);
  if (name == instance_.type->name) return exports_of(context, instance_, path, at);
  return need(context, path, at);
}

std::optional<eval::Scope::Found> InstanceScope::need(eval::Context& context,
                                                      std::span<const std::string_view> path, Span at) const {
  const auto found = std::ranges::find(instance_.type->needs, path[0], &Need::name);
  if (found == instance_.type->needs.end()) return std::nullopt;
  const std::string* key = instance_.link(found->name);
  const Instance* linked = key ? plan_.blueprint().instance(*key) : nullptr;
  if (linked) return exports_of(context, *linked, path, at);
  // An optional need that is absent is null; a missing one the model has reported.
  return Found{found->optional ? Value::null() : Value::unknown(), found->optional ? 1 : path.size()};
}

eval::Scope::Found InstanceScope::exports_of(eval::Context& context, const Instance& of,
                                             std::span<const std::string_view> path, Span at) const {
  if (path.size() < 2) return {plan_.exports(of, view_)};
  const auto exported = std::ranges::find(of.type->exports, path[1], &Export::name);
  if (exported == of.type->exports.end()) {
    std::vector<std::string_view> names;
    for (const Export& candidate : of.type->exports) names.push_back(candidate.name);
    context.diags.add({.code = "template/unknown-export",
                       .message = concat("component `", of.type->name, "` exports no `", path[1], "`"),
                       .span = at,
                       .help = did_you_mean(path[1], names)});
    return {Value::unknown(), path.size()};
  }
  Value value = plan_.export_value(of, *exported, view_);
  if (view_ == View::Terraform && of.type->root != instance_.type->root && !value.wholly_known()) {
    context.diags.add(
        {.code = "template/other-root",
         .message = concat("`", path[0], ".", path[1], "` is known only in the Terraform root `",
                           of.type->root, "`, not in `", instance_.type->root, "`"),
         .span = at,
         .labels = {{.span = exported->value, .text = "exported here"}},
         .help = "export a value that the blueprint alone decides, such as a name"});
  }
  return {std::move(value), 2};
}

std::optional<eval::Scope::Found> InstanceScope::project_facts(std::span<const std::string_view> path) const {
  if (path.size() < 2) return std::nullopt;
  if (path[1] == "outputs") return Found{plan_.outputs(), 2};
  const auto fact = plan_.made.find(path[1]);
  if (fact == plan_.made.end()) return std::nullopt;
  return Found{fact->second, 2};
}

}  // namespace blueprint

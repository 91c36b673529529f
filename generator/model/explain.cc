#include "model/explain.h"

#include "model/paths.h"
#include "model/reading.h"

namespace blueprint {
namespace {

using Source = Explanation::Source;

bool inside(Span inner, Span outer) {
  return outer && inner.file == outer.file && inner.begin >= outer.begin && inner.end <= outer.end;
}

Source source_of(const Blueprint& blueprint, const eval::Value& value, const Schema* schema) {
  const Span origin = value.origin();
  if (inside(origin, blueprint.overlay)) return Source::Environment;
  if (origin && origin.file == blueprint.file) return Source::Blueprint;
  const bool has_default = schema && schema->has_default;
  return value.is_null() && !has_default ? Source::Nothing : Source::Default;
}

}  // namespace

std::optional<Explanation> explain(const Blueprint& blueprint, ComponentTypes& types, std::string_view path,
                                   std::string& help) {
  constexpr std::string_view kComponents = "components.";
  if (path.starts_with(kComponents)) path.remove_prefix(kComponents.size());
  const PathTarget target = find_path(blueprint, types.blueprint_schema(), path);
  if (!target.found) {
    help = suggestion(target.wrong_step, target.known);
    return {};
  }
  Explanation result{.path = std::string(path),
                     .value = target.value,
                     .source = source_of(blueprint, target.value, target.schema),
                     .origin = target.value.origin(),
                     .schema = target.schema};
  const Instance* const instance = target.instance;
  const bool at_root = instance && instance->type && target.schema == &instance->type->spec;
  result.doc = at_root ? instance->type->doc : target.schema ? target.schema->doc : std::string();
  for (const BlueprintParameter& parameter : blueprint.parameters) {
    if (parameter.sets == path) result.parameter = parameter.name;
  }
  if (target.value.is_mapping()) {
    for (const auto& [name, value] : target.value.entries()) result.below.push_back(name);
  }
  for (const Instance& part : blueprint.instances) {
    if (at_root && part.type && part.part_of == instance->key) result.below.push_back(part.type->name);
  }
  return result;
}

}  // namespace blueprint

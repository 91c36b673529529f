#include "plan/parameters.h"

#include "fold/print.h"
#include "support/strings.h"

namespace blueprint {
namespace {

using eval::Entry;
using eval::Value;

// `value` with what stands at `path` replaced. A path that leads nowhere
// changes nothing: the model has reported it.
Value replaced_at(const Value& value, std::span<const std::string_view> path, const Value& replacement) {
  if (path.empty()) return replacement.with_origin(value.origin());
  if (!value.is_mapping()) return value;
  std::vector<Entry> entries(value.entries().begin(), value.entries().end());
  for (Entry& entry : entries) {
    if (entry.first == path.front()) entry.second = replaced_at(entry.second, path.subspan(1), replacement);
  }
  return Value::object(std::move(entries)).with_origin(value.origin());
}

// Where the spec of `instance` stands in a blueprint: "cluster.node_groups".
std::string path_of(const Blueprint& blueprint, const Instance& instance) {
  const Instance* whole = instance.part_of.empty() ? nullptr : blueprint.instance(instance.part_of);
  return whole ? concat(path_of(blueprint, *whole), ".", instance.type->name) : instance.key;
}

// The text between the quotes of a quoted string that prints `value`.
std::string template_part(const Value& value) {
  if (!value.symbol_text().empty()) return concat("${", value.symbol_text(), "}");
  const std::string quoted = fold::quote(value.as_string());
  return quoted.substr(1, quoted.size() - 2);
}

}  // namespace

Value parameter_symbol(const BlueprintParameter& parameter) {
  return Value::symbol(concat("var.", parameter.name));
}

Value with_parameters(const Blueprint& blueprint, const Instance& instance) {
  Value spec = instance.spec;
  const std::string prefix = concat(path_of(blueprint, instance), ".");
  for (const BlueprintParameter& parameter : blueprint.parameters) {
    std::string_view path = parameter.sets;
    if (!path.starts_with(prefix)) continue;
    path.remove_prefix(prefix.size());
    const std::vector<std::string_view> steps = split(path, '.');
    spec = replaced_at(spec, steps, parameter_symbol(parameter));
  }
  return spec;
}

Value top_level_value(const Blueprint& blueprint, std::string_view path, Value written, View view) {
  if (view == View::Documents) return written;
  for (const BlueprintParameter& parameter : blueprint.parameters) {
    if (parameter.sets == path) return parameter_symbol(parameter);
  }
  return written;
}

Value named(std::string_view pattern, std::span<const Entry> words) {
  std::string text;
  std::string inside_quotes;
  bool symbolic = false;
  while (!pattern.empty()) {
    const Entry* word = nullptr;
    for (const Entry& candidate : words) {
      if (pattern.starts_with(concat("{", candidate.first, "}"))) word = &candidate;
    }
    if (!word) {
      text += pattern.front();
      inside_quotes += pattern.front();
      pattern.remove_prefix(1);
      continue;
    }
    symbolic = symbolic || word->second.is_unknown();
    if (word->second.is_string()) text += word->second.as_string();
    inside_quotes += template_part(word->second);
    pattern.remove_prefix(word->first.size() + 2);
  }
  return symbolic ? Value::symbol(concat("\"", inside_quotes, "\""), eval::Type::string())
                  : Value::string(text);
}

}  // namespace blueprint

#include <algorithm>
#include <map>

#include "eval/convert.h"
#include "hcl/parse.h"
#include "model/paths.h"
#include "model/sections.h"
#include "model/spec.h"
#include "support/strings.h"

namespace blueprint {
namespace {

using eval::Value;

// The top-level keys that Terraform can be given when applying.
constexpr std::string_view kSettable[] = {"account", "environment", "name", "region"};

// A single validation need not be a list.
yaml::Node with_lists(const yaml::Node& parameters) {
  yaml::Node result = parameters;
  for (yaml::Pair& parameter : result.pairs) {
    yaml::Node* const validation = parameter.value.find("validation");
    if (!validation || !validation->is_mapping()) continue;
    yaml::Node list{.kind = yaml::Kind::Sequence, .span = validation->span};
    list.items.push_back(std::move(*validation));
    *validation = std::move(list);
  }
  return result;
}

class ParameterReader {
 public:
  ParameterReader(const Reading& reading, const Schema& blueprint_schema, Blueprint& blueprint)
      : reading_(reading), blueprint_schema_(blueprint_schema), blueprint_(blueprint) {}

  void read(const yaml::Pair& pair, const Value& value);

 private:
  bool read_target(BlueprintParameter& parameter, const Value& value);
  void read_type(BlueprintParameter& parameter, const yaml::Pair& pair);
  std::optional<eval::TypeConstraint> type_constraint(const BlueprintParameter& parameter) const;
  void read_default(BlueprintParameter& parameter, const Value& value, const eval::TypeConstraint& type);
  void read_validations(BlueprintParameter& parameter, const yaml::Pair& pair);
  void read_validation(BlueprintParameter& parameter, const yaml::Node& node);
  bool report_path(std::string_view path, Span span, const PathTarget& target) const;

  const Reading& reading_;
  const Schema& blueprint_schema_;
  Blueprint& blueprint_;
  std::map<std::string, Span, std::less<>> set_;  // The paths that parameters set, and where that is said.
};

bool ParameterReader::report_path(std::string_view path, Span span, const PathTarget& target) const {
  if (target.found && !target.in_list &&
      (target.instance || std::ranges::find(kSettable, path) != std::end(kSettable))) {
    const bool whole = target.instance && target.schema == &target.instance->type->spec;
    if (!whole) return true;
    reading_.error("wrong-path", concat(shown(path), " is a whole component"), span, "name one value in it");
  } else if (!target.found) {
    const bool prefixed = path.starts_with("components.");
    reading_.error(
        "unknown-path", concat(shown(target.wrong_step), " in ", shown(path), " leads nowhere"), span,
        prefixed ? concat("write `", path.substr(11), "`") : suggestion(target.wrong_step, target.known));
  } else if (target.in_list) {
    reading_.error("wrong-path", concat(shown(path), " is inside a list"), span, "set the whole list");
  } else {
    reading_.error("wrong-path", concat(shown(path), " cannot be a parameter"), span,
                   concat("outside of components these can: ", listed(kSettable)));
  }
  return false;
}

bool ParameterReader::read_target(BlueprintParameter& parameter, const Value& value) {
  const Value& sets = *value.find("sets");
  if (!sets.is_string()) return false;
  parameter.sets = sets.as_string();
  const PathTarget target = find_path(blueprint_, blueprint_schema_, parameter.sets);
  if (!report_path(parameter.sets, sets.origin(), target)) return false;
  parameter.default_value = target.value;
  const auto [first, added] = set_.emplace(parameter.sets, sets.origin());
  if (added) return true;
  reading_.diags.add({.code = "blueprint/duplicate-parameter",
                      .message = concat("two parameters set ", shown(parameter.sets)),
                      .span = sets.origin(),
                      .labels = {{.span = first->second, .text = "the first is here"}},
                      .help = "remove one of them"});
  return false;
}

void ParameterReader::read_type(BlueprintParameter& parameter, const yaml::Pair& pair) {
  const yaml::Node* const type = pair.value.find("type");
  if (!type || !type->is_string()) return;
  parameter.type = text_span(reading_.sources, *type);
  parameter.type_text = type->text;
  if (!parameter.type) {
    reading_.error("escaped-expression", "a type cannot be read through YAML's escapes", type->span,
                   "write it without escapes");
  }
}

// The type stated, else that of the value: of a list or mapping anything will do.
std::optional<eval::TypeConstraint> ParameterReader::type_constraint(
    const BlueprintParameter& parameter) const {
  if (!parameter.type) {
    const eval::Type type = parameter.default_value.type();
    return eval::TypeConstraint{.type = type.is_primitive() ? type : eval::Type::dynamic()};
  }
  Diagnostics mistakes;
  const hcl::Fragment fragment = hcl::parse_expression(mistakes, reading_.sources, parameter.type);
  eval::Context context{.diags = mistakes, .sources = reading_.sources};
  eval::TypeConstraint type;
  if (!mistakes.has_errors()) type = eval::parse_type(context, *fragment.expr);
  reading_.diags.add_all(mistakes);
  return mistakes.has_errors() ? std::nullopt : std::optional(type);
}

void ParameterReader::read_default(BlueprintParameter& parameter, const Value& value,
                                   const eval::TypeConstraint& type) {
  const Value& stated = *value.find("default");
  const bool is_stated = stated.origin().file == blueprint_.file;
  if (is_stated) parameter.default_value = stated;
  if (parameter.default_value.is_unknown()) return;
  std::string why;
  if (const auto converted = eval::convert(parameter.default_value, type, why)) {
    parameter.default_value = converted->with_origin(parameter.default_value.origin());
    return;
  }
  const Span span = is_stated ? stated.origin() : parameter.type;
  reading_.error(
      "wrong-default",
      concat("the default of ", shown(parameter.name), " is no ", shown(type.type.text()), ": ", why), span,
      is_stated ? "" : concat("change the type, or the value at `", parameter.sets, "`"));
}

void ParameterReader::read_validation(BlueprintParameter& parameter, const yaml::Node& node) {
  const yaml::Node* const condition = node.find("condition");
  const yaml::Node* const message = node.find("error_message");
  if (!condition || !condition->is_string() || !message || !message->is_string()) return;
  const Span span = text_span(reading_.sources, *condition);
  if (!span) {
    reading_.error("escaped-expression", "a condition cannot be read through YAML's escapes", condition->span,
                   "write it as a block, below `condition: |`");
    return;
  }
  hcl::parse_expression(reading_.diags, reading_.sources, span);
  if (condition->text.find(concat("var.", parameter.name)) == std::string::npos) {
    reading_.error("wrong-validation", concat("the condition does not look at `var.", parameter.name, "`"),
                   condition->span, "Terraform refuses a condition that does not");
  }
  parameter.validations.push_back(
      {.condition = std::string(trim(condition->text)), .message = message->text, .span = node.span});
}

void ParameterReader::read_validations(BlueprintParameter& parameter, const yaml::Pair& pair) {
  const yaml::Node* const validation = pair.value.find("validation");
  if (!validation || !validation->is_sequence()) return;
  for (const yaml::Node& node : validation->items) read_validation(parameter, node);
}

void ParameterReader::read(const yaml::Pair& pair, const Value& value) {
  if (!value.is_mapping()) return;
  BlueprintParameter parameter{.name = pair.key, .span = join(pair.key_span, pair.value.span)};
  if (value.find("description")->is_string()) parameter.description = value.find("description")->as_string();
  if (!read_target(parameter, value)) return;
  read_type(parameter, pair);
  const bool has_value = !parameter.default_value.is_null() || !value.find("default")->is_null();
  if (parameter.type_text.empty() && !has_value) {
    reading_.error("missing-key",
                   concat("nothing says the type of ", shown(pair.key), ": there is no value at ",
                          shown(parameter.sets)),
                   pair.key_span, concat("add `type:` under `", pair.key, "`"));
    return;
  }
  const auto type = type_constraint(parameter);
  if (!type) return;
  read_default(parameter, value, *type);
  read_validations(parameter, pair);
  blueprint_.parameters.push_back(std::move(parameter));
}

}  // namespace

void read_parameters(const Reading& reading, const Schema& blueprint_schema, const yaml::Pair* section,
                     Blueprint& blueprint) {
  if (!section) return;
  const yaml::Pair listed{
      .key = section->key, .key_span = section->key_span, .value = with_lists(section->value)};
  const Value parameters = read_spec(reading, *blueprint_schema.attribute("parameters"), &listed.value,
                                     {.name = listed.key, .span = listed.key_span});
  if (!parameters.is_mapping()) return;
  ParameterReader reader(reading, blueprint_schema, blueprint);
  for (const yaml::Pair& pair : listed.value.pairs) reader.read(pair, *parameters.find(pair.key));
}

}  // namespace blueprint

#include "model/component_reader.h"

#include <algorithm>
#include <array>

#include "model/formats.h"
#include "model/schema_reader.h"
#include "model/spec.h"
#include "support/strings.h"

namespace blueprint {
namespace {

constexpr std::string_view kKeys[] = {"title",  "doc",   "root", "part_of",
                                      "always", "needs", "spec", "exports"};
constexpr std::string_view kNeedKeys[] = {"type", "optional"};
constexpr std::string_view kExportKeys[] = {"value", "doc", "output"};
// What an author writes beside the spec, for every component.
constexpr std::string_view kReserved[] = {"type", "was"};

void wrong(const Reading& reading, std::string_view key, const yaml::Node& node, std::string_view wanted) {
  reading.error("wrong-type", concat(shown(key), " is ", kind_words(node.kind), ", ", wanted, " is expected"),
                node.span);
}

std::string text_of(const Reading& reading, const yaml::Node& mapping, std::string_view key,
                    std::string otherwise = {}) {
  const yaml::Node* const node = mapping.find(key);
  if (!node) return otherwise;
  if (!node->is_string()) wrong(reading, key, *node, "a string");
  return node->is_string() ? node->text : otherwise;
}

bool flag_of(const Reading& reading, const yaml::Node& mapping, std::string_view key) {
  const yaml::Node* const node = mapping.find(key);
  if (node && node->kind != yaml::Kind::Bool) wrong(reading, key, *node, "`true` or `false`");
  return node && node->boolean;
}

// The mapping at `key`; an empty one when it is absent or no mapping.
const yaml::Node& mapping_of(const Reading& reading, const yaml::Node& mapping, std::string_view key) {
  static const yaml::Node kNone{.kind = yaml::Kind::Mapping};
  const yaml::Node* const node = mapping.find(key);
  if (!node || node->is_null()) return kNone;
  if (!node->is_mapping()) wrong(reading, key, *node, "a mapping");
  return node->is_mapping() ? *node : kNone;
}

bool is_name(const Reading& reading, const yaml::Pair& pair) {
  if (const auto problem = format_problem(reading, *find_format("identifier"), pair.key)) {
    reading.error(problem->problem, problem->message, pair.key_span, problem->help);
    return false;
  }
  return true;
}

Need read_need(const Reading& reading, const yaml::Pair& pair) {
  Need need{.name = pair.key, .type = pair.key, .span = pair.key_span};
  if (pair.value.is_null()) return need;
  if (!pair.value.is_mapping()) {
    wrong(reading, pair.key, pair.value, "a mapping");
    return need;
  }
  check_keys(reading, pair.value, kNeedKeys, concat("the need ", shown(pair.key)));
  need.type = text_of(reading, pair.value, "type", pair.key);
  need.optional = flag_of(reading, pair.value, "optional");
  return need;
}

void read_export(const Reading& reading, const yaml::Pair& pair, ComponentType& type) {
  if (!pair.value.is_mapping()) return wrong(reading, pair.key, pair.value, "a mapping with `value`");
  check_keys(reading, pair.value, kExportKeys, concat("the export ", shown(pair.key)));
  Export exported{.name = pair.key,
                  .doc = text_of(reading, pair.value, "doc"),
                  .output = flag_of(reading, pair.value, "output")};
  const yaml::Node* const value = pair.value.find("value");
  if (!value) {
    reading.error("missing-key", concat("`value` is missing in ", shown(pair.key)), pair.key_span,
                  "add the expression that it stands for");
    return;
  }
  if (!value->is_scalar() || value->is_null()) return wrong(reading, "value", *value, "an expression");
  exported.value = text_span(reading.sources, *value);
  if (!exported.value) {
    reading.error("escaped-expression", "an expression cannot be read through YAML's escapes", value->span,
                  "write it as a block, below `value: |`");
    return;
  }
  type.exports.push_back(std::move(exported));
}

// A key under a component means one thing only.
void check_clashes(const Reading& reading, const ComponentType& type) {
  for (const auto& [name, attribute] : type.spec.attributes) {
    const bool reserved = std::ranges::find(kReserved, name) != std::end(kReserved);
    if (!reserved && !type.need(name)) continue;
    reading.error(
        "clashing-key",
        concat("the attribute ", shown(name), " is also ", reserved ? "a key of every component" : "a need"),
        attribute.span, "rename it");
  }
}

Schema read_component_spec(const Reading& reading, const yaml::Node& root) {
  const yaml::Node* const spec = root.find("spec");
  if (spec && !spec->is_null()) return read_schema(reading, *spec, "spec");
  return {.type = Schema::Type::Object, .span = root.span};
}

}  // namespace

ComponentType read_component(const Reading& reading, std::string_view name, FileId file) {
  ComponentType type{.name = std::string(name), .file = file};
  type.spec.type = Schema::Type::Object;
  const yaml::Node root = yaml::parse_one(reading.diags, reading.sources, file);
  if (!root.is_mapping()) {
    reading.error("wrong-type", "a component.yaml is a mapping", {file, root.span.begin, root.span.end},
                  "see docs/writing-components.md");
    return type;
  }
  check_keys(reading, root, kKeys, "component.yaml");
  for (const std::string_view key : {"title", "doc"}) {
    if (!root.find(key))
      reading.error("missing-key", concat("`", key, "` is missing"), {file, root.span.begin, root.span.begin},
                    concat("add `", key, ":`"));
  }
  type.title = text_of(reading, root, "title");
  type.doc = text_of(reading, root, "doc");
  type.root = text_of(reading, root, "root", type.root);
  type.part_of = text_of(reading, root, "part_of");
  type.always = flag_of(reading, root, "always");
  for (const yaml::Pair& pair : mapping_of(reading, root, "needs").pairs) {
    if (is_name(reading, pair)) type.needs.push_back(read_need(reading, pair));
  }
  type.spec = read_component_spec(reading, root);
  for (const yaml::Pair& pair : mapping_of(reading, root, "exports").pairs) {
    if (is_name(reading, pair)) read_export(reading, pair, type);
  }
  check_clashes(reading, type);
  return type;
}

}  // namespace blueprint

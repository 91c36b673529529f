#include "model/instances.h"

#include <algorithm>

#include "model/formats.h"
#include "model/spec.h"
#include "support/strings.h"

namespace blueprint {
namespace {

using eval::Value;

class InstanceReader {
 public:
  InstanceReader(const Reading& reading, ComponentTypes& types, Blueprint& blueprint)
      : reading_(reading), types_(types), blueprint_(blueprint) {}

  void read_component(const yaml::Pair& pair);
  void add_always_there(Span place);
  std::vector<StatedLink> take_links() { return std::move(links_); }

 private:
  const ComponentType* type_of(const yaml::Pair& pair) const;
  void read_instance(Instance instance, const yaml::Node& node);
  void read_parts(const std::string& whole, const ComponentType& type, const yaml::Node& node, Span key_span);
  // Takes `type`, `was` and links out of `node`, where they are no part of the spec.
  void take_reserved(Instance& instance, yaml::Node& node);
  void take_link(const Instance& instance, const Need& need, const yaml::Pair& pair);
  void take_was(Instance& instance, const yaml::Pair& pair);
  Value root_spec(const ComponentType& type, const yaml::Node& node, const SpecPlace& place,
                  std::span<const std::string_view> also_known) const;

  const Reading& reading_;
  ComponentTypes& types_;
  Blueprint& blueprint_;
  std::vector<StatedLink> links_;
};

const ComponentType* InstanceReader::type_of(const yaml::Pair& pair) const {
  const yaml::Node* const stated = pair.value.find("type");
  const bool has_type = stated && stated->is_string();
  const std::string& name = has_type ? stated->text : pair.key;
  const Span place = has_type ? stated->span : pair.key_span;
  const ComponentType* const type = types_.find(name);
  if (!type) {
    std::vector<std::string_view> known;
    for (const std::string_view candidate : types_.names()) {
      if (types_.find(candidate)->part_of.empty()) known.push_back(candidate);
    }
    reading_.error("unknown-component", concat("there is no component type ", shown(name)), place,
                   suggestion(name, known));
  } else if (!type->part_of.empty()) {
    reading_.error("misplaced-part", concat(shown(name), " is a part of ", shown(type->part_of)), place,
                   concat("write it under `", type->part_of, "`"));
    return nullptr;
  }
  return type;
}

void InstanceReader::read_component(const yaml::Pair& pair) {
  if (const auto problem = format_problem(reading_, *find_format("identifier"), pair.key)) {
    reading_.error(problem->problem, problem->message, pair.key_span, problem->help);
  }
  Instance instance{
      .key = pair.key, .type = type_of(pair), .key_span = pair.key_span, .span = pair.value.span};
  if (!instance.type) {
    // Kept, so that links to it are not reported as well.
    blueprint_.instances.push_back(std::move(instance));
    return;
  }
  read_instance(std::move(instance), pair.value);
}

void InstanceReader::take_was(Instance& instance, const yaml::Pair& pair) {
  if (const auto problem = format_problem(reading_, *find_format("identifier"), pair.value.text)) {
    reading_.error(problem->problem, problem->message, pair.value.span, problem->help);
    return;
  }
  instance.was = pair.value.text;
}

void InstanceReader::take_link(const Instance& instance, const Need& need, const yaml::Pair& pair) {
  links_.push_back(
      {.instance = instance.key, .need = need.name, .target = pair.value.text, .span = pair.value.span});
}

void InstanceReader::take_reserved(Instance& instance, yaml::Node& node) {
  // The keys of a map are names that the author chose; only a text there cannot be an element.
  const bool is_object = instance.type->spec.type == Schema::Type::Object;
  std::erase_if(node.pairs, [&](const yaml::Pair& pair) {
    const Need* const need = instance.type->need(pair.key);
    if (pair.key != "type" && pair.key != "was" && !need) return false;
    if (!instance.part_of.empty() || (!is_object && !pair.value.is_string())) return false;
    if (!pair.value.is_string()) {
      reading_.error("wrong-type",
                     concat(shown(pair.key), " is ", kind_words(pair.value.kind), ", a string is expected"),
                     pair.value.span, need ? "write the name of a component" : "");
    } else if (need) {
      take_link(instance, *need, pair);
    } else if (pair.key == "was") {
      take_was(instance, pair);
    }
    return true;
  });
}

Value InstanceReader::root_spec(const ComponentType& type, const yaml::Node& node, const SpecPlace& place,
                                std::span<const std::string_view> also_known) const {
  const Schema& schema = type.spec;
  if (schema.type == Schema::Type::Object) {
    if (node.is_mapping()) return read_object(reading_, schema, node, place, also_known);
    if (!node.is_null()) return read_spec(reading_, schema, &node, place);
    if (schema.has_default) return schema.default_value;
    return read_object(reading_, schema, {.kind = yaml::Kind::Mapping, .span = node.span}, place, also_known);
  }
  if (!node.is_null()) return read_spec(reading_, schema, &node, place);
  if (schema.has_default) return schema.default_value;
  if (schema.type == Schema::Type::Map) return Value::object({}).with_origin(node.span);
  if (schema.type == Schema::Type::List) return Value::tuple({}).with_origin(node.span);
  return read_spec(reading_, schema, nullptr, place);
}

void InstanceReader::read_instance(Instance instance, const yaml::Node& node) {
  if (blueprint_.instance(instance.key)) {
    reading_.error("duplicate-name", concat("two components are called ", shown(instance.key)),
                   instance.key_span, "rename one of them");
    return;
  }
  const ComponentType& type = *instance.type;
  yaml::Node own = node;
  yaml::Node parts{.kind = yaml::Kind::Mapping, .span = node.span};
  std::vector<std::string_view> also_known;
  if (instance.part_of.empty()) {
    also_known = {"type", "was"};
    for (const Need& need : type.needs) {
      const ComponentType* const needed = types_.find(need.name);
      if (!needed || needed->part_of != type.name) also_known.push_back(need.name);
    }
  }
  for (const ComponentType* part : types_.parts_of(type.name)) {
    also_known.push_back(part->name);
    const auto found = std::ranges::find(own.pairs, part->name, &yaml::Pair::key);
    if (found == own.pairs.end()) continue;
    parts.pairs.push_back(std::move(*found));
    own.pairs.erase(found);
  }
  take_reserved(instance, own);  // After the parts: a need may have the name of one.
  const std::string shown_name = instance.part_of.empty() ? instance.key : type.name;
  instance.spec = root_spec(type, own, {.name = shown_name, .span = instance.key_span}, also_known);
  const std::string key = instance.key;
  const Span key_span = instance.key_span;
  blueprint_.instances.push_back(std::move(instance));
  read_parts(key, type, parts, key_span);
}

void InstanceReader::read_parts(const std::string& whole, const ComponentType& type, const yaml::Node& node,
                                Span key_span) {
  const std::string prefix = whole == type.name ? std::string() : concat(whole, "_");
  const auto add = [&](const ComponentType& part, Span part_key_span, const yaml::Node& value) {
    read_instance({.key = concat(prefix, part.name),
                   .type = &part,
                   .part_of = whole,
                   .key_span = part_key_span,
                   .span = value.span},
                  value);
  };
  // Parts in the order written, then those that are there unstated.
  std::vector<const yaml::Pair*> written;
  for (const yaml::Pair& pair : node.pairs) written.push_back(&pair);
  std::ranges::sort(written, {}, [](const yaml::Pair* pair) { return pair->key_span; });
  for (const yaml::Pair* pair : written) add(*types_.find(pair->key), pair->key_span, pair->value);
  for (const ComponentType* part : types_.parts_of(type.name)) {
    if (part->always && !node.find(part->name))
      add(*part, key_span, {.span = {key_span.file, key_span.end, key_span.end}});
  }
}

void InstanceReader::add_always_there(Span place) {
  for (const ComponentType* type : types_.always_there()) {
    const bool stated =
        std::ranges::any_of(blueprint_.instances, [&](const Instance& i) { return i.type == type; });
    if (!type->part_of.empty() || stated) continue;
    read_instance({.key = type->name, .type = type, .key_span = place, .span = place},
                  {.span = {place.file, place.end, place.end}});
  }
}

// A name that is still in use was not given up.
void check_former_names(const Reading& reading, const yaml::Node& components, const Blueprint& blueprint) {
  for (const yaml::Pair& pair : components.pairs) {
    const Instance* const instance = blueprint.instance(pair.key);
    if (!instance || instance->was.empty() || !components.find(instance->was)) continue;
    reading.error("wrong-former-name",
                  concat(shown(instance->was), " is still a component of this blueprint"),
                  pair.value.find("was")->span, "remove `was`, or rename that one");
  }
}

}  // namespace

std::vector<StatedLink> read_instances(const Reading& reading, ComponentTypes& types,
                                       const yaml::Node& components, Blueprint& blueprint) {
  InstanceReader reader(reading, types, blueprint);
  for (const yaml::Pair& pair : components.pairs) reader.read_component(pair);
  reader.add_always_there({blueprint.file, components.span.begin, components.span.begin});
  check_former_names(reading, components, blueprint);
  return reader.take_links();
}

}  // namespace blueprint

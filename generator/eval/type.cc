#include "eval/type.h"

#include <algorithm>
#include <functional>

#include "hcl/parse.h"
#include "support/strings.h"

namespace blueprint::eval {

struct Type::Structure {
  std::vector<Type> elements{};  // Of a list, set or map: one.
  std::vector<Attribute> attributes{};
  std::size_t hash = 0;
  bool has_dynamic = false;
  bool has_optional = false;
};

namespace {

std::size_t combine(std::size_t a, std::size_t b) {
  return a ^ (b + 0x9E3779B97F4A7C15u + (a << 6) + (a >> 2));
}

std::string_view primitive_name(TypeKind kind) {
  switch (kind) {
    case TypeKind::Bool: return "bool";
    case TypeKind::Number: return "number";
    case TypeKind::String: return "string";
    case TypeKind::List: return "list";
    case TypeKind::Set: return "set";
    case TypeKind::Map: return "map";
    case TypeKind::Tuple: return "tuple";
    case TypeKind::Object: return "object";
    case TypeKind::Dynamic: break;
  }
  return "any";
}

std::string attribute_text(const Type::Attribute& attribute) {
  const std::string type = attribute.type.text();
  const bool plain = hcl::is_identifier(attribute.name);
  return concat(plain ? attribute.name : concat("\"", attribute.name, "\""), " = ",
                attribute.optional ? concat("optional(", type, ")") : type);
}

}  // namespace

Type Type::structural(TypeKind kind, std::vector<Type> elements, std::vector<Attribute> attributes) {
  Structure structure;
  structure.hash = static_cast<std::size_t>(kind);
  const auto add = [&](const Type& type) {
    structure.hash = combine(structure.hash, type.hash());
    structure.has_dynamic = structure.has_dynamic || type.has_dynamic();
    structure.has_optional = structure.has_optional || type.has_optional();
  };
  for (const Type& element : elements) add(element);
  for (const Attribute& attribute : attributes) {
    structure.hash = combine(structure.hash, std::hash<std::string>()(attribute.name));
    structure.has_optional = structure.has_optional || attribute.optional;
    add(attribute.type);
  }
  structure.elements = std::move(elements);
  structure.attributes = std::move(attributes);
  Type type(kind);
  type.structure_ = std::make_shared<const Structure>(std::move(structure));
  return type;
}

Type Type::list(Type element) { return structural(TypeKind::List, {std::move(element)}, {}); }
Type Type::set(Type element) { return structural(TypeKind::Set, {std::move(element)}, {}); }
Type Type::map(Type element) { return structural(TypeKind::Map, {std::move(element)}, {}); }
Type Type::tuple(std::vector<Type> elements) { return structural(TypeKind::Tuple, std::move(elements), {}); }

Type Type::object(std::vector<Attribute> attributes) {
  if (!std::ranges::is_sorted(attributes, {}, &Attribute::name)) {
    std::ranges::stable_sort(attributes, {}, &Attribute::name);
  }
  return structural(TypeKind::Object, {}, std::move(attributes));
}

Type Type::element() const { return structure_ && is_collection() ? structure_->elements.front() : Type(); }

const std::vector<Type>& Type::elements() const {
  static const std::vector<Type> kNone;
  return structure_ ? structure_->elements : kNone;
}

const std::vector<Type::Attribute>& Type::attributes() const {
  static const std::vector<Attribute> kNone;
  return structure_ ? structure_->attributes : kNone;
}

const Type::Attribute* Type::attribute(std::string_view name) const {
  const std::vector<Attribute>& all = attributes();
  const auto found =
      std::ranges::lower_bound(all, name, {}, [](const Attribute& a) { return std::string_view(a.name); });
  return found != all.end() && found->name == name ? &*found : nullptr;
}

bool Type::has_dynamic() const { return structure_ ? structure_->has_dynamic : is_dynamic(); }
bool Type::has_optional() const { return structure_ && structure_->has_optional; }
std::size_t Type::hash() const { return structure_ ? structure_->hash : static_cast<std::size_t>(kind_); }

Type Type::without_optional() const {
  if (!has_optional()) return *this;
  std::vector<Type> elements;
  for (const Type& element : structure_->elements) elements.push_back(element.without_optional());
  std::vector<Attribute> attributes = structure_->attributes;
  for (Attribute& attribute : attributes) {
    attribute.type = attribute.type.without_optional();
    attribute.optional = false;
  }
  return structural(kind_, std::move(elements), std::move(attributes));
}

std::string Type::text() const {
  if (is_collection()) return concat(primitive_name(kind_), "(", element().text(), ")");
  std::vector<std::string> parts;
  if (kind_ == TypeKind::Tuple) {
    for (const Type& element : elements()) parts.push_back(element.text());
    return concat("tuple([", join(parts, ", "), "])");
  }
  if (kind_ == TypeKind::Object) {
    for (const Attribute& attribute : attributes()) parts.push_back(attribute_text(attribute));
    return parts.empty() ? "object({})" : concat("object({ ", join(parts, ", "), " })");
  }
  return std::string(primitive_name(kind_));
}

std::string Type::friendly() const {
  if (is_collection()) return concat(primitive_name(kind_), " of ", element().friendly());
  return std::string(is_dynamic() ? "dynamic" : primitive_name(kind_));
}

std::string Type::friendly_wanted() const {
  if (is_dynamic()) return "any type";
  if (!is_collection()) return friendly();
  const bool any = element().is_dynamic();
  return concat(primitive_name(kind_), " of ", any ? "any single type" : element().friendly_wanted());
}

bool operator==(const Type& a, const Type& b) {
  if (a.kind_ != b.kind_) return false;
  if (a.structure_ == b.structure_) return true;
  if (a.hash() != b.hash()) return false;
  return a.elements() == b.elements() && a.attributes() == b.attributes();
}

}  // namespace blueprint::eval

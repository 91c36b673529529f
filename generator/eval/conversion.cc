#include "eval/conversion.h"

#include <algorithm>

#include "eval/convert.h"

namespace blueprint::eval {

namespace {

using Types = std::vector<Type>;

Types attribute_types(const Type& object) {
  Types result;
  for (const Type::Attribute& attribute : object.attributes()) result.push_back(attribute.type);
  return result;
}

bool primitives_convert(TypeKind from, TypeKind to, Conversions allowed) {
  if (to == TypeKind::String) return true;
  return allowed == Conversions::Any && from == TypeKind::String;
}

bool objects_convert(const Type& from, const Type& to, Conversions allowed) {
  return std::ranges::all_of(to.attributes(), [&](const Type::Attribute& wanted) {
    const Type::Attribute* const given = from.attribute(wanted.name);
    return given ? convertible(given->type, wanted.type, allowed) : wanted.optional;
  });
}

bool tuples_convert(const Type& from, const Type& to, Conversions allowed) {
  return std::ranges::equal(from.elements(), to.elements(),
                            [&](const Type& a, const Type& b) { return convertible(a, b, allowed); });
}

// Whether parts of these types may become the elements of one collection.
bool parts_convert(const Types& parts, TypeKind kind, const Type& element, Conversions allowed) {
  if (parts.empty()) return true;
  Type wanted = element;
  if (wanted.is_dynamic()) {
    const std::optional<Type> unified = unify(parts, allowed);
    if (!unified) return false;
    wanted = *unified;
    if (wanted.is_dynamic() && kind != TypeKind::Map) return std::ranges::all_of(parts, &Type::is_dynamic);
  }
  return std::ranges::all_of(parts, [&](const Type& part) { return convertible(part, wanted, allowed); });
}

bool map_converts_to_object(const Type& from, const Type& to) {
  const Type element = from.element();
  return std::ranges::all_of(to.attributes(), [&](const Type::Attribute& wanted) {
    return wanted.optional || convertible(element, wanted.type, Conversions::Any);
  });
}

Type filled_in_object(const Type& from, const Type& to) {
  std::vector<Type::Attribute> attributes;
  for (const Type::Attribute& wanted : to.attributes()) {
    Type::Attribute& added =
        attributes.emplace_back(Type::Attribute{.name = wanted.name, .type = wanted.type});
    if (from.kind() == TypeKind::Map) added.type = filled_in(from.element(), wanted.type);
    if (const Type::Attribute* const given = from.attribute(wanted.name)) {
      added.type = filled_in(given->type, wanted.type);
    }
  }
  return Type::object(std::move(attributes));
}

// What a list or tuple gives to the element type of a collection.
Type element_of(const Type& from) {
  if (from.is_collection()) return from.element();
  const Types parts = from.kind() == TypeKind::Tuple ? from.elements() : attribute_types(from);
  return unify(parts).value_or(Type::dynamic());
}

}  // namespace

bool convertible(const Type& from, const Type& to) { return convertible(from, to, Conversions::Any); }

bool convertible(const Type& from, const Type& to, Conversions allowed) {
  const TypeKind kind = from.kind();
  if (to.is_dynamic() || from == to) return true;
  if (from.is_dynamic()) return allowed == Conversions::Any;
  switch (to.kind()) {
    case TypeKind::Dynamic: return true;
    case TypeKind::Bool:
    case TypeKind::Number:
    case TypeKind::String: return from.is_primitive() && primitives_convert(kind, to.kind(), allowed);
    case TypeKind::List:
    case TypeKind::Set:
      if (kind == TypeKind::Tuple) return parts_convert(from.elements(), to.kind(), to.element(), allowed);
      if (kind == TypeKind::List && to.kind() == TypeKind::Set && allowed == Conversions::Safe) return false;
      if (kind != TypeKind::List && kind != TypeKind::Set) return false;
      return convertible(from.element(), to.element(), allowed);
    case TypeKind::Map:
      if (kind == TypeKind::Object)
        return parts_convert(attribute_types(from), to.kind(), to.element(), allowed);
      return kind == TypeKind::Map && convertible(from.element(), to.element(), allowed);
    case TypeKind::Tuple: return kind == TypeKind::Tuple && tuples_convert(from, to, allowed);
    case TypeKind::Object:
      if (kind == TypeKind::Object) return objects_convert(from, to, allowed);
      return kind == TypeKind::Map && allowed == Conversions::Any && map_converts_to_object(from, to);
  }
  return false;
}

Type filled_in(const Type& from, const Type& to) {
  if (from.is_dynamic() || !to.has_dynamic()) return to.without_optional();
  switch (to.kind()) {
    case TypeKind::Dynamic: return from;
    case TypeKind::List: return Type::list(filled_in(element_of(from), to.element()));
    case TypeKind::Set: return Type::set(filled_in(element_of(from), to.element()));
    case TypeKind::Map: return Type::map(filled_in(element_of(from), to.element()));
    case TypeKind::Object: return filled_in_object(from, to).without_optional();
    case TypeKind::Tuple: {
      Types elements;
      for (std::size_t i = 0; i < to.elements().size(); ++i) {
        const bool given = i < from.elements().size();
        elements.push_back(filled_in(given ? from.elements()[i] : Type::dynamic(), to.elements()[i]));
      }
      return Type::tuple(std::move(elements));
    }
    default: return to;
  }
}

}  // namespace blueprint::eval

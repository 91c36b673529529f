// Terraform's types.

#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace blueprint::eval {

enum class TypeKind : std::uint8_t { Dynamic, Bool, Number, String, List, Set, Map, Tuple, Object };

// A small value; the structure of collection types is shared.
class Type {
 public:
  struct Attribute;

  Type() = default;  // Dynamic: any type, or not known yet.
  static Type dynamic() { return {}; }
  static Type boolean() { return Type(TypeKind::Bool); }
  static Type number() { return Type(TypeKind::Number); }
  static Type string() { return Type(TypeKind::String); }
  static Type list(Type element);
  static Type set(Type element);
  static Type map(Type element);
  static Type tuple(std::vector<Type> elements);
  static Type object(std::vector<Attribute> attributes);  // Sorted by name here.

  TypeKind kind() const { return kind_; }
  bool is_primitive() const { return kind_ >= TypeKind::Bool && kind_ <= TypeKind::String; }
  bool is_collection() const { return kind_ >= TypeKind::List && kind_ <= TypeKind::Map; }
  bool is_dynamic() const { return kind_ == TypeKind::Dynamic; }

  Type element() const;                              // Of a list, set or map.
  const std::vector<Type>& elements() const;         // Of a tuple.
  const std::vector<Attribute>& attributes() const;  // Of an object, sorted by name.
  const Attribute* attribute(std::string_view name) const;

  bool has_dynamic() const;       // Itself or anywhere inside.
  bool has_optional() const;      // An optional attribute anywhere inside.
  Type without_optional() const;  // The same with every attribute required: the type of a value.
  std::size_t hash() const;       // Equal types have equal hashes.

  // As a type constraint is written: "map(object({ a = string }))".
  std::string text() const;
  // As messages say it: "list of string", "object".
  std::string friendly() const;
  // The same of a type that is wanted: "list of any single type".
  std::string friendly_wanted() const;

  friend bool operator==(const Type& a, const Type& b);

 private:
  struct Structure;
  explicit Type(TypeKind kind) : kind_(kind) {}
  static Type structural(TypeKind kind, std::vector<Type> elements, std::vector<Attribute> attributes);
  TypeKind kind_ = TypeKind::Dynamic;
  std::shared_ptr<const Structure> structure_;
};

struct Type::Attribute {
  std::string name{};
  Type type{};
  bool optional = false;
  friend bool operator==(const Attribute&, const Attribute&) = default;
};

}  // namespace blueprint::eval

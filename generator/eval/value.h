// Values of Terraform expressions: known, unknown or null, with a type.
//
// A value is cheap to copy: a tag and a shared pointer to immutable data. Three
// things make it more than JSON: it may be *unknown* (known only after apply);
// an unknown one may be a *symbol*, which knows how Terraform spells it
// ("aws_vpc.network.id", "var.cidr"), so that the folder can print it; and a
// known one may remember its *origin*, the text that gave it.

#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "eval/number.h"
#include "eval/type.h"
#include "support/source.h"

namespace blueprint::eval {

class Value;
using Entry = std::pair<std::string, Value>;

class Value {
 public:
  enum class State : std::uint8_t { Known, Null, Unknown };

  Value();  // Null of dynamic type.
  static Value null(Type type = {});
  static Value unknown(Type type = {});
  // An unknown value that prints as `text`, a Terraform expression.
  static Value symbol(std::string text, Type type = {});
  // An unknown string of which parts are known: the text of `pieces` in a row,
  // known strings and unknown values. Only those who ask for pieces() see more
  // in it than in any unknown string.
  static Value pieced(std::vector<Value> pieces);
  static Value boolean(bool value);
  static Value number(Number value);
  static Value string(std::string value);
  static Value string(std::string_view value) { return string(std::string(value)); }
  static Value string(const char* value) { return string(std::string(value)); }
  static Value tuple(std::vector<Value> items);
  // Elements must already be of type `element`.
  static Value list(Type element, std::vector<Value> items);
  static Value set(Type element, std::vector<Value> items);  // Sorted and made unique here.
  // Entries keep the order given, for documents; iteration in expressions is
  // by key. A repeated key keeps its first place and its last value.
  static Value object(std::vector<Entry> entries);
  static Value map(Type element, std::vector<Entry> entries);

  State state() const { return state_; }
  bool is_known() const { return state_ == State::Known; }  // This value; its elements may be unknown.
  bool is_null() const { return state_ == State::Null; }
  bool is_unknown() const { return state_ == State::Unknown; }
  bool wholly_known() const;      // No unknown at any depth. Null is known.
  bool wholly_printable() const;  // Every unknown at any depth is a symbol.

  TypeKind kind() const { return kind_; }
  Type type() const;          // Built on demand for tuples and objects.
  Type element_type() const;  // Of a list, set or map; dynamic for others.

  bool is_string() const { return is_known() && kind_ == TypeKind::String; }
  bool is_number() const { return is_known() && kind_ == TypeKind::Number; }
  bool is_bool() const { return is_known() && kind_ == TypeKind::Bool; }
  // A known list, set or tuple; a known map or object.
  bool is_sequence() const;
  bool is_mapping() const;
  bool is_true() const { return is_bool() && as_bool(); }  // A known true, nothing else.

  // Each requires the kind it names.
  bool as_bool() const { return bool_; }
  const Number& as_number() const;
  const std::string& as_string() const;
  std::span<const Value> items() const;              // Sequences; sets in Terraform's order.
  std::span<const Entry> entries() const;            // Mappings, in source order.
  std::vector<const Entry*> sorted_entries() const;  // By key, as Terraform iterates.
  std::size_t size() const;                          // Of a sequence or mapping.
  const Value* find(std::string_view key) const;     // In a mapping; nullptr when absent.

  std::size_t depth() const;  // 0 for a scalar, 1 for a list of scalars, and so on.

  // The text of a symbol; empty for every other value.
  std::string_view symbol_text() const;

  // What the string is made of; nothing unless it was made by pieced().
  std::span<const Value> pieces() const;

  bool is_sensitive() const { return sensitive_; }
  bool contains_sensitive() const;  // It, or anything inside it.
  Value with_sensitive(bool sensitive) const;
  Span origin() const { return origin_; }
  Value with_origin(Span origin) const;

 private:
  struct Data;
  Value(TypeKind kind, State state) : kind_(kind), state_(state) {}
  static Value typed(State state, Type type);
  static Value sequence(TypeKind kind, Type element, std::vector<Value> items);
  static Value mapping(TypeKind kind, Type element, std::vector<Entry> entries);

  TypeKind kind_ = TypeKind::Dynamic;
  State state_ = State::Null;
  bool bool_ = false;
  bool sensitive_ = false;
  Span origin_{};
  std::shared_ptr<const Data> data_;

  friend bool identical(const Value& a, const Value& b);
};

// Structural equality of type and content, for tests and sets; not the `==`
// operator, which yields unknown for unknown operands (see operators.h).
bool identical(const Value& a, const Value& b);

}  // namespace blueprint::eval

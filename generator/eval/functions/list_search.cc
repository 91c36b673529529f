// Functions that look something up in a list, or choose among values.

#include <algorithm>
#include <set>

#include "eval/functions/arguments.h"
#include "eval/functions/collection.h"
#include "eval/functions/unicode.h"
#include "eval/operators.h"
#include "support/strings.h"

namespace blueprint::eval::collection {

namespace {

// The type of the elements of a sequence; dynamic when they differ.
Type element_type(const Value& value) {
  const Type type = value.type();
  return type.is_collection() ? type.element() : Type::dynamic();
}

}  // namespace

Value call_alltrue(const Call& call) {
  for (const Value& item : call.args[0].items()) {
    if (item.is_unknown()) return Value::unknown(Type::boolean());
    if (!item.is_true()) return Value::boolean(false);
  }
  return Value::boolean(true);
}

Value call_anytrue(const Call& call) {
  bool unknown = false;
  for (const Value& item : call.args[0].items()) {
    if (item.is_true()) return item;
    unknown = unknown || item.is_unknown();
  }
  return unknown ? Value::unknown(Type::boolean()) : Value::boolean(false);
}

// Terraform makes all arguments one type first; rules take the first
// that is present as it is, and the last when all are absent.
Value first_present(const Call& call) {
  for (const Value& arg : call.args) {
    if (arg.is_unknown()) return arg;
    if (arg.is_known() && !(arg.is_string() && arg.as_string().empty())) return arg;
  }
  return call.args.back();
}

Value call_coalesce(const Call& call) {
  if (call.context.lenient && !call.args.empty()) return first_present(call);
  std::vector<Type> types;
  for (const Value& arg : call.args) types.push_back(arg.type());
  const std::optional<Type> type = unify_all(types);
  if (!type) return call.fail("all arguments must have the same type");
  for (const Value& arg : call.args) {
    // Beside a tuple, one of no known type may be of any length.
    if (arg.is_unknown()) return Value::unknown(arg.type().is_dynamic() ? Type::dynamic() : *type);
    if (arg.is_null()) continue;
    Value value = converted(arg, *type);
    if (!value.is_string() || !value.as_string().empty()) return value;
  }
  return call.fail("no non-null, non-empty-string arguments");
}

Value call_coalescelist(const Call& call) {
  if (call.args.empty()) return call.fail("at least one argument is required");
  for (const Value& arg : call.args) {
    if (arg.is_unknown()) break;
    if (!is_list_like(arg)) return call.fail("coalescelist arguments must be lists or tuples");
  }
  for (const Value& arg : call.args) {
    if (arg.is_unknown()) return Value::unknown();
    if (arg.is_known() && arg.size() > 0) return arg;
  }
  return call.fail("no non-null arguments");
}

Value call_contains(const Call& call) {
  const Value& list = call.args[0];
  if (!is_sequence_type(list)) {
    if (list.is_unknown() && list.kind() == TypeKind::Dynamic) return Value::unknown(Type::boolean());
    return call.fail("argument must be list, tuple, or set");
  }
  if (list.is_unknown()) return Value::unknown(Type::boolean());
  bool unknown = false;
  const Value& wanted = call.args[1];
  for (const Value& item : list.items()) {
    // The usual case: names in a list of a thousand.
    if (wanted.is_string() && item.is_string()) {
      if (wanted.as_string() == item.as_string()) return Value::boolean(true);
      continue;
    }
    const Value equal = equals(wanted, item);
    if (equal.is_true()) return Value::boolean(true);
    unknown = unknown || equal.is_unknown();
  }
  return unknown ? Value::unknown(Type::boolean()) : Value::boolean(false);
}

Value call_element(const Call& call) {
  const Value& list = call.args[0];
  if (!is_list_like(list)) {
    if (list.is_unknown() && list.kind() == TypeKind::Dynamic) return Value::unknown();
    return call.fail(concat("cannot read elements from ", list.type().friendly()));
  }
  if (!call.args[1].is_known()) return Value::unknown(element_type(list));
  const std::optional<std::int64_t> index = whole_argument(call, 1);
  if (!index) return Value::unknown();
  const Type type = list.is_unknown() ? list.type() : Type::dynamic();
  const bool tuple = list.kind() == TypeKind::Tuple;
  if (list.is_unknown() && !tuple) return Value::unknown(type.element());
  const auto size = static_cast<std::int64_t>(list.is_unknown() ? type.elements().size() : list.size());
  if (size == 0) return call.fail("cannot use element function with an empty list");
  if (tuple && *index % size < 0) return call.fail("cannot use element function with a negative index");
  const auto at = static_cast<std::size_t>((*index % size + size) % size);
  return list.is_unknown() ? Value::unknown(type.elements()[at]) : list.items()[at];
}

Value call_index(const Call& call) {
  const Value& list = call.args[0];
  if (!is_list_like(list)) {
    if (list.is_unknown() && list.kind() == TypeKind::Dynamic) return Value::unknown(Type::number());
    return call.fail("argument must be a list or tuple");
  }
  if (list.is_unknown()) return Value::unknown(Type::number());
  if (list.size() == 0) return call.fail("cannot search an empty list");
  for (std::size_t i = 0; i < list.size(); ++i) {
    const Value equal = equals(list.items()[i], call.args[1]);
    if (equal.is_unknown()) return Value::unknown(Type::number());
    if (equal.is_true()) return Value::number(i);
  }
  return call.fail("item not found");
}

Value call_length(const Call& call) {
  const Value& value = call.args[0];
  const Value unknown = Value::unknown(Type::number());
  switch (value.kind()) {
    case TypeKind::String:
      if (value.is_unknown()) return unknown;
      return Value::number(unicode::count_clusters(value.as_string()));
    case TypeKind::Tuple:
      return Value::number(value.is_unknown() ? value.type().elements().size() : value.size());
    case TypeKind::Object:
      return Value::number(value.is_unknown() ? value.type().attributes().size() : value.size());
    case TypeKind::Set:
      // Elements that are not known yet may turn out to be equal.
      if (value.is_unknown() || (value.size() > 1 && !value.wholly_known())) return unknown;
      return Value::number(value.size());
    case TypeKind::List:
    case TypeKind::Map: return value.is_unknown() ? unknown : Value::number(value.size());
    case TypeKind::Dynamic:
      if (value.is_unknown()) return unknown;
      break;
    default: break;
  }
  return call.fail("argument must be a string, a collection type, or a structural type");
}

Value call_matchkeys(const Call& call) {
  const Value& values = call.args[0];
  if (!values.is_known() || !call.args[1].is_known() || !call.args[2].is_known()) {
    return Value::unknown(values.type());
  }
  const std::optional<Type> type = unify_all({call.args[1].type(), call.args[2].type()});
  if (!type) return call.fail("keys and searchset must be of the same type");
  if (values.size() != call.args[1].size()) return call.fail("length of keys and values should be equal");
  const Value keys = converted(call.args[1], *type);
  const Value search = converted(call.args[2], *type);
  if (search.size() == 0) return Value::list(element_type(values), {});
  if (!values.wholly_known() || !keys.wholly_known()) return Value::unknown(values.type());
  if (!search.wholly_known()) return Value::list(element_type(values), {});
  std::set<std::string> wanted;
  for (const Value& item : search.items()) wanted.insert(identity_text(item));
  std::vector<Value> items;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (wanted.contains(identity_text(keys.items()[i]))) items.push_back(values.items()[i]);
  }
  return Value::list(element_type(values), std::move(items));
}

Value call_one(const Call& call) {
  const Value& value = call.args[0];
  constexpr const char* kProblem = "must be a list, set, or tuple value with either zero or one elements";
  if (!is_sequence_type(value)) {
    if (value.is_unknown() && value.kind() == TypeKind::Dynamic) return Value::unknown();
    return call.fail(0, kProblem);
  }
  const Type type = element_type(value);
  if (value.is_unknown()) return Value::unknown(type);
  if (value.size() > 1) {
    if (value.kind() == TypeKind::Set && !value.wholly_known()) return Value::unknown(type);
    return call.fail(0, kProblem);
  }
  return value.size() == 1 ? value.items()[0] : Value::null(type);
}

Value call_sum(const Call& call) {
  const Value& list = call.args[0];
  constexpr const char* kProblem = "argument must be list, set, or tuple of number values";
  if (!is_sequence_type(list)) {
    if (list.is_unknown()) return Value::unknown(Type::number());
    return call.fail(0, list.is_mapping() ? concat("argument must be list, set, or tuple. Received ",
                                                   list.type().friendly())
                                          : std::string("cannot sum noniterable"));
  }
  if (list.is_unknown()) return Value::unknown(Type::number());
  if (list.size() == 0) return call.fail(0, "cannot sum an empty list");
  if (!list.wholly_known()) return Value::unknown(Type::number());
  Number sum = 0;
  for (const Value& item : list.items()) {
    const Value number = converted(item, Type::number());
    if (!number.is_number()) return call.fail(0, kProblem);
    sum = sum + number.as_number();
  }
  return Value::number(sum);
}

}  // namespace blueprint::eval::collection

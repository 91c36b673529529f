#include <algorithm>
#include <set>

#include "eval/functions/arguments.h"
#include "support/strings.h"

namespace blueprint::eval {

namespace {

// The arguments of a set operation as sets of one type; nullopt when the result is unknown.
std::optional<std::vector<Value>> unified(const Call& call, Type& type, bool allow_unknown) {
  std::vector<Type> elements;
  for (const Value& arg : call.args) {
    const Type set = arg.type();
    if (set.kind() == TypeKind::Set) elements.push_back(set.element());
  }
  const std::optional<Type> element = unify_all(elements);
  if (!element) {
    call.fail("given sets must all have compatible element types");
    return std::nullopt;
  }
  type = *element;
  std::vector<Value> sets;
  for (const Value& arg : call.args) {
    if (!arg.is_known() || (!allow_unknown && !arg.wholly_known())) return std::nullopt;
    sets.push_back(converted(arg, Type::set(type)));
  }
  return sets;
}

// The elements of the first set that are in all (or in none) of the others.
Value keep(const Call& call, bool in_others) {
  Type type;
  const std::optional<std::vector<Value>> sets = unified(call, type, false);
  if (!sets) return Value::unknown(Type::set(type));
  std::vector<std::set<std::string>> others;
  for (const Value& set : std::span(*sets).subspan(1)) {
    std::set<std::string>& names = others.emplace_back();
    for (const Value& item : set.items()) names.insert(identity_text(item));
  }
  std::vector<Value> items;
  for (const Value& item : sets->front().items()) {
    const std::string name = identity_text(item);
    const auto has = [&](const std::set<std::string>& names) { return names.contains(name); };
    const bool kept = in_others ? std::ranges::all_of(others, has) : std::ranges::none_of(others, has);
    if (kept) items.push_back(item);
  }
  return Value::set(type, std::move(items));
}

Value call_setintersection(const Call& call) { return keep(call, true); }
Value call_setsubtract(const Call& call) { return keep(call, false); }

Value call_setunion(const Call& call) {
  Type type;
  const std::optional<std::vector<Value>> sets = unified(call, type, true);
  if (!sets) return Value::unknown(Type::set(type));
  std::vector<Value> items;
  for (const Value& set : *sets) {
    if (!fits_collection(call, items.size() + set.size())) return Value::unknown(Type::set(type));
    items.insert(items.end(), set.items().begin(), set.items().end());
  }
  return Value::set(type, std::move(items));
}

// The type of the elements that argument `i` gives to a product.
std::optional<Type> factor_type(const Call& call, std::size_t i) {
  const Type type = call.args[i].type();
  if (type.kind() == TypeKind::List || type.kind() == TypeKind::Set) return type.element();
  if (type.kind() != TypeKind::Tuple) {
    call.fail(i, "a set or a list is required");
    return std::nullopt;
  }
  const std::optional<Type> element = unify_all(type.elements());
  if (!element) call.fail(i, "all elements must be of the same type");
  return element;
}

// Every combination of one element of each factor, the last one changing fastest.
std::vector<Value> combinations(const std::vector<std::vector<Value>>& factors, std::size_t total) {
  std::vector<Value> product;
  product.reserve(total);
  std::vector<std::size_t> at(factors.size(), 0);
  for (std::size_t i = 0; i < total; ++i) {
    std::vector<Value> row;
    for (std::size_t j = 0; j < factors.size(); ++j) row.push_back(factors[j][at[j]]);
    product.push_back(Value::tuple(std::move(row)));
    for (std::size_t j = factors.size(); j-- > 0;) {
      if (++at[j] < factors[j].size()) break;
      at[j] = 0;
    }
  }
  return product;
}

Value call_setproduct(const Call& call) {
  if (call.args.size() < 2) return call.fail("at least two arguments are required");
  std::vector<Type> types;
  bool lists = true;
  std::size_t total = 1;
  bool unknown = false;
  for (std::size_t i = 0; i < call.args.size(); ++i) {
    const Value& arg = call.args[i];
    if (arg.is_unknown() && arg.kind() == TypeKind::Dynamic) return Value::unknown();
    const std::optional<Type> type = factor_type(call, i);
    if (!type) return Value::unknown();
    types.push_back(*type);
    lists = lists && arg.kind() != TypeKind::Set;
    unknown = unknown || arg.is_unknown() || (arg.kind() == TypeKind::Set && !arg.wholly_known());
    if (unknown) continue;
    total *= arg.size();
    if (!fits_collection(call, total * call.args.size())) return Value::unknown();
  }
  const Type element = Type::tuple(types);
  const Type result = lists ? Type::list(element) : Type::set(element);
  if (unknown) return Value::unknown(result);
  std::vector<std::vector<Value>> factors;
  for (std::size_t i = 0; i < call.args.size(); ++i) {
    std::vector<Value>& factor = factors.emplace_back();
    for (const Value& item : call.args[i].items()) factor.push_back(converted(item, types[i]));
  }
  std::vector<Value> product = combinations(factors, total);
  return lists ? Value::list(element, std::move(product)) : Value::set(element, std::move(product));
}

const Function kFunctions[] = {
    {.name = "setintersection",
     .params = {{.name = "first_set", .type = any_set_type, .unknown = true}},
     .rest = {{.name = "other_sets", .type = any_set_type, .unknown = true}},
     .result = any_set_type,
     .doc = "The elements that all sets have.",
     .example = "setintersection([\"a\", \"b\"], [\"b\", \"c\"]) == toset([\"b\"])",
     .call = call_setintersection},
    {.name = "setproduct",
     .rest = {{.name = "sets", .unknown = true}},
     .keeps_marks = true,
     .doc = "Every combination of one element of each set or list.",
     .example = "length(setproduct([\"a\", \"b\"], [\"x\", \"y\", \"z\"])) == 6",
     .call = call_setproduct},
    {.name = "setsubtract",
     .params = {{.name = "a", .type = any_set_type, .unknown = true},
                {.name = "b", .type = any_set_type, .unknown = true}},
     .result = any_set_type,
     .doc = "The elements of the first set that the second does not have.",
     .example = "setsubtract([\"a\", \"b\", \"c\"], [\"a\", \"c\"]) == toset([\"b\"])",
     .call = call_setsubtract},
    {.name = "setunion",
     .params = {{.name = "first_set", .type = any_set_type, .unknown = true}},
     .rest = {{.name = "other_sets", .type = any_set_type, .unknown = true}},
     .result = any_set_type,
     .doc = "The elements of all sets.",
     .example = "setunion([\"a\"], [\"b\"]) == toset([\"a\", \"b\"])",
     .call = call_setunion},
};

}  // namespace

std::span<const Function> set_functions() { return kFunctions; }

}  // namespace blueprint::eval

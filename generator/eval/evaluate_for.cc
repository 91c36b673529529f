#include <unordered_map>

#include "eval/evaluator.h"
#include "support/strings.h"

namespace blueprint::eval {

namespace {

constexpr std::size_t kStepsPerElement = 4;  // Of memory, not of time.

}  // namespace

// One run of a `for` expression.
struct Evaluator::Loop {
  const hcl::For& expr;
  LocalScope scope;
  bool known = true;
  bool sensitive = false;
  bool failed = false;
  std::vector<Value> items{};
  // By key, in the order of their first appearance.
  std::vector<std::pair<std::string, std::vector<Value>>> groups{};
  std::unordered_map<std::string, std::size_t> places{};
};

Value Evaluator::for_value(const hcl::For& expr, const Scope& scope) {
  const Value collection = evaluate(*expr.collection, scope);
  if (!check_iterable(collection, expr.collection->span)) return Value::unknown();
  Loop loop{.expr = expr, .scope = LocalScope(&scope), .sensitive = collection.is_sensitive()};
  if (!context_.lenient && collection.kind() != TypeKind::Dynamic && expr.condition &&
      !check_condition(expr, scope, loop.sensitive)) {
    return Value::unknown();
  }
  loop.known = collection.is_known();
  if (!loop.known || !iterate(collection, expr.key ? &Evaluator::add_entry : &Evaluator::add_item, loop)) {
    return Value::unknown().with_sensitive(loop.sensitive);
  }
  return checked(loop_result(loop), expr.span).with_sensitive(loop.sensitive);
}

bool Evaluator::check_iterable(const Value& collection, Span at) {
  if (collection.is_null()) {
    fail("eval/for", "this value is null, so there is nothing to iterate over", at);
    return false;
  }
  switch (collection.kind()) {
    case TypeKind::Bool:
    case TypeKind::Number:
    case TypeKind::String:
      fail("eval/for", concat("a ", collection.type().friendly(), " cannot be iterated over"), at,
           "use a list, a set, a map or an object");
      return false;
    default: return true;
  }
}

// A condition that can never be one is a mistake even when nothing is iterated over. (Nobody
// reads the mistakes of rules.)
bool Evaluator::check_condition(const hcl::For& expr, const Scope& scope, bool& sensitive) {
  LocalScope inner(&scope);
  if (!expr.key_name.empty()) inner.set(expr.key_name, Value::unknown());
  inner.set(expr.value_name, Value::unknown());
  const std::size_t before = mark();
  const Value value = evaluate(*expr.condition, inner);
  sensitive = sensitive || value.is_sensitive();
  return as_condition(value, "condition of `for`", expr.condition->span) && !failed_since(before);
}

bool Evaluator::iterate(const Value& collection, bool (Evaluator::*body)(Loop&), Loop& loop) {
  const hcl::For& expr = loop.expr;
  const auto run = [&](Value key, const Value& value) {
    if (!expr.key_name.empty()) loop.scope.set(expr.key_name, std::move(key));
    loop.scope.set(expr.value_name, value);
    // The mistakes of one element are enough; those of the others are the same.
    const std::size_t before = mark();
    if (!(this->*body)(loop)) return false;
    if (loop.failed) forget(before, mark());
    loop.failed = loop.failed || failed_since(before);
    return true;
  };
  std::size_t at = 0;
  for (const Value& item : collection.items()) {
    const bool set = collection.kind() == TypeKind::Set;
    const bool with_key = !expr.key_name.empty();
    if (!run(!with_key ? Value() : set ? item : Value::number(at), item)) return false;
    ++at;
  }
  for (const Entry* entry : collection.sorted_entries()) {
    if (!run(Value::string(entry->first), entry->second)) return false;
  }
  return true;
}

// Whether the element at hand is wanted. Unknown: it is not, and neither is the result known.
bool Evaluator::include(Loop& loop) {
  if (!loop.expr.condition) return true;
  const Value value = evaluate(*loop.expr.condition, loop.scope);
  loop.sensitive = loop.sensitive || value.is_sensitive();
  const std::optional<Value> condition = as_condition(value, "condition of `for`", loop.expr.condition->span);
  if (!condition || condition->is_null()) loop.known = false;
  return condition && condition->is_true();
}

bool Evaluator::add_item(Loop& loop) {
  if (!include(loop)) return true;
  loop.items.push_back(evaluate(*loop.expr.value, loop.scope));
  if (loop.items.size() <= context_.limits.collection_size) return spend(kStepsPerElement, loop.expr.span);
  limit(concat("this gives more than ", std::to_string(context_.limits.collection_size), " elements"),
        loop.expr.span);
  return false;
}

bool Evaluator::add_entry(Loop& loop) {
  if (!include(loop)) return true;
  const Span at = loop.expr.key->span;
  const Value raw_key = evaluate(*loop.expr.key, loop.scope);
  loop.sensitive = loop.sensitive || raw_key.is_sensitive();
  const std::optional<Value> key = as_key(raw_key, at);
  if (!key || !key->is_known()) {
    loop.known = false;
    return true;
  }
  Value value = evaluate(*loop.expr.value, loop.scope);
  const auto [place, added] = loop.places.try_emplace(key->as_string(), loop.groups.size());
  if (added) loop.groups.emplace_back(key->as_string(), std::vector<Value>());
  if (!added && !loop.expr.grouped) {
    fail("eval/for", concat("two elements give the key `", key->as_string(), "`"), at,
         "add `...` after the value to group the elements by key");
    return true;
  }
  loop.groups[place->second].second.push_back(std::move(value));
  if (loop.groups.size() <= context_.limits.collection_size) return spend(kStepsPerElement, loop.expr.span);
  limit(concat("this gives more than ", std::to_string(context_.limits.collection_size), " elements"),
        loop.expr.span);
  return false;
}

Value Evaluator::loop_result(Loop& loop) {
  if (!loop.known) return Value::unknown();
  if (!loop.expr.key) return Value::tuple(std::move(loop.items));
  std::vector<Entry> entries;
  entries.reserve(loop.groups.size());
  for (auto& [key, values] : loop.groups) {
    Value value = loop.expr.grouped ? Value::tuple(std::move(values)) : std::move(values.front());
    entries.emplace_back(std::move(key), std::move(value));
  }
  return Value::object(std::move(entries));
}

}  // namespace blueprint::eval

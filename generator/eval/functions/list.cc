// Functions that make a list of another.

#include <algorithm>
#include <set>

#include "eval/functions/arguments.h"
#include "eval/functions/collection.h"
#include "support/strings.h"

namespace blueprint::eval::collection {

namespace {

bool is_untyped(const Value& value) { return value.is_unknown() && value.kind() == TypeKind::Dynamic; }

// A list with the elements' type of `like`, or a tuple when `like` is one.
Value like(const Value& like, std::vector<Value> items) {
  if (like.kind() == TypeKind::Tuple) return Value::tuple(std::move(items));
  return Value::list(like.type().element(), std::move(items));
}

Value concat_tuples(const Call& call) {
  std::vector<Value> items;
  for (std::size_t i = 0; i < call.args.size(); ++i) {
    const Value& arg = call.args[i];
    if (arg.is_unknown() && arg.kind() == TypeKind::Tuple) {
      for (const Type& type : arg.type().elements()) items.push_back(Value::unknown(type));
      continue;
    }
    if (!fits_collection(call, items.size() + arg.size())) return Value::unknown();
    items.insert(items.end(), arg.items().begin(), arg.items().end());
  }
  return Value::tuple(std::move(items));
}

// Appends the elements of `value` and of the lists in it; false when their number is not known.
bool flatten_into(std::vector<Value>& out, const Value& value, std::size_t limit) {
  bool known = true;
  for (const Value& item : value.items()) {
    if (out.size() > limit) return known;
    if (is_untyped(item)) {
      known = false;
    } else if (!item.is_null() && is_sequence_type(item)) {
      known = item.is_known() && flatten_into(out, item, limit) && known;
    } else {
      out.push_back(item);
    }
  }
  return known;
}

}  // namespace

Value call_chunklist(const Call& call) {
  const Value& list = call.args[0];
  if (!list.is_known() || !call.args[1].is_known()) return Value::unknown(Type::list(list.type()));
  const std::optional<std::int64_t> size = whole_argument(call, 1);
  if (!size) return Value::unknown(Type::list(list.type()));
  if (*size < 0) return call.fail("the size argument must be positive");
  const std::span<const Value> items = list.items();
  const std::size_t step =
      *size == 0 ? std::max<std::size_t>(items.size(), 1) : static_cast<std::size_t>(*size);
  std::vector<Value> chunks;
  for (std::size_t begin = 0; begin < items.size(); begin += std::min(step, items.size() - begin)) {
    const std::span<const Value> chunk = items.subspan(begin, std::min(step, items.size() - begin));
    chunks.push_back(Value::list(list.type().element(), {chunk.begin(), chunk.end()}));
  }
  return Value::list(list.type(), std::move(chunks));
}

Value call_compact(const Call& call) {
  if (!call.args[0].wholly_known()) return Value::unknown(string_list_type());
  std::vector<Value> items;
  for (const Value& item : call.args[0].items()) {
    if (!item.is_null() && !item.as_string().empty()) items.push_back(item);
  }
  return Value::list(Type::string(), std::move(items));
}

Value call_concat(const Call& call) {
  if (call.args.empty()) return call.fail("at least one argument is required");
  std::vector<Type> elements;
  bool lists = true;
  bool unknown = false;
  for (std::size_t i = 0; i < call.args.size(); ++i) {
    const Value& arg = call.args[i];
    if (is_untyped(arg)) return Value::unknown();
    if (!is_list_like(arg)) {
      return call.fail(i, concat("all arguments must be lists or tuples; got ", arg.type().friendly()));
    }
    lists = lists && arg.kind() == TypeKind::List;
    unknown = unknown || arg.is_unknown();
    if (arg.kind() == TypeKind::List) elements.push_back(arg.type().element());
  }
  const std::optional<Type> element = lists ? unify_all(elements) : std::nullopt;
  if (!element) {
    const bool uncounted = std::ranges::any_of(
        call.args, [](const Value& arg) { return arg.is_unknown() && arg.kind() == TypeKind::List; });
    return uncounted ? Value::unknown() : concat_tuples(call);
  }
  if (unknown) return Value::unknown(Type::list(*element));
  std::vector<Value> items;
  for (const Value& arg : call.args) {
    if (!fits_collection(call, items.size() + arg.size())) return Value::unknown(Type::list(*element));
    const Value list = converted(arg, Type::list(*element));
    items.insert(items.end(), list.items().begin(), list.items().end());
  }
  return Value::list(*element, std::move(items));
}

Value call_distinct(const Call& call) {
  const Value& list = call.args[0];
  if (!list.wholly_known()) return Value::unknown(list.type());
  std::set<std::string> seen;
  std::vector<Value> items;
  for (const Value& item : list.items()) {
    if (seen.insert(identity_text(item)).second) items.push_back(item);
  }
  return Value::list(list.type().element(), std::move(items));
}

Value call_flatten(const Call& call) {
  const Value& list = call.args[0];
  if (list.is_unknown()) return Value::unknown();
  if (!is_sequence_type(list)) return call.fail("can only flatten lists, sets and tuples");
  std::vector<Value> items;
  const bool known = flatten_into(items, list, call.context.limits.collection_size);
  if (!fits_collection(call, items.size()) || !known) return Value::unknown();
  return Value::tuple(std::move(items));
}

Value call_range(const Call& call) {
  const std::size_t count = call.args.size();
  if (count < 1 || count > 3) return call.fail("must have one, two, or three arguments");
  const Number start = count == 1 ? Number(0) : call.args[0].as_number();
  const Number end = call.args[count == 1 ? 0 : 1].as_number();
  const Number step = count == 3 ? call.args[2].as_number() : Number(end < start ? -1 : 1);
  if (step.sign() == 0) return call.fail(2, "step must not be zero");
  const bool down = step.sign() < 0;
  if (down && end > start) return call.fail(1, "end must be less than start when step is negative");
  if (!down && end < start) return call.fail(1, "end must be greater than start when step is positive");
  std::vector<Value> items;
  for (Number number = start; down ? number > end : number < end; number = number + step) {
    if (items.size() >= 1024) {
      return call.fail(
          "more than 1024 values were generated; either decrease the difference between start and end or use "
          "a smaller step");
    }
    items.push_back(Value::number(number));
  }
  return Value::list(Type::number(), std::move(items));
}

Value call_reverse(const Call& call) {
  const Value& list = call.args[0];
  if (is_untyped(list)) return list;
  if (!is_sequence_type(list)) {
    return call.fail(0, concat("can only reverse list or tuple values, not ", list.type().friendly()));
  }
  if (list.is_unknown()) {
    if (list.kind() != TypeKind::Tuple) return Value::unknown(Type::list(list.type().element()));
    std::vector<Type> types = list.type().elements();
    std::ranges::reverse(types);
    return Value::unknown(Type::tuple(std::move(types)));
  }
  return like(list, {list.items().rbegin(), list.items().rend()});
}

Value call_slice(const Call& call) {
  const Value& list = call.args[0];
  if (is_untyped(list)) return Value::unknown();
  if (list.kind() == TypeKind::Set) {
    return call.fail(0,
                     "cannot slice a set, because its elements do not have indices; explicitly convert to a "
                     "list if the ordering of the result is not important");
  }
  if (!is_list_like(list)) return call.fail(0, "must be a list or tuple value");
  if (!call.args[1].is_known() || !call.args[2].is_known() || !list.is_known()) {
    return Value::unknown(list.kind() == TypeKind::List ? list.type() : Type::dynamic());
  }
  const std::optional<std::int64_t> begin = whole_argument(call, 1);
  const std::optional<std::int64_t> end = whole_argument(call, 2);
  if (!begin || !end) return Value::unknown();
  const auto size = static_cast<std::int64_t>(list.size());
  if (*begin < 0) return call.fail(1, "start index must not be less than zero");
  if (*begin > size) return call.fail(1, "start index must not be greater than the length of the list");
  if (*end < 0) return call.fail(2, "end index must not be less than zero");
  if (*end > size) return call.fail(2, "end index must not be greater than the length of the list");
  if (*begin > *end) return call.fail(1, "start index must not be greater than end index");
  return like(list, {list.items().begin() + *begin, list.items().begin() + *end});
}

Value call_sort(const Call& call) {
  const Value& list = call.args[0];
  if (!list.wholly_known()) return Value::unknown(string_list_type());
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (list.items()[i].is_null()) {
      return call.fail(
          concat("given list element ", std::to_string(i), " is null; a null string cannot be sorted"));
    }
  }
  std::vector<Value> items(list.items().begin(), list.items().end());
  std::ranges::stable_sort(items, {},
                           [](const Value& item) -> const std::string& { return item.as_string(); });
  return Value::list(Type::string(), std::move(items));
}

}  // namespace blueprint::eval::collection

#include "eval/value.h"

#include <algorithm>
#include <cassert>
#include <numeric>

#include "eval/normal_form.h"
#include "eval/set_order.h"

namespace blueprint::eval {

// What the kind and state of a value say decides which of these it is.
struct Value::Data {
  struct Text;
  struct Figure;
  struct Sequence;
  struct Mapping;

  Type type{};  // Of a known collection: its elements'. Of null and unknown: its own.
  std::uint32_t depth = 0;
  bool unknown_inside = false;
  bool unprintable_inside = false;
  bool sensitive_inside = false;
  bool symbol = false;  // A Text, of an unknown value.
  bool pieced = false;  // A Sequence, of an unknown string.

  // Remembers what a part of the value is.
  void hold(const Value& part) {
    depth = std::max(depth, static_cast<std::uint32_t>(part.depth()) + 1);
    unknown_inside = unknown_inside || !part.wholly_known();
    unprintable_inside = unprintable_inside || !part.wholly_printable();
    sensitive_inside = sensitive_inside || part.contains_sensitive();
  }
};

struct Value::Data::Text : Data {  // A string, or the text of a symbol.
  std::string text;
};

struct Value::Data::Figure : Data {
  Number number;
};

struct Value::Data::Sequence : Data {
  std::vector<Value> items;
};

struct Value::Data::Mapping : Data {
  std::vector<Entry> entries;
  std::vector<std::uint32_t> order;  // Indices by key; empty when the entries are in that order.

  const Entry& in_order(std::size_t i) const { return entries[order.empty() ? i : order[i]]; }
};

namespace {

const std::string kEmptyText;
const Number kZero;

// The indices of `entries` by key, equal keys in their first order. Empty: already so.
std::vector<std::uint32_t> key_order(const std::vector<Entry>& entries) {
  std::vector<std::uint32_t> order;
  if (std::ranges::is_sorted(entries, {}, &Entry::first)) return order;
  order.resize(entries.size());
  std::iota(order.begin(), order.end(), 0u);
  std::ranges::stable_sort(
      order, [&](std::uint32_t a, std::uint32_t b) { return entries[a].first < entries[b].first; });
  return order;
}

// Keeps of each key the first place and the last value. True when some repeated.
bool drop_repeated(std::vector<Entry>& entries, const std::vector<std::uint32_t>& order) {
  const auto at = [&](std::size_t i) { return order.empty() ? i : std::size_t{order[i]}; };
  std::vector<bool> dropped;
  for (std::size_t first = 0; first < entries.size();) {
    std::size_t next = first + 1;
    while (next < entries.size() && entries[at(next)].first == entries[at(first)].first) ++next;
    if (next > first + 1) {
      dropped.resize(entries.size(), false);
      for (std::size_t i = first + 1; i < next; ++i) dropped[at(i)] = true;
      entries[at(first)].second = std::move(entries[at(next - 1)].second);
    }
    first = next;
  }
  if (dropped.empty()) return false;
  std::size_t kept = 0;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (dropped[i]) continue;
    if (kept != i) entries[kept] = std::move(entries[i]);
    ++kept;
  }
  entries.resize(kept);
  return true;
}

}  // namespace

Value::Value() = default;

Value Value::typed(State state, Type type) {
  Value value(type.kind(), state);
  if (!type.is_primitive() && !type.is_dynamic()) {
    auto data = std::make_shared<Data>();
    data->type = std::move(type);
    value.data_ = std::move(data);
  }
  return value;
}

Value Value::null(Type type) { return typed(State::Null, std::move(type)); }
Value Value::unknown(Type type) { return typed(State::Unknown, std::move(type)); }

Value Value::symbol(std::string text, Type type) {
  Value value(type.kind(), State::Unknown);
  auto data = std::make_shared<Data::Text>();
  data->symbol = !text.empty();
  data->text = std::move(text);
  data->type = std::move(type);
  value.data_ = std::move(data);
  return value;
}

Value Value::pieced(std::vector<Value> pieces) {
  Value result(TypeKind::String, State::Unknown);
  auto data = std::make_shared<Data::Sequence>();
  for (const Value& piece : pieces) data->sensitive_inside |= piece.contains_sensitive();
  data->pieced = true;
  data->items = std::move(pieces);
  result.data_ = std::move(data);
  return result;
}

Value Value::boolean(bool value) {
  Value result(TypeKind::Bool, State::Known);
  result.bool_ = value;
  return result;
}

Value Value::number(Number value) {
  Value result(TypeKind::Number, State::Known);
  auto data = std::make_shared<Data::Figure>();
  data->number = std::move(value);
  result.data_ = std::move(data);
  return result;
}

Value Value::string(std::string value) {
  Value result(TypeKind::String, State::Known);
  auto data = std::make_shared<Data::Text>();
  data->text = in_normal_form(std::move(value));
  result.data_ = std::move(data);
  return result;
}

Value Value::sequence(TypeKind kind, Type element, std::vector<Value> items) {
  Value result(kind, State::Known);
  auto data = std::make_shared<Data::Sequence>();
  data->type = std::move(element);
  data->depth = 1;
  for (const Value& item : items) data->hold(item);
  // Which element of a set is sensitive would tell what it is.
  result.sensitive_ = kind == TypeKind::Set && data->sensitive_inside;
  data->items = std::move(items);
  result.data_ = std::move(data);
  return result;
}

Value Value::tuple(std::vector<Value> items) { return sequence(TypeKind::Tuple, {}, std::move(items)); }

Value Value::list(Type element, std::vector<Value> items) {
  return sequence(TypeKind::List, std::move(element), std::move(items));
}

Value Value::set(Type element, std::vector<Value> items) {
  order_set(items);
  return sequence(TypeKind::Set, std::move(element), std::move(items));
}

Value Value::mapping(TypeKind kind, Type element, std::vector<Entry> entries) {
  Value result(kind, State::Known);
  auto data = std::make_shared<Data::Mapping>();
  data->type = std::move(element);
  data->depth = 1;
  for (Entry& entry : entries) entry.first = in_normal_form(std::move(entry.first));
  std::vector<std::uint32_t> order = key_order(entries);
  if (drop_repeated(entries, order)) order = key_order(entries);
  for (const Entry& entry : entries) data->hold(entry.second);
  data->entries = std::move(entries);
  data->order = std::move(order);
  result.data_ = std::move(data);
  return result;
}

Value Value::object(std::vector<Entry> entries) { return mapping(TypeKind::Object, {}, std::move(entries)); }

Value Value::map(Type element, std::vector<Entry> entries) {
  return mapping(TypeKind::Map, std::move(element), std::move(entries));
}

bool Value::wholly_known() const {
  return !is_unknown() && (!is_known() || !data_ || !data_->unknown_inside);
}

bool Value::wholly_printable() const {
  if (is_unknown()) return !symbol_text().empty();
  return !is_known() || !data_ || !data_->unprintable_inside;
}

bool Value::contains_sensitive() const { return sensitive_ || (data_ && data_->sensitive_inside); }
std::size_t Value::depth() const { return data_ ? data_->depth : 0; }

bool Value::is_sequence() const {
  return is_known() && (kind_ == TypeKind::List || kind_ == TypeKind::Set || kind_ == TypeKind::Tuple);
}

bool Value::is_mapping() const { return is_known() && (kind_ == TypeKind::Map || kind_ == TypeKind::Object); }

const Number& Value::as_number() const {
  return is_number() ? static_cast<const Data::Figure&>(*data_).number : kZero;
}

const std::string& Value::as_string() const {
  return is_string() ? static_cast<const Data::Text&>(*data_).text : kEmptyText;
}

std::span<const Value> Value::items() const {
  if (!is_sequence()) return {};
  return static_cast<const Data::Sequence&>(*data_).items;
}

std::span<const Entry> Value::entries() const {
  if (!is_mapping()) return {};
  return static_cast<const Data::Mapping&>(*data_).entries;
}

std::vector<const Entry*> Value::sorted_entries() const {
  std::vector<const Entry*> result;
  if (!is_mapping()) return result;
  const auto& data = static_cast<const Data::Mapping&>(*data_);
  result.reserve(data.entries.size());
  for (std::size_t i = 0; i < data.entries.size(); ++i) result.push_back(&data.in_order(i));
  return result;
}

std::size_t Value::size() const { return is_sequence() ? items().size() : entries().size(); }

const Value* Value::find(std::string_view key) const {
  if (!is_mapping()) return nullptr;
  const auto& data = static_cast<const Data::Mapping&>(*data_);
  std::size_t low = 0;
  std::size_t high = data.entries.size();
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    const int order = std::string_view(data.in_order(middle).first).compare(key);
    if (order == 0) return &data.in_order(middle).second;
    if (order < 0) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return nullptr;
}

std::string_view Value::symbol_text() const {
  return data_ && data_->symbol ? std::string_view(static_cast<const Data::Text&>(*data_).text)
                                : std::string_view();
}

std::span<const Value> Value::pieces() const {
  if (!data_ || !data_->pieced) return {};
  return static_cast<const Data::Sequence&>(*data_).items;
}

Type Value::type() const {
  switch (kind_) {
    case TypeKind::Dynamic: return Type::dynamic();
    case TypeKind::Bool: return Type::boolean();
    case TypeKind::Number: return Type::number();
    case TypeKind::String: return Type::string();
    default: break;
  }
  if (!is_known()) return data_->type;
  switch (kind_) {
    case TypeKind::List: return Type::list(data_->type);
    case TypeKind::Set: return Type::set(data_->type);
    case TypeKind::Map: return Type::map(data_->type);
    default: break;
  }
  if (kind_ == TypeKind::Tuple) {
    std::vector<Type> elements;
    elements.reserve(size());
    for (const Value& item : items()) elements.push_back(item.type());
    return Type::tuple(std::move(elements));
  }
  const auto& data = static_cast<const Data::Mapping&>(*data_);
  std::vector<Type::Attribute> attributes;
  attributes.reserve(data.entries.size());
  for (std::size_t i = 0; i < data.entries.size(); ++i) {
    const Entry& entry = data.in_order(i);
    attributes.push_back({.name = entry.first, .type = entry.second.type()});
  }
  return Type::object(std::move(attributes));
}

Type Value::element_type() const {
  const bool collection = kind_ == TypeKind::List || kind_ == TypeKind::Set || kind_ == TypeKind::Map;
  if (!collection) return {};
  return is_known() ? data_->type : data_->type.element();
}

Value Value::with_sensitive(bool sensitive) const {
  Value result = *this;
  result.sensitive_ = sensitive;
  return result;
}

Value Value::with_origin(Span origin) const {
  Value result = *this;
  result.origin_ = origin;
  return result;
}

bool identical(const Value& a, const Value& b) {
  if (a.kind() != b.kind() || a.state() != b.state()) return false;
  if (a.data_ && a.data_ == b.data_) return true;
  if (!a.is_known()) return a.symbol_text() == b.symbol_text() && a.type() == b.type();
  switch (a.kind()) {
    case TypeKind::Dynamic: return true;
    case TypeKind::Bool: return a.as_bool() == b.as_bool();
    case TypeKind::Number: return a.as_number() == b.as_number();
    case TypeKind::String: return a.as_string() == b.as_string();
    case TypeKind::List:
    case TypeKind::Set:
    case TypeKind::Map:
      if (a.element_type() != b.element_type()) return false;
      break;
    case TypeKind::Tuple:
    case TypeKind::Object: break;
  }
  if (a.is_sequence()) return std::ranges::equal(a.items(), b.items(), identical);
  if (a.size() != b.size()) return false;
  return std::ranges::all_of(a.entries(), [&](const Entry& entry) {
    const Value* const other = b.find(entry.first);
    return other && identical(entry.second, *other);
  });
}

}  // namespace blueprint::eval

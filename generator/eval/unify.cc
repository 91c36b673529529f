// The type that several types convert to.

#include <algorithm>
#include <unordered_set>

#include "eval/conversion.h"
#include "eval/convert.h"

namespace blueprint::eval {

namespace {

using Types = std::vector<Type>;

// Beyond this many different types that are no common structure, nothing is tried.
constexpr std::size_t kMostTypes = 200;

Types without_repeated(std::span<const Type> types) {
  struct Hash {
    std::size_t operator()(const Type& type) const { return type.hash(); }
  };
  std::unordered_set<Type, Hash> seen;
  Types result;
  for (const Type& type : types) {
    if (seen.insert(type).second) result.push_back(type);
  }
  return result;
}

bool all_convert(const Types& types, const Type& to, Conversions allowed) {
  return std::ranges::all_of(types, [&](const Type& type) { return convertible(type, to, allowed); });
}

std::optional<Type> if_all_convert(const Types& types, std::optional<Type> to, Conversions allowed) {
  return to && all_convert(types, *to, allowed) ? to : std::nullopt;
}

std::optional<Type> unify_collections(const Types& types, Conversions allowed) {
  Types elements;
  for (const Type& type : types) elements.push_back(type.element());
  const std::optional<Type> element = unify(elements, allowed);
  if (!element) return std::nullopt;
  switch (types.front().kind()) {
    case TypeKind::List: return if_all_convert(types, Type::list(*element), allowed);
    case TypeKind::Set: return if_all_convert(types, Type::set(*element), allowed);
    default: return if_all_convert(types, Type::map(*element), allowed);
  }
}

std::optional<Type> objects_to_map(const Types& types, Conversions allowed) {
  Types elements;
  for (const Type& type : types) {
    for (const Type::Attribute& attribute : type.attributes()) elements.push_back(attribute.type);
  }
  const std::optional<Type> element = unify(elements, allowed);
  return element ? if_all_convert(types, Type::map(*element), allowed) : std::nullopt;
}

std::optional<Type> tuples_to_list(const Types& types, Conversions allowed) {
  Types elements;
  for (const Type& type : types)
    elements.insert(elements.end(), type.elements().begin(), type.elements().end());
  const std::optional<Type> element = unify(elements, allowed);
  return element ? if_all_convert(types, Type::list(*element), allowed) : std::nullopt;
}

bool same_names(const Type& a, const Type& b) {
  return std::ranges::equal(a.attributes(), b.attributes(), {}, &Type::Attribute::name,
                            &Type::Attribute::name);
}

std::optional<Type> unify_objects(const Types& types, Conversions allowed) {
  for (const Type& type : types) {
    if (!same_names(type, types.front())) return objects_to_map(types, allowed);
  }
  std::vector<Type::Attribute> attributes;
  for (std::size_t i = 0; i < types.front().attributes().size(); ++i) {
    Types across;
    for (const Type& type : types) across.push_back(type.attributes()[i].type);
    std::optional<Type> type = unify(across, allowed);
    if (!type) return std::nullopt;
    attributes.push_back({.name = types.front().attributes()[i].name, .type = std::move(*type)});
  }
  const Type result = Type::object(std::move(attributes));
  return all_convert(types, result, allowed) ? result : objects_to_map(types, allowed);
}

std::optional<Type> unify_tuples(const Types& types, Conversions allowed) {
  const std::size_t size = types.front().elements().size();
  for (const Type& type : types) {
    if (type.elements().size() != size) return tuples_to_list(types, allowed);
  }
  Types elements;
  for (std::size_t i = 0; i < size; ++i) {
    Types across;
    for (const Type& type : types) across.push_back(type.elements()[i]);
    std::optional<Type> type = unify(across, allowed);
    if (!type) return std::nullopt;
    elements.push_back(std::move(*type));
  }
  const Type result = Type::tuple(std::move(elements));
  return all_convert(types, result, allowed) ? result : tuples_to_list(types, allowed);
}

// Replaces the types of kind `structural` by the one collection they make, and
// tries again: [list, tuple] and [map, object].
std::optional<Type> unify_as_collection(const Types& types, TypeKind structural, Conversions allowed) {
  Types found;
  std::ranges::copy_if(types, std::back_inserter(found),
                       [&](const Type& type) { return type.kind() == structural; });
  const bool tuples = structural == TypeKind::Tuple;
  const std::optional<Type> collection =
      tuples ? tuples_to_list(found, allowed) : objects_to_map(found, allowed);
  if (!collection) return std::nullopt;
  Types replaced = types;
  for (Type& type : replaced) {
    if (type.kind() == structural) type = *collection;
  }
  std::optional<Type> result = unify(replaced, allowed);
  return result && result->kind() == collection->kind() ? result : std::nullopt;
}

int compare_all(const Type& a, const Type& b);

// Negative when `a` is the more general of two types, positive when `b` is.
int compare(const Type& a, const Type& b) {
  if (a.is_dynamic() || b.is_dynamic()) return int{a.is_dynamic()} - int{b.is_dynamic()};
  if (a.is_primitive() && b.is_primitive()) {
    return int{b.kind() == TypeKind::String} - int{a.kind() == TypeKind::String};
  }
  if (a.kind() == b.kind()) return a.is_collection() ? compare(a.element(), b.element()) : compare_all(a, b);
  const auto generality = [](TypeKind kind) {
    switch (kind) {
      case TypeKind::Tuple: return 1;
      case TypeKind::List: return 2;
      case TypeKind::Set: return 3;
      case TypeKind::Object: return 11;
      case TypeKind::Map: return 12;
      default: return 0;
    }
  };
  const int first = generality(a.kind());
  const int second = generality(b.kind());
  const bool related = first != 0 && second != 0 && (first > 10) == (second > 10);
  if (!related) return 0;
  // To Terraform, a list or tuple comes before a set.
  const bool to_set = first == 3 || second == 3;
  return to_set ? first - second : second - first;
}

int compare_all(const Type& a, const Type& b) {
  bool first = false;
  bool second = false;
  const auto add = [&](int order) {
    first = first || order < 0;
    second = second || order > 0;
  };
  if (a.kind() == TypeKind::Object) {
    if (!same_names(a, b)) return 0;
    for (std::size_t i = 0; i < a.attributes().size(); ++i)
      add(compare(a.attributes()[i].type, b.attributes()[i].type));
  } else {
    if (a.elements().size() != b.elements().size()) return 0;
    for (std::size_t i = 0; i < a.elements().size(); ++i) add(compare(a.elements()[i], b.elements()[i]));
  }
  return first == second ? 0 : first ? -1 : 1;
}

// The types, the more general before those they are compared with, otherwise in their order.
std::vector<std::size_t> by_generality(const Types& types) {
  std::vector<std::vector<std::size_t>> below(types.size());
  std::vector<std::size_t> above(types.size(), 0);
  for (std::size_t i = 0; i < types.size(); ++i) {
    for (std::size_t j = i + 1; j < types.size(); ++j) {
      const int order = compare(types[i], types[j]);
      if (order == 0) continue;
      below[order < 0 ? i : j].push_back(order < 0 ? j : i);
      ++above[order < 0 ? j : i];
    }
  }
  std::vector<std::size_t> result;
  for (std::size_t i = 0; i < types.size(); ++i) {
    if (above[i] == 0) result.push_back(i);
  }
  for (std::size_t at = 0; at < result.size(); ++at) {
    for (const std::size_t j : below[result[at]]) {
      if (--above[j] == 0) result.push_back(j);
    }
  }
  return result;
}

std::optional<Type> most_general(const Types& types, Conversions allowed) {
  if (types.size() > kMostTypes) return std::nullopt;
  for (const std::size_t i : by_generality(types)) {
    if (all_convert(types, types[i], allowed)) return types[i];
  }
  return std::nullopt;
}

}  // namespace

std::optional<Type> unify(std::span<const Type> types, Conversions allowed) {
  const Types different = without_repeated(types);
  if (different.empty()) return std::nullopt;
  if (different.size() == 1) return different.front();
  const auto count = [&](TypeKind kind) {
    return static_cast<std::size_t>(std::ranges::count(different, kind, &Type::kind));
  };
  const std::size_t dynamic = count(TypeKind::Dynamic);
  const std::size_t structured = different.size() - dynamic;
  const auto only = [&](std::size_t found) { return found > 0 && found == structured; };
  const std::size_t lists = count(TypeKind::List);
  const std::size_t maps = count(TypeKind::Map);
  const std::size_t tuples = count(TypeKind::Tuple);
  const std::size_t objects = count(TypeKind::Object);
  if (only(maps) || only(lists) || only(count(TypeKind::Set))) {
    return dynamic ? Type::dynamic() : unify_collections(different, allowed);
  }
  if (only(objects)) return dynamic ? Type::dynamic() : unify_objects(different, allowed);
  if (only(tuples)) return dynamic ? Type::dynamic() : unify_tuples(different, allowed);
  if (maps && only(maps + objects)) {
    if (std::optional<Type> map = unify_as_collection(different, TypeKind::Object, allowed)) return map;
  } else if (lists && only(lists + tuples)) {
    if (std::optional<Type> list = unify_as_collection(different, TypeKind::Tuple, allowed)) return list;
  } else if (objects && tuples) {
    return std::nullopt;
  }
  return most_general(different, allowed);
}

std::optional<Type> unify(std::span<const Type> types) { return unify(types, Conversions::Any); }

std::optional<Type> unify(const Type& a, const Type& b) {
  if (a == b) return a;
  const Type both[] = {a, b};
  return unify(both, Conversions::Any);
}

}  // namespace blueprint::eval

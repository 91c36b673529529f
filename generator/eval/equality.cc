// The `==` operator.

#include <algorithm>

#include "eval/convert.h"
#include "eval/operators.h"

namespace blueprint::eval {

namespace {

enum class Verdict { Equal, Different, Unknown };

Verdict compare(const Value& a, const Value& b);

Verdict worse(Verdict a, Verdict b) {
  if (a == Verdict::Different || b == Verdict::Different) return Verdict::Different;
  return a == Verdict::Unknown || b == Verdict::Unknown ? Verdict::Unknown : Verdict::Equal;
}

Verdict verdict(bool equal) { return equal ? Verdict::Equal : Verdict::Different; }

Verdict compare_items(const Value& a, const Value& b) {
  if (a.kind() == TypeKind::Set && (!a.wholly_known() || !b.wholly_known())) return Verdict::Unknown;
  if (a.size() != b.size()) return Verdict::Different;
  Verdict result = Verdict::Equal;
  for (std::size_t i = 0; i < a.size() && result != Verdict::Different; ++i) {
    result = worse(result, compare(a.items()[i], b.items()[i]));
  }
  return result;
}

Verdict compare_entries(const Value& a, const Value& b) {
  if (a.size() != b.size()) return Verdict::Different;
  Verdict result = Verdict::Equal;
  for (const Entry& entry : a.entries()) {
    const Value* const other = b.find(entry.first);
    if (!other) return Verdict::Different;
    result = worse(result, compare(entry.second, *other));
    if (result == Verdict::Different) break;
  }
  return result;
}

Verdict compare_unknown(const Value& a, const Value& b) {
  if (a.is_unknown() && b.is_unknown()) return Verdict::Unknown;
  const Value& unknown = a.is_unknown() ? a : b;
  const Value& other = a.is_unknown() ? b : a;
  if (other.is_null()) return Verdict::Unknown;
  const Type type = unknown.type();
  // Parts of the other value that are not known yet may still make the types equal.
  if (type.has_dynamic() || !other.wholly_known()) return Verdict::Unknown;
  return conforms(other, type) ? Verdict::Unknown : Verdict::Different;
}

Verdict compare(const Value& a, const Value& b) {
  if (a.is_unknown() || b.is_unknown()) return compare_unknown(a, b);
  if (a.kind() != b.kind()) return Verdict::Different;
  if (a.is_null() || b.is_null()) return verdict(a.is_null() && b.is_null() && a.type() == b.type());
  switch (a.kind()) {
    case TypeKind::Dynamic: return Verdict::Equal;
    case TypeKind::Bool: return verdict(a.as_bool() == b.as_bool());
    case TypeKind::Number: return verdict(a.as_number() == b.as_number());
    case TypeKind::String: return verdict(a.as_string() == b.as_string());
    case TypeKind::List:
    case TypeKind::Set:
    case TypeKind::Map: {
      const bool open = !a.wholly_known() || !b.wholly_known();
      if (!open && a.element_type() != b.element_type()) return Verdict::Different;
      break;
    }
    case TypeKind::Tuple:
    case TypeKind::Object: break;
  }
  return a.is_sequence() ? compare_items(a, b) : compare_entries(a, b);
}

}  // namespace

Value equals(const Value& a, const Value& b) {
  const bool both_null = a.is_null() && b.is_null();
  const Verdict result = both_null ? Verdict::Equal : compare(a, b);
  const Value value =
      result == Verdict::Unknown ? Value::unknown(Type::boolean()) : Value::boolean(result == Verdict::Equal);
  return a.contains_sensitive() || b.contains_sensitive() ? value.with_sensitive(true) : value;
}

}  // namespace blueprint::eval

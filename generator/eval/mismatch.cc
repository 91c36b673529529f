// Why types do not convert, in Terraform's words.

#include "eval/conversion.h"
#include "support/strings.h"

namespace blueprint::eval {

namespace {

std::string quoted_name(std::string_view name) { return concat("\"", name, "\""); }

std::string missing_attributes(const std::vector<std::string>& names) {
  if (names.size() == 1) return concat("attribute ", names[0], " is required");
  if (names.size() == 2) return concat("attributes ", names[0], " and ", names[1], " are required");
  const std::span<const std::string> first = std::span(names).first(names.size() - 1);
  return concat("attributes ", join(first, ", "), ", and ", names.back(), " are required");
}

std::string object_mismatch(const Type& from, const Type& to) {
  std::vector<std::string> missing;
  std::string mismatch;
  for (const Type::Attribute& wanted : to.attributes()) {
    const Type::Attribute* const given = from.attribute(wanted.name);
    if (!given && !wanted.optional) missing.push_back(quoted_name(wanted.name));
    if (!given || !mismatch.empty() || convertible(given->type, wanted.type, Conversions::Any)) continue;
    mismatch =
        concat("attribute ", quoted_name(wanted.name), ": ", mismatch_message(given->type, wanted.type));
  }
  if (!missing.empty()) return missing_attributes(missing);
  return mismatch.empty() ? "incorrect object attributes" : mismatch;
}

std::string parts_mismatch(const Type& from, const Type& to) {
  const bool tuple = from.kind() == TypeKind::Tuple;
  const Type element = to.element();
  if ((to.kind() == TypeKind::Map) == tuple) return concat(to.friendly_wanted(), " required");
  if (element.is_dynamic()) {
    const std::string_view kind = to.kind() == TypeKind::Map   ? "map"
                                  : to.kind() == TypeKind::Set ? "set"
                                                               : "list";
    return concat("all ", kind, " elements must have the same type");
  }
  for (std::size_t i = 0; i < from.elements().size(); ++i) {
    const Type& part = from.elements()[i];
    if (convertible(part, element, Conversions::Any)) continue;
    return concat("element ", std::to_string(i), ": ", mismatch_message(part, element));
  }
  for (const Type::Attribute& part : from.attributes()) {
    if (convertible(part.type, element, Conversions::Any)) continue;
    return concat("element ", quoted_name(part.name), ": ", mismatch_message(part.type, element));
  }
  return concat("all elements must be ", element.friendly_wanted());
}

std::string collection_mismatch(const Type& from, const Type& to) {
  const bool to_map = to.kind() == TypeKind::Map;
  if (to_map != (from.kind() == TypeKind::Map)) return concat(to.friendly_wanted(), " required");
  const std::string_view kind = to_map ? "map" : to.kind() == TypeKind::Set ? "set" : "list";
  return concat("incorrect ", kind, " element type: ", mismatch_message(from.element(), to.element()));
}

// Saying which types these are would only confuse: the text is wrong, not its being a text.
bool is_better_unsaid(const Type& from, const Type& to) {
  if (from.is_primitive() != to.is_primitive() || to.kind() == TypeKind::String) return false;
  const bool number_and_bool = (to.kind() == TypeKind::Bool && from.kind() == TypeKind::Number) ||
                               (from.kind() == TypeKind::Bool && to.kind() == TypeKind::Number);
  return !number_and_bool && !(from.kind() == TypeKind::Tuple && to.kind() == TypeKind::Object);
}

}  // namespace

std::string mismatch_message(const Type& from, const Type& to) {
  const bool structural = from.kind() == TypeKind::Tuple || from.kind() == TypeKind::Object;
  if (from.kind() == TypeKind::Object && to.kind() == TypeKind::Object) return object_mismatch(from, to);
  if (structural && to.is_collection()) return parts_mismatch(from, to);
  if (from.is_collection() && to.is_collection()) return collection_mismatch(from, to);
  if (is_better_unsaid(from, to)) return concat(to.friendly_wanted(), " required");
  return concat(to.friendly(), " required, but have ", from.friendly());
}

}  // namespace blueprint::eval

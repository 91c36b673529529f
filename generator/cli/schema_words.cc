#include "cli/schema_words.h"

#include "fold/print.h"
#include "support/strings.h"

namespace blueprint::cli {

std::string type_name(const Schema& schema) {
  const auto elements = [&] { return schema.elements ? type_name(*schema.elements) : std::string("any"); };
  switch (schema.type) {
    case Schema::Type::Any: return "any";
    case Schema::Type::String: return schema.format.empty() ? "string" : schema.format;
    case Schema::Type::Number: return "number";
    case Schema::Type::Bool: return "bool";
    case Schema::Type::List: return concat("list of ", elements());
    case Schema::Type::Map: return concat("map of ", elements());
    case Schema::Type::Object: return "object";
  }
  return "";
}

std::string limits(const Schema& schema) {
  std::vector<std::string> parts;
  const auto number = [](double value) { return eval::Number::from_double(value).text(); };
  if (schema.required) parts.push_back("required");
  const bool is_plain = schema.type != Schema::Type::Object && schema.default_value.wholly_printable();
  if (schema.has_default && is_plain) parts.push_back(concat("default ", fold::print(schema.default_value)));
  if (!schema.one_of.empty()) parts.push_back(concat("one of ", join(schema.one_of, ", ")));
  if (schema.minimum && schema.maximum)
    parts.push_back(concat(number(*schema.minimum), " to ", number(*schema.maximum)));
  else if (schema.minimum)
    parts.push_back(concat("at least ", number(*schema.minimum)));
  else if (schema.maximum)
    parts.push_back(concat("at most ", number(*schema.maximum)));
  return join(parts, "; ");
}

const Schema& inner(const Schema& schema) {
  return schema.elements && schema.type != Schema::Type::Object ? inner(*schema.elements) : schema;
}

}  // namespace blueprint::cli

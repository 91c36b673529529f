#include "schema/bodies.h"

#include <algorithm>

namespace blueprint::schema {

using catalog::SchemaField;
using catalog::SchemaType;

const SchemaField* Body::find(std::string_view name) const {
  const auto found = std::ranges::lower_bound(fields, name, {}, &SchemaField::name);
  return found != fields.end() && found->name == name ? &*found : nullptr;
}

const Body* Bodies::find(std::string_view row) {
  const auto known = read_.find(row);
  if (known != read_.end()) return known->second.get();
  auto fields = schema_.fields(row);
  auto body = fields ? std::make_unique<Body>(Body{.fields = std::move(*fields)}) : nullptr;
  return (read_[std::string(row)] = std::move(body)).get();
}

eval::Type Bodies::type(const SchemaType& type) {
  switch (type.kind()) {
    case SchemaType::Kind::String: return eval::Type::string();
    case SchemaType::Kind::Number: return eval::Type::number();
    case SchemaType::Kind::Bool: return eval::Type::boolean();
    case SchemaType::Kind::Any: return eval::Type::dynamic();
    case SchemaType::Kind::List: return eval::Type::list(this->type(type.element()));
    case SchemaType::Kind::Set: return eval::Type::set(this->type(type.element()));
    case SchemaType::Kind::Map: return eval::Type::map(this->type(type.element()));
    case SchemaType::Kind::Object: break;
  }
  std::vector<eval::Type::Attribute> attributes;
  if (const Body* body = find(type.body())) {
    for (const SchemaField& field : body->fields) {
      attributes.push_back({.name = std::string(field.name),
                            .type = this->type(field.type),
                            .optional = field.use != SchemaField::Use::Required});
    }
  }
  return eval::Type::object(std::move(attributes));
}

}  // namespace blueprint::schema

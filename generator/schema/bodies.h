// The bodies of a provider's blocks, read from its schema once each.

#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/provider_schema.h"
#include "eval/type.h"

namespace blueprint::schema {

// Sorted by name.
struct Body {
  std::vector<catalog::SchemaField> fields{};

  const catalog::SchemaField* find(std::string_view name) const;
};

class Bodies {
 public:
  explicit Bodies(catalog::ProviderSchema schema) : schema_(schema) {}

  // The body of a row of the schema, "resource aws_vpc"; nullptr when there is none.
  const Body* find(std::string_view row);

  // An argument's type as Terraform's own. A body as an object: what a nested
  // block is when it may be written as an argument too.
  eval::Type type(const catalog::SchemaType& type);

  const catalog::ProviderSchema& schema() const { return schema_; }

 private:
  catalog::ProviderSchema schema_;
  std::map<std::string, std::unique_ptr<Body>, std::less<>> read_;
};

}  // namespace blueprint::schema

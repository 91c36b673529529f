// What AWS takes as the values of a resource's arguments, read from the catalogue once each.

#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/api_values.h"
#include "eval/value.h"
#include "hcl/syntax.h"
#include "schema/fault.h"

namespace blueprint::schema {

// The arguments and blocks of one row, by name.
class LimitsOfBody {
 public:
  explicit LimitsOfBody(std::vector<catalog::ValueField> fields) : fields_(std::move(fields)) {}

  const catalog::ValueField* find(std::string_view name) const;

 private:
  std::vector<catalog::ValueField> fields_;
};

class Limits {
 public:
  explicit Limits(const catalog::Library& library) : values_(library) {}

  // Of the resources of a type, or of a block of them; nullptr when nothing is known.
  const LimitsOfBody* of_type(std::string_view type) { return find(type); }
  const LimitsOfBody* of_block(const LimitsOfBody* body, std::string_view name);

  // Adds a fault for each text in the value of the argument that AWS does not take.
  void check(std::vector<Fault>& faults, const LimitsOfBody& body, const hcl::Attribute& attribute,
             const eval::Value& value);

 private:
  const LimitsOfBody* find(std::string_view row);
  const catalog::ValueLimit& limit(std::string_view row);

  catalog::ApiValues values_;
  std::map<std::string, std::unique_ptr<LimitsOfBody>, std::less<>> bodies_;
  std::map<std::string_view, catalog::ValueLimit> limits_;  // By row of the table.
};

}  // namespace blueprint::schema

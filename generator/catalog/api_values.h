// What AWS' APIs take as the values of arguments: catalog/api-values.tsv.
//
// Only the rows of types that someone asks for are read.

#pragma once

#include <string_view>
#include <vector>

#include "catalog/files.h"
#include "catalog/table.h"

namespace blueprint::catalog {

// What a text may be. Of lengths 0 says that any will do.
struct ValueLimit {
  bool any_case = false;
  std::size_t least = 0;  // Characters.
  std::size_t most = 0;
  std::string_view pattern{};  // Of the whole text; empty: any.
  // Of a pattern: texts of 3 to 30 small letters and digits that begin with a letter match when this is not
  // empty, also with these characters alone between them. Most names are so, and a pattern takes long.
  std::string_view joints{};
  std::vector<std::string_view> values{};  // None: any.
};

// What an argument or a nested block says of itself: where to read on.
struct ValueField {
  std::string_view name{};
  std::string_view row{};
  bool is_block = false;
};

class ApiValues {
 public:
  explicit ApiValues(const Library& library);

  // Of a type of resources ("aws_ecs_service") or a block; none when nothing is known of it. Sorted by name.
  std::vector<ValueField> fields(std::string_view row) const;
  ValueLimit limit(std::string_view row) const;

  // True for what another tool calls the check of one argument ("aws_ecs_service_invalid_launch_type"), where
  // that argument, or one of a nested block, has limits.
  bool is_check_name(std::string_view name) const;

 private:
  bool has_argument(std::string_view row, std::string_view name) const;

  Table table_;
};

// All such names, as an alias of a rule says them, and one of them.
inline constexpr std::string_view kCheckNames = "aws_*_invalid_*";
std::string check_name(std::string_view type, std::string_view argument);

}  // namespace blueprint::catalog

// What the blocks of a Terraform provider take: catalog/providers/<source>.tsv.
//
// A field is a view of one cell of that table. Only the rows of types that
// someone asks for are read.

#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "catalog/files.h"
#include "catalog/table.h"

namespace blueprint::catalog {

// The type of an argument, as the table spells it: "", "n", "LM", "S@4f".
class SchemaType {
 public:
  enum class Kind : std::uint8_t { String, Number, Bool, Any, List, Set, Map, Object };

  explicit SchemaType(std::string_view text) : text_(text) {}

  Kind kind() const;
  SchemaType element() const { return SchemaType(text_.substr(1)); }  // Of a list, set or map.
  std::string_view body() const { return text_.substr(1); }  // Of an object: the row of its attributes.
  // A list or set of objects that may be written as blocks as well as with `=`.
  bool may_be_blocks() const;

 private:
  std::string_view text_;
};

// An argument, an attribute or a nested block.
struct SchemaField {
  enum class Use : std::uint8_t { Optional, Required, OptionalComputed, Computed };

  std::string_view name{};
  Use use = Use::Optional;  // Of an argument.
  SchemaType type{""};      // Of an argument.
  std::string_view body{};  // Of a block: the row of what it holds; empty for an argument.
  bool is_single = false;   // Of a block: there may be one only…
  bool is_needed = false;   // …there must be one.
  bool is_deprecated = false;

  bool is_block() const { return !body.empty(); }
};

class ProviderSchema {
 public:
  // `source` as in "hashicorp/aws"; nullopt when the catalog does not have it.
  static std::optional<ProviderSchema> find(const Library& library, std::string_view source);

  std::string_view version() const { return version_; }  // "6.25.0"

  // The fields of a row by name: "resource aws_vpc", "data aws_ami", "provider",
  // or a body that a field names. nullopt when there is no such row.
  std::optional<std::vector<SchemaField>> fields(std::string_view row) const;

  // The names of all types of a kind, "resource" or "data", sorted.
  std::vector<std::string_view> types(std::string_view kind) const;

 private:
  explicit ProviderSchema(Table table);

  Table table_;
  std::string_view version_;
  std::vector<std::string_view> common_;  // Cells that one letter stands for.
};

}  // namespace blueprint::catalog

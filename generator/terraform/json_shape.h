// What the properties of an object mean in Terraform's JSON form: an argument or
// a block, and how their texts are read.
//
// JSON alone does not tell. Terraform's own blocks have fixed shapes; those of
// providers are in their schemas. What no schema knows is a block when it is an
// object or a list of objects, but for arguments that are maps by custom.

#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/provider_schema.h"
#include "yaml/node.h"

namespace blueprint::terraform {

// How a text is read: as a template; as it stands, where Terraform wants a
// constant; as an expression, where it wants a name or a type.
enum class Reading { Template, Literal, Expression };

// The body of a block.
struct Shape {
  enum class Kind {
    Top,
    Plain,    // Arguments that are templates.
    Literal,  // Arguments that are constants.
    Terraform,
    Cloud,
    Variable,
    Output,
    Module,
    Resource,
    Data,
    Provider,
    Lifecycle,
    Provisioner,
    Moved,
    Check,
    Dynamic,
    Nested,  // Of a provider's block.
    Guessed,
  };
  Kind kind = Kind::Guessed;
  std::string source{};  // Of a provider's block: "hashicorp/aws", and the row of its schema.
  std::string row{};
};

struct Property {
  bool is_block = false;
  std::size_t labels = 0;  // Of a block.
  Reading reading = Reading::Template;
  Shape inside{};  // Of a block; what its labels add to it, Shapes::inside knows.
};

class Shapes {
 public:
  explicit Shapes(const catalog::Library& library) : library_(library) {}

  Property property(const Shape& of, std::string_view name, const yaml::Node& value);

  // The body of a block of these labels: of a resource by its type, of a
  // `dynamic` block by the block of `around` that it makes.
  Shape inside(const Property& property, const Shape& around, const std::vector<std::string_view>& labels);

 private:
  using Fields = std::optional<std::vector<catalog::SchemaField>>;

  const Fields& fields(const Shape& shape);
  const catalog::SchemaField* field(const Shape& shape, std::string_view name);

  const catalog::Library& library_;
  std::map<std::pair<std::string, std::string>, Fields> fields_{};  // By source and row.
};

}  // namespace blueprint::terraform

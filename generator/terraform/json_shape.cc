#include "terraform/json_shape.h"

#include <algorithm>
#include <array>

#include "support/strings.h"

namespace blueprint::terraform {
namespace {

using catalog::SchemaField;
using Kind = Shape::Kind;
using yaml::Node;

struct BlockRow {
  Kind in;
  std::string_view name;
  std::size_t labels;
  Kind inside;
};

constexpr BlockRow kBlocks[] = {
    {Kind::Top, "terraform", 0, Kind::Terraform},
    {Kind::Top, "provider", 1, Kind::Provider},
    {Kind::Top, "variable", 1, Kind::Variable},
    {Kind::Top, "locals", 0, Kind::Plain},
    {Kind::Top, "output", 1, Kind::Output},
    {Kind::Top, "module", 1, Kind::Module},
    {Kind::Top, "resource", 2, Kind::Resource},
    {Kind::Top, "data", 2, Kind::Data},
    {Kind::Top, "ephemeral", 2, Kind::Data},
    {Kind::Top, "moved", 0, Kind::Moved},
    {Kind::Top, "import", 0, Kind::Moved},
    {Kind::Top, "removed", 0, Kind::Moved},
    {Kind::Top, "check", 1, Kind::Check},
    {Kind::Terraform, "required_providers", 0, Kind::Literal},
    {Kind::Terraform, "backend", 1, Kind::Literal},
    {Kind::Terraform, "cloud", 0, Kind::Cloud},
    {Kind::Terraform, "provider_meta", 1, Kind::Plain},
    {Kind::Cloud, "workspaces", 0, Kind::Literal},
    {Kind::Variable, "validation", 0, Kind::Plain},
    {Kind::Output, "precondition", 0, Kind::Plain},
    {Kind::Resource, "lifecycle", 0, Kind::Lifecycle},
    {Kind::Resource, "connection", 0, Kind::Plain},
    {Kind::Resource, "provisioner", 1, Kind::Provisioner},
    {Kind::Data, "lifecycle", 0, Kind::Lifecycle},
    {Kind::Lifecycle, "precondition", 0, Kind::Plain},
    {Kind::Lifecycle, "postcondition", 0, Kind::Plain},
    {Kind::Provisioner, "connection", 0, Kind::Plain},
    {Kind::Moved, "lifecycle", 0, Kind::Plain},
    {Kind::Check, "data", 2, Kind::Data},
    {Kind::Check, "assert", 0, Kind::Plain},
    {Kind::Dynamic, "content", 0, Kind::Nested},
};

struct ReadingRow {
  Kind in;
  std::string_view name;
  Reading reading;
};

constexpr ReadingRow kReadings[] = {
    {Kind::Variable, "type", Reading::Expression},
    {Kind::Output, "description", Reading::Literal},
    {Kind::Output, "depends_on", Reading::Expression},
    {Kind::Module, "source", Reading::Literal},
    {Kind::Module, "version", Reading::Literal},
    {Kind::Module, "providers", Reading::Expression},
    {Kind::Module, "depends_on", Reading::Expression},
    {Kind::Resource, "provider", Reading::Expression},
    {Kind::Resource, "depends_on", Reading::Expression},
    {Kind::Data, "provider", Reading::Expression},
    {Kind::Data, "depends_on", Reading::Expression},
    {Kind::Provider, "alias", Reading::Literal},
    {Kind::Provider, "version", Reading::Literal},
    {Kind::Lifecycle, "ignore_changes", Reading::Expression},
    {Kind::Lifecycle, "replace_triggered_by", Reading::Expression},
    {Kind::Moved, "from", Reading::Expression},
    {Kind::Moved, "to", Reading::Expression},
    {Kind::Moved, "provider", Reading::Expression},
    {Kind::Dynamic, "iterator", Reading::Expression},
};

bool is_of_provider(Kind kind) {
  return kind == Kind::Resource || kind == Kind::Data || kind == Kind::Provider || kind == Kind::Nested;
}

bool is_map_by_custom(std::string_view name) {
  constexpr std::array<std::string_view, 10> kMaps = {
      "tags",       "tags_all", "labels",  "annotations", "variables",
      "parameters", "triggers", "keepers", "providers",   "environment_variables"};
  return std::ranges::count(kMaps, name) > 0;
}

// Whether it is written as one block, as several, or as none.
bool is_like_blocks(const Node& value) {
  if (value.is_sequence()) return std::ranges::all_of(value.items, is_like_blocks);
  return value.is_mapping() || value.is_null();
}

Property guessed(std::string_view name, const Node& value) {
  const bool has_any = value.is_mapping() || (value.is_sequence() && !value.items.empty());
  return {.is_block = has_any && is_like_blocks(value) && !is_map_by_custom(name)};
}

}  // namespace

const Shapes::Fields& Shapes::fields(const Shape& shape) {
  const auto [found, is_new] = fields_.try_emplace({shape.source, shape.row});
  if (is_new) {
    const auto schema = catalog::ProviderSchema::find(library_, shape.source);
    if (schema) found->second = schema->fields(shape.row);
  }
  return found->second;
}

const SchemaField* Shapes::field(const Shape& shape, std::string_view name) {
  if (!is_of_provider(shape.kind) || shape.row.empty()) return nullptr;
  const Fields& all = fields(shape);
  if (!all) return nullptr;
  const auto found = std::ranges::find(*all, name, &SchemaField::name);
  return found == all->end() ? nullptr : &*found;
}

Property Shapes::property(const Shape& of, std::string_view name, const Node& value) {
  for (const BlockRow& row : kBlocks) {
    if (row.in != of.kind || row.name != name || !is_like_blocks(value)) continue;
    return {.is_block = true, .labels = row.labels, .inside = {.kind = row.inside, .source = {}, .row = {}}};
  }
  for (const ReadingRow& row : kReadings) {
    if (row.in == of.kind && row.name == name) return {.reading = row.reading};
  }
  const bool may_be_dynamic = is_of_provider(of.kind) || of.kind == Kind::Guessed;
  if (may_be_dynamic && name == "dynamic" && is_like_blocks(value)) {
    return {.is_block = true, .labels = 1, .inside = {.kind = Kind::Dynamic, .source = {}, .row = {}}};
  }
  switch (of.kind) {
    case Kind::Top:
    case Kind::Guessed: return guessed(name, value);
    case Kind::Terraform:
    case Kind::Cloud:
    case Kind::Literal:
    case Kind::Variable: return {.reading = Reading::Literal};
    case Kind::Plain:
    case Kind::Output:
    case Kind::Module:
    case Kind::Lifecycle:
    case Kind::Provisioner:
    case Kind::Moved:
    case Kind::Check:
    case Kind::Dynamic: return {};
    case Kind::Resource:
    case Kind::Data:
    case Kind::Provider:
    case Kind::Nested: break;
  }
  const SchemaField* const known = field(of, name);
  if (!known) return guessed(name, value);
  // What may be written as blocks in HCL is an argument here.
  if (!known->is_block() || !is_like_blocks(value)) return {};
  return {.is_block = true,
          .inside = {.kind = Kind::Nested, .source = of.source, .row = std::string(known->body)}};
}

Shape Shapes::inside(const Property& property, const Shape& around,
                     const std::vector<std::string_view>& labels) {
  Shape shape = property.inside;
  if (labels.empty()) {
    if (shape.kind != Kind::Nested || !shape.row.empty()) return shape;
    // The content of a `dynamic` block, whose own shape says what it makes.
    shape.source = around.source;
    shape.row = around.row;
    if (shape.row.empty()) shape.kind = Kind::Guessed;
    return shape;
  }
  const std::string_view label = labels[0];
  if (shape.kind == Kind::Dynamic) {
    const SchemaField* const made = field(around, label);
    if (!made) return shape;
    shape.source = around.source;
    if (made->is_block()) shape.row = made->body;
    if (!made->is_block() && made->type.may_be_blocks()) shape.row = made->type.element().body();
    return shape;
  }
  if (!is_of_provider(shape.kind)) return shape;
  shape.source = concat("hashicorp/", label.substr(0, label.find('_')));
  shape.row = shape.kind == Kind::Provider ? std::string("provider")
                                           : concat(shape.kind == Kind::Data ? "data " : "resource ", label);
  return shape;
}

}  // namespace blueprint::terraform

// Reads what an author wrote against a schema: every mistake is reported at
// its place, and what is absent is filled in.

#pragma once

#include <span>
#include <string_view>

#include "eval/value.h"
#include "model/component_type.h"
#include "model/reading.h"
#include "yaml/node.h"

namespace blueprint {

// A place in a blueprint, for messages.
struct SpecPlace {
  std::string_view name{};  // The key, as messages show it.
  Span span{};              // Where to report that something is missing.
};

// The value of `node` as `schema` wants it, with defaults at every depth; each
// value knows its origin. A part with a mistake is unknown. `node` may be
// nullptr: nothing is stated.
eval::Value read_spec(const Reading& reading, const Schema& schema, const yaml::Node* node,
                      const SpecPlace& place);

// The same for a mapping whose other keys, `also_known`, somebody else reads.
eval::Value read_object(const Reading& reading, const Schema& schema, const yaml::Node& node,
                        const SpecPlace& place, std::span<const std::string_view> also_known);

// `node` as it is, without a schema. Mappings become objects, lists tuples.
eval::Value read_any(const Reading& reading, const yaml::Node& node);

// True when the value of an unstated `schema` is not null: it has a default, or
// is an object whose attributes all have one.
bool fills_itself(const Schema& schema);

// "string", "list", …
std::string_view name(Schema::Type type);
// The type of that name; nothing for other names.
std::optional<Schema::Type> schema_type(std::string_view name);
std::span<const std::string_view> schema_type_names();

}  // namespace blueprint

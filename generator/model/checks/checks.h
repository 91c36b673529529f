// What must hold between several values of a blueprint, and needs more than an
// expression to say: one subject per file. Codes are "blueprint/<problem>".
//
// A check looks at instances by their component type, and at specs by the
// shapes that the templates agree on. What is absent or wrong there is not its
// business: it stays silent.

#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "model/blueprint.h"
#include "model/reading.h"

namespace blueprint {

// Runs all of them.
void run_checks(const Reading& reading, const Blueprint& blueprint);

namespace checks {

void network(const Reading& reading, const Blueprint& blueprint);
void capacity(const Reading& reading, const Blueprint& blueprint);
void node_groups(const Reading& reading, const Blueprint& blueprint);
void taints(const Reading& reading, const Blueprint& blueprint);
void storage_classes(const Reading& reading, const Blueprint& blueprint);
void identity(const Reading& reading, const Blueprint& blueprint);
void workloads(const Reading& reading, const Blueprint& blueprint);

// The instances of a component type.
std::vector<const Instance*> instances_of(const Blueprint& blueprint, std::string_view type);
// The known, non-null value at a dotted path inside `value`; else nullptr.
const eval::Value* value_at(const eval::Value& value, std::string_view path);
// The whole number, or text, at a path.
std::optional<std::int64_t> number_at(const eval::Value& value, std::string_view path);
std::string_view text_at(const eval::Value& value, std::string_view path);
// The entries of the mapping at a path (all of `value` for ""), the items of
// the list there; empty when there is none.
std::span<const eval::Entry> entries_at(const eval::Value& value, std::string_view path);
std::span<const eval::Value> items_at(const eval::Value& value, std::string_view path);

}  // namespace checks
}  // namespace blueprint

// Paths into a blueprint: "environment", "network.cidr",
// "cluster.node_groups.system.scaling.min".

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/blueprint.h"

namespace blueprint {

// What stands at a path.
struct PathTarget {
  bool found = false;
  eval::Value value{};
  const Schema* schema = nullptr;      // nullptr: nothing describes it.
  const Instance* instance = nullptr;  // nullptr: a top-level key.
  bool in_list = false;                // A step was the index of a list.

  // When not found: the step that leads nowhere, and what could stand there.
  std::string_view wrong_step{};
  std::vector<std::string_view> known{};
};

// The result points into its arguments.
PathTarget find_path(const Blueprint& blueprint, const Schema& blueprint_schema, std::string_view path);

}  // namespace blueprint

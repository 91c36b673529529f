// `components:` of a blueprint → instances, their parts among them.

#pragma once

#include <string>
#include <vector>

#include "model/blueprint.h"
#include "model/reading.h"

namespace blueprint {

// `network: edge` under a component: which instance meets a need.
struct StatedLink {
  std::string instance{};
  std::string need{};
  std::string target{};
  Span span{};
};

// Adds the instances that `components` states, and those that are in every
// blueprint, to `blueprint`. Gives the links that were stated.
std::vector<StatedLink> read_instances(const Reading& reading, ComponentTypes& types,
                                       const yaml::Node& components, Blueprint& blueprint);

// Gives every instance its links, and reports needs that nothing or several
// components meet, and needs that go in a circle.
void link_instances(const Reading& reading, const std::vector<StatedLink>& stated, Blueprint& blueprint);

}  // namespace blueprint

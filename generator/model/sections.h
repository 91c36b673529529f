// `parameters:`, `waivers:` and `overrides:` of a blueprint.

#pragma once

#include "model/blueprint.h"
#include "model/reading.h"

namespace blueprint {

// Each reads its own section, which is the value of `section` as `schema`
// describes it; nullptr when it is absent. Parameters need the instances.
void read_parameters(const Reading& reading, const Schema& blueprint_schema, const yaml::Pair* section,
                     Blueprint& blueprint);
void read_waivers(const Reading& reading, const Schema& blueprint_schema, const yaml::Pair* section,
                  Blueprint& blueprint);
void read_overrides(const Reading& reading, const Schema& blueprint_schema, const yaml::Pair* section,
                    Blueprint& blueprint);

}  // namespace blueprint

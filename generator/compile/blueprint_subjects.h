// Components of a blueprint as things rules look at.

#pragma once

#include <vector>

#include "lint/subject.h"
#include "model/blueprint.h"

namespace blueprint {

// Appends one subject for every instance and one for the whole blueprint,
// whose `self` is `facts` (see plan/facts.h). `blueprint` must outlive them.
void add_subjects(std::vector<lint::Subject>& subjects, const Blueprint& blueprint, const eval::Value& facts);

}  // namespace blueprint

// Relations that are told by a name instead of a reference.

#pragma once

#include <span>

#include "lint/subject.h"

namespace blueprint::lint {

// Some write `bucket = "reports"`, or the same variable, both in a bucket and
// in its policy. Adds to `refers_to` of the subjects from index `first` on what
// they name so, where that argument is no reference itself.
void relate_by_name(std::span<Subject> subjects, std::size_t first);

}  // namespace blueprint::lint

// Terraform blocks as things rules look at.

#pragma once

#include <vector>

#include "lint/subject.h"
#include "terraform/module.h"

namespace blueprint::lint {

// Appends a subject for every block of `module`, which must outlive them.
void add_subjects(std::vector<Subject>& subjects, const terraform::Module& module, std::size_t group);

}  // namespace blueprint::lint

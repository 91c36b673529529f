// Terraform blocks as things rules look at.

#pragma once

#include <set>
#include <string>
#include <vector>

#include "lint/subject.h"
#include "terraform/module.h"

namespace blueprint::lint {

// Appends a subject for every block of `module`, which must outlive them.
void add_subjects(std::vector<Subject>& subjects, const terraform::Module& module, std::size_t group);

// Gives the subjects of `root` the faults of the code in these of its folders.
// Blocks that are no subjects, such as `locals`, and files become some when they have faults.
void add_faults(std::vector<Subject>& subjects, const Sources& sources, terraform::Folders& folders,
                const terraform::Module& root, std::size_t group, const std::set<std::string>& of,
                const terraform::Asked& asked);

}  // namespace blueprint::lint

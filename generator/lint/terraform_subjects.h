// Terraform blocks as things rules look at.

#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "lint/subject.h"
#include "terraform/module.h"

namespace blueprint::lint {

// Appends a subject for every block of `module`, which must outlive them.
void add_subjects(std::vector<Subject>& subjects, const terraform::Module& module, std::size_t group);

using FoldersByPath = std::map<std::string, const terraform::Folder*>;

// Gives the subjects of `root` the faults of the code in these of its folders; `known` are all of the run.
// Blocks that are no subjects, such as `locals`, and files become some when they have faults.
void add_faults(std::vector<Subject>& subjects, const Sources& sources, terraform::Folders& folders,
                const FoldersByPath& known, const terraform::Module& root, std::size_t group,
                const std::set<std::string>& of, const terraform::Asked& asked);

}  // namespace blueprint::lint

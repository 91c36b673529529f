// Terraform's plans in JSON (`terraform show -json`) as things rules look at.
//
// The resources are those that there will be after the apply. What the plan does
// not know yet is unknown; what is sensitive stays so. Relations are those of the
// configuration in the plan. Positions are those of the source, when it lies
// beside the plan, else those of the plan.

#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "lint/subject.h"
#include "support/diagnostic.h"
#include "terraform/folder.h"
#include "yaml/node.h"

namespace blueprint::lint {

// Whether a document is such a plan.
bool is_plan(const yaml::Node& document);

// Appends a subject for every resource. `folder` is where the plan lies. A plan
// of a format that is not known is reported, and read as far as it is understood.
void add_plan(Diagnostics& diags, std::vector<Subject>& subjects, std::shared_ptr<const yaml::Node> plan,
              terraform::Folders& folders, std::string_view folder, std::size_t group);

}  // namespace blueprint::lint

// Kubernetes documents as things rules look at.

#pragma once

#include <memory>
#include <vector>

#include "lint/subject.h"
#include "yaml/node.h"

namespace blueprint::lint {

// `node` as a value whose parts know their places.
eval::Value to_value(const yaml::Node& node);

// The place of a path ("spec.containers[0].image") in `node`; of the deepest
// part that exists. A mapping's member is placed at its key.
Span locate(const yaml::Node& node, std::string_view path);

// Appends a subject when `document` is a Kubernetes object (it has apiVersion
// and kind); true if it is one. The elements of a `List` become subjects each.
bool add_subject(std::vector<Subject>& subjects, std::shared_ptr<const yaml::Node> document,
                 std::size_t group);

}  // namespace blueprint::lint

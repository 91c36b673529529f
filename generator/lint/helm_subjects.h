// Helm releases as things rules look at.
//
// A release is an entry of a helmfile (`helmfile.yaml`): it says which chart in
// which version gets which values, and the values are read from the files it
// names or from the entry itself.

#pragma once

#include <functional>
#include <memory>
#include <string_view>
#include <vector>

#include "catalog/files.h"
#include "lint/subject.h"
#include "yaml/node.h"

namespace blueprint::lint {

// Gives the values file that a helmfile names, or nullptr.
using ValuesReader = std::function<std::shared_ptr<const yaml::Node>(std::string_view path)>;

// Appends a subject for every release of `helmfile`; false when it is no
// helmfile. Its rules know `unknown_values`: a list of { path, nearest } of the
// values that the chart, when the catalog has it, does not take.
bool add_releases(std::vector<Subject>& subjects, const catalog::Library& library,
                  std::shared_ptr<const yaml::Node> helmfile, const ValuesReader& read_values,
                  std::size_t group);

}  // namespace blueprint::lint

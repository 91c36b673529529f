// What `blueprint` and `catalog` stand for in templates, documents and rules.

#pragma once

#include <functional>
#include <string_view>

#include "catalog/files.h"
#include "eval/value.h"
#include "model/blueprint.h"
#include "plan/parameters.h"

namespace blueprint {

// { name, environment, region, account, partition, dns_suffix, prefix, tags,
//   targets, parameters, components }.
eval::Value blueprint_facts(const Blueprint& blueprint, const catalog::Library& library, View view);

// A member of `catalog`: regions, instance_types, charts, kubernetes_versions, lambda_runtimes, lifecycle,
// allowed_values, previous_generations.
// An unknown member is null.
eval::Value catalog_facts(const catalog::Library& library, std::string_view member);

// The same as a function that builds each member once. `library` must outlive it.
std::function<eval::Value(std::string_view member)> remembered_catalog_facts(const catalog::Library& library);

}  // namespace blueprint

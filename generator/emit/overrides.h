// `overrides:` of a blueprint: changes to what the templates make.

#pragma once

#include "emit/emit.h"

namespace blueprint::emit {

// `document` with the overrides that name it ("StorageClass/gp3", "Deployment/ns/name").
eval::Value overridden_document(Plan& plan, eval::Value document);

// A release's values with the overrides that name the release.
eval::Value overridden_values(Plan& plan, std::string_view release, eval::Value values);

// A folded Terraform file with the overrides that name blocks of it.
MappedText overridden_terraform(Plan& plan, std::string_view path, MappedText text);

// An override that matched nothing is an error: nothing is silently dropped.
void report_unmatched_overrides(Plan& plan, const Emission& emission);

}  // namespace blueprint::emit

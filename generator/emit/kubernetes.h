// Kubernetes documents as YAML files, and the kustomization that lists them.

#pragma once

#include "emit/emit.h"

namespace blueprint::emit {

void kubernetes(Plan& plan, Emission& emission);

}  // namespace blueprint::emit

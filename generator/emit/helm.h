// Helm values, one file per release, and a helmfile with charts, versions and order.

#pragma once

#include "emit/emit.h"

namespace blueprint::emit {

void helm(Plan& plan, Emission& emission);

}  // namespace blueprint::emit

// Terraform roots: folded .tf files, and the scripts and documents beside them.

#pragma once

#include "emit/emit.h"

namespace blueprint::emit {

void terraform(Plan& plan, Emission& emission);

}  // namespace blueprint::emit

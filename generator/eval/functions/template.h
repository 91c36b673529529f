// templatefile() and templatestring().

#pragma once

#include "eval/functions/function.h"

namespace blueprint::eval {

Value call_templatefile(const Call& call);
Value call_templatestring(const Call& call);

}  // namespace blueprint::eval

#include "fold/calls.h"

#include <algorithm>
#include <array>

#include "fold/walk.h"

namespace blueprint::fold {

bool is_kept_call(std::string_view function) {
  constexpr std::array<std::string_view, 6> kKept = {"file",         "filebase64",     "jsonencode",
                                                     "templatefile", "templatestring", "yamlencode"};
  return std::ranges::find(kKept, function) != kKept.end();
}

bool has_kept_call(const hcl::Expr& expr) {
  if (const auto* call = hcl::as<hcl::Call>(&expr); call && is_kept_call(call->name)) return true;
  bool found = false;
  for_each_part(expr, [&](const Part& part) { found = found || has_kept_call(part.expr); });
  return found;
}

}  // namespace blueprint::fold

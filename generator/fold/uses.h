// Which names an expression uses, as far as folding cares.

#pragma once

#include "fold/folding.h"

namespace blueprint::fold {

enum class Use : std::uint8_t {
  Foreign,  // Only names that are left for Terraform: the text stays as it is.
  Renamed,  // References to blocks and locals that have another label now.
  Known,    // Names that the compiler knows.
};

struct Uses {
  Use use = Use::Foreign;
  bool splat_item = false;  // A part of a splat, which has no value on its own.
};

// Mistakes in names are added to `diags`.
Uses find_uses(Folding& folding, Diagnostics& diags, const eval::Scope& scope, const hcl::Expr& expr);

// Where the first known value that `expr` uses was written; none when no
// blueprint line gave it.
Span first_origin(Folding& folding, const eval::Scope& scope, const hcl::Expr& expr);

// A scope in which `names` stand for themselves.
void shadow(eval::LocalScope& scope, std::span<const std::string_view> names);

}  // namespace blueprint::fold

// Folds one expression.

#pragma once

#include "fold/folding.h"

namespace blueprint::fold {

// Where an expression stands, which decides when its new text needs parentheses.
enum class Place : std::uint8_t {
  Argument,   // The whole value of an argument, to the end of its line.
  Free,       // Between brackets or commas.
  Condition,  // Before `?`.
  Operand,    // Beside an operator.
  Base,       // Before `.x` or `[i]`.
};

// Adds the changes that fold `expr`.
void fold_expression(Folding& folding, const eval::Scope& scope, const hcl::Expr& expr, Place place,
                     Changes& changes);

// The folded text of `expr`.
MappedText folded_text(Folding& folding, const eval::Scope& scope, const hcl::Expr& expr, Place place);

// How far the line of `offset` is indented.
int indent_at(const Sources& sources, FileId file, std::uint32_t offset);

}  // namespace blueprint::fold

// Templates whose directives (`%{ if }`, `%{ for }`) are decided now: the text
// between them moves, so the template is written anew.

#pragma once

#include <optional>
#include <string>

#include "fold/folding.h"

namespace blueprint::fold {

// The whole of `text`, folded.
MappedText rebuilt_template(Folding& folding, const eval::Scope& scope, const hcl::Template& text);

// True when the condition or the collection of `directive` is known.
bool is_decided(Folding& folding, const eval::Scope& scope, const hcl::TemplatePart& directive);

// Folds one part of `whole` where it stands.
void fold_in_place(Folding& folding, const eval::Scope& scope, const hcl::Template& whole,
                   const hcl::TemplatePart& part, Changes& changes);

// `value` as a template shows it; nullopt unless it is text, a number or a bool.
std::optional<std::string> literal_text(const eval::Value& value);

}  // namespace blueprint::fold

// What the parts of the folder share: the state of one folding, and its result
// as changes to the template's text.

#pragma once

#include <string_view>
#include <vector>

#include "eval/evaluate.h"
#include "fold/fold.h"
#include "hcl/syntax.h"
#include "support/mapped_text.h"

namespace blueprint::fold {

// The scope of text: like the one of values, but a local that stays in the
// output is a reference to it.
class TextScope final : public eval::Scope {
 public:
  TextScope(const eval::Scope& base, const TemplateScope* locals, const Naming& naming)
      : base_(base), locals_(locals), naming_(naming) {}
  std::optional<Found> find(eval::Context& context, std::span<const std::string_view> path,
                            Span at) const override;

  // While true, locals stand for their values: for decisions such as `count`.
  bool see_through_locals = false;

 private:
  const eval::Scope& base_;
  const TemplateScope* locals_;
  const Naming& naming_;
};

struct Folding {
  Environment& environment;
  const Declared* declared = nullptr;  // May be absent for an expression on its own.
  TextScope& text_scope;
  const hcl::File* file = nullptr;

  eval::Context& context() const { return environment.context; }
  const Sources& sources() const { return environment.context.sources; }
};

// `span` of the template is replaced by `text`.
struct Change {
  Span span{};
  MappedText text{};
};
using Changes = std::vector<Change>;

// The text of `region` with `changes` to it. A change inside another is ignored.
MappedText assemble(const Sources& sources, Span region, Changes changes);

}  // namespace blueprint::fold

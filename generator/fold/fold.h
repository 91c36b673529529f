// Partial evaluation: a component's Terraform template to Terraform.
//
// An expression that is fully known is replaced by its value; one that is not is
// printed with its known parts filled in. The result is built from pieces of
// the template's own text, so comments, order and blank lines survive.
// docs/writing-components.md states the rules.

#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "eval/evaluate.h"
#include "hcl/syntax.h"
#include "support/mapped_text.h"

namespace blueprint::fold {

// How the blocks of one component instance are called in the output.
struct Naming {
  std::string key{};             // The instance's key.
  bool default_instance = true;  // The key is the type's name.

  // What a block's label, or the name of a local, becomes.
  std::string label(std::string_view label) const;
  // The same for the label of a block that a top-level `dynamic` makes.
  std::string element_label(std::string_view label) const;
};

// The blocks that a component's templates declare, and what became of them.
// Filled by `declare`; it gives meaning to references such as aws_vpc.this.id.
struct Declared {
  enum class Fate { Kept, RemovedList, RemovedMap, Single };  // Single: `count` folded to 1.
  struct Block {
    std::string address{};  // In the template: "aws_vpc.this", "data.aws_region.current".
    std::string renamed{};  // In the output: "aws_vpc.network".
    Fate fate = Fate::Kept;
    Span span{};           // The header of the block.
    bool element = false;  // Made by a top-level `dynamic`.
  };
  std::map<std::string, Block, std::less<>> blocks{};
  std::set<std::string, std::less<>>
      types{};  // Made by a top-level `dynamic`: "aws_x", "data.aws_y", "module".
};

// What one folding needs to know.
struct Environment {
  eval::Context& context;
  const eval::Scope& known;  // blueprint, spec, component, exports, …
  Naming naming{};
  std::vector<std::string_view> names{};  // Those `known` answers for, to suggest when one is mistyped.
};

// Finds what `files` declare, evaluating their `count` and `for_each` as far as
// they are known. Reports a label declared twice.
Declared declare(Environment& environment, std::span<const hcl::File* const> files);

// The scope templates are folded in: `known`, references to declared blocks as
// symbols, and the `local` values of `files`. Names that are Terraform's (`var`,
// `each`, resources of others) are symbols of themselves; any other name is
// reported. `environment`, `declared` and `files` must outlive it.
class TemplateScope final : public eval::Scope {
 public:
  TemplateScope(Environment& environment, const Declared& declared, std::span<const hcl::File* const> files);
  std::optional<Found> find(eval::Context& context, std::span<const std::string_view> path,
                            Span at) const override;

  const Declared& declared() const { return declared_; }
  // True when the local stays in the output, because it is not wholly known or
  // is a document (jsonencode) that should stay readable. False: it folds away.
  bool local_stays(std::string_view name) const;

 private:
  struct Local {
    const hcl::Attribute* attribute = nullptr;
    eval::Value value{};
    enum class State { New, Busy, Done } state = State::New;
    bool stays = false;
  };
  Found local(eval::Context& context, std::span<const std::string_view> path, Span at) const;
  void evaluate(eval::Context& context, std::string_view name, Local& local) const;

  Environment& environment_;
  const Declared& declared_;
  mutable std::map<std::string, Local, std::less<>> locals_;
};

// One template file, folded. Not formatted: apply hcl::format afterwards.
MappedText fold_file(Environment& environment, const TemplateScope& scope, const Declared& declared,
                     const hcl::File& file);

// An expression on its own: its value where that is known or printable, else a
// symbol of its folded text. What exports become.
eval::Value fold_value(Environment& environment, const eval::Scope& scope, const hcl::Expr& expr);

}  // namespace blueprint::fold

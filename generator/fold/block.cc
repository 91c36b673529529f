#include "fold/block.h"

#include "fold/address.h"
#include "fold/argument.h"
#include "fold/dynamic.h"
#include "fold/expression.h"
#include "fold/known.h"
#include "fold/print.h"
#include "fold/unroll.h"
#include "fold/uses.h"
#include "support/strings.h"

namespace blueprint::fold {

using eval::Value;

namespace {

// What is wholly known goes; the rest is named after the component.
bool fold_locals(Folding& folding, const eval::Scope& scope, const hcl::Block& block, Changes& changes) {
  std::vector<Span> removals;
  for (const hcl::Attribute& local : block.body.attributes) {
    const std::array<std::string_view, 2> path = {"local", local.name};
    const auto found = scope.find(folding.context(), path, local.name_span);
    if (found && found->value.wholly_known()) {
      removals.push_back(local.span);
      continue;
    }
    const std::string name = folding.environment.naming.label(local.name);
    if (name != local.name) {
      MappedText text;
      text.put(name, {.copied = local.name_span});
      changes.push_back({local.name_span, std::move(text)});
    }
    find_uses(folding, folding.context().diags, scope, *local.value);
    fold_expression(folding, scope, *local.value, Place::Argument, changes);
  }
  if (!removals.empty() && removals.size() == block.body.attributes.size() && block.body.blocks.empty())
    return true;
  cut(folding, std::move(removals), changes);
  return false;
}

bool fold_addressed(Folding& folding, const eval::Scope& scope, const hcl::Block& block, Changes& changes) {
  const auto found = folding.declared->blocks.find(block_address(block.type, labels_of(block)));
  std::string_view skipped;
  if (found != folding.declared->blocks.end()) {
    const Declared::Block& declared = found->second;
    if (is_removed(declared)) return true;
    if (declared.fate == Declared::Fate::Single) skipped = "count";
    const hcl::BlockLabel& label = block.labels.back();
    const std::string name = declared.renamed.substr(declared.renamed.rfind('.') + 1);
    if (name != label.text) {
      MappedText text;
      text.put(quote(name), {.copied = label.span});
      changes.push_back({label.span, std::move(text)});
    }
  }
  fold_body(folding, scope, block.body, BodyKind::Resource, changes, skipped);
  return false;
}

// A `dynamic` that Terraform will unroll.
void fold_remaining(Folding& folding, const eval::Scope& scope, const Dynamic& dynamic, Changes& changes) {
  fold_argument(folding, scope, *dynamic.for_each, BodyKind::Other, changes);
  eval::LocalScope inner(&scope);
  inner.set(dynamic.iterator, Value::symbol(std::string(dynamic.iterator)));
  if (dynamic.labels) fold_argument(folding, inner, *dynamic.labels, BodyKind::Other, changes);
  fold_body(folding, inner, dynamic.content->body, BodyKind::Other, changes);
}

bool fold_dynamic(Folding& folding, const eval::Scope& scope, const hcl::Block& block, BodyKind parent,
                  Changes& changes) {
  Diagnostics& diags = folding.context().diags;
  const auto dynamic = read_dynamic(diags, block);
  if (!dynamic) return false;
  const hcl::Expr& collection = *dynamic->for_each->value;
  find_uses(folding, diags, scope, collection);
  const Trial trial = decided_value(folding, scope, collection);
  if (trial.failed()) {
    report(folding, collection, trial.diags);
    return false;
  }
  const bool known = trial.value.is_sequence() || trial.value.is_mapping();
  if (known && is_printable(trial.value))
    return unroll(folding, scope, block, *dynamic, trial.value, changes);
  if (parent != BodyKind::File && !trial.value.is_null()) {
    fold_remaining(folding, scope, *dynamic, changes);
    return false;
  }
  diags.add({.code = "fold/for-each",
             .message = trial.value.is_null() ? "this `for_each` is null"
                        : known || trial.value.is_unknown()
                            ? "the elements of this `for_each` are not known before Terraform runs"
                            : "this `for_each` is not a collection",
             .span = collection.span,
             .help = "give it a list, set, map or object"});
  return false;
}

}  // namespace

bool fold_block(Folding& folding, const eval::Scope& scope, const hcl::Block& block, BodyKind parent,
                Changes& changes) {
  if (block.type == "dynamic") return fold_dynamic(folding, scope, block, parent, changes);
  const bool top_level = parent == BodyKind::File;
  if (top_level && block.type == "locals") return fold_locals(folding, scope, block, changes);
  if (top_level && is_addressed(block.type)) return fold_addressed(folding, scope, block, changes);
  // A `lifecycle` is read in its own way everywhere, the others only at the top.
  const BodyKind kind = body_kind(block.type);
  const bool inner_kind = kind == BodyKind::Lifecycle || kind == BodyKind::Providers;
  fold_body(folding, scope, block.body, top_level || inner_kind ? kind : BodyKind::Other, changes);
  return false;
}

}  // namespace blueprint::fold

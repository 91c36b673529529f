#include "fold/references.h"

#include "fold/address.h"
#include "fold/expression.h"
#include "fold/known.h"
#include "fold/print.h"
#include "fold/uses.h"

namespace blueprint::fold {

using eval::Value;

namespace {

// What is left of one item of a list of references.
struct Item {
  bool changed = false;
  std::vector<MappedText> texts{};
};

MappedText printed(Folding& folding, const eval::Scope& scope, const hcl::Expr& expr, std::string_view text) {
  MappedText result;
  result.put(text, {.copied = expr.span, .value = first_origin(folding, scope, expr)});
  return result;
}

// A reference to a declared block as a whole, whatever its `count`.
const Declared::Block* whole_block(const Folding& folding, const hcl::Expr& expr) {
  const auto path = traversal(expr);
  if (!folding.declared) return nullptr;
  const auto found = find_block(*folding.declared, path);
  return found && found->used == path.size() ? found->block : nullptr;
}

// The symbols in `value`, which is one or a collection of them; null is none.
bool collect(const Value& value, std::vector<std::string_view>& symbols) {
  if (value.is_null()) return true;
  if (!value.symbol_text().empty()) {
    symbols.push_back(value.symbol_text());
    return true;
  }
  bool all = value.is_sequence() || value.is_mapping();
  if (value.is_sequence()) {
    for (const Value& item : value.items()) all = all && collect(item, symbols);
  }
  if (value.is_mapping()) {
    for (const auto& [key, item] : value.entries()) all = all && collect(item, symbols);
  }
  return all;
}

Item fold_item(Folding& folding, const eval::Scope& scope, const hcl::Expr& expr) {
  const Sources& sources = folding.sources();
  if (folding.declared && removed_base(*folding.declared, expr)) return {.changed = true};
  if (const Declared::Block* block = whole_block(folding, expr)) {
    if (block->renamed == sources.text(expr.span)) return {.texts = {assemble(sources, expr.span, {})}};
    return {.changed = true, .texts = {printed(folding, scope, expr, block->renamed)}};
  }
  if (find_uses(folding, folding.context().diags, scope, expr).use == Use::Known) {
    const Trial trial = known_value(folding, scope, expr);
    std::vector<std::string_view> symbols;
    if (!trial.failed() && collect(trial.value, symbols)) {
      Item item{.changed = true};
      for (const std::string_view symbol : symbols)
        item.texts.push_back(printed(folding, scope, expr, symbol));
      return item;
    }
  }
  Changes changes;
  fold_expression(folding, scope, expr, Place::Free, changes);
  const bool changed = !changes.empty();
  return {.changed = changed, .texts = {assemble(sources, expr.span, std::move(changes))}};
}

}  // namespace

bool fold_references(Folding& folding, const eval::Scope& scope, const hcl::Expr& list, Changes& changes) {
  const auto* tuple = hcl::as<hcl::Tuple>(&list);
  std::vector<Item> items;
  bool same_number = tuple != nullptr;
  if (tuple) {
    for (const hcl::Expr* item : tuple->items) items.push_back(fold_item(folding, scope, *item));
  } else {
    items.push_back(fold_item(folding, scope, list));
  }
  std::vector<MappedText> texts;
  for (const Item& item : items) {
    same_number = same_number && item.texts.size() == 1;
    texts.insert(texts.end(), item.texts.begin(), item.texts.end());
  }
  if (same_number) {
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (items[i].changed) changes.push_back({tuple->items[i]->span, std::move(items[i].texts[0])});
    }
    return false;
  }
  if (texts.empty()) return true;
  MappedText result;
  const TextOrigin origin{.copied = list.span};
  result.put("[", origin);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (i > 0) result.put(", ", origin);
    result.append(texts[i]);
  }
  result.put("]", origin);
  changes.push_back({list.span, std::move(result)});
  return false;
}

void fold_reference(Folding& folding, const eval::Scope& scope, const hcl::Expr& expr, Changes& changes) {
  if (const Declared::Block* block = whole_block(folding, expr)) {
    changes.push_back({expr.span, printed(folding, scope, expr, block->renamed)});
  } else {
    fold_expression(folding, scope, expr, Place::Argument, changes);
  }
}

}  // namespace blueprint::fold

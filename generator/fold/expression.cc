#include "fold/expression.h"

#include <algorithm>

#include "fold/address.h"
#include "fold/calls.h"
#include "fold/expression_text.h"
#include "fold/heredoc.h"
#include "fold/known.h"
#include "fold/print.h"
#include "fold/template.h"
#include "fold/uses.h"
#include "support/strings.h"

namespace blueprint::fold {

using eval::Value;
using hcl::as;

namespace {

// Kinds whose layout is the author's: their parts are folded one by one.
bool keeps_layout(const hcl::Expr& expr) {
  if (expr.kind == hcl::ExprKind::Object || expr.kind == hcl::ExprKind::Tuple) return true;
  if (expr.kind == hcl::ExprKind::Conditional) return true;
  const auto* text = as<hcl::Template>(&expr);
  return (text && text->form != hcl::Template::Form::Quoted) || has_kept_call(expr);
}

bool needs_parentheses(const Value& value, std::string_view text, Place place) {
  if (place == Place::Argument || place == Place::Free) return false;
  const bool symbol = !value.symbol_text().empty();
  if (symbol) return place == Place::Base ? is_loose_base(text) : is_compound(text);
  return value.is_number() && text.starts_with("-") && place != Place::Condition;
}

MappedText value_text(Folding& folding, const eval::Scope& scope, const hcl::Expr& expr, const Value& value,
                      Place place) {
  const TextOrigin origin{.copied = expr.span, .value = first_origin(folding, scope, expr)};
  const int indent = indent_at(folding.sources(), expr.span.file, expr.span.begin);
  if (place == Place::Argument && value.is_string() && std::ranges::count(value.as_string(), '\n') > 1) {
    if (const auto heredoc = heredoc_of(value.as_string(), indent)) {
      MappedText text;
      text.put(*heredoc, origin);
      return text;
    }
  }
  const MappedText text = print_mapped(value, origin, indent);
  if (!needs_parentheses(value, text.text(), place)) return text;
  MappedText result;
  result.put("(", origin);
  result.append(text);
  result.put(")", origin);
  return result;
}

class Folder {
 public:
  Folder(Folding& folding, const eval::Scope& scope, Changes& changes)
      : folding_(folding), scope_(scope), changes_(changes) {}

  void fold(const hcl::Expr& expr, Place place) {
    Diagnostics ignored;  // Of names; the caller has reported them.
    const Uses uses = find_uses(folding_, ignored, scope_, expr);
    if (uses.use == Use::Foreign) return;
    const bool is_reference = uses.use == Use::Renamed && !traversal(expr).empty();
    const bool whole = uses.use == Use::Known || is_reference;
    if (whole && !uses.splat_item && !keeps_layout(expr) && replace(expr, place)) return;
    fold_parts(expr, place);
  }

 private:
  // True when nothing is left to do.
  bool replace(const hcl::Expr& expr, Place place) {
    const Trial trial = known_value(folding_, scope_, expr);
    if (trial.failed()) {
      report(folding_, expr, trial.diags);
      return true;
    }
    if (!is_printable(trial.value)) return false;
    change(expr, value_text(folding_, scope_, expr, trial.value, place));
    return true;
  }

  void change(const hcl::Expr& expr, MappedText text) { changes_.push_back({expr.span, std::move(text)}); }

  void fold_parts(const hcl::Expr& expr, Place place) {
    if (const auto* attr = as<hcl::Attr>(&expr)) return fold_base(expr, *attr->object);
    if (const auto* index = as<hcl::Index>(&expr)) {
      fold_base(expr, *index->collection);
      return fold(*index->key, Place::Free);
    }
    if (const auto* splat = as<hcl::Splat>(&expr)) {
      fold(*splat->source, Place::Base);
      return fold(*splat->each, Place::Base);
    }
    if (const auto* call = as<hcl::Call>(&expr)) return fold_call(*call);
    if (const auto* unary = as<hcl::Unary>(&expr)) return fold(*unary->operand, Place::Operand);
    if (const auto* binary = as<hcl::Binary>(&expr)) return fold_binary(*binary, place);
    if (const auto* choice = as<hcl::Conditional>(&expr)) return fold_conditional(*choice, place);
    if (const auto* tuple = as<hcl::Tuple>(&expr)) {
      for (const hcl::Expr* item : tuple->items) fold(*item, Place::Free);
      return;
    }
    if (const auto* object = as<hcl::Object>(&expr)) return fold_object(*object);
    if (const auto* loop = as<hcl::For>(&expr)) return fold_for(*loop);
    if (const auto* paren = as<hcl::Paren>(&expr)) return fold_paren(*paren);
    if (const auto* text = as<hcl::Template>(&expr)) return fold_template(folding_, scope_, *text, changes_);
    if (expr.kind == hcl::ExprKind::Name) unprintable(expr);
  }

  // The part before `.x` or `[i]`.
  void fold_base(const hcl::Expr& whole, const hcl::Expr& base) {
    const Declared::Block* removed = folding_.declared ? removed_base(*folding_.declared, whole) : nullptr;
    if (removed) {
      report_removed(folding_.context().diags, whole.span, *removed);
    } else if (!traversal(whole).empty()) {
      unprintable(whole);
    } else {
      fold(base, Place::Base);
    }
  }

  // A name that is known, but whose value is not: somebody has said why.
  void unprintable(const hcl::Expr& expr) {
    if (folding_.context().diags.has_errors()) return;
    folding_.context().diags.add({.code = "fold/unknown-value",
                                  .message = concat("the value of `", folding_.sources().text(expr.span),
                                                    "` cannot be written as Terraform"),
                                  .span = expr.span});
  }

  void fold_call(const hcl::Call& call) {
    for (std::size_t i = 0; i < call.args.size(); ++i) {
      const bool may_fail = call.name == "try" && i + 1 < call.args.size();
      if (may_fail && fails(*call.args[i])) {
        changes_.push_back({{call.span.file, call.args[i]->span.begin, call.args[i + 1]->span.begin}, {}});
      } else {
        fold(*call.args[i], Place::Free);
      }
    }
  }

  // Terraform would never come to see this argument of try().
  bool fails(const hcl::Expr& expr) {
    Diagnostics ignored;
    const Uses uses = find_uses(folding_, ignored, scope_, expr);
    return uses.use == Use::Known && !uses.splat_item && known_value(folding_, scope_, expr).failed();
  }

  // A side that is known may decide, or be of no matter.
  void fold_binary(const hcl::Binary& binary, Place place) {
    if (binary.op == hcl::BinaryOp::And || binary.op == hcl::BinaryOp::Or) {
      const bool neutral = binary.op == hcl::BinaryOp::And;
      for (const auto& [side, other] : {std::pair(binary.left, binary.right), {binary.right, binary.left}}) {
        const Trial trial = known_value(folding_, scope_, *side);
        if (trial.failed() || !trial.value.is_bool() || trial.value.as_bool() != neutral) continue;
        return change(binary, folded_text(folding_, scope_, *other, place));
      }
    }
    fold(*binary.left, Place::Operand);
    fold(*binary.right, Place::Operand);
  }

  void fold_conditional(const hcl::Conditional& choice, Place place) {
    const Trial condition = known_value(folding_, scope_, *choice.condition);
    if (condition.failed()) return report(folding_, *choice.condition, condition.diags);
    if (condition.value.is_bool()) {
      const hcl::Expr& chosen = condition.value.as_bool() ? *choice.if_true : *choice.if_false;
      return change(choice, folded_text(folding_, scope_, chosen, place));
    }
    fold(*choice.condition, Place::Condition);
    fold(*choice.if_true, Place::Free);
    fold(*choice.if_false, Place::Free);
  }

  void fold_object(const hcl::Object& object) {
    for (const hcl::ObjectItem& item : object.items) {
      if (const auto* paren = as<hcl::Paren>(item.key)) {
        fold_key(*paren);
      } else if (!as<hcl::Name>(item.key)) {
        fold(*item.key, Place::Free);
      }
      fold(*item.value, Place::Free);
    }
  }

  // `(key) = …`: a known key needs no parentheses, a symbol does.
  void fold_key(const hcl::Paren& key) {
    Diagnostics ignored;
    if (find_uses(folding_, ignored, scope_, key).use != Use::Known) return fold(*key.inner, Place::Free);
    const Trial trial = known_value(folding_, scope_, key);
    if (trial.failed()) return report(folding_, key, trial.diags);
    if (!trial.value.is_string() && !trial.value.is_number()) return fold(*key.inner, Place::Free);
    const std::string text =
        trial.value.is_string() ? trial.value.as_string() : trial.value.as_number().text();
    MappedText printed;
    printed.put(print_key(text), {.copied = key.span, .value = first_origin(folding_, scope_, key)});
    change(key, std::move(printed));
  }

  void fold_for(const hcl::For& loop) {
    fold(*loop.collection, Place::Free);
    eval::LocalScope inner(&scope_);
    if (!loop.key_name.empty()) inner.set(loop.key_name, Value::symbol(std::string(loop.key_name)));
    inner.set(loop.value_name, Value::symbol(std::string(loop.value_name)));
    Folder body(folding_, inner, changes_);
    for (const hcl::Expr* part : {loop.key, loop.value, loop.condition}) {
      if (part) body.fold(*part, Place::Free);
    }
  }

  // Parentheses that only a dropped operator needed go with it.
  void fold_paren(const hcl::Paren& paren) {
    const bool reducible =
        paren.inner->kind == hcl::ExprKind::Conditional || paren.inner->kind == hcl::ExprKind::Binary;
    if (!reducible) return fold(*paren.inner, Place::Free);
    MappedText inner = folded_text(folding_, scope_, *paren.inner, Place::Free);
    if (!is_compound(inner.text())) return change(paren, std::move(inner));
    changes_.push_back({paren.inner->span, std::move(inner)});
  }

  Folding& folding_;
  const eval::Scope& scope_;
  Changes& changes_;
};

}  // namespace

void fold_expression(Folding& folding, const eval::Scope& scope, const hcl::Expr& expr, Place place,
                     Changes& changes) {
  Folder(folding, scope, changes).fold(expr, place);
}

int indent_at(const Sources& sources, FileId file, std::uint32_t offset) {
  const std::string_view line = sources.line_at(file, offset);
  return int(std::min(line.find_first_not_of(' '), line.size()));
}

MappedText folded_text(Folding& folding, const eval::Scope& scope, const hcl::Expr& expr, Place place) {
  Changes changes;
  fold_expression(folding, scope, expr, place, changes);
  return assemble(folding.sources(), expr.span, std::move(changes));
}

}  // namespace blueprint::fold

#include "eval/convert.h"
#include "eval/evaluator.h"
#include "support/strings.h"

namespace blueprint::eval {

namespace {

constexpr std::size_t kBytesPerStep = 16;

}  // namespace

Value Evaluator::template_value(const hcl::Template& expr, const Scope& scope) {
  const bool lone = expr.parts.size() == 1;
  if (lone && expr.parts[0].kind == hcl::TemplatePartKind::Text) return Value::string(expr.parts[0].text);
  if (lone && expr.parts[0].kind == hcl::TemplatePartKind::Interpolation) {
    return evaluate(*expr.parts[0].value, scope);
  }
  Text out;
  append_parts(out, expr.parts, scope);
  Value result = out.within_limits ? out.writer.finish() : Value::unknown(Type::string());
  return out.sensitive ? result.with_sensitive(true) : result;
}

void Evaluator::append_parts(Text& out, std::span<const hcl::TemplatePart> parts, const Scope& scope) {
  for (const hcl::TemplatePart& part : parts) append_part(out, part, scope);
}

void Evaluator::append_part(Text& out, const hcl::TemplatePart& part, const Scope& scope) {
  switch (part.kind) {
    case hcl::TemplatePartKind::Text: append_text(out, part.text, part.span); return;
    case hcl::TemplatePartKind::Interpolation:
      append_value(out, evaluate(*part.value, scope), part.value->span);
      return;
    case hcl::TemplatePartKind::If: append_if(out, part, scope); return;
    case hcl::TemplatePartKind::For: append_for(out, part, scope); return;
  }
}

void Evaluator::append_value(Text& out, const Value& value, Span at) {
  out.sensitive = out.sensitive || value.is_sensitive();
  if (value.is_string()) return append_text(out, value.as_string(), at);
  if (value.is_null()) {
    fail("eval/template", "this value is null, which cannot be part of a text", at,
         "give it a value, for example with `coalesce`");
    return out.append_unknown();
  }
  std::string why;
  const std::optional<Value> text = value.is_unknown() ? value : convert(value, Type::string(), why);
  if (!text) {
    fail("eval/template", concat("this value cannot be part of a text: ", why), at,
         "turn it into a text with `jsonencode` or `join`");
  }
  if (!text || !text->is_known()) return out.append_unknown(text.value_or(Value::unknown(Type::string())));
  append_text(out, text->as_string(), at);
}

void Evaluator::append_if(Text& out, const hcl::TemplatePart& part, const Scope& scope) {
  const Value value = evaluate(*part.value, scope);
  out.sensitive = out.sensitive || value.is_sensitive();
  const std::optional<Value> condition = as_condition(value, "condition", part.value->span);
  if (!condition || !condition->is_known()) return out.append_unknown();
  if (!spend(1, part.span)) return;
  append_parts(out, condition->as_bool() ? part.body : part.otherwise, scope);
}

void Evaluator::append_for(Text& out, const hcl::TemplatePart& part, const Scope& scope) {
  const Value collection = evaluate(*part.value, scope);
  out.sensitive = out.sensitive || collection.is_sensitive();
  if (!check_iterable(collection, part.value->span) || !collection.is_known()) return out.append_unknown();
  LocalScope inner(&scope);
  const auto add = [&](Value key, const Value& value) {
    if (!spend(1, part.span)) return false;
    if (!part.key_name.empty()) inner.set(part.key_name, std::move(key));
    inner.set(part.value_name, value);
    const std::size_t before = mark();
    append_parts(out, part.body, inner);
    return !failed_since(before);
  };
  std::size_t index = 0;
  for (const Value& item : collection.items()) {
    const bool set = collection.kind() == TypeKind::Set;
    if (!add(set ? item : Value::number(index), item)) break;
    ++index;
  }
  for (const Entry* entry : collection.sorted_entries()) {
    if (!add(Value::string(entry->first), entry->second)) break;
  }
}

void Evaluator::append_text(Text& out, std::string_view text, Span at) {
  if (!out.within_limits) return;
  if (out.size + text.size() > context_.limits.text_bytes) {
    limit(concat("this text is longer than ", std::to_string(context_.limits.text_bytes), " bytes"), at);
    out.within_limits = false;
    return;
  }
  if (text.size() >= kBytesPerStep && !spend(text.size() / kBytesPerStep, at)) {
    out.within_limits = false;
    return;
  }
  out.size += text.size();
  out.writer.append(text);
}

}  // namespace blueprint::eval

#include "eval/convert.h"
#include "eval/evaluator.h"
#include "support/strings.h"

namespace blueprint::eval {

namespace {

// foo.bar and foo[0], which as keys could mean either a reference or a text.
bool is_reference(const hcl::Expr& expr) {
  const hcl::Expr* root = &expr;
  while (true) {
    if (const auto* attr = hcl::as<hcl::Attr>(root)) {
      root = attr->object;
    } else if (const auto* index = hcl::as<hcl::Index>(root)) {
      const bool literal = index->key->kind == hcl::ExprKind::Number || hcl::literal_text(index->key);
      if (!literal) return false;
      root = index->collection;
    } else {
      break;
    }
  }
  return root != &expr && root->kind == hcl::ExprKind::Name;
}

}  // namespace

Value Evaluator::tuple(const hcl::Tuple& expr, const Scope& scope) {
  std::vector<Value> items;
  items.reserve(expr.items.size());
  for (const hcl::Expr* item : expr.items) items.push_back(evaluate(*item, scope));
  return checked(Value::tuple(std::move(items)), expr.span);
}

Value Evaluator::object(const hcl::Object& expr, const Scope& scope) {
  std::vector<Entry> entries;
  entries.reserve(expr.items.size());
  bool known = true;
  bool sensitive = false;
  for (const hcl::ObjectItem& item : expr.items) {
    const std::size_t before = mark();
    const Value raw_key = object_key(*item.key, scope);
    const bool key_failed = failed_since(before);
    Value value = evaluate(*item.value, scope);
    const std::optional<Value> key = key_failed ? std::nullopt : as_key(raw_key, item.key->span);
    sensitive = sensitive || raw_key.is_sensitive();
    known = known && key && key->is_known();
    if (known) entries.emplace_back(key->as_string(), std::move(value));
  }
  if (!known) return Value::unknown();
  const Value result = checked(Value::object(std::move(entries)), expr.span);
  return sensitive ? result.with_sensitive(true) : result;
}

// A bare word is its own text.
Value Evaluator::object_key(const hcl::Expr& expr, const Scope& scope) {
  switch (expr.kind) {
    case hcl::ExprKind::Name: return Value::string(static_cast<const hcl::Name&>(expr).name);
    case hcl::ExprKind::Null: return Value::string("null");
    case hcl::ExprKind::Bool:
      return Value::string(static_cast<const hcl::Bool&>(expr).value ? "true" : "false");
    case hcl::ExprKind::Attr:
    case hcl::ExprKind::Index:
      if (is_reference(expr)) {
        return fail("eval/key", "this key could be a reference or a text", expr.span,
                    "put a reference in parentheses, and a text in quotes");
      }
      break;
    default: break;
  }
  return evaluate(expr, scope);
}

std::optional<Value> Evaluator::as_key(const Value& value, Span at) {
  if (value.is_string()) return value;
  if (value.is_null()) {
    fail("eval/key", "this key is null", at);
    return std::nullopt;
  }
  std::string why;
  const std::optional<Value> converted = convert(value, Type::string(), why);
  if (!converted) {
    fail("eval/key", concat("this value cannot be a key: ", why), at);
    return std::nullopt;
  }
  if (converted->is_known()) return *converted;
  const std::optional<std::string> readable =
      context_.readable_keys ? readable_text(*converted) : std::nullopt;
  return readable ? Value::string(*readable) : Value::null();
}

}  // namespace blueprint::eval

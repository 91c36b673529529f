// Type constraints: reading them, and filling in the defaults they state.
//
// Defaults mirror the type. Those of an object are an object by attribute, of
// objects that may hold `default` and `inside`; those of a collection an object
// that holds `*`; those of a tuple an object by index that holds `inside`.

#include <algorithm>

#include "eval/convert.h"
#include "support/strings.h"

namespace blueprint::eval {

namespace {

const hcl::Expr& bare(const hcl::Expr& expr) {
  const hcl::Expr* inner = &expr;
  while (const auto* paren = hcl::as<hcl::Paren>(inner)) inner = paren->inner;
  return *inner;
}

// A bare word; `null`, `true` and `false` are words too.
std::string_view keyword(const Context& context, const hcl::Expr& expr) {
  if (const auto* name = hcl::as<hcl::Name>(&expr)) return name->name;
  const bool literal = expr.kind == hcl::ExprKind::Null || expr.kind == hcl::ExprKind::Bool;
  return literal ? context.sources.text(expr.span) : std::string_view();
}

Value entry(std::string_view name, Value value) {
  std::vector<Entry> entries;
  entries.emplace_back(name, std::move(value));
  return Value::object(std::move(entries));
}

class Reader {
 public:
  explicit Reader(Context& context) : context_(context) {}

  TypeConstraint read(const hcl::Expr& expr);

 private:
  TypeConstraint read_call(const hcl::Call& call);
  TypeConstraint read_collection(const hcl::Call& call);
  TypeConstraint read_object(const hcl::Call& call);
  TypeConstraint read_tuple(const hcl::Call& call);
  Type::Attribute read_attribute(const hcl::Expr& expr, std::vector<Entry>& defaults);
  Value read_default(const hcl::Expr& expr, const Type& type);
  TypeConstraint wrong(Span span, std::string message, std::string help = {});

  Context& context_;
  int depth_ = 0;
};

TypeConstraint Reader::wrong(Span span, std::string message, std::string help) {
  context_.diags.add(
      {.code = "eval/type", .message = std::move(message), .span = span, .help = std::move(help)});
  return {};
}

TypeConstraint Reader::read(const hcl::Expr& given) {
  const hcl::Expr& expr = bare(given);
  const std::string_view word = keyword(context_, expr);
  if (word == "string") return {.type = Type::string()};
  if (word == "number") return {.type = Type::number()};
  if (word == "bool") return {.type = Type::boolean()};
  if (word == "any") return {.type = Type::dynamic()};
  if (word == "list" || word == "set" || word == "map") {
    return wrong(expr.span, concat("`", word, "` does not say of what"),
                 concat("write `", word, "(string)`, for example"));
  }
  if (word == "object")
    return wrong(expr.span, "`object` does not say its attributes", "write `object({ name = type })`");
  if (word == "tuple")
    return wrong(expr.span, "`tuple` does not say its elements", "write `tuple([type, type])`");
  if (!word.empty()) {
    constexpr std::string_view kWords[] = {"string", "number", "bool",   "any",  "list",
                                           "set",    "map",    "object", "tuple"};
    return wrong(expr.span, concat("`", word, "` is not a type"), did_you_mean(word, kWords));
  }
  if (const auto* call = hcl::as<hcl::Call>(&expr)) {
    if (depth_ >= context_.limits.depth) return wrong(expr.span, "this type is nested too deeply");
    ++depth_;
    TypeConstraint result = read_call(*call);
    --depth_;
    return result;
  }
  if (expr.kind == hcl::ExprKind::Invalid) return {};
  return wrong(expr.span, "this is not a type",
               "write `string`, `number`, `bool`, `any`, or a collection such as `list(string)`");
}

TypeConstraint Reader::read_call(const hcl::Call& call) {
  const std::string_view name = call.name;
  if (name == "string" || name == "number" || name == "bool" || name == "any") {
    return wrong(call.span, concat("the type `", name, "` takes no arguments"), concat("write `", name, "`"));
  }
  if (name == "optional") {
    return wrong(call.name_span, "`optional` stands where no object attribute is",
                 "use it inside `object({ … })` only");
  }
  constexpr std::string_view kNames[] = {"list", "set", "map", "object", "tuple"};
  if (name != "list" && name != "set" && name != "map" && name != "object" && name != "tuple") {
    return wrong(call.name_span, concat("`", name, "` is not a type"), did_you_mean(name, kNames));
  }
  if (call.args.size() != 1 || call.expand_last)
    return wrong(call.span, concat("`", name, "` takes one argument"));
  if (name == "object") return read_object(call);
  return name == "tuple" ? read_tuple(call) : read_collection(call);
}

TypeConstraint Reader::read_collection(const hcl::Call& call) {
  TypeConstraint element = read(*call.args[0]);
  TypeConstraint result;
  if (call.name == "list") result.type = Type::list(element.type);
  if (call.name == "set") result.type = Type::set(element.type);
  if (call.name == "map") result.type = Type::map(element.type);
  if (element.defaults.is_known()) result.defaults = entry("*", std::move(element.defaults));
  return result;
}

TypeConstraint Reader::read_tuple(const hcl::Call& call) {
  const auto* items = hcl::as<hcl::Tuple>(&bare(*call.args[0]));
  if (!items)
    return wrong(call.args[0]->span, "`tuple` takes a list of types", "write `tuple([type, type])`");
  std::vector<Type> elements;
  std::vector<Entry> defaults;
  for (const hcl::Expr* item : items->items) {
    TypeConstraint element = read(*item);
    if (element.defaults.is_known()) {
      defaults.emplace_back(std::to_string(elements.size()), entry("inside", std::move(element.defaults)));
    }
    elements.push_back(std::move(element.type));
  }
  TypeConstraint result{.type = Type::tuple(std::move(elements))};
  if (!defaults.empty()) result.defaults = Value::object(std::move(defaults));
  return result;
}

TypeConstraint Reader::read_object(const hcl::Call& call) {
  const auto* object = hcl::as<hcl::Object>(&bare(*call.args[0]));
  if (!object) {
    return wrong(call.args[0]->span, "`object` takes attributes with their types",
                 "write `object({ name = type })`");
  }
  std::vector<Type::Attribute> attributes;
  std::vector<Entry> defaults;
  for (const hcl::ObjectItem& item : object->items) {
    const std::string_view name = keyword(context_, *item.key);
    if (name.empty()) {
      wrong(item.key->span, "this is not an attribute name");
      continue;
    }
    std::vector<Entry> parts;
    Type::Attribute attribute = read_attribute(*item.value, parts);
    attribute.name = name;
    if (std::ranges::find(attributes, name, &Type::Attribute::name) != attributes.end()) {
      wrong(item.key->span, concat("attribute `", name, "` is there twice"));
      continue;
    }
    if (!parts.empty()) defaults.emplace_back(name, Value::object(std::move(parts)));
    attributes.push_back(std::move(attribute));
  }
  TypeConstraint result{.type = Type::object(std::move(attributes))};
  if (!defaults.empty()) result.defaults = Value::object(std::move(defaults));
  return result;
}

Type::Attribute Reader::read_attribute(const hcl::Expr& expr, std::vector<Entry>& defaults) {
  Type::Attribute result;
  const hcl::Expr* type = &expr;
  const hcl::Expr* default_value = nullptr;
  const auto* call = hcl::as<hcl::Call>(&bare(expr));
  if (call && call->name == "optional") {
    result.optional = true;
    if (call->args.empty() || call->args.size() > 2) {
      wrong(call->span, "`optional` takes a type, and a default if there is one");
      return result;
    }
    type = call->args[0];
    if (call->args.size() == 2) default_value = call->args[1];
  }
  TypeConstraint constraint = read(*type);
  result.type = std::move(constraint.type);
  if (constraint.defaults.is_known()) defaults.emplace_back("inside", std::move(constraint.defaults));
  if (default_value) defaults.emplace_back("default", read_default(*default_value, result.type));
  return result;
}

Value Reader::read_default(const hcl::Expr& expr, const Type& type) {
  const Value value = evaluate(context_, expr, LocalScope());
  std::string why;
  if (std::optional<Value> converted = convert(value, type, why)) return *converted;
  wrong(expr.span, concat("this default is not of the attribute's type: ", why));
  return Value::unknown(type.without_optional());
}

Value fill(const Value& value, const Value& defaults);

Value fill_sequence(const Value& value, const Value& defaults) {
  const Value* const each = defaults.find("*");
  std::vector<Value> items;
  items.reserve(value.size());
  for (const Value& item : value.items()) {
    const Value* own = each;
    if (!own) {
      const Value* const element = defaults.find(std::to_string(items.size()));
      own = element ? element->find("inside") : nullptr;
    }
    items.push_back(own ? fill(item, *own) : item);
  }
  return Value::tuple(std::move(items));
}

Value fill_mapping(const Value& value, const Value& defaults) {
  const Value* const each = defaults.find("*");
  std::vector<Entry> entries;
  entries.reserve(value.size());
  for (const auto& [name, member] : value.entries()) {
    const Value* const attribute = each ? nullptr : defaults.find(name);
    const Value* const inside = each ? each : attribute ? attribute->find("inside") : nullptr;
    const Value* const missing = attribute && member.is_null() ? attribute->find("default") : nullptr;
    const Value& present = missing ? *missing : member;
    entries.emplace_back(name, inside ? fill(present, *inside) : present);
  }
  if (each) return Value::object(std::move(entries));
  for (const auto& [name, attribute] : defaults.entries()) {
    const Value* const missing = attribute.find("default");
    if (!missing || value.find(name)) continue;
    const Value* const inside = attribute.find("inside");
    entries.emplace_back(name, inside ? fill(*missing, *inside) : *missing);
  }
  return Value::object(std::move(entries));
}

Value fill(const Value& value, const Value& defaults) {
  if (!value.is_sequence() && !value.is_mapping()) return value;
  const Value filled = value.is_sequence() ? fill_sequence(value, defaults) : fill_mapping(value, defaults);
  return filled.with_sensitive(value.is_sensitive()).with_origin(value.origin());
}

}  // namespace

TypeConstraint parse_type(Context& context, const hcl::Expr& expr) { return Reader(context).read(expr); }

std::optional<Value> convert(const Value& value, const TypeConstraint& constraint, std::string& why) {
  const bool defaults = constraint.defaults.is_known();
  return convert(defaults ? fill(value, constraint.defaults) : value, constraint.type, why);
}

}  // namespace blueprint::eval

// What names stand for in a module.

#include <algorithm>

#include "support/strings.h"
#include "terraform/module_state.h"

namespace blueprint::terraform {

using eval::Entry;
using eval::Value;

namespace {

// Evaluation that crosses from one module to another is nested all the same.
class Nesting {
 public:
  Nesting(eval::Context& inner, const eval::Context& outer) : inner_(inner), before_(inner.depth) {
    inner_.depth = std::max(inner.depth, outer.depth);
  }
  ~Nesting() { inner_.depth = before_; }
  Nesting(const Nesting&) = delete;
  Nesting& operator=(const Nesting&) = delete;

 private:
  eval::Context& inner_;
  int before_;
};

bool is_true(eval::Context& context, const hcl::Block& block, std::string_view argument,
             const eval::Scope& scope, bool otherwise) {
  const hcl::Attribute* const attribute = block.body.attribute(argument);
  if (!attribute) return otherwise;
  const Value value = eval::evaluate(context, *attribute->value, scope);
  return value.is_bool() ? value.as_bool() : otherwise;
}

}  // namespace

Value Module::State::given_text(const hcl::Block& variable, const Folders::GivenText& given) const {
  const hcl::Attribute* const type = variable.body.attribute("type");
  const hcl::Name* const name = type ? hcl::as<hcl::Name>(type->value) : nullptr;
  const std::string_view* const quoted = type ? hcl::literal_text(type->value) : nullptr;
  const std::string_view word = name ? name->name : quoted ? *quoted : std::string_view();
  if (!type || word == "string" || word == "number" || word == "bool") return Value::string(given.text);
  if (given.expression.expr) return eval::evaluate(context, *given.expression.expr, eval::LocalScope());
  tree.diags.add({.code = "terraform/given-value",
                  .message = concat("the value that is given for `", variable.label(0), "` is no expression"),
                  .span = type->span,
                  .help = "a variable of this type takes a value as it is written in a .tfvars file"});
  return Value::unknown();
}

std::optional<Value> Module::State::given(const hcl::Block& variable) const {
  const std::string_view name = variable.label(0);
  if (caller) {
    const hcl::Attribute* const argument = called_by->body.attribute(name);
    if (!argument) return std::nullopt;
    const Nesting nesting_guard(caller->context, context);
    return eval::evaluate(caller->context, *argument->value, call_scope);
  }
  if (const auto* stated = tree.folders.stated(name)) return given_text(variable, *stated);
  std::optional<Value> found;
  for (const std::vector<hcl::File>* files : {&folder.values, &tree.folders.values()}) {
    for (const hcl::File& file : *files) {
      if (const hcl::Attribute* const attribute = file.body.attribute(name)) {
        found = eval::evaluate(context, *attribute->value, *this);
      }
    }
  }
  if (found) return found;
  const Folders::GivenText* const set = tree.folders.from_environment(name);
  return set ? std::optional(given_text(variable, *set)) : std::nullopt;
}

Value Module::State::variable(const hcl::Block& block, const std::string& local) const {
  const hcl::Attribute* const fallback = block.body.attribute("default");
  const hcl::Attribute* const type = block.body.attribute("type");
  eval::TypeConstraint constraint;
  if (type) {
    Diagnostics ignored;  // A type that cannot be read is another check's business, and changes nothing.
    eval::Context of_type{.diags = ignored, .sources = context.sources};
    constraint = eval::parse_type(of_type, *type->value);
    if (ignored.has_errors()) constraint = {};
  }
  const Value not_known = Value::symbol(prefixed(local), constraint.type.without_optional());
  if (!caller && folder.has_encrypted_values) return not_known;
  std::optional<Value> value = given(block);
  if (value && value->is_null() && fallback && !is_true(context, block, "nullable", *this, true))
    value.reset();
  if (!value && fallback && (caller || !tree.only_certain)) {
    value = eval::evaluate(context, *fallback->value, *this);
  }
  if (!value) return not_known;
  std::string why;
  if (std::optional<Value> converted = eval::convert(*value, constraint, why)) value = std::move(converted);
  return is_true(context, block, "sensitive", *this, false) ? value->with_sensitive(true) : *value;
}

Value Module::State::named(eval::Context& in, const std::string& local,
                           const Declaration& declaration) const {
  if (const auto known = values.find(local); known != values.end()) return known->second;
  if (!being_evaluated.insert(local).second) {
    tree.diags.add({.code = "terraform/cycle",
                    .message = concat("`", local, "` refers to itself"),
                    .span = declaration.local ? declaration.local->span : declaration.block->header});
    return values[local] = Value::unknown();
  }
  const Nesting nesting_guard(context, in);
  Value value = declaration.local ? eval::evaluate(context, *declaration.local->value, *this)
                                  : variable(*declaration.block, local);
  being_evaluated.erase(local);
  return values[local] = std::move(value);
}

// The arguments a resource is given, as far as they are known; what they leave out is a symbol.
Value Module::State::resource(const std::string& local, const hcl::Block& block,
                              std::span<const std::string_view> rest, std::size_t& used) const {
  const Value itself = Value::symbol(prefixed(local));
  if (is_computed(block)) {
    return once(local, itself, [&] { return computed_data(block, local); });
  }
  const bool several = block.body.attribute("count") || block.body.attribute("for_each");
  if (several || rest.empty()) return itself;
  used += 1;
  const std::string member = concat(local, ".", rest[0]);
  const Value symbol = Value::symbol(prefixed(member));
  const hcl::Attribute* const attribute = block.body.attribute(rest[0]);
  if (block.type == "resource" && rest[0] == "tags_all" && block.label(0).starts_with("aws_")) {
    return once(member, symbol, [&] {
      const hcl::Attribute* const tags = block.body.attribute("tags");
      const Value own = tags ? eval::evaluate(context, *tags->value, *this) : Value::null();
      return all_tags(block, &own, local);
    });
  }
  if (block.type != "resource" || !attribute || rest[0] == "id" || rest[0] == "arn") return symbol;
  return once(member, symbol, [&] {
    Value value = eval::evaluate(context, *attribute->value, *this);
    return value.is_null() ? symbol : value;
  });
}

Value Module::State::output(eval::Context& in, std::string_view name) const {
  const std::string local = concat("output.", name);
  const auto found = declared.find(local);
  if (found == declared.end()) return Value::unknown();
  const hcl::Block& block = *found->second.block;
  const hcl::Attribute* const value = block.body.attribute("value");
  if (!value) return Value::unknown();
  const Nesting nesting_guard(context, in);
  return once(local, Value::unknown(), [&] {
    const Value result = eval::evaluate(context, *value->value, *this);
    return is_true(context, block, "sensitive", *this, false) ? result.with_sensitive(true) : result;
  });
}

Value Module::State::outputs(eval::Context& in) const {
  std::vector<Entry> entries;
  for (const auto& [name, declaration] : declared) {
    if (!declaration.block || declaration.block->type != "output") continue;
    const std::string_view label = declaration.block->label(0);
    entries.emplace_back(label, output(in, label));
  }
  return Value::object(std::move(entries));
}

eval::Scope::Found Module::State::module_call(eval::Context& in, const std::string& local,
                                              const hcl::Block& block,
                                              std::span<const std::string_view> rest) const {
  const Nesting nesting_guard(context, in);
  const Call& called = call_of(local, block);
  if (!called.known) return {Value::symbol(prefixed(local)), 2};
  if (!called.several) {
    const State& child = *called.instances.front().module->state_;
    if (rest.empty()) return {child.outputs(in), 2};
    return {child.output(in, rest[0]), 3};
  }
  std::vector<Entry> by_key;
  std::vector<Value> in_order;
  for (const Instance& instance : called.instances) {
    Value all = instance.module->state_->outputs(in);
    if (called.by_key) {
      by_key.emplace_back(instance.key.as_string(), std::move(all));
    } else {
      in_order.push_back(std::move(all));
    }
  }
  return {called.by_key ? Value::object(std::move(by_key)) : Value::tuple(std::move(in_order)), 2};
}

std::optional<eval::Scope::Found> Module::State::find(eval::Context& in,
                                                      std::span<const std::string_view> path, Span at) const {
  const std::string_view root = path[0];
  if (root == "resource" && path.size() > 2) {  // The long way to write it.
    std::optional<Found> found = find(in, path.subspan(1), at);
    if (found) found->used += 1;
    return found;
  }
  if (root == "path" && path.size() > 1 && (path[1] == "module" || (path[1] == "root" && !caller))) {
    return Found{Value::string("."), 2};
  }
  if (root == "path" || root == "terraform" || root == "self") {
    if (path.size() < 2) return Found{Value::symbol(std::string(root)), 1};
    return Found{
        Value::symbol(concat(root, ".", path[1]), root == "self" ? eval::Type() : eval::Type::string()), 2};
  }
  const std::size_t length = root == "data" || root == "ephemeral" ? 3 : 2;
  if (path.size() < length) {
    // `True` names nothing, which is another check's business; what is meant is plain.
    if (root == "True" || root == "False") return Found{Value::boolean(root == "True"), 1};
    return Found{Value::unknown(), path.size()};
  }
  std::string local(root);
  for (std::size_t i = 1; i < length; ++i) local += concat(".", path[i]);
  const auto found = declared.find(local);
  // What nothing declares is another check's business; here it is not known.
  if (found == declared.end()) return Found{Value::symbol(prefixed(local)), length};
  if (root == "var" || root == "local") return Found{named(in, local, found->second), length};
  if (root == "module") return module_call(in, local, *found->second.block, path.subspan(length));
  std::size_t used = length;
  const Nesting nesting_guard(context, in);
  Value value = resource(local, *found->second.block, path.subspan(length), used);
  return Found{std::move(value), used};
}

}  // namespace blueprint::terraform

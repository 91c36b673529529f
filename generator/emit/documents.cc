#include "emit/documents.h"

#include <optional>

#include "support/strings.h"

namespace blueprint::emit {
namespace {

using eval::Value;

struct Unknown {
  std::string path;
  const Value* value;
};

// The first part of `value` that is not known, and the way to it.
std::optional<Unknown> first_unknown(const Value& value, const std::string& path) {
  if (value.is_unknown()) return Unknown{path, &value};
  if (value.is_mapping()) {
    for (const eval::Entry& entry : value.entries()) {
      const std::string below = path.empty() ? entry.first : concat(path, ".", entry.first);
      if (auto found = first_unknown(entry.second, below)) return found;
    }
  } else if (value.is_sequence()) {
    std::size_t i = 0;
    for (const Value& item : value.items()) {
      if (auto found = first_unknown(item, concat(path, "[", std::to_string(i++), "]"))) return found;
    }
  }
  return std::nullopt;
}

// The resource or data source that `symbol` ("aws_vpc.this.id", or an
// expression with such names) needs, where a template has it.
std::optional<Label> source_of(const Plan& plan, std::string_view symbol) {
  for (const Instance* instance : plan.instances()) {
    for (const TemplateFile& file : plan.templates(*instance)) {
      for (const hcl::Block& block : file.syntax.body.blocks) {
        if (block.labels.size() != 2) continue;
        const std::string address =
            concat(block.type == "data" ? "data." : "", block.label(0), ".", block.label(1));
        if (symbol.find(address + ".") == std::string_view::npos) continue;
        return Label{.span = block.header,
                     .text = concat("`", address, "` is read or made by applying this")};
      }
    }
  }
  return std::nullopt;
}

std::string help_for(std::string_view symbol) {
  return symbol.find("data.aws_caller_identity.") != std::string_view::npos
             ? "state the account in the blueprint: `account: \"123456789012\"`"
             : "let the infrastructure side store it where the cluster can read it, or discover it by tag";
}

}  // namespace

Value BlockUse::value(std::string_view argument) const {
  const hcl::Attribute* attribute = block.body.attribute(argument);
  if (!attribute) return Value::null();
  plan.context().steps = 0;
  return eval::evaluate(plan.context(), *attribute->value, scope);
}

std::string BlockUse::text(std::string_view argument) const {
  const Value found = known(argument);
  if (found.is_string()) return found.as_string();
  const hcl::Attribute* attribute = block.body.attribute(argument);
  if (!attribute || !found.is_null()) {
    plan.diags().add({.code = "template/document",
                      .message = concat("`", block.type, "` needs `", argument, "`, a string"),
                      .span = attribute ? attribute->value->span : block.header});
  }
  return {};
}

Value BlockUse::known(std::string_view argument) const {
  Value found = value(argument);
  if (found.wholly_known()) return found;
  const Span at = block.body.attribute(argument)->value->span;
  const auto unknown = first_unknown(found, {});
  const std::string_view symbol = unknown->value->symbol_text();
  if (!symbol.empty() || !plan.diags().has_errors()) {
    std::vector<Label> labels = {{.span = instance.key_span, .text = "asked for by this component"}};
    if (auto source = source_of(plan, symbol)) labels.push_back(std::move(*source));
    plan.diags().add(
        {.code = "template/known-after-apply",
         .message = concat("a document needs ", symbol.empty() ? "a value" : concat("`", symbol, "`"), " now",
                           unknown->path.empty() ? "" : concat(" for `", unknown->path, "`"),
                           ", but it is known only after apply"),
         .span = at,
         .labels = std::move(labels),
         .help = help_for(symbol)});
  }
  return Value::null();
}

void for_each_block(Plan& plan, std::string_view folder, std::string_view type,
                    const std::function<void(const BlockUse&)>& use) {
  for (const Instance* instance : plan.instances()) {
    for (const TemplateFile& file : plan.templates(*instance)) {
      if (!file.path.starts_with(folder) || !file.path.ends_with(".hcl")) continue;
      const eval::Scope& scope = plan.scope(*instance, View::Documents);
      for (const hcl::Block& block : file.syntax.body.blocks) {
        if (block.type != type) continue;
        if (!block.body.attribute("for_each")) {
          use({plan, *instance, block, scope});
          continue;
        }
        const Value elements = BlockUse{plan, *instance, block, scope}.known("for_each");
        const auto one = [&](Value key, Value value) {
          eval::LocalScope with_each(&scope);
          with_each.set("each", Value::object({{"key", std::move(key)}, {"value", std::move(value)}}));
          use({plan, *instance, block, with_each});
        };
        if (elements.is_mapping()) {
          for (const eval::Entry& entry : elements.entries()) one(Value::string(entry.first), entry.second);
        } else if (elements.is_sequence()) {
          for (const Value& item : elements.items()) one(item, item);
        }
      }
    }
  }
}

}  // namespace blueprint::emit

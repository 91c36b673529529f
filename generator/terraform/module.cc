#include "terraform/module.h"

#include <algorithm>
#include <set>

#include "fold/print.h"
#include "support/strings.h"
#include "terraform/block_value.h"
#include "terraform/references.h"

namespace blueprint::terraform {
namespace {

using eval::Entry;
using eval::Value;

// A module's instances beyond this many are not told apart: each block gets one
// with an unknown key.
constexpr std::size_t kMostInstances = 10'000;

struct Declaration {
  const hcl::Block* block = nullptr;
  const hcl::Attribute* local = nullptr;
};

}  // namespace

struct Module::State final : eval::Scope {
  State(Diagnostics& reported, const Sources& texts, std::vector<hcl::File> parsed,
        std::filesystem::path folder)
      : files(std::move(parsed)),
        context{.diags = reported, .sources = texts, .module_dir = std::move(folder)} {
    for (const hcl::File& file : files) {
      for (const hcl::Block& block : file.body.blocks) declare(block);
    }
    for (const hcl::File& file : files) {
      for (const hcl::Block& block : file.body.blocks) add_instances(block);
    }
  }

  std::optional<Found> find(eval::Context& in, std::span<const std::string_view> path,
                            Span at) const override;

  void declare(const hcl::Block& block);
  void add_instances(const hcl::Block& block);
  void add(const hcl::Block& block, const std::string& address, const eval::Scope& scope);
  // A variable's type is no expression: it is taken as text.
  Value variable_value(const hcl::Block& block) const;
  // The value of "var.x" or "local.x", evaluated once.
  Value named(const std::string& address, const Declaration& declaration) const;
  // The arguments a resource is given, as far as they are known; what they leave out is a symbol.
  Value resource(const std::string& address, const hcl::Block& block, std::span<const std::string_view> rest,
                 std::size_t& used) const;

  std::vector<hcl::File> files;
  std::vector<Block> blocks;
  // How many instances more may be told apart.
  std::size_t left = kMostInstances;
  mutable eval::Context context;
  std::map<std::string, Declaration, std::less<>> declared;
  mutable std::map<std::string, Value, std::less<>> values;
  mutable std::set<std::string, std::less<>> being_evaluated;
};

namespace {

std::string address_of(const hcl::Block& block) {
  std::string address = block.type == "resource"   ? std::string()
                        : block.type == "variable" ? std::string("var")
                                                   : std::string(block.type);
  for (const hcl::BlockLabel& label : block.labels) address += concat(address.empty() ? "" : ".", label.text);
  return address;
}

bool has_instances(const hcl::Block& block) {
  return block.type == "resource" || block.type == "data" || block.type == "module" ||
         block.type == "ephemeral";
}

}  // namespace

void Module::State::declare(const hcl::Block& block) {
  if (block.type == "locals") {
    for (const hcl::Attribute& attribute : block.body.attributes) {
      declared[concat("local.", attribute.name)] = {.block = &block, .local = &attribute};
    }
  } else if (!block.labels.empty()) {
    declared.emplace(address_of(block), Declaration{.block = &block});
  }
}

Value Module::State::variable_value(const hcl::Block& block) const {
  std::vector<Entry> entries;
  for (const hcl::Attribute& attribute : block.body.attributes) {
    const bool is_type = attribute.name == "type";
    entries.emplace_back(attribute.name, is_type ? Value::string(context.sources.text(attribute.value->span))
                                                 : eval::evaluate(context, *attribute.value, *this));
  }
  return Value::object(std::move(entries));
}

void Module::State::add(const hcl::Block& block, const std::string& address, const eval::Scope& scope) {
  std::set<std::string> references;
  collect_references(references, block.body);
  references.erase(address);
  context.steps = 0;
  blocks.push_back(
      {.kind = std::string(block.type),
       .type = std::string(block.label(0)),
       .name = std::string(block.label(block.labels.empty() ? 0 : block.labels.size() - 1)),
       .address = address,
       .syntax = &block,
       .value = block.type == "variable" ? variable_value(block) : block_value(context, block.body, scope),
       .references = {references.begin(), references.end()}});
}

void Module::State::add_instances(const hcl::Block& block) {
  if (block.type == "locals" || block.type == "moved" || block.type == "import" || block.type == "removed")
    return;
  const std::string address = address_of(block);
  const hcl::Attribute* count = has_instances(block) ? block.body.attribute("count") : nullptr;
  const hcl::Attribute* for_each = has_instances(block) ? block.body.attribute("for_each") : nullptr;
  if (!count && !for_each) return add(block, address, *this);

  const auto one = [&](std::string_view name, Value value, const std::string& full) {
    eval::LocalScope with_key(this);
    with_key.set(name, std::move(value));
    add(block, full, with_key);
  };
  const auto each = [](Value key, Value value) {
    return Value::object({{"key", std::move(key)}, {"value", std::move(value)}});
  };
  context.steps = 0;
  const Value collection = eval::evaluate(context, *(count ? count : for_each)->value, *this);
  if (count && collection.is_number()) {
    const auto times = std::size_t(std::max<std::int64_t>(0, collection.as_number().as_int64().value_or(0)));
    if (times > left) {
      return one("count", Value::object({{"index", Value::unknown(eval::Type::number())}}), address);
    }
    left -= times;
    for (std::size_t i = 0; i < times; ++i) {
      one("count", Value::object({{"index", Value::number(i)}}),
          concat(address, "[", std::to_string(i), "]"));
    }
  } else if (count) {
    one("count", Value::object({{"index", Value::unknown(eval::Type::number())}}), address);
  } else if (collection.is_mapping() && collection.size() <= left) {
    left -= collection.size();
    for (const Entry* entry : collection.sorted_entries()) {
      one("each", each(Value::string(entry->first), entry->second),
          concat(address, "[", fold::quote(entry->first), "]"));
    }
  } else if (collection.is_sequence() && collection.wholly_known() && collection.size() <= left) {
    left -= collection.size();
    for (const Value& item : collection.items()) {
      if (item.is_string())
        one("each", each(item, item), concat(address, "[", fold::quote(item.as_string()), "]"));
    }
  } else {
    one("each", each(Value::unknown(), Value::unknown()), address);
  }
}

Value Module::State::named(const std::string& address, const Declaration& declaration) const {
  if (const auto known = values.find(address); known != values.end()) return known->second;
  if (!being_evaluated.insert(address).second) {
    context.diags.add({.code = "terraform/cycle",
                       .message = concat("`", address, "` refers to itself"),
                       .span = declaration.local ? declaration.local->span : declaration.block->header});
    return values[address] = Value::unknown();
  }
  Value value = Value::symbol(address);
  if (declaration.local) {
    value = eval::evaluate(context, *declaration.local->value, *this);
  } else if (const hcl::Attribute* fallback = declaration.block->body.attribute("default")) {
    value = eval::evaluate(context, *fallback->value, *this);
  }
  being_evaluated.erase(address);
  return values[address] = std::move(value);
}

Value Module::State::resource(const std::string& address, const hcl::Block& block,
                              std::span<const std::string_view> rest, std::size_t& used) const {
  const bool several = block.body.attribute("count") || block.body.attribute("for_each");
  if (several || rest.empty()) return Value::symbol(address);
  used += 1;
  const std::string full = concat(address, ".", rest[0]);
  const hcl::Attribute* attribute = block.body.attribute(rest[0]);
  if (block.type != "resource" || !attribute || rest[0] == "id" || rest[0] == "arn")
    return Value::symbol(full);
  if (const auto known = values.find(full); known != values.end()) return known->second;
  if (!being_evaluated.insert(full).second) return Value::symbol(full);
  Value value = eval::evaluate(context, *attribute->value, *this);
  being_evaluated.erase(full);
  return values[full] = value.is_null() ? Value::symbol(full) : std::move(value);
}

std::optional<eval::Scope::Found> Module::State::find(eval::Context&, std::span<const std::string_view> path,
                                                      Span) const {
  const std::string_view root = path[0];
  if (root == "path" || root == "terraform" || root == "self") {
    return Found{Value::symbol(path.size() > 1 ? concat(root, ".", path[1]) : std::string(root)),
                 std::min<std::size_t>(2, path.size())};
  }
  const std::size_t length = root == "data" || root == "ephemeral" ? 3 : 2;
  if (path.size() < length) return Found{Value::unknown(), path.size()};
  std::string address(root);
  for (std::size_t i = 1; i < length; ++i) address += concat(".", path[i]);
  const auto found = declared.find(address);
  // What nothing declares is another check's business; here it is not known.
  if (found == declared.end()) return Found{Value::symbol(address), length};
  if (root == "var" || root == "local") return Found{named(address, found->second), length};
  std::size_t used = length;
  Value value = resource(address, *found->second.block, path.subspan(length), used);
  return Found{std::move(value), used};
}

Module::Module(Diagnostics& diags, const Sources& sources, std::vector<hcl::File> files,
               std::filesystem::path folder)
    : state_(std::make_unique<State>(diags, sources, std::move(files), std::move(folder))) {}

Module::~Module() = default;
Module::Module(Module&&) noexcept = default;

std::span<const Block> Module::blocks() const { return state_->blocks; }
std::span<const hcl::File> Module::files() const { return state_->files; }
const eval::Scope& Module::scope() const { return *state_; }

}  // namespace blueprint::terraform

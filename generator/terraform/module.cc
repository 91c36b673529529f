#include "terraform/module.h"

#include <algorithm>
#include <utility>

#include "support/strings.h"
#include "terraform/block_value.h"
#include "terraform/module_state.h"

namespace blueprint::terraform {

using eval::Entry;
using eval::Value;

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

namespace {

void declare(Declarations& declared, const hcl::Block& block) {
  if (block.type == "locals") {
    for (const hcl::Attribute& attribute : block.body.attributes) {
      declared[concat("local.", attribute.name)] = {.block = &block, .local = &attribute};
    }
  } else if (!block.labels.empty()) {
    declared.emplace(address_of(block), Declaration{.block = &block});
  }
}

const Declarations& declarations_of(Tree& tree, const Folder& folder) {
  const auto [known, is_new] = tree.declarations.try_emplace(&folder);
  if (!is_new) return known->second;
  for (const hcl::File& file : folder.files) {
    for (const hcl::Block& block : file.body.blocks) declare(known->second, block);
  }
  return known->second;
}

}  // namespace

Module::State::State(Tree& in, const Folder& of)
    : tree(in),
      folder(of),
      context{.diags = in.ignored, .sources = in.sources, .module_dir = of.path},
      declared(declarations_of(in, of)) {
  if (of.path.empty()) context.module_dir = ".";
  context.limits = kLimits;
  context.readable_keys = true;
}

void Module::State::add_blocks() {
  for (const hcl::File& file : folder.files) {
    for (const hcl::Block& block : file.body.blocks) add_instances(block);
  }
}

void Module::State::add_waiting(Tree& tree) {
  while (!tree.waiting.empty()) {
    for (State* state : std::exchange(tree.waiting, {})) state->add_blocks();
  }
}

std::string Module::State::prefixed(std::string_view local) const {
  return address.empty() ? std::string(local) : concat(address, ".", local);
}

namespace {

// A variable's type is no expression: it is taken as text. What else the block says is the same for all
// calls.
const Value& variable_block(Tree& tree, eval::Context& context, const hcl::Block& block,
                            const eval::Scope& scope) {
  const auto [known, is_new] = tree.variables.try_emplace(&block);
  if (!is_new) return known->second;
  std::vector<Entry> entries;
  for (const hcl::Attribute& attribute : block.body.attributes) {
    const bool is_type = attribute.name == "type";
    entries.emplace_back(attribute.name, is_type ? Value::string(context.sources.text(attribute.value->span))
                                                 : eval::evaluate(context, *attribute.value, scope));
  }
  return known->second = Value::object(std::move(entries));
}

}  // namespace

void Module::State::add(const hcl::Block& block, const std::string& key, const eval::Scope& scope) {
  context.steps = 0;
  const std::string local = address_of(block);
  const std::string full = prefixed(local);
  Value value = block.type == "variable" ? variable_block(tree, context, block, scope)
                                         : block_value(context, block.body, scope);
  if (has_instances(block) && block.type != "module" && block.label(0).starts_with("aws_")) {
    std::vector<Entry> entries(value.entries().begin(), value.entries().end());
    add_provider_facts(entries, block, local);
    if (is_computed(block)) {
      for (Entry& result : computed(block, value, concat(full, key))) {
        if (!value.find(result.first)) entries.push_back(std::move(result));
      }
    }
    value = Value::object(std::move(entries));
  }
  std::string own = concat(full, key);
  // Several providers of one kind are told apart by their aliases.
  const Value* const alias = block.type == "provider" ? value.find("alias") : nullptr;
  if (alias && alias->is_string()) own += concat(".", alias->as_string());
  blocks.push_back({.kind = std::string(block.type),
                    .type = std::string(block.label(0)),
                    .name = std::string(block.label(block.labels.empty() ? 0 : block.labels.size() - 1)),
                    .address = std::move(own),
                    .declared = full,
                    .syntax = &block,
                    .value = std::move(value)});
}

void Module::State::add_instances(const hcl::Block& block) {
  if (block.type == "locals" || block.type == "moved" || block.type == "import" || block.type == "removed")
    return;
  if (!has_instances(block)) return add(block, "", *this);
  const Instances instances = instances_of(block);
  if (instances.several && instances.known) tree.instances -= instances.keys.size();
  for (const Instances::Key& key : instances.keys) add(block, key.suffix, key.scope(*this));
}

Module::Module(std::unique_ptr<State> state) : state_(std::move(state)) {}

Module::Module(Diagnostics& diags, const Sources& sources, Folders& folders, const Folder& folder,
               Variables variables) {
  auto tree = std::make_unique<Tree>(Tree{.diags = diags,
                                          .sources = sources,
                                          .folders = folders,
                                          .root = folder.path,
                                          .only_certain = variables == Variables::OnlyCertain});
  Tree& shared = *tree;
  state_ = std::make_unique<State>(*tree, folder);
  state_->own_tree = std::move(tree);
  state_->add_blocks();
  State::add_waiting(shared);
  for (const Diagnostic& problem : shared.ignored.all()) {
    if (problem.code == "eval/limit") diags.add(problem);
  }
}

Module::~Module() = default;
Module::Module(Module&&) noexcept = default;

std::string_view Module::address() const { return state_->address; }
const hcl::Block* Module::call() const { return state_->called_by; }
const Folder& Module::folder() const { return state_->folder; }
const Diagnostics& Module::problems() const { return state_->tree.ignored; }
std::span<const Block> Module::blocks() const { return state_->blocks; }

std::vector<const Module*> Module::calls() const {
  std::vector<const Module*> found;
  for (const auto& [name, declaration] : state_->declared) {
    if (!declaration.block || declaration.block->type != "module") continue;
    for (const State::Instance& instance : state_->call_of(name, *declaration.block).instances) {
      found.push_back(instance.module.get());
    }
  }
  State::add_waiting(state_->tree);
  return found;
}

}  // namespace blueprint::terraform

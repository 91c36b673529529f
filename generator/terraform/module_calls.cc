// The modules that a module calls.

#include <utility>

#include "support/strings.h"
#include "terraform/module_state.h"

namespace blueprint::terraform {

const Module::State::Call& Module::State::call_of(const std::string& name, const hcl::Block& block) const {
  if (const auto made = calls.find(name); made != calls.end()) return made->second;
  static const Call kBeingMade;  // A call whose count asks for its own outputs.
  if (!being_evaluated.insert(concat("call ", name)).second) return kBeingMade;
  Call call = make_call(name, block);
  being_evaluated.erase(concat("call ", name));
  return calls.emplace(name, std::move(call)).first->second;
}

const Folder* Module::State::folder_called(const hcl::Block& block) const {
  const std::string_view* const source = module_source(block);
  if (!source) return nullptr;
  const bool local = is_local(*source);
  const std::string path =
      local
          ? below(folder.path, *source)
          : tree.folders.downloaded(tree.root, concat(key_path, key_path.empty() ? "" : ".", block.label(0)));
  if (path.empty() && !local) return nullptr;
  for (const State* outer = this; outer; outer = outer->caller) {
    if (outer->folder.path != path && outer->nesting < kMostNested) continue;
    tree.diags.add({.code = "terraform/module-cycle",
                    .message = concat("module `", block.label(0), "` calls itself"),
                    .span = block.body.attribute("source")->value->span,
                    .help = "a module cannot contain itself; move what both need into a third"});
    return nullptr;
  }
  return tree.folders.find(path);
}

Module::State::Call Module::State::make_call(const std::string& name, const hcl::Block& block) const {
  Call call;
  const Folder* const called = folder_called(block);
  if (!called) return call;
  const Instances instances = instances_of(block);
  if (instances.keys.size() > tree.calls) {
    if (!std::exchange(tree.told_of_calls, true)) {
      tree.diags.add(
          {.code = "terraform/limit",
           .message = concat("this root calls modules more than ", std::to_string(kMostCalls), " times"),
           .span = block.header,
           .help = "what it calls from here on is not looked at"});
    }
    return call;
  }
  tree.calls -= instances.keys.size();
  call.known = instances.known;
  call.several = instances.several;
  call.by_key = block.body.attribute("for_each") != nullptr;
  if (call.several && call.known) tree.instances -= instances.keys.size();
  for (const Instances::Key& key : instances.keys) {
    call.instances.push_back(
        {.key = key.key, .module = make_child(*called, block, concat(name, key.suffix), key.scope(*this))});
  }
  return call;
}

std::unique_ptr<Module> Module::State::make_child(const Folder& of, const hcl::Block& block,
                                                  const std::string& name, eval::LocalScope with_key) const {
  auto state = std::make_unique<State>(tree, of);
  state->caller = this;
  state->called_by = &block;
  state->call_scope = std::move(with_key);
  state->address = prefixed(name);
  state->key_path = concat(key_path, key_path.empty() ? "" : ".", block.label(0));
  state->nesting = nesting + 1;
  tree.waiting.push_back(state.get());
  return std::unique_ptr<Module>(new Module(std::move(state)));
}

}  // namespace blueprint::terraform

// How a module is evaluated; for this folder alone.

#pragma once

#include <map>
#include <set>

#include "eval/convert.h"
#include "terraform/module.h"

namespace blueprint::terraform {

// A module's instances beyond this many, with all it calls, are not told apart:
// each block gets one with an unknown key.
inline constexpr std::size_t kMostInstances = 10'000;
// Modules that call modules that call …
inline constexpr std::size_t kMostNested = 64;
// Calls in one root; two calls in each of twenty modules make a million.
inline constexpr std::size_t kMostCalls = 5'000;
// What the expressions of a module may cost. Nobody writes as much as Terraform would do.
inline constexpr eval::Limits kLimits = {
    .steps = 5'000'000, .text_bytes = 4u << 20, .collection_size = 200'000};

// What a name is declared by.
struct Declaration {
  const hcl::Block* block = nullptr;
  const hcl::Attribute* local = nullptr;
};
using Declarations = std::map<std::string, Declaration, std::less<>>;  // By address.

// What all modules of one root share.
struct Tree {
  Diagnostics& diags;
  const Sources& sources;
  Folders& folders;
  // What goes wrong in expressions: a file that is built later, a function of a
  // newer Terraform. It makes values unknown, and is nobody's finding.
  Diagnostics ignored{};
  std::string root{};                      // The folder of the root.
  bool only_certain = false;               // The root's variables do not take their defaults.
  std::size_t instances = kMostInstances;  // How many more may be told apart.
  std::size_t calls = kMostCalls;          // How many more modules may be called.
  bool told_of_calls = false;
  // Called modules whose blocks are evaluated when nothing else is: an output may be asked for while
  // what the module is given is being evaluated, and most outputs need little of that.
  std::vector<Module::State*> waiting{};
  // What a module's text says whatever its inputs are is found out once for all its calls.
  std::map<const Folder*, Declarations> declarations{};
  std::map<const hcl::Block*, eval::Value> variables{};
  std::map<const hcl::Block*, std::set<std::string>> references{};
};

struct Module::State final : eval::Scope {
  State(Tree& in, const Folder& of);

  std::optional<Found> find(eval::Context& in, std::span<const std::string_view> path,
                            Span at) const override;

  // What `count` or `for_each` makes of a block: one key, without a name, when it has neither;
  // one with an unknown value when they are not known, or ask for too many.
  struct Instances {
    struct Key {
      eval::Value key{};
      std::string suffix{};     // "[0]", "[\"a\"]"
      std::string_view name{};  // "count" or "each"
      eval::Value value{};      // What the name stands for.
      eval::LocalScope scope(const eval::Scope& outer) const;
    };
    bool known = false;
    bool several = false;
    std::vector<Key> keys{};
  };
  // One instance of a call.
  struct Instance {
    eval::Value key{};  // Null without `count` and `for_each`.
    std::unique_ptr<Module> module{};
  };
  // What a `module` block calls.
  struct Call {
    bool known = false;  // The folder is there, and so is what `count` or `for_each` says.
    bool several = false;
    bool by_key = false;  // `for_each` rather than `count`.
    std::vector<Instance> instances{};
  };

  // module.cc: blocks.
  void add_blocks();
  static void add_waiting(Tree& tree);
  void add_instances(const hcl::Block& block);
  void add(const hcl::Block& block, const std::string& key, const eval::Scope& scope);
  Instances instances_of(const hcl::Block& block) const;  // instances.cc
  std::string prefixed(std::string_view address) const;

  // module_names.cc: what names stand for. `in` is whose expression asks.
  eval::Value named(eval::Context& in, const std::string& address, const Declaration& declaration) const;
  eval::Value variable(const hcl::Block& block, const std::string& address) const;
  std::optional<eval::Value> given(const hcl::Block& variable) const;
  eval::Value given_text(const hcl::Block& variable, const Folders::GivenText& given) const;
  eval::Value resource(const std::string& address, const hcl::Block& block,
                       std::span<const std::string_view> rest, std::size_t& used) const;
  Found module_call(eval::Context& in, const std::string& address, const hcl::Block& block,
                    std::span<const std::string_view> rest) const;
  eval::Value output(eval::Context& in, std::string_view name) const;
  eval::Value outputs(eval::Context& in) const;
  // `make` evaluated once under the name `key`; `otherwise` while it is being evaluated.
  template <typename Make>
  eval::Value once(const std::string& key, const eval::Value& otherwise, Make make) const;

  // data_sources.cc: those whose results can be computed.
  static bool is_computed(const hcl::Block& data);
  // The attributes of one instance, which is called `symbol` and has these arguments.
  std::vector<eval::Entry> computed(const hcl::Block& data, const eval::Value& arguments,
                                    const std::string& symbol) const;
  eval::Value computed_data(const hcl::Block& data, const std::string& address) const;

  // aws_provider.cc: the configuration of the AWS provider that a block uses.
  struct AwsProvider {
    std::string name{};  // "aws", "aws.east": as the root calls it; empty when it is not known which it is.
    eval::Value region = eval::Value::unknown();
    eval::Value account = eval::Value::unknown();
    eval::Value default_tags = eval::Value::unknown();  // Empty when it has none.
  };
  const AwsProvider& aws_provider(const hcl::Block& block) const;
  const AwsProvider& aws_configuration(const std::string& name) const;
  AwsProvider find_configuration(const std::string& name) const;
  AwsProvider read_configuration(const hcl::Block& provider, const std::string& name) const;
  // `tags` with the provider's own behind them; a symbol when either is not known.
  eval::Value all_tags(const hcl::Block& block, const eval::Value* tags, const std::string& address) const;
  // Adds to a block's arguments what its provider makes of them: `provider` as the
  // root calls it and, of a resource, `region` and `tags_all`.
  void add_provider_facts(std::vector<eval::Entry>& arguments, const hcl::Block& block,
                          const std::string& address) const;

  // module_calls.cc: the modules that are called.
  const Call& call_of(const std::string& address, const hcl::Block& block) const;
  Call make_call(const std::string& address, const hcl::Block& block) const;
  const Folder* folder_called(const hcl::Block& block) const;
  std::unique_ptr<Module> make_child(const Folder& of, const hcl::Block& block, const std::string& address,
                                     eval::LocalScope with_key) const;

  // module_relations.cc: the resources behind a name, as `declared` addresses.
  const std::set<std::string>& behind(const std::string& reference) const;

  Tree& tree;
  const Folder& folder;
  const State* caller = nullptr;
  const hcl::Block* called_by = nullptr;  // The `module` block of the caller.
  eval::LocalScope call_scope{};          // The caller's names, with `each` or `count` of this instance.
  std::string address{};                  // "module.vpc"
  std::string key_path{};                 // "vpc.subnets", as modules.json names it.
  std::size_t nesting = 0;
  std::vector<Block> blocks;
  mutable eval::Context context;
  const Declarations& declared;
  mutable std::map<std::string, eval::Value, std::less<>> values;
  mutable std::set<std::string, std::less<>> being_evaluated;
  mutable std::map<std::string, Call> calls;
  mutable std::map<std::string, AwsProvider> aws_providers;
  mutable std::map<std::string, std::set<std::string>> behind_names;
  std::unique_ptr<Tree> own_tree{};  // Of a root.
};

// "aws_vpc.this", "data.aws_region.current", "var.x", "module.vpc".
std::string address_of(const hcl::Block& block);
bool has_instances(const hcl::Block& block);

template <typename Make>
eval::Value Module::State::once(const std::string& key, const eval::Value& otherwise, Make make) const {
  if (const auto known = values.find(key); known != values.end()) return known->second;
  if (!being_evaluated.insert(key).second) return otherwise;
  eval::Value value = make();
  being_evaluated.erase(key);
  return values[key] = std::move(value);
}

}  // namespace blueprint::terraform

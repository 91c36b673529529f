// A Terraform root, evaluated: what Terraform itself would see as far as it can
// be known without a provider or a network.
//
// Variables take their defaults (or what tfvars say), locals are evaluated in
// any order, `count`, `for_each` and `dynamic` are expanded when they are known.
// What only a provider knows (ids, ARNs) is a symbol: unknown, but it says
// which resource it is of.

#pragma once

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "eval/evaluate.h"
#include "hcl/syntax.h"
#include "support/diagnostic.h"
#include "support/source.h"

namespace blueprint::terraform {

// A block of a module after evaluation. With `count` or `for_each` there is one
// for every instance when these are known, else one with unknown `each`.
struct Block {
  std::string
      kind{};  // "resource", "data", "variable", "output", "provider", "terraform", "module", "ephemeral".
  std::string type{};     // "aws_vpc"; the first label.
  std::string name{};     // The last label.
  std::string address{};  // "aws_subnet.private[\"a\"]", "data.aws_region.current", "var.cidr".
  const hcl::Block* syntax = nullptr;
  // Arguments by name; nested blocks as lists of objects; dynamic ones expanded.
  eval::Value value{};
  std::vector<std::string>
      references{};  // "aws_vpc.this", "data.…", "var.x", "local.y", "module.z": sorted, unique.
};

// All references must outlive the module.
class Module {
 public:
  // `files` are the .tf files of one folder.
  Module(Diagnostics& diags, const Sources& sources, std::vector<hcl::File> files,
         std::filesystem::path folder);
  ~Module();
  Module(Module&&) noexcept;

  std::span<const Block> blocks() const;
  std::span<const hcl::File> files() const;
  // The values of a name, as expressions of this module see them.
  const eval::Scope& scope() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// The place of `path` ("ingress[0].cidr_blocks") in `block`: of the argument or
// nested block, or of the deepest part that exists; the header when none does.
Span locate(const hcl::Block& block, std::string_view path);

}  // namespace blueprint::terraform

// Terraform modules, evaluated: what Terraform itself would see as far as it can
// be known without a provider or a network.
//
// A Module is one folder with one set of inputs: a root, or a call of a module.
// Variables take what the call or the root's values files say, else their
// defaults; locals are evaluated in any order; `count`, `for_each` and `dynamic`
// are expanded when they are known; outputs are seen by the caller. What only a
// provider knows (ids, ARNs) is a symbol: unknown, but it says which resource of
// which module it is of ("module.vpc.aws_vpc.this.id").

#pragma once

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
#include "terraform/folder.h"

namespace blueprint::terraform {

// A block of a module after evaluation. With `count` or `for_each` there is one
// for every instance when these are known, else one with unknown `each`.
struct Block {
  std::string
      kind{};  // "resource", "data", "variable", "output", "provider", "terraform", "module", "ephemeral".
  std::string type{};      // "aws_vpc"; the first label.
  std::string name{};      // The last label.
  std::string address{};   // "aws_subnet.private[\"a\"]", "module.a.data.aws_region.current", "var.cidr".
  std::string declared{};  // The address without the key of the instance: "aws_subnet.private".
  const hcl::Block* syntax = nullptr;
  // Arguments by name; nested blocks as lists of objects; dynamic ones expanded.
  eval::Value value{};
};

// What the variables of a root are that nothing sets: their defaults, as when
// Terraform is run there, or unknown, for others may set them to anything of
// their type.
enum class Variables { TakeDefaults, OnlyCertain };

// All references must outlive the module.
class Module {
 public:
  // The module of a root: `folder` must be one of `folders`.
  Module(Diagnostics& diags, const Sources& sources, Folders& folders, const Folder& folder,
         Variables variables = Variables::TakeDefaults);
  ~Module();
  Module(Module&&) noexcept;

  std::string_view address() const;  // "module.vpc"; empty for a root.
  const hcl::Block* call() const;    // The `module` block of the caller; nullptr for a root.
  const Folder& folder() const;
  std::span<const Block> blocks() const;
  // The modules it calls, an entry for each instance. Those that are not on the disk are left out.
  std::vector<const Module*> calls() const;

  // The resources and data sources that `block` refers to: directly, or through
  // locals, variables and outputs. Sorted and unique.
  struct Related {
    std::string address{};  // Of the instance, where it is known which; else as declared.
    std::string declared{};
    friend auto operator<=>(const Related&, const Related&) = default;
  };
  std::vector<Related> related(const Block& block) const;

  // What went wrong in expressions, of a root and all it calls. Much of it is no
  // mistake: a file that is built later, a function of a newer Terraform.
  const Diagnostics& problems() const;

  struct State;  // For this folder alone.

 private:
  explicit Module(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// The place of `path` ("ingress[0].cidr_blocks") in `block`: of the argument or
// nested block, or of the deepest part that exists; the header when none does.
Span locate(const hcl::Block& block, std::string_view path);

}  // namespace blueprint::terraform

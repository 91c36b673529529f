// What expressions and blocks refer to.

#pragma once

#include <functional>
#include <set>
#include <span>
#include <string>
#include <string_view>

#include "hcl/syntax.h"

namespace blueprint::terraform {

// The names of a traversal from its root, without its keys ({"data",
// "aws_region", "current", "name"}), and where they stand.
struct Reference {
  std::span<const std::string_view> path{};
  Span span{};
  std::size_t key_at = 0;   // How many of the names stand before the first key; 0 when there is none.
  bool is_order = false;    // Of depends_on and the like, which want no value.
  bool in_content = false;  // Of a dynamic block: looked at when there is an element.
};

// Calls `found` for every traversal of `body`, with all its nested blocks, or of
// `expr`. Names that the code itself introduces there are left out: those of
// `for`, the iterators of dynamic blocks, `each`, `count` and `self`.
void each_reference(const hcl::Body& body, const std::function<void(const Reference&)>& found);
void each_reference(const hcl::Expr& expr, const std::function<void(const Reference&)>& found);

// What a path refers to: "aws_vpc.this", "data.aws_region.current", "var.cidr",
// "local.zones", "module.vpc.id"; empty for what is no block's (path, terraform).
std::string address_of(std::span<const std::string_view> path);

// Adds the addresses of all references.
void collect_references(std::set<std::string>& found, const hcl::Body& body);
void collect_references(std::set<std::string>& found, const hcl::Expr& expr);

}  // namespace blueprint::terraform

// What comments in a file can be about: its blocks and arguments, with their places.
//
// A mapping or list of YAML is a block, every other entry an argument; each
// document is a block, with the comments before it.

#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "hcl/syntax.h"
#include "support/source.h"

namespace blueprint::silence {

struct Statement {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t body = 0;  // Of a block: where what is in it begins; else `end`.
  bool is_block = false;
  bool is_document = false;
  std::optional<std::size_t> parent{};
  const hcl::Block* syntax = nullptr;  // Of a block of HCL.
};

struct Comment {
  std::uint32_t begin = 0;  // At `#`, `//` or `/*`.
  std::uint32_t end = 0;
  std::uint32_t group_end = 0;  // Of the last of those that stand on the lines below, one after the other.
};

// A rule that annotations of a Kubernetes document skip: "CKV_K8S_20=reason".
struct Annotation {
  std::size_t document = 0;  // Index of the statement.
  std::string rule{};
  Span span{};
};

struct Layout {
  FileId file{};
  std::string_view text{};
  std::vector<Statement> statements{};  // By where they begin; parents before what is in them.
  std::vector<Comment> comments{};
  std::vector<Annotation> annotations{};
  hcl::File syntax{};  // Keeps alive what statements point to.
};

Layout hcl_layout(const Sources& sources, FileId file);
Layout yaml_layout(const Sources& sources, FileId file);

}  // namespace blueprint::silence

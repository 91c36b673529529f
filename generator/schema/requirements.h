// Which provider a module means by a name, and which of its versions.

#pragma once

#include <map>
#include <string>
#include <string_view>

#include "hcl/syntax.h"
#include "schema/version.h"

namespace blueprint::schema {

// The providers that the modules of one tree ask for. A module is told by its
// folder; the versions that one module asks for bind all of them.
class Requirements {
 public:
  // Reads a `terraform` or `provider` block of the module in `folder`, or a
  // `provider` block of its lock file, whose label is the whole address.
  void add(const std::string& folder, const hcl::Block& block);

  // What `name` ("aws") is called in registries: "hashicorp/aws", "acme/dns".
  // Empty for what is not in the public ones.
  std::string source(const std::string& folder, std::string_view name) const;

  // The versions of it that all modules admit. Nothing when a constraint is
  // not understood, when no version satisfies all, or when Terraform must be
  // older than 1.0: what providers were then is not known.
  VersionRange versions(std::string_view source) const;

 private:
  void require(const std::string& source, std::string_view constraints);

  std::map<std::pair<std::string, std::string>, std::string> sources_;  // Folder and local name.
  std::map<std::string, VersionRange, std::less<>> versions_;           // By source.
  VersionRange terraform_{};
};

// The local name of the provider that a `resource`, `data`, `ephemeral` or
// `provider` block belongs to: what its `provider` argument says, else the first
// word of its type.
std::string_view provider_name(const hcl::Block& block);

}  // namespace blueprint::schema

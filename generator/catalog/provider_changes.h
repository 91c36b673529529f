// What providers dropped or are about to drop, by the notes on their major
// versions: catalog/provider-changes.tsv.

#pragma once

#include <optional>
#include <string_view>

#include "catalog/files.h"
#include "catalog/table.h"

namespace blueprint::catalog {

struct ProviderChange {
  bool is_removed = false;     // Else it is deprecated.
  int since = 0;               // The major version that brought the change.
  std::string_view instead{};  // "`domain`", "an `aws_s3_bucket_acl`"; may be empty.
};

class ProviderChanges {
 public:
  explicit ProviderChanges(const Library& library);

  // Of a type ("resource aws_opsworks_stack"), or of an argument or block at any
  // depth in it ("resource aws_eip vpc", "provider aws s3_force_path_style").
  std::optional<ProviderChange> find(std::string_view name) const;

  // The first major version of a provider ("hashicorp/aws") whose removals are all there.
  static std::optional<unsigned> complete_since(std::string_view source);

 private:
  Table table_;
};

}  // namespace blueprint::catalog

// IAM's actions: what a policy's patterns stand for.

#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/files.h"

namespace blueprint::catalog {

enum class AccessLevel { List, Read, Tagging, Write, Permissions };

struct IamAction {
  std::string name{};  // "s3:GetObject"
  AccessLevel level{};
  bool restrictable = false;  // A policy can say on which resources.
};

// Calls `visit` for every action that `pattern` ("s3:Get*", "*", in any case)
// stands for, until it returns false; with `level`, only for those of that level.
void each_iam_action(const Library& library, std::string_view pattern,
                     const std::function<bool(const IamAction&)>& visit,
                     std::optional<AccessLevel> level = std::nullopt);

// Actions that give something away: "credentials", "exfiltration", …
std::vector<std::string_view> iam_grants(const Library& library, std::string_view what);

// Actions that together give more rights, and how.
struct IamEscalation {
  std::vector<std::string_view> actions{};
  std::string_view how{};
};
std::vector<IamEscalation> iam_escalations(const Library& library);

// Whether `pattern`, with `*` and `?`, stands for `action`; case does not count.
bool iam_matches(std::string_view pattern, std::string_view action);

}  // namespace blueprint::catalog

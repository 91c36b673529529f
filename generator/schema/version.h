// Version constraints: "~> 5.0, != 5.3.1".

#pragma once

#include <array>
#include <limits>
#include <optional>
#include <string_view>

namespace blueprint::schema {

using Version = std::array<unsigned, 3>;  // 6.25.0

constexpr Version kNoVersion = {std::numeric_limits<unsigned>::max(), 0, 0};  // After every other.

// "6.25.0", "v6", "5.1.0-beta1": absent parts are 0, and what follows a dash is left out.
std::optional<Version> parse_version(std::string_view text);

// The versions from `from` up to, but not including, `to`.
struct VersionRange {
  Version from{};
  Version to = kNoVersion;

  bool holds(const Version& version) const { return from <= version && version < to; }
  friend bool operator==(const VersionRange&, const VersionRange&) = default;
};

// The versions that satisfy both.
VersionRange both(const VersionRange& a, const VersionRange& b);

// The narrowest range around what the constraints, separated by commas, admit;
// nullopt when one is none. "!=" takes out single versions, and is passed over.
std::optional<VersionRange> parse_constraints(std::string_view text);

}  // namespace blueprint::schema

#include "schema/version.h"

#include <algorithm>
#include <charconv>

#include "support/strings.h"

namespace blueprint::schema {
namespace {

// How many numbers `text` has: 2 in "5.1".
std::size_t parts_of(std::string_view text) { return 1 + std::size_t(std::ranges::count(text, '.')); }

Version next(Version version) {
  ++version[2];
  return version;
}

// "~> 5.1" goes up to 6, "~> 5.1.0" up to 5.2.
Version end_of_pessimistic(const Version& version, std::size_t parts) {
  return parts > 2 ? Version{version[0], version[1] + 1, 0} : Version{version[0] + 1, 0, 0};
}

std::optional<VersionRange> parse_one(std::string_view text) {
  text = trim(text);
  const std::size_t begin = std::min(text.find_first_not_of("<>=!~ "), text.size());
  const std::string_view op = trim(text.substr(0, begin));
  std::string_view number = text.substr(begin);
  number = number.substr(0, number.find_first_of("-+"));
  const std::optional<Version> version = parse_version(number);
  if (!version) return std::nullopt;
  if (op.empty() || op == "=") return VersionRange{.from = *version, .to = next(*version)};
  if (op == ">=") return VersionRange{.from = *version};
  if (op == ">") return VersionRange{.from = next(*version)};
  if (op == "<") return VersionRange{.to = *version};
  if (op == "<=") return VersionRange{.to = next(*version)};
  if (op == "~>") return VersionRange{.from = *version, .to = end_of_pessimistic(*version, parts_of(number))};
  if (op == "!=") return VersionRange{};
  return std::nullopt;
}

}  // namespace

std::optional<Version> parse_version(std::string_view text) {
  text = trim(text);
  if (text.starts_with('v')) text.remove_prefix(1);
  text = text.substr(0, text.find_first_of("-+"));
  const std::vector<std::string_view> parts = split(text, '.');
  if (parts.size() > 3) return std::nullopt;
  Version version{};
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const char* const end = parts[i].data() + parts[i].size();
    const auto read = std::from_chars(parts[i].data(), end, version[i]);
    if (read.ec != std::errc() || read.ptr != end || version[i] > 1'000'000) return std::nullopt;
  }
  return version;
}

VersionRange both(const VersionRange& a, const VersionRange& b) {
  return {.from = std::max(a.from, b.from), .to = std::min(a.to, b.to)};
}

std::optional<VersionRange> parse_constraints(std::string_view text) {
  VersionRange all;
  for (const std::string_view part : split(text, ',')) {
    const std::optional<VersionRange> one = parse_one(part);
    if (!one) return std::nullopt;
    all = both(all, *one);
  }
  return all;
}

}  // namespace blueprint::schema

// The formats that a schema may ask of a string or number: one row each.

#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/reading.h"

namespace blueprint {

// What is wrong with a text that should have a format.
struct FormatProblem {
  std::string_view problem{};  // The end of the diagnostic's code: "invalid-cidr".
  std::string message{};
  std::string help{};
  std::string replacement{};  // What was certainly meant; empty when that is not known.
};

struct Format {
  std::string_view name{};
  std::string_view pattern{};  // RE2, whole text; empty: none.
  std::string_view words{};    // What a text that matches is: "a CIDR such as 10.0.0.0/16".
  bool (*fits)(std::string_view text) =
      nullptr;  // The same as `pattern`, at no cost; nullptr: the pattern is used.
  // Asked when `pattern` matches; nullptr when nothing more is to be checked.
  std::optional<FormatProblem> (*check)(const catalog::Library& library, std::string_view text) = nullptr;
};

// nullptr: no such format.
const Format* find_format(std::string_view name);
std::span<const Format> formats();

// What keeps `text` from having `format`; nothing when it has.
std::optional<FormatProblem> format_problem(const Reading& reading, const Format& format,
                                            std::string_view text);

// The names that some formats allow, in the catalog's order.
std::vector<std::string_view> region_names(const catalog::Library& library);
std::vector<std::string_view> kubernetes_version_names(const catalog::Library& library);
std::vector<std::string_view> chart_names(const catalog::Library& library);

// True when the whole of `text` matches `pattern` (RE2).
bool matches(std::string_view pattern, std::string_view text);
// Why `pattern` is no regular expression; empty when it is one.
std::string pattern_error(std::string_view pattern);

}  // namespace blueprint

// Diagnostics as people and programs read them.
//
// A format is a row in report.cc and a file beside it. All a format sees is
// diagnostics and sources; it returns text, and cli/ prints it.

#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "support/diagnostic.h"
#include "support/source.h"

namespace blueprint::report {

struct Report {
  const Sources& sources;
  std::vector<Diagnostic> diagnostics{};  // In the order to be printed.
  std::size_t files = 0;                  // How many files were looked at.
  bool color = false;                     // For formats that terminals show.
};

struct Format {
  std::string_view name;  // As in --format=text.
  std::string_view summary;
  std::string (*print)(const Report& report);
};

std::span<const Format> formats();
const Format* find_format(std::string_view name);

struct Counts {
  std::size_t errors = 0;
  std::size_t warnings = 0;
  std::size_t infos = 0;
};
Counts count(std::span<const Diagnostic> diagnostics);

// "3 errors, 1 warning in 12 files", "no problems in 1 file".
std::string summary(const Report& report);

}  // namespace blueprint::report

#include "report/report.h"

#include <catch2/catch.hpp>

namespace blueprint::report {
namespace {

std::string summary_of(std::vector<Severity> severities, std::size_t files) {
  Sources sources;
  Report report{.sources = sources, .files = files};
  for (const Severity severity : severities) report.diagnostics.push_back({.severity = severity});
  return summary(report);
}

TEST_CASE("the summary counts, and leaves out what there is none of") {
  using enum Severity;
  CHECK(summary_of({Error, Error, Warning, Error}, 12) == "3 errors, 1 warning in 12 files");
  CHECK(summary_of({Info, Info}, 1) == "2 infos in 1 file");
  CHECK(summary_of({}, 0) == "no problems in 0 files");
}

TEST_CASE("the summary says what is accepted") {
  Sources sources;
  CHECK(summary(
            {.sources = sources, .files = 2, .accepted = {.silenced = 3, .in_baseline = 1, .resolved = 2}}) ==
        "no problems in 2 files; 3 silenced, 1 in the baseline, 2 entries of the baseline no longer found");
}

TEST_CASE("formats are found by name") {
  CHECK(find_format("json")->name == "json");
  CHECK(find_format("text")->name == "text");
  CHECK(find_format("xml") == nullptr);
}

}  // namespace
}  // namespace blueprint::report

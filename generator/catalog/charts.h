// Helm charts with pinned versions: catalog/charts.tsv, and their value paths:
// catalog/charts/<chart>.keys, read only when a chart is asked for its keys.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/files.h"

namespace blueprint::catalog {

struct Chart {
  std::string_view name{};
  std::string_view version{};
  std::string_view app_version{};  // Empty: the chart names none.
  std::string_view repository{};   // "https://…", or "oci://…" with the chart's name at its end.
  bool has_schema = false;         // Helm itself rejects wrong values.
};

std::optional<Chart> find_chart(const Library& library, std::string_view name);

// Every chart, sorted by name.
std::vector<Chart> charts(const Library& library);

// The value paths of one chart.
class ChartKeys {
 public:
  ChartKeys(const Library& library, std::string_view chart);

  // True when `path` ("controller.replicas") is one of them, or lies below one
  // that takes keys of the user's own choice (labels, `nodeSelector`, …) or whose
  // content the chart does not show (an empty map, a subchart).
  bool has(std::string_view path) const;

  // The path that someone who wrote `path` most likely meant; empty when none is near.
  std::string nearest(std::string_view path) const;

 private:
  std::string_view text_;
};

}  // namespace blueprint::catalog

#include "model/overlay.h"

#include <algorithm>

#include "support/strings.h"

namespace blueprint {
namespace {

// Top-level keys are at level 0, components at level 1.
constexpr int kLevelOfComponents = 1;

void merge(const Reading& reading, yaml::Node& base, const yaml::Node& overlay, int level) {
  for (const yaml::Pair& pair : overlay.pairs) {
    const auto found = std::ranges::find(base.pairs, pair.key, &yaml::Pair::key);
    if (found == base.pairs.end()) {
      if (pair.value.is_null() && level <= kLevelOfComponents) {
        reading.error("removes-nothing",
                      concat(shown(pair.key), " is removed here, but is not stated without this overlay"),
                      pair.key_span, "remove the line");
      } else {
        base.pairs.push_back(pair);
      }
    } else if (pair.value.is_null()) {
      base.pairs.erase(found);
    } else if (pair.value.is_mapping() && found->value.is_mapping()) {
      merge(reading, found->value, pair.value, level + 1);
    } else {
      *found = pair;
    }
  }
}

}  // namespace

yaml::Node overlaid(const Reading& reading, const yaml::Node& base, const yaml::Node& overlay) {
  yaml::Node result = base;
  merge(reading, result, overlay, 0);
  return result;
}

}  // namespace blueprint

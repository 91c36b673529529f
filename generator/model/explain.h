// `blueprint explain KEY`, for keys of a blueprint: what the value is and why.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/blueprint.h"

namespace blueprint {

struct Explanation {
  enum class Source { Blueprint, Environment, Default, Nothing };

  std::string path{};
  eval::Value value{};
  Source source = Source::Nothing;  // Nothing: no text gave it; it is null.
  Span origin{};                    // The line of the blueprint, the overlay or component.yaml.
  std::string doc{};
  const Schema* schema = nullptr;    // nullptr: nothing describes it.
  std::string parameter{};           // The parameter that sets it when applying; empty: none.
  std::vector<std::string> below{};  // The keys inside it.
};

// What is known about `path` ("cluster.version", also "components.cluster.version").
// Nothing when it leads nowhere; `help` then suggests where to look.
std::optional<Explanation> explain(const Blueprint& blueprint, ComponentTypes& types, std::string_view path,
                                   std::string& help);

}  // namespace blueprint

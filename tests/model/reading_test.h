// Reads a blueprint against the component types in tests/model/components.

#pragma once

#include <string>
#include <string_view>

#include "catalog/files.h"
#include "model/blueprint.h"

namespace blueprint {

struct ReadTest {
  explicit ReadTest(std::string_view text, std::string_view environment = {});

  // "3:5: message (help)" for each diagnostic, in printed order; warnings begin with "warning: ".
  std::string report() const;
  // The value at a path, as compact text; "?" when there is none.
  std::string value(std::string_view path);
  // The line that gave the value at a path: "blueprint.yaml:3".
  std::string origin(std::string_view path);

  catalog::Library library{};
  Sources sources{};
  Diagnostics diags{};
  FileId file{};
  ComponentTypes types;
  Blueprint blueprint{};
};

// `components` under the top-level keys that every blueprint has, which are on
// lines 1 to 5. Its lines are indented by two.
std::string with_components(std::string_view components);

// What is said about a blueprint of these components.
std::string mistakes_in(std::string_view components);

// A value as compact text: {a=1, b=["x", null]}.
std::string compact(const eval::Value& value);

}  // namespace blueprint

// What the readers of blueprints and of component.yaml share: where mistakes
// go, what the catalog knows, and how messages show names.

#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/files.h"
#include "support/diagnostic.h"
#include "support/source.h"
#include "yaml/node.h"

namespace blueprint {

struct Reading {
  Diagnostics& diags;
  const Sources& sources;
  const catalog::Library& library;
  std::string_view subject = "blueprint";  // What is read; begins the codes of diagnostics.

  // Adds an error with code "<subject>/<problem>".
  void error(std::string_view problem, std::string message, Span span, std::string help = {}) const;
  void warning(std::string_view problem, std::string message, Span span, std::string help = {}) const;
};

// `text` in backticks on one line: control characters escaped, long text cut.
std::string shown(std::string_view text);
// "`a`, `b` and `c`". Of more than 30 the first are listed, and how many follow.
std::string listed(std::span<const std::string_view> names);
// "did you mean `cidr`? known here: `cidr` and `tiers`", or only the second half.
std::string suggestion(std::string_view typed, std::span<const std::string_view> known);
// "a string", "a list", …
std::string_view kind_words(yaml::Kind kind);

// Reports each key of `mapping` that is not among `known`. `where` completes
// "`x` is unknown in …".
void check_keys(const Reading& reading, const yaml::Node& mapping, std::span<const std::string_view> known,
                std::string_view where);

// The text of a scalar as a span of the file, without its quotes or the
// header of a block; none when escapes make the two differ.
Span text_span(const Sources& sources, const yaml::Node& scalar);

// All of `views` as views: the form that `listed` and `suggestion` want.
std::vector<std::string_view> views_of(std::span<const std::string> names);

}  // namespace blueprint

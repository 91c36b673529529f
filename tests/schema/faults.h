// What the schemas say of a module written in a test.

#pragma once

#include <string>
#include <string_view>

#include "schema/check.h"
#include "support/strings.h"
#include "terraform/module.h"

namespace blueprint::schema {

// "line:column check: name in in", with "?near" and "(why)" where there are such, for each fault.
inline std::string faults(std::string_view text) {
  Sources sources;
  Diagnostics diags;
  const catalog::Library library;
  terraform::Folders folders(diags, sources);
  folders.add("", {{.path = "main.tf", .id = sources.add("main.tf", std::string(text))}});
  const terraform::Module module(diags, sources, folders, *folders.find(""));
  Checker checker(library, sources);
  for (const terraform::Block& block : module.blocks()) checker.require(0, *block.syntax);
  std::string lines;
  for (const terraform::Block& block : module.blocks()) {
    for (const Fault& fault : checker.check(0, *block.syntax, block.value)) {
      const LineColumn at = sources.locate(fault.span.file, fault.span.begin);
      lines += concat(std::to_string(at.line), ":", std::to_string(at.column), " ", name(fault.check), ": ",
                      fault.name, " in ", fault.in, fault.near.empty() ? "" : concat(" ?", fault.near),
                      fault.why.empty() ? "" : concat(" (", fault.why, ")"), "\n");
    }
  }
  return lines;
}

}  // namespace blueprint::schema

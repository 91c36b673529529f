// What the schemas say of a module written in a test.

#pragma once

#include <string>
#include <string_view>

#include "schema/check.h"
#include "support/strings.h"
#include "terraform/certain_values.h"
#include "terraform/module.h"

namespace blueprint::schema {

// "line:column check: name in in", with "?near" and "(why)" where there are such, for each fault.
inline std::string faults(std::string_view text, const std::string& file = "main.tf") {
  Sources sources;
  Diagnostics diags;
  const catalog::Library library;
  terraform::Folders folders(diags, sources);
  folders.add("", {{.path = file, .id = sources.add(file, std::string(text))}});
  const terraform::Module module(diags, sources, folders, *folders.find(""));
  Checker checker(library, sources);
  for (const terraform::Block& block : module.blocks()) checker.require(0, *block.syntax);
  terraform::CertainValues certain(sources, folders, *folders.find(""));
  std::string lines;
  for (const terraform::Block& block : module.blocks()) {
    const auto of_block = [&] { return certain.of(*block.syntax); };
    for (const Fault& fault : checker.check(0, *block.syntax, block.value, of_block)) {
      const LineColumn at = sources.locate(fault.span.file, fault.span.begin);
      lines += concat(std::to_string(at.line), ":", std::to_string(at.column), " ", name(fault.check), ": ",
                      fault.name, " in ", fault.in, fault.near.empty() ? "" : concat(" ?", fault.near),
                      fault.why.empty() ? "" : concat(" (", fault.why, ")"), "\n");
    }
  }
  return lines;
}

}  // namespace blueprint::schema

// Files of a component that are neither Terraform nor documents: scripts,
// Markdown, policies. `.tftpl` files are templates; others are copied.

#pragma once

#include <string>

#include "emit/emit.h"

namespace blueprint::emit {

// `path` is where the file goes; a final ".tftpl" is dropped.
OutputFile text_file(Plan& plan, const Instance& instance, const TemplateFile& file, std::string path);

}  // namespace blueprint::emit

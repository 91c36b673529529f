// Terraform's JSON form, read as the syntax tree of the native form. What is an
// argument and what a block, json_shape.h says. Places are those in the file, also
// inside of strings whose escapes hide their text.

#pragma once

#include "catalog/files.h"
#include "hcl/syntax.h"
#include "support/diagnostic.h"
#include "support/source.h"

namespace blueprint::terraform {

// A .tf.json file or, with `values`, a .tfvars.json file: its strings are no templates.
hcl::File parse_json_syntax(Diagnostics& diags, Sources& sources, const catalog::Library& library,
                            FileId file, bool values);

}  // namespace blueprint::terraform

// Terraform's JSON form, read as the syntax tree of the native form.
//
// JSON does not tell a block from an argument that is an object. Where Terraform
// asks the provider's schema, this reads objects as blocks, except for the
// arguments that are maps by custom ("tags", "labels", "variables", …).

#pragma once

#include "hcl/syntax.h"
#include "support/diagnostic.h"
#include "support/source.h"

namespace blueprint::terraform {

// A .tf.json file or, with `values`, a .tfvars.json file: its strings are no templates.
hcl::File parse_json_syntax(Diagnostics& diags, Sources& sources, FileId file, bool values);

}  // namespace blueprint::terraform

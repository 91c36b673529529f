// HCL text to syntax tree: exactly the language that Terraform accepts.
//
// Parsing never fails: every mistake becomes a Diagnostic with code
// "hcl/syntax" that says what was expected, and the rest of the file is still
// read. Nesting deeper than 1,000 levels is such a mistake; after 10,000 of them
// no more are listed. A text of more than 8 MiB is not read ("hcl/limit").

#pragma once

#include "hcl/syntax.h"
#include "support/diagnostic.h"
#include "support/source.h"

namespace blueprint::hcl {

// A file of attributes and blocks.
File parse(Diagnostics& diags, const Sources& sources, FileId file);

// The expression that is the text of `span`, such as a rule's `when` inside a
// YAML file. Newlines count as in parentheses. Positions are those of `span.file`.
Fragment parse_expression(Diagnostics& diags, const Sources& sources, Span span);

// The template that is the text of `span`: text with `${…}` and `%{…}`, as
// templatefile() reads it. No backslash escapes.
Fragment parse_template(Diagnostics& diags, const Sources& sources, Span span);

// True when `name` may be the name of an attribute, block or variable.
bool is_identifier(std::string_view name);

}  // namespace blueprint::hcl

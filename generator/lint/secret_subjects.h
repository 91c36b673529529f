// The secrets in the texts of one lint run, given to the subjects they stand in.

#pragma once

#include <set>
#include <span>
#include <vector>

#include "catalog/files.h"
#include "lint/subject.h"
#include "support/diagnostic.h"
#include "support/spread.h"
#include "terraform/folder.h"

namespace blueprint::lint {

// Adds to the innermost subject around each secret; one that stands in none becomes
// a subject of no kind. `hidden` gets what reports must not show. Nothing is found
// in `only_hidden`: a plan holds what the state will hold, and is no code.
void add_secrets(std::vector<Subject>& subjects, std::vector<Span>& hidden, const Sources& sources,
                 const catalog::Library& library, std::span<const terraform::NamedFile> files,
                 const std::set<FileId>& only_hidden, const Spread& spread = one_by_one);

// The files that Terraform code reads with templatefile() and file(), by name and
// below its own folder, and that are not among `files` yet: scripts and templates.
std::vector<terraform::NamedFile> files_read_by(Sources& sources,
                                                std::span<const terraform::NamedFile> files);

// Removes findings about the text of a secret where a rule about the argument that
// holds it has found the same on the same line.
void tell_secrets_once(Diagnostics& findings, const Sources& sources, std::span<const Subject> subjects);

}  // namespace blueprint::lint

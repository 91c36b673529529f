// What was generated into a directory: the record that tells our files from the user's.
//
// Two files have this form. The manifest lists every generated file with the
// SHA-256 of its text. The journal exists while a run writes, and lists the
// files that the run is about to put in place: a file that has the journal's
// hash is ours too, although the manifest does not know it yet.
//
//     # Written by blueprint: …
//     blueprint-manifest 1 2
//     0a1b…64 digits…  terraform/main.tf
//     2c3d…            terraform/vpc.tf

#pragma once

#include <map>
#include <string>
#include <string_view>

#include "output/directory.h"
#include "support/result.h"

namespace blueprint::output {

inline constexpr const char* kManifestName = ".blueprint-manifest";
inline constexpr const char* kJournalName = ".blueprint-journal";

// Path to the SHA-256 of its text, in hexadecimal.
using Manifest = std::map<std::string, std::string, std::less<>>;

std::string print_manifest(const Manifest& manifest);
// Refuses a text that print_manifest() did not write whole. The error does not name the file.
Result<Manifest> parse_manifest(std::string_view text);

// What the directory holds of ours: its manifest, and what a run that was
// killed had put in place already. Changes nothing.
Result<Manifest> read_manifest(const Directory& directory);

// Replaces `name` (one of the two above) so that it is there whole or not at all.
std::optional<Error> write_manifest(const Directory& directory, const char* name, const Manifest& manifest);

}  // namespace blueprint::output

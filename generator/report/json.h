// The reports that programs read: one JSON document, or one line of JSON for each diagnostic.
//
//     { "diagnostics": [{ "severity": "error", "code": "aws/database-public", "message": "…",
//                         "place": { "file": "main.tf",
//                                    "start": { "line": 3, "column": 25, "offset": 64 },
//                                    "end": { "line": 3, "column": 29, "offset": 68 } },
//                         "labels": [{ "text": "…", "place": {…} }],
//                         "alias": "aws_x_invalid_y", "fingerprint": "0a1b…", "help": "…",
//                         "fix": { "title": "…", "safe": true, "edits": [{ "place": {…}, "text": "…" }] } }],
//       "summary": { "errors": 1, "warnings": 0, "infos": 0, "files": 2 } }
//
// `alias`, `place`, `help` and `fix` are null when there is none. Lines and columns start
// at 1 and count characters; offsets start at 0 and count bytes; an end is the
// place after the last character.

#pragma once

#include <string>

#include "report/report.h"

namespace blueprint::report {

std::string print_json(const Report& report);

// Only the diagnostics, each on a line of its own.
std::string print_json_lines(const Report& report);

}  // namespace blueprint::report

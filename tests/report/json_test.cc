#include "report/json.h"

#include <catch2/catch.hpp>

namespace blueprint::report {
namespace {

TEST_CASE("the JSON report says everything a diagnostic holds") {
  Sources sources;
  const FileId file = sources.add("main.tf", "ü = 1\nb = 2\n");
  const Report report{.sources = sources,
                      .diagnostics = {{.code = "aws/x",
                                       .message = "m",
                                       .span = {file, 3, 8},
                                       .labels = {{.span = {file, 0, 2}, .text = "l"}},
                                       .help = "h",
                                       .fix = Fix{.title = "t",
                                                  .edits = {{.span = {file, 7, 8}, .text = "c"}},
                                                  .safety = Safety::Safe}},
                                      {.severity = Severity::Info, .message = "whole run"}},
                      .files = 1};
  CHECK(print_json(report) == R"({
  "diagnostics": [
    {
      "severity": "error",
      "code": "aws/x",
      "message": "m",
      "alias": null,
      "subject": null,
      "also": [],
      "related": [],
      "fingerprint": "d311b179c06b83240eb8e19771bea595",
      "place": {
        "file": "main.tf",
        "start": {
          "line": 1,
          "column": 3,
          "offset": 3
        },
        "end": {
          "line": 2,
          "column": 2,
          "offset": 8
        }
      },
      "labels": [
        {
          "text": "l",
          "place": {
            "file": "main.tf",
            "start": {
              "line": 1,
              "column": 1,
              "offset": 0
            },
            "end": {
              "line": 1,
              "column": 2,
              "offset": 2
            }
          }
        }
      ],
      "help": "h",
      "fix": {
        "title": "t",
        "safe": true,
        "edits": [
          {
            "place": {
              "file": "main.tf",
              "start": {
                "line": 2,
                "column": 1,
                "offset": 7
              },
              "end": {
                "line": 2,
                "column": 2,
                "offset": 8
              }
            },
            "text": "c"
          }
        ]
      }
    },
    {
      "severity": "info",
      "code": "",
      "message": "whole run",
      "alias": null,
      "subject": null,
      "also": [],
      "related": [],
      "fingerprint": "709e80c88487a2411e1ee4dfb9f22a86",
      "place": null,
      "labels": [],
      "help": null,
      "fix": null
    }
  ],
  "summary": {
    "errors": 1,
    "warnings": 0,
    "infos": 1,
    "files": 1,
    "silenced": 0,
    "in_baseline": 0,
    "resolved": 0
  }
}
)");
}

TEST_CASE("the JSON report is JSON whatever the input was") {
  Sources sources;
  const FileId file = sources.add("\xff\n\"", "\xff\x00 x");
  const Report report{.sources = sources, .diagnostics = {{.message = "\xc3 \x1b \"", .span = {file, 0, 1}}}};
  const std::string text = print_json(report);
  CHECK(text.find("\"message\": \"\uFFFD \\u001b \\\"\"") != std::string::npos);
  CHECK(text.find("\"file\": \"\uFFFD\\n\\\"\"") != std::string::npos);
}

TEST_CASE("no diagnostics are an empty list") {
  Sources sources;
  CHECK(print_json({.sources = sources, .files = 3}).starts_with("{\n  \"diagnostics\": [],\n"));
}

}  // namespace
}  // namespace blueprint::report

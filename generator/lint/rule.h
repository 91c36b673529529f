// A rule: one file of rules/, read.
//
// docs/writing-rules.md says what such a file holds.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "support/diagnostic.h"
#include "yaml/node.h"

namespace blueprint::lint {

enum class Language { Terraform, Kubernetes, Helm, Blueprint, Text };

std::string_view name(Language language);  // "terraform", …

// One member of `fix:`.
struct ClauseFix {
  Span path{};          // A template.
  std::string value{};  // HCL; empty: what is there is removed.
};

// One entry of `terraform:`, `kubernetes:` and so on.
struct Clause {
  Language language{};
  std::string select{};  // What the selector says: "resource", "data", "block", "kind", "chart", "component",
                         // "check".
  std::vector<std::string> types{};  // "aws_db_instance"; "*" is any.
  Span when{};                       // An expression; may be none for a "check".
  Span each{};                       // An expression; none when absent.
  Span at{};                         // A template; none when absent.
  Span message{};                    // A template.
  Span help{};                       // A template; none when absent.
  std::vector<ClauseFix> fix{};
  Severity severity = Severity::Warning;
};

struct Rule {
  std::string id{};  // "aws/database-public"
  std::string title{};
  std::string category{};
  Severity severity = Severity::Warning;
  std::vector<std::string> aliases{};
  std::vector<Clause> clauses{};
  std::string why{};
  std::string help{};
  std::vector<std::string> references{};
  struct Example {
    std::string text{};
    Span span{};
  };
  std::vector<Example> bad{};
  std::vector<Example> good{};
  bool by_program = false;  // The program finds it itself: there are no clauses.
  bool secret = false;      // What it finds is a secret: reports do not show the text.
  bool opt_in = false;      // Only for who asks for it: a convention that many do not follow, and need not.
  FileId file{};
};

// Reads a rule file. Mistakes in it are reported at their place; what was
// understood is returned. Expressions are not parsed here.
Rule read_rule(Diagnostics& diags, Sources& sources, FileId file, std::string id);

// The same of a file that holds no more than its catalog::working_part().
Rule read_working_part(Diagnostics& diags, Sources& sources, FileId file, std::string id);

}  // namespace blueprint::lint

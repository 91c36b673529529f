// What is wrong with a user's input, as data.
//
// Diagnostics are collected, never thrown and never printed where they arise;
// report/ turns them into text, JSON and so on. Their words: lower case, no
// final stop, one line, code and names in backticks; `help` is an imperative.

#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "support/edit.h"
#include "support/source.h"

namespace blueprint {

enum class Severity { Error, Warning, Info };

std::string_view name(Severity severity);  // "error", "warning", "info"

// A second place that explains the first, and what it has to do with it.
struct Label {
  Span span{};
  std::string text{};
};

enum class Safety { Safe, Unsafe };

// A change that would resolve a diagnostic. Only safe fixes apply unasked.
struct Fix {
  std::string title{};
  std::vector<Edit> edits{};
  Safety safety = Safety::Unsafe;
};

struct Diagnostic {
  Severity severity = Severity::Error;
  std::string code{};     // What kind of problem: "aws/database-public".
  std::string message{};  // What is wrong here, in one line.
  Span span{};            // The narrowest text that is wrong; none: about the run as a whole.
  std::vector<Label> labels{};
  std::string help{};  // What to do about it.
  std::optional<Fix> fix{};
  std::string subject{};  // What it is about: "aws_db_instance.orders", "Deployment/shop/web". May be empty.
  std::vector<std::string> also{};     // Other subjects of which the same is true at the same place.
  std::vector<std::string> related{};  // What the subject refers to and is referred to by.
  std::string alias{};  // What another tool calls this alone, where a rule has many names; may be empty.
  bool secret = false;  // The text at `span` is one: no report shows it.
};

// Takes from a finding the subjects for which `is_meant` is true. The first that is
// left becomes its subject; false when none is.
bool take_subjects(Diagnostic& finding, const std::function<bool(const std::string& subject)>& is_meant);

// The diagnostics of one run, in any order; `sorted` gives the printed order.
class Diagnostics {
 public:
  void add(Diagnostic diagnostic) { all_.push_back(std::move(diagnostic)); }
  void add_all(const Diagnostics& others);

  bool has_errors() const;
  bool empty() const { return all_.empty(); }
  std::size_t size() const { return all_.size(); }
  const std::vector<Diagnostic>& all() const { return all_; }
  std::vector<Diagnostic>& all() { return all_; }

  // By file (in the order the files were read), place, code and message;
  // exact repetitions are dropped.
  std::vector<Diagnostic> sorted() const;
  std::vector<Diagnostic> take_sorted();  // The same, without copies; none are left.

 private:
  std::vector<Diagnostic> all_;
};

}  // namespace blueprint

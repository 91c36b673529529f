// Evaluates expressions.
//
// The same evaluator serves templates, documents, rules and linted code; they
// differ only in the Scope, which gives meaning to names. Errors are added to
// the context's diagnostics and the result is unknown, so one run finds them
// all. Work is bounded: see Limits.

#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string_view>

#include "eval/value.h"
#include "hcl/syntax.h"
#include "support/diagnostic.h"
#include "support/source.h"

namespace blueprint::eval {

struct Context;

// Gives values to names.
class Scope {
 public:
  struct Found {
    Value value;
    std::size_t used = 1;  // How many of the names it answered for.
  };

  virtual ~Scope() = default;

  // The value of the longest prefix of `path` that stands for one, or nullopt
  // when this scope does not know path[0]. `path` holds the names of a
  // traversal: {"aws_vpc", "this", "id"} for aws_vpc.this.id. A scope that
  // knows the first name but not the rest may report to context.diags.
  // `at` is the span of the whole traversal.
  virtual std::optional<Found> find(Context& context, std::span<const std::string_view> path,
                                    Span at) const = 0;
};

// Bounds on one evaluation, so that no input hangs or swells the program.
// Exceeding one is an error ("eval/limit") and gives unknown.
struct Limits {
  std::size_t steps = 20'000'000;           // Expression nodes visited.
  std::size_t text_bytes = 64u << 20;       // Of any one string.
  std::size_t collection_size = 1'000'000;  // Of any one collection.
  int depth = 500;                          // Of nested evaluation.
};

struct Context {
  Diagnostics& diags;
  const Sources& sources;
  // Where file functions may read: below this folder only. Empty: nowhere, and
  // they give unknown.
  std::filesystem::path module_dir{};
  Limits limits{};
  // For rules: a member that is absent, of null, or past a list's end is null
  // instead of an error, at any depth; coalesce() of nothing is its last argument.
  bool lenient = false;
  // For templates, documents and rules: a conditional whose condition is known
  // is the chosen result as it is, and the other may be of any type. Terraform
  // itself wants both to be of one type.
  bool any_shape = false;
  // For linting: an object's key of which parts are unknown is its readable text
  // ("${x}:sub"). To Terraform the whole object is unknown then.
  bool readable_keys = false;
  // Inside of can() and try(): errors are forgotten, so their help is left out.
  bool hushed = false;
  std::size_t steps = 0;  // Counted up by the evaluator.
  int depth = 0;
};

// The value of `expr`. Unknown operands make unknown results, with Terraform's
// own exceptions (false && unknown is false, and so on).
Value evaluate(Context& context, const hcl::Expr& expr, const Scope& scope);

// The value of the template that is the text of `text` (as templatefile() and
// templatestring() read it), with the variables that the mapping `vars` holds.
// A template that is one interpolation keeps the value's type. Calls of
// functions for which `allowed` is false are errors; nullptr allows all.
Value evaluate_template(Context& context, Span text, const Value& vars,
                        bool (*allowed)(std::string_view function) = nullptr);

// A scope of a few names in front of another: for-expressions, `each`, `self`.
class LocalScope final : public Scope {
 public:
  explicit LocalScope(const Scope* outer = nullptr) : outer_(outer) {}
  void set(std::string_view name, Value value);  // `name` must outlive the scope.
  std::optional<Found> find(Context& context, std::span<const std::string_view> path, Span at) const override;

 private:
  const Scope* outer_;
  std::vector<std::pair<std::string_view, Value>> names_;
};

}  // namespace blueprint::eval

// The evaluator's state; the evaluate_*.cc files hold its parts, by kind of node.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "eval/evaluate.h"
#include "eval/functions/function.h"
#include "eval/pieces.h"

namespace blueprint::eval {

class Evaluator {
 public:
  using Allowed = bool (*)(std::string_view function);

  explicit Evaluator(Context& context, Allowed allowed = nullptr) : context_(context), allowed_(allowed) {}

  Value evaluate(const hcl::Expr& expr, const Scope& scope);

 private:
  Value visit(const hcl::Expr& expr, const Scope& scope);
  Value number(const hcl::Number& expr);

  // Limits. `spend` counts work and memory; false once there was too much.
  bool spend(std::size_t steps, Span at);
  Value checked(Value value, Span at);  // Unknown, and an error, when it is nested too deeply.
  Value limit(std::string message, Span at);

  Value fail(std::string_view code, std::string message, Span at, std::string help = {}, Type result = {});
  // How many diagnostics there are; whether errors came since; and forgetting
  // those between two marks, but for exceeded limits.
  std::size_t mark() const { return context_.diags.size(); }
  bool failed_since(std::size_t mark) const;
  void forget(std::size_t from, std::size_t to);

  // evaluate_template.cc
  struct Text {
    PieceWriter writer{};
    std::size_t size = 0;
    bool within_limits = true;
    bool sensitive = false;

    void append_unknown(const Value& value = Value::unknown(Type::string())) { writer.append(value); }
  };
  Value template_value(const hcl::Template& expr, const Scope& scope);
  void append_parts(Text& out, std::span<const hcl::TemplatePart> parts, const Scope& scope);
  void append_part(Text& out, const hcl::TemplatePart& part, const Scope& scope);
  void append_value(Text& out, const Value& value, Span at);
  void append_if(Text& out, const hcl::TemplatePart& part, const Scope& scope);
  void append_for(Text& out, const hcl::TemplatePart& part, const Scope& scope);
  void append_text(Text& out, std::string_view text, Span at);

  // evaluate_traversal.cc
  Value traversal(const hcl::Expr& expr, const Scope& scope);
  Value root_value(const hcl::Name& root, std::span<const hcl::Expr* const> steps, const Scope& scope,
                   std::size_t& used);
  Value step(const Value& from, const hcl::Expr& expr, const Scope& scope);

  // evaluate_splat.cc
  Value splat(const hcl::Splat& expr, const Scope& scope);
  Value splat_known(const hcl::Splat& expr, const Value& source, std::span<const Value> items,
                    const Scope& scope);
  Value splat_unknown(const hcl::Splat& expr, const Value& source, const Scope& scope);
  Value each_of(const hcl::Splat& expr, const Value& item, const Scope& scope);

  // evaluate_operator.cc
  Value unary(const hcl::Unary& expr, const Scope& scope);
  Value binary(const hcl::Binary& expr, const Scope& scope);
  Value combine(const hcl::Binary& expr, const Value& left, std::size_t left_from, const Scope& scope);
  Value logical(const hcl::Binary& expr, const Value& left, std::size_t left_from, const Scope& scope);

  // evaluate_conditional.cc
  Value conditional(const hcl::Conditional& expr, const Scope& scope);
  Value choose(const hcl::Conditional& expr, const Value& condition, const Value& if_true,
               const Value& if_false);
  // A known bool; null when it is unknown; nullopt, and an error, when it is no condition.
  std::optional<Value> as_condition(const Value& value, std::string_view what, Span at);

  // evaluate_collection.cc
  Value tuple(const hcl::Tuple& expr, const Scope& scope);
  Value object(const hcl::Object& expr, const Scope& scope);
  Value object_key(const hcl::Expr& expr, const Scope& scope);
  // A known string; null when it is unknown; nullopt, and an error, when it is no key.
  std::optional<Value> as_key(const Value& value, Span at);

  // evaluate_for.cc
  struct Loop;
  Value for_value(const hcl::For& expr, const Scope& scope);
  bool check_iterable(const Value& collection, Span at);
  bool check_condition(const hcl::For& expr, const Scope& scope, bool& sensitive);
  bool include(Loop& loop);
  bool add_item(Loop& loop);
  bool add_entry(Loop& loop);
  bool iterate(const Value& collection, bool (Evaluator::*body)(Loop&), Loop& loop);
  Value loop_result(Loop& loop);

  // evaluate_call.cc
  struct Arguments {
    std::span<const hcl::Expr* const> exprs{};  // One per argument; the expanded one repeats.
    std::vector<const hcl::Expr*> repeated{};   // What `exprs` shows, when one is expanded.
    std::vector<Value> values{};                // Of the expanded argument: evaluated already.
    std::size_t plain = 0;                      // How many are not expanded.
  };
  Value call(const hcl::Call& expr, const Scope& scope);
  Value unknown_function(const hcl::Call& expr);
  bool expand(const hcl::Call& expr, const Scope& scope, Arguments& args);
  Value argument(const Arguments& args, std::size_t i, const Scope& scope);
  bool check_count(const hcl::Call& expr, const Function& function, const Arguments& args);
  Value call_function(const hcl::Call& expr, const Function& function, const Arguments& args,
                      const Scope& scope);
  std::optional<Value> convert_argument(const hcl::Call& expr, const Parameter& parameter, Value value,
                                        Span at);
  Value hushed_argument(const Arguments& args, std::size_t i, const Scope& scope);
  Value call_try(const hcl::Call& expr, const Arguments& args, const Scope& scope);
  Value call_can(const Arguments& args, const Scope& scope);

  Context& context_;
  Allowed allowed_;
  const Value* item_ = nullptr;  // What a SplatItem stands for.
};

}  // namespace blueprint::eval

// The functions of expressions: every function of Terraform 1.11, and ours.
//
// A function is a row of a table: its name, parameters, documentation, example
// and code in one place. The evaluator converts arguments to the parameters'
// types, and answers for null and unknown arguments, before `call` runs.

#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "eval/evaluate.h"
#include "eval/value.h"

namespace blueprint::eval {

struct Parameter {
  std::string_view name{};
  Type (*type)() = nullptr;  // nullptr: any type, the argument is passed as it is.
  bool null = false;         // Accepts null. Otherwise null is an error.
  bool unknown = false;      // `call` wants to see unknown arguments (also ones that are known only in part).
};

// What a call of a function sees.
struct Call {
  Context& context;
  std::span<const Value> args;  // Converted to the parameters' types.
  std::span<const Span> spans;  // Where each argument stands.
  Span at;                      // The whole call.
  std::string_view name;

  // Reports a problem with argument `i`, in Terraform's words where it has some. Gives unknown.
  Value fail(std::size_t i, std::string message) const;
  Value fail(std::string message) const;  // With the call as a whole.
};

struct Function {
  std::string_view name;
  std::vector<Parameter> params{};
  std::vector<Parameter> rest{};  // One element: the parameter that may repeat (or be absent).
  // Parts of the arguments keep their own marks of being sensitive in the
  // result; otherwise one sensitive part makes all of it sensitive.
  bool keeps_marks = false;
  // The type of an unknown result. nullptr: dynamic.
  Type (*result)() = nullptr;
  std::string_view doc{};
  std::string_view
      example{};  // An expression that is true; empty for functions that read files or the clock.
  Value (*call)(const Call& call) = nullptr;  // nullptr: always unknown (timestamp, uuid, …).
};

// By name, or nullptr.
const Function* find_function(std::string_view name);
// All of them, by name.
std::vector<const Function*> functions();

// Types for the `type` of a Parameter.
Type string_type();
Type number_type();
Type bool_type();
Type string_list_type();
Type string_map_type();
Type any_list_type();
Type any_map_type();

// The families; each lives in <family>.cc and lists its rows alphabetically.
std::span<const Function> numeric_functions();
std::span<const Function> string_functions();
std::span<const Function> regex_functions();
std::span<const Function> collection_functions();
std::span<const Function> set_functions();
std::span<const Function> encoding_functions();
std::span<const Function> hash_functions();
std::span<const Function> network_functions();
std::span<const Function> time_functions();
std::span<const Function> type_functions();
std::span<const Function> file_functions();
std::span<const Function> terraform_functions();  // provider::terraform::…
std::span<const Function> blueprint_functions();  // blueprint::…, for rules and templates

}  // namespace blueprint::eval

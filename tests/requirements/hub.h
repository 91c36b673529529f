// A compiled example blueprint, and ways to ask what is in its output.
//
// Tests ask for values of the evaluated Terraform and of documents, so that they
// say what must be there and not how it is spelt.

#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "compile/compile.h"
#include "lint/inputs.h"

namespace blueprint {

class Example {
 public:
  // Compiles blueprints/<name>.yaml, or tests/variants/<name>.yaml.
  explicit Example(std::string_view name, std::string environment = {});

  // The LLM Analytics Hub, compiled once.
  static const Example& hub();

  // The text of an output file; empty when there is none.
  std::string file(std::string_view path) const;
  bool has_file(std::string_view path) const;
  std::vector<std::string> paths(std::string_view folder) const;

  // Terraform blocks of a type, in one file when `path` is given. With
  // `count` or `for_each` there is one for each instance.
  std::vector<const lint::Subject*> resources(std::string_view type, std::string_view path = {}) const;
  // The one resource of this type whose argument has this value; fails the test when there is none.
  const lint::Subject& resource(std::string_view type, std::string_view argument,
                                std::string_view value) const;
  const lint::Subject& only(std::string_view type) const;

  const lint::Subject& document(std::string_view kind, std::string_view name) const;
  std::vector<const lint::Subject*> documents(std::string_view kind) const;
  const lint::Subject& release(std::string_view name) const;

  // Errors and warnings of the compilation, a line each.
  std::string problems() const;

 private:
  Sources sources_;
  Diagnostics diags_;
  catalog::Library library_;
  Compilation compilation_;
  lint::Inputs inputs_;
};

// What stands at a path ("scaling_config[0].min_size") of a block or document,
// as text: strings bare, everything else as JSON-like Terraform text. "null"
// when absent, "unknown" when it is known only after apply.
std::string at(const lint::Subject& subject, std::string_view path);
std::string at(const eval::Value& value, std::string_view path);

// The texts at one path of several, sorted and joined by spaces.
std::string all_at(const std::vector<const lint::Subject*>& subjects, std::string_view path);

bool contains(std::string_view text, std::string_view part);

}  // namespace blueprint

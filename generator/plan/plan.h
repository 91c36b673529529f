// A blueprint's components, with their templates read and their names linked.
//
// Nothing is computed before it is asked for: exports are evaluated when a
// template uses them, in the view (see parameters.h) of the template that asks.
// References to resources are symbols in both views.

#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/files.h"
#include "eval/evaluate.h"
#include "fold/fold.h"
#include "hcl/syntax.h"
#include "model/blueprint.h"
#include "plan/parameters.h"
#include "support/diagnostic.h"

namespace blueprint {

// A file of a component's folder.
struct TemplateFile {
  std::string path{};  // Inside the folder: "terraform/vpc.tf".
  FileId id{};
  hcl::File syntax{};  // Of .tf and .hcl files; empty for others.
};

class Plan {
 public:
  // Reads the templates of every instance. All references must outlive it.
  Plan(Diagnostics& diags, Sources& sources, const catalog::Library& library, const Blueprint& blueprint);
  ~Plan();
  Plan(const Plan&) = delete;
  Plan& operator=(const Plan&) = delete;

  const Blueprint& blueprint() const { return blueprint_; }
  const catalog::Library& library() const { return library_; }
  eval::Context& context() { return context_; }
  Sources& sources() { return sources_; }
  Diagnostics& diags() { return diags_; }

  // In the order their texts follow one another: `project` first, then as in the blueprint.
  const std::vector<const Instance*>& instances() const { return order_; }
  std::span<const TemplateFile> templates(const Instance& instance) const;

  fold::Environment& environment(const Instance& instance, View view);
  const fold::Declared& declared(const Instance& instance, View view);
  // What the templates of `instance` are folded and evaluated in.
  const fold::TemplateScope& scope(const Instance& instance, View view);

  // What other components see under the export's name: a value, or a symbol.
  eval::Value export_value(const Instance& instance, const Export& exported, View view);
  eval::Value exports(const Instance& instance, View view);

  // `blueprint` and the members of `catalog` as templates see them.
  const eval::Value& blueprint_value(View view);
  eval::Value catalog_value(std::string_view member);
  // The Terraform outputs of the root `terraform`: name → { value, doc }.
  eval::Value outputs();

  // What emitting has made so far, for the component `project` to show: lists
  // of objects under the names `resources`, `releases` and `documents`.
  std::map<std::string, eval::Value, std::less<>> made{};
  // Which of the blueprint's overrides have found what they name.
  std::set<const Override*> matched_overrides{};

 private:
  struct Prepared;
  Prepared& prepared(const Instance& instance, View view);
  void read_templates(const ComponentType& type);

  Diagnostics& diags_;
  Sources& sources_;
  const catalog::Library& library_;
  const Blueprint& blueprint_;
  eval::Context context_;
  std::vector<const Instance*> order_;
  std::map<std::string, std::vector<TemplateFile>, std::less<>> templates_;  // By component type.
  std::map<std::pair<const Instance*, View>, std::unique_ptr<Prepared>> prepared_;
  std::map<View, eval::Value> blueprint_values_;
  std::map<std::string, eval::Value, std::less<>> catalog_values_;
};

}  // namespace blueprint

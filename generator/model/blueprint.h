// One blueprint: what an author wrote, checked, with defaults filled in.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "eval/value.h"
#include "model/component_type.h"
#include "support/diagnostic.h"
#include "yaml/node.h"

namespace blueprint {

// A component of a blueprint. Parts (node groups of a cluster) are instances too.
struct Instance {
  std::string
      key{};  // Unique. A part's is its type, prefixed by `<whole>_` when the whole's key is not its type.
  const ComponentType* type = nullptr;
  std::string part_of{};  // The key of the whole, for parts.
  std::string was{};      // Its former key; empty when never renamed.
  eval::Value
      spec{};  // With defaults; every value knows its origin: the blueprint, an overlay or component.yaml.
  Span key_span{};
  Span span{};
  std::vector<std::pair<std::string, std::string>> links{};  // Need → key of the instance that meets it.

  bool is_default() const { return type && key == type->name; }
  const std::string* link(std::string_view need) const;
};

// A value that is set when applying: folds to var.<name>.
struct BlueprintParameter {
  std::string name{};
  std::string sets{};  // The path of the value: "environment", "network.cidr",
                       // "cluster.node_groups.system.scaling.min".
  Span type{};         // A type constraint, as text in the blueprint; none: derived from the value.
  std::string type_text{};
  eval::Value default_value{};  // The value at the path unless stated. Null: none.
  std::string description{};
  struct Validation {
    std::string condition{};  // Terraform text.
    std::string message{};
    Span span{};
  };
  std::vector<Validation> validations{};
  Span span{};
};

struct Waiver {
  std::string rule{};
  std::string where{};  // An address or path, `*` matches anything; empty: everywhere.
  std::string reason{};
  std::string expires{};  // "2027-03-01", or empty.
  Span span{};
  Span rule_span{};
  Span expires_span{};
};

// A change to something generated.
struct Override {
  std::string resource{};  // "aws_eks_cluster.cluster", "data.…": a block in a Terraform root.
  std::string document{};  // "StorageClass/gp3", "Deployment/ns/name".
  std::string release{};   // A Helm release: `set` reaches its values.
  std::vector<std::pair<std::string, eval::Value>> set{};  // Dotted path → value; null removes.
  Span span{};
  std::vector<Span> set_spans{};
};

struct Blueprint {
  std::string name{};
  std::string environment{};
  std::string region{};
  std::optional<std::string> account{};
  std::string naming = "{name}-{environment}";
  std::vector<std::string> targets{};
  eval::Value tags{};                 // An object of strings.
  std::vector<Instance> instances{};  // In the order written; wholes before their parts.
  std::vector<BlueprintParameter> parameters{};
  std::vector<Waiver> waivers{};
  std::vector<Override> overrides{};
  std::vector<std::string> environments{};  // The overlays there are.
  eval::Value settings{};                   // The other top-level keys, with defaults and origins.
  FileId file{};
  Span overlay{};  // The overlay that was applied; none: the base alone.
  Span name_span{}, region_span{}, environment_span{};
  yaml::Node document{};  // The whole text after overlays, for rules and `explain`.

  const Instance* instance(std::string_view key) const;
};

// The key that `instance` had before it was renamed; empty when it never was. A
// part is called after its whole: `edge_node_groups` was `main_node_groups`.
std::string former_key(const Blueprint& blueprint, const Instance& instance);

// The instances with each after those it needs. Where needs go in a circle,
// which is reported when reading, the circle is in the order written.
std::vector<const Instance*> in_dependency_order(const Blueprint& blueprint);

struct ReadOptions {
  std::string environment{};  // An overlay to apply; empty: the one the blueprint names.
};

// Reads `file`, reports every mistake, and returns what could be understood.
Blueprint read_blueprint(Diagnostics& diags, const Sources& sources, FileId file, ComponentTypes& types,
                         const catalog::Library& library, const ReadOptions& options = {});

}  // namespace blueprint

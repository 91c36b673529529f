// What the built-in kinds of Kubernetes look like: catalog/kubernetes/<version>/.
//
// A type is a view of one cell of a table; nothing is built, and only the kinds
// that someone asks for are read.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/files.h"
#include "catalog/table.h"

namespace blueprint::catalog {

struct KubernetesField;

class KubernetesType {
 public:
  enum class Kind : std::uint8_t {
    Any,
    String,
    Integer,
    Number,
    Boolean,
    IntOrString,  // A port, a percentage.
    Quantity,     // "500m", 2
    Object,       // With the fields of `fields`.
    Map,          // Of text to `element`.
    List,         // Of `element`.
  };

  KubernetesType(Table types, std::string_view text) : types_(types), text_(text) {}

  Kind kind() const;
  KubernetesType element() const;  // Of a list or map; else Any.
  // Of a string that takes certain values only; else none.
  std::vector<std::string_view> values() const;
  // Of an object, by name; else none.
  std::vector<KubernetesField> fields() const;
  std::optional<KubernetesField> field(std::string_view name) const;

 private:
  Table types_;
  std::string_view text_;  // "string", "string(A|B)", "[]integer", "{}string", "@core.v1.PodSpec"
};

struct KubernetesField {
  std::string_view name{};
  KubernetesType type;
  bool required = false;
};

class KubernetesSchema {
 public:
  // `version` is one of `kubernetes_schema_versions`.
  KubernetesSchema(const Library& library, std::string_view version);

  // The type of a whole document, `find("apps/v1", "Deployment")`.
  std::optional<KubernetesType> find(std::string_view api_version, std::string_view kind) const;

  // The apiVersions that have `kind`, sorted.
  std::vector<std::string_view> api_versions(std::string_view kind) const;
  std::vector<std::string_view> kinds() const;  // Sorted, each once.

 private:
  Table kinds_;
  Table types_;
};

// The versions with schemas, oldest first: "1.33", …
std::vector<std::string> kubernetes_schema_versions(const Library& library);

// The one of them that is best for clusters of `version`: the newest that is not
// newer, else the oldest.
std::string kubernetes_schema_version(const Library& library, std::string_view version);

}  // namespace blueprint::catalog

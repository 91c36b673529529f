// A kind of component that blueprints can be built from: one folder of
// templates/, read from its component.yaml.

#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/files.h"
#include "eval/value.h"
#include "support/diagnostic.h"

namespace blueprint {

// What may stand at one place of a blueprint.
struct Schema {
  enum class Type { Any, String, Number, Bool, List, Map, Object };

  Type type = Type::Any;
  std::string doc{};
  bool required = false;
  bool nullable = true;
  eval::Value default_value{};               // Null: none. Checked, and itself filled with defaults.
  bool has_default = false;                  // `default` is stated, be it null.
  std::shared_ptr<const Schema> elements{};  // Of a list or map; nullptr: anything.
  std::vector<std::pair<std::string, Schema>> attributes{};  // Of an object, in the order written.
  std::vector<std::string> one_of{};
  std::optional<double> minimum{};
  std::optional<double> maximum{};
  std::string pattern{};
  std::string format{};  // Of a string or number: a name in formats.h.
  std::string keys{};    // Of a map: the format of its keys; "any" when they may be any text.
  Span span{};

  const Schema* attribute(std::string_view name) const;
};

struct Export {
  std::string name{};
  std::string doc{};
  Span value{};         // The expression, inside component.yaml's text.
  bool output = false;  // Also a Terraform output.
};

struct Need {
  std::string name{};  // What templates call it.
  std::string type{};
  bool optional = false;
  Span span{};
};

struct ComponentType {
  std::string name{};
  std::string title{};
  std::string doc{};
  std::string root = "terraform";
  std::string part_of{};
  bool always = false;
  std::vector<Need> needs{};
  Schema spec{};
  std::vector<Export> exports{};
  FileId file{};  // component.yaml

  const Need* need(std::string_view name) const;
};

// The types in templates/ (or another folder), each read when first asked for.
class ComponentTypes {
 public:
  // All references must outlive it. Mistakes in a component.yaml go to `diags`.
  // The types are those in `folder` of the library.
  ComponentTypes(Diagnostics& diags, Sources& sources, const catalog::Library& library,
                 std::string_view folder = "templates");

  const ComponentType* find(std::string_view name);
  std::vector<std::string_view> names() const;  // Sorted.
  std::vector<const ComponentType*> all();      // Reads all of them.
  std::vector<const ComponentType*> parts_of(std::string_view type);
  std::vector<const ComponentType*> always_there();

  // What stands at the top level of a blueprint, in the same words as a component's spec.
  const Schema& blueprint_schema();
  const catalog::Library& library() const { return library_; }

 private:
  Diagnostics& diags_;
  Sources& sources_;
  const catalog::Library& library_;
  std::string folder_;
  std::optional<Schema> blueprint_schema_;
  std::map<std::string, std::unique_ptr<ComponentType>, std::less<>> read_;
};

}  // namespace blueprint

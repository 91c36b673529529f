#include "catalog/kubernetes_schema.h"

#include <algorithm>

#include "support/strings.h"

namespace blueprint::catalog {
namespace {

constexpr std::string_view kFolder = "catalog/kubernetes/";

struct Word {
  std::string_view text;
  KubernetesType::Kind kind;
};

constexpr Word kWords[] = {
    {"string", KubernetesType::Kind::String},     {"integer", KubernetesType::Kind::Integer},
    {"number", KubernetesType::Kind::Number},     {"boolean", KubernetesType::Kind::Boolean},
    {"quantity", KubernetesType::Kind::Quantity}, {"int-or-string", KubernetesType::Kind::IntOrString},
};

Table table(const Library& library, std::string_view version, std::string_view name) {
  return Table(library.find(concat(kFolder, version, "/", name)).value_or(std::string_view()));
}

// A cell is "name:type", or "name!:type" when the field is required.
KubernetesField field_of(const Table& types, std::string_view cell) {
  const std::size_t colon = std::min(cell.find(':'), cell.size());
  std::string_view name = cell.substr(0, colon);
  const bool required = name.ends_with('!');
  if (required) name.remove_suffix(1);
  return {.name = name,
          .type = KubernetesType(types, cell.substr(std::min(colon + 1, cell.size()))),
          .required = required};
}

// "1.9" is before "1.10".
bool is_older(std::string_view a, std::string_view b) {
  return a.size() != b.size() ? a.size() < b.size() : a < b;
}

}  // namespace

KubernetesType::Kind KubernetesType::kind() const {
  if (text_.starts_with("[]")) return Kind::List;
  if (text_.starts_with("{}")) return Kind::Map;
  if (text_.starts_with("@")) return Kind::Object;
  const auto found = std::ranges::find(kWords, text_.substr(0, text_.find('(')), &Word::text);
  return found == std::end(kWords) ? Kind::Any : found->kind;
}

KubernetesType KubernetesType::element() const {
  const bool has_element = kind() == Kind::List || kind() == Kind::Map;
  return {types_, has_element ? text_.substr(2) : std::string_view()};
}

std::vector<std::string_view> KubernetesType::values() const {
  const std::size_t open = text_.find('(');
  if (open == std::string_view::npos || !text_.ends_with(')')) return {};
  return split(text_.substr(open + 1, text_.size() - open - 2), '|');
}

std::vector<KubernetesField> KubernetesType::fields() const {
  std::vector<KubernetesField> fields;
  if (kind() != Kind::Object) return fields;
  const std::optional<Row> row = types_.find(text_.substr(1));
  if (!row) return fields;
  for (std::size_t i = 1; !(*row)[i].empty(); ++i) fields.push_back(field_of(types_, (*row)[i]));
  return fields;
}

std::optional<KubernetesField> KubernetesType::field(std::string_view name) const {
  for (const KubernetesField& field : fields()) {
    if (field.name == name) return field;
  }
  return std::nullopt;
}

KubernetesSchema::KubernetesSchema(const Library& library, std::string_view version)
    : kinds_(table(library, version, "kinds.tsv")), types_(table(library, version, "types.tsv")) {}

std::optional<KubernetesType> KubernetesSchema::find(std::string_view api_version,
                                                     std::string_view kind) const {
  const std::optional<Row> row = kinds_.find(concat(kind, " ", api_version));
  if (!row) return std::nullopt;
  return KubernetesType(types_, (*row)[1]);
}

std::vector<std::string_view> KubernetesSchema::api_versions(std::string_view kind) const {
  std::vector<std::string_view> versions;
  for (const std::string_view cell : kinds_.first_cells()) {
    const std::size_t space = std::min(cell.find(' '), cell.size());
    if (cell.substr(0, space) == kind) versions.push_back(cell.substr(std::min(space + 1, cell.size())));
  }
  return versions;
}

std::vector<std::string_view> KubernetesSchema::kinds() const {
  std::vector<std::string_view> kinds;
  for (const std::string_view cell : kinds_.first_cells()) {
    const std::string_view kind = cell.substr(0, cell.find(' '));
    if (kinds.empty() || kinds.back() != kind) kinds.push_back(kind);
  }
  return kinds;
}

std::vector<std::string> kubernetes_schema_versions(const Library& library) {
  constexpr std::string_view kFile = "/kinds.tsv";
  std::vector<std::string> versions;
  for (const std::string& path : library.list(kFolder)) {
    if (!path.ends_with(kFile)) continue;
    versions.push_back(path.substr(kFolder.size(), path.size() - kFolder.size() - kFile.size()));
  }
  std::ranges::sort(versions, is_older);
  return versions;
}

std::string kubernetes_schema_version(const Library& library, std::string_view version) {
  const std::vector<std::string> versions = kubernetes_schema_versions(library);
  if (versions.empty()) return {};
  std::string best = versions.front();
  for (const std::string& known : versions) {
    if (!is_older(version, known)) best = known;
  }
  return best;
}

}  // namespace blueprint::catalog

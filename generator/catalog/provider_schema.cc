#include "catalog/provider_schema.h"

#include <algorithm>

#include "support/strings.h"

namespace blueprint::catalog {
namespace {

constexpr std::string_view kLetters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
constexpr std::size_t kFirstCommon = 2;  // The header's cells before them: "block" and the version.

SchemaField::Use use_of(char mark) {
  switch (mark) {
    case '!': return SchemaField::Use::Required;
    case '?': return SchemaField::Use::OptionalComputed;
    case '.': return SchemaField::Use::Computed;
    default: return SchemaField::Use::Optional;
  }
}

// "name", "name!n", "name?L@4f", "name=l!12", with "~" at the end when deprecated.
SchemaField field_of(std::string_view cell) {
  SchemaField field;
  if (cell.ends_with('~')) {
    field.is_deprecated = true;
    cell.remove_suffix(1);
  }
  const std::size_t mark = std::min(cell.find_first_of("!?.= "), cell.size());
  field.name = cell.substr(0, mark);
  if (mark == cell.size()) return field;
  std::string_view rest = cell.substr(mark + 1);
  if (cell[mark] != '=') {
    field.use = use_of(cell[mark]);
    field.type = SchemaType(rest);
    return field;
  }
  field.is_single = rest.starts_with('l') || rest.starts_with('s') || rest.starts_with('1');
  rest.remove_prefix(1);
  field.is_needed = rest.starts_with('!');
  field.body = rest.substr(field.is_needed ? 1 : 0);
  return field;
}

}  // namespace

SchemaType::Kind SchemaType::kind() const {
  if (text_.empty()) return Kind::String;
  switch (text_.front()) {
    case 'n': return Kind::Number;
    case 'b': return Kind::Bool;
    case 'L': return Kind::List;
    case 'S': return Kind::Set;
    case 'M': return Kind::Map;
    case '@':
    case '%': return Kind::Object;
    default: return Kind::Any;
  }
}

bool SchemaType::may_be_blocks() const { return text_.starts_with("L@") || text_.starts_with("S@"); }

ProviderSchema::ProviderSchema(Table table) : table_(table), version_(table.header()[1]) {
  for (std::size_t i = kFirstCommon; !table.header()[i].empty(); ++i) common_.push_back(table.header()[i]);
}

std::optional<ProviderSchema> ProviderSchema::find(const Library& library, std::string_view source) {
  const auto text = library.find(concat("catalog/providers/", source, ".tsv"));
  if (!text) return std::nullopt;
  return ProviderSchema(Table(*text));
}

std::optional<std::vector<SchemaField>> ProviderSchema::fields(std::string_view row) const {
  const std::optional<Row> found = table_.find(row);
  if (!found) return std::nullopt;
  std::vector<SchemaField> fields;
  for (std::size_t i = 1; !(*found)[i].empty(); ++i) {
    std::string_view cell = (*found)[i];
    const std::size_t letter = cell.size() == 1 ? kLetters.find(cell[0]) : std::string_view::npos;
    if (letter < common_.size()) cell = common_[letter];
    fields.push_back(field_of(cell));
  }
  return fields;
}

std::vector<std::string_view> ProviderSchema::types(std::string_view kind) const {
  const std::string prefix = concat(kind, " ");
  std::vector<std::string_view> types;
  for (const std::string_view cell : table_.first_cells()) {
    if (cell.starts_with(prefix)) types.push_back(cell.substr(prefix.size()));
  }
  return types;
}

}  // namespace blueprint::catalog

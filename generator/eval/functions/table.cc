#include <algorithm>
#include <unordered_map>

#include "eval/functions/function.h"
#include "support/strings.h"

namespace blueprint::eval {

namespace {

std::vector<const Function*> collect() {
  std::vector<const Function*> all;
  for (const auto family :
       {numeric_functions, string_functions, regex_functions, collection_functions, set_functions,
        encoding_functions, hash_functions, network_functions, time_functions, type_functions, file_functions,
        terraform_functions, blueprint_functions}) {
    for (const Function& function : family()) all.push_back(&function);
  }
  std::ranges::sort(all, {}, &Function::name);
  return all;
}

const std::vector<const Function*>& index() {
  static const std::vector<const Function*> all = collect();
  return all;
}

std::string_view parameter_name(std::string_view function, std::size_t i) {
  const Function* const row = find_function(function);
  if (!row) return {};
  if (i < row->params.size()) return row->params[i].name;
  return row->rest.empty() ? std::string_view() : row->rest.front().name;
}

}  // namespace

const Function* find_function(std::string_view name) {
  if (name.starts_with("core::")) name.remove_prefix(6);
  // Names differ in length and in some of their letters; more need not be looked at.
  struct Hash {
    std::size_t operator()(std::string_view text) const {
      if (text.size() < 3) return text.size();
      const auto letter = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
      return ((text.size() * 31u + letter(text.size() - 1)) * 31u + letter(text.size() / 2)) * 31u +
             letter(0);
    }
  };
  static const std::unordered_map<std::string_view, const Function*, Hash> by_name = [] {
    std::unordered_map<std::string_view, const Function*, Hash> rows;
    for (const Function* row : index()) rows.emplace(row->name, row);
    return rows;
  }();
  const auto found = by_name.find(name);
  return found != by_name.end() ? found->second : nullptr;
}

std::vector<const Function*> functions() { return index(); }

Value Call::fail(std::size_t i, std::string message) const {
  const std::string_view parameter = parameter_name(name, i);
  const Span span = i < spans.size() && spans[i] ? spans[i] : at;
  context.diags.add({.code = "eval/function",
                     .message = parameter.empty() ? concat("`", name, "` failed: ", message)
                                                  : concat("invalid value for `", parameter, "` of `", name,
                                                           "`: ", message),
                     .span = span});
  return Value::unknown();
}

Value Call::fail(std::string message) const {
  context.diags.add(
      {.code = "eval/function", .message = concat("`", name, "` failed: ", message), .span = at});
  return Value::unknown();
}

Type string_type() { return Type::string(); }
Type number_type() { return Type::number(); }
Type bool_type() { return Type::boolean(); }
Type string_list_type() { return Type::list(Type::string()); }
Type string_map_type() { return Type::map(Type::string()); }
Type any_list_type() { return Type::list(Type::dynamic()); }
Type any_map_type() { return Type::map(Type::dynamic()); }

}  // namespace blueprint::eval

#include "compile/blueprint_subjects.h"

#include <charconv>

#include "lint/document_subjects.h"
#include "support/strings.h"

namespace blueprint {
namespace {

using eval::Value;

// One step of a path: a key, or an index in brackets.
const Value* step(const Value& value, std::string_view& path) {
  if (path.starts_with('.')) path.remove_prefix(1);
  if (path.starts_with('[')) {
    std::size_t index = 0;
    std::from_chars(path.data() + 1, path.data() + path.size(), index);
    path.remove_prefix(std::min(path.size(), path.find(']') + 1));
    return value.is_sequence() && index < value.size() ? &value.items()[index] : nullptr;
  }
  const std::size_t end = std::min(path.find_first_of(".["), path.size());
  const std::string_view key = path.substr(0, end);
  path.remove_prefix(end);
  return value.is_mapping() ? value.find(key) : nullptr;
}

// The text that gave the value at `path`, or the deepest one on the way that
// the blueprint states. A default has no place in the blueprint.
Span place(const Instance& instance, std::string_view path, FileId blueprint) {
  Span found = instance.key_span;
  const Value* at = &instance.spec;
  while (at && !path.empty()) {
    at = step(*at, path);
    if (at && at->origin().file == blueprint) found = at->origin();
  }
  return found;
}

}  // namespace

void add_subjects(std::vector<lint::Subject>& subjects, const Blueprint& blueprint, const Value& facts) {
  for (const Instance& instance : blueprint.instances) {
    if (!instance.type) continue;
    subjects.push_back({.language = lint::Language::Blueprint,
                        .select = "component",
                        .type = instance.type->name,
                        .address = instance.key,
                        .name = instance.key,
                        .self = instance.spec,
                        .head = instance.key_span,
                        .locate = [&instance, file = blueprint.file](
                                      std::string_view path) { return place(instance, path, file); },
                        .names = {{"blueprint", facts}}});
  }
  subjects.push_back(
      {.language = lint::Language::Blueprint,
       .select = "component",
       .type = "blueprint",
       .address = blueprint.name,
       .name = blueprint.name,
       .self = facts,
       .head = blueprint.name_span,
       .locate = [&blueprint](std::string_view path) { return lint::locate(blueprint.document, path); },
       .names = {{"blueprint", facts}}});
}

}  // namespace blueprint

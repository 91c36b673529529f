#include "emit/overrides.h"

#include <charconv>

#include "fold/print.h"
#include "hcl/parse.h"
#include "support/strings.h"

namespace blueprint::emit {
namespace {

using eval::Entry;
using eval::Value;
using Path = std::span<const std::string_view>;

// `value` with `replacement` at `path`; missing mappings on the way are made.
// A number steps into a list.
Value with_member(const Value& value, Path path, const Value& replacement) {
  if (path.empty()) return replacement;
  if (value.is_sequence()) {
    std::size_t i = value.size();
    std::from_chars(path[0].data(), path[0].data() + path[0].size(), i);
    std::vector<Value> items(value.items().begin(), value.items().end());
    if (i < items.size()) items[i] = with_member(items[i], path.subspan(1), replacement);
    return Value::tuple(std::move(items));
  }
  std::vector<Entry> entries;
  if (value.is_mapping()) entries.assign(value.entries().begin(), value.entries().end());
  for (Entry& entry : entries) {
    if (entry.first != path[0]) continue;
    entry.second = with_member(entry.second, path.subspan(1), replacement);
    return Value::object(std::move(entries));
  }
  entries.emplace_back(path[0], with_member(Value::null(), path.subspan(1), replacement));
  return Value::object(std::move(entries));
}

Value with_all(const Override& change, Value value) {
  for (const auto& [path, replacement] : change.set) {
    const std::vector<std::string_view> steps = split(path, '.');
    value = with_member(value, steps, replacement);
  }
  return value;
}

std::string text_of(const Value* value) {
  return value && value->is_string() ? value->as_string() : std::string();
}

std::string block_address(const hcl::Block& block) {
  std::string address = block.type == "resource" ? std::string() : std::string(block.type);
  for (const hcl::BlockLabel& label : block.labels) address += concat(address.empty() ? "" : ".", label.text);
  return address;
}

// The change that sets one path inside a block's body.
void set_argument(std::vector<Edit>& edits, const hcl::Body& body, Path path, const Value& value) {
  const hcl::Block* nested = path.size() > 1 ? body.block(path[0]) : nullptr;
  if (nested) return set_argument(edits, nested->body, path.subspan(1), value);
  const hcl::Attribute* attribute = body.attribute(path[0]);
  Value whole = value;
  if (path.size() > 1) whole = with_member(Value::null(), path.subspan(1), value);
  if (attribute) {
    edits.push_back({.span = whole.is_null() ? attribute->span : attribute->value->span,
                     .text = whole.is_null() ? std::string() : fold::print(whole)});
  } else if (!whole.is_null()) {
    const Span start{body.span.file, body.span.begin, body.span.begin};
    edits.push_back({.span = start, .text = concat("\n", path[0], " = ", fold::print(whole))});
  }
}

}  // namespace

Value overridden_document(Plan& plan, Value document) {
  const std::string kind = text_of(document.find("kind"));
  const Value* metadata = document.find("metadata");
  const std::string name = text_of(metadata ? metadata->find("name") : nullptr);
  const std::string space = text_of(metadata ? metadata->find("namespace") : nullptr);
  for (const Override& change : plan.blueprint().overrides) {
    if (change.document.empty()) continue;
    if (change.document != concat(kind, "/", name) && change.document != concat(kind, "/", space, "/", name))
      continue;
    plan.matched_overrides.insert(&change);
    document = with_all(change, std::move(document));
  }
  return document;
}

Value overridden_values(Plan& plan, std::string_view release, Value values) {
  for (const Override& change : plan.blueprint().overrides) {
    if (change.release.empty() || change.release != release) continue;
    plan.matched_overrides.insert(&change);
    values = with_all(change, std::move(values));
  }
  return values;
}

MappedText overridden_terraform(Plan& plan, std::string_view path, MappedText text) {
  if (plan.blueprint().overrides.empty()) return text;
  const FileId file = plan.sources().add(std::string(path), text.text());
  const hcl::File parsed = hcl::parse(plan.diags(), plan.sources(), file);
  std::vector<Edit> edits;
  for (const Override& change : plan.blueprint().overrides) {
    if (change.resource.empty()) continue;
    for (const hcl::Block& block : parsed.body.blocks) {
      if (block_address(block) != change.resource) continue;
      plan.matched_overrides.insert(&change);
      for (const auto& [argument, value] : change.set) {
        const std::vector<std::string_view> steps = split(argument, '.');
        set_argument(edits, block.body, steps, value);
      }
    }
  }
  return edits.empty() ? text : text.edited(std::move(edits));
}

void report_unmatched_overrides(Plan& plan, const Emission& emission) {
  for (const Override& change : plan.blueprint().overrides) {
    if (plan.matched_overrides.contains(&change)) continue;
    std::vector<std::string> names;
    for (const Release& release : emission.releases) names.push_back(release.name);
    for (const Document& document : emission.documents) {
      const Value* metadata = document.value.find("metadata");
      names.push_back(concat(text_of(document.value.find("kind")), "/",
                             text_of(metadata ? metadata->find("name") : nullptr)));
    }
    if (const auto made = plan.made.find("resources"); made != plan.made.end()) {
      for (const Value& row : made->second.items()) names.push_back(text_of(row.find("address")));
    }
    const std::string& wanted = !change.resource.empty()   ? change.resource
                                : !change.document.empty() ? change.document
                                                           : change.release;
    const std::vector<std::string_view> candidates(names.begin(), names.end());
    plan.diags().add({.code = "blueprint/unmatched-override",
                      .message = concat("nothing generated is called `", wanted, "`"),
                      .span = change.span,
                      .help = did_you_mean(wanted, candidates)});
  }
}

}  // namespace blueprint::emit

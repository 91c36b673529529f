#include "emit/unused_locals.h"

#include <algorithm>

#include "fold/lines.h"
#include "hcl/parse.h"
#include "support/strings.h"

namespace blueprint::emit {
namespace {

using Files = std::map<std::string, MappedText>;

std::string_view root_of(std::string_view path) { return path.substr(0, path.find('/')); }

bool continues_name(char c) {
  return c == '_' || c == '-' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool mentions(std::string_view text, std::string_view reference) {
  for (std::size_t at = text.find(reference); at != std::string_view::npos;
       at = text.find(reference, at + 1)) {
    const std::size_t end = at + reference.size();
    if (end == text.size() || !continues_name(text[end])) return true;
  }
  return false;
}

bool is_used(const Files& files, std::string_view root, std::string_view name) {
  const std::string reference = concat("local.", name);
  return std::ranges::any_of(files, [&](const auto& file) {
    return root_of(file.first) == root && mentions(file.second.text(), reference);
  });
}

// What to cut out of one file: single locals, and blocks of which none is left.
std::vector<Span> removals(Plan& plan, const Files& files, const std::string& path, const hcl::File& parsed) {
  std::vector<Span> spans;
  for (const hcl::Block& block : parsed.body.blocks) {
    if (block.type != "locals") continue;
    std::vector<Span> unused;
    for (const hcl::Attribute& local : block.body.attributes) {
      if (!is_used(files, root_of(path), local.name)) unused.push_back(local.span);
    }
    if (unused.size() == block.body.attributes.size()) unused = {block.span};
    for (const Span span : unused) spans.push_back(fold::removable(plan.sources(), parsed, span));
  }
  return spans;
}

// True when something was removed.
bool remove_from(Plan& plan, Files& files, const std::string& path, MappedText& text) {
  if (text.text().find("locals {") == std::string::npos) return false;
  Diagnostics reported_later;
  const FileId id = plan.sources().add(path, text.text());
  const hcl::File parsed = hcl::parse(reported_later, plan.sources(), id);
  std::vector<Edit> edits;
  for (const Span span : fold::tidied(plan.sources(), removals(plan, files, path, parsed)))
    edits.push_back({.span = span});
  if (edits.empty()) return false;
  text = text.edited(std::move(edits));
  return true;
}

}  // namespace

void remove_unused_locals(Plan& plan, Files& files) {
  bool changed = true;
  while (changed) {
    changed = false;
    for (auto& [path, text] : files) changed = remove_from(plan, files, path, text) || changed;
  }
}

}  // namespace blueprint::emit

#include "lint/fix_json.h"

#include <algorithm>

#include "lint/fix_path.h"
#include "support/strings.h"

namespace blueprint::lint {
namespace {

constexpr std::string_view kSpace = " \t\r\n";

class JsonFixer {
 public:
  JsonFixer(const Sources& sources, FileId file) : file_(file), text_(sources.text(file)) {}

  // False: the step cannot be made.
  bool make(const hcl::Block& block, const FixStep& fix) {
    const auto path = steps_of(fix.path);
    if (!path) return false;
    const hcl::Body* at = &block.body;
    for (std::size_t i = 0; i + 1 < path->size(); ++i) {
      const PathStep step = (*path)[i];
      if (is_dynamic(*at, step.name)) return false;
      const hcl::Block* const nested = nth(*at, step);
      if (!nested) {
        // What is there already is of a form that is not known here.
        const bool is_new = step.index == 0 && !at->attribute(step.name) && !at->block(step.name);
        return is_new && !fix.value.empty() && insert(*at, std::span(*path).subspan(i), fix.value);
      }
      at = &nested->body;
    }
    const PathStep last = path->back();
    if (is_dynamic(*at, last.name) || at->block(last.name)) return false;
    const hcl::Attribute* const attribute = at->attribute(last.name);
    if (!attribute) return !fix.value.empty() && insert(*at, {&last, 1}, fix.value);
    if (!is_literal(*attribute->value)) safety_ = Safety::Unsafe;
    if (fix.value.empty()) return remove(*attribute);
    const Span old = attribute->value->span;
    if (text_.substr(old.begin, old.size()) == fix.value) return false;
    edits_.push_back({.span = old, .text = fix.value});
    return true;
  }

  Fix result(std::string title) && {
    return {.title = std::move(title), .edits = std::move(edits_), .safety = safety_};
  }

 private:
  // Puts a member behind the last one: on a line of its own when those have theirs.
  bool insert(const hcl::Body& body, std::span<const PathStep> path, const std::string& value) {
    const std::string_view object = text_.substr(body.span.begin, body.span.size());
    if (object.size() < 2 || object.front() != '{' || object.back() != '}') return false;
    const std::string_view inside = object.substr(1, object.size() - 2);
    const std::size_t last = inside.find_last_not_of(kSpace);
    const bool is_empty = last == std::string_view::npos;
    const auto at = std::uint32_t(body.span.begin + 1 + (is_empty ? 0 : last + 1));
    const bool on_lines = inside.find('\n') != std::string_view::npos;
    const std::string indent = on_lines ? is_empty ? indent_at(body.span.begin) + "  " : indent_of(body) : "";
    const std::string added = member(path, value, indent, on_lines);
    const std::string before = concat(is_empty ? "" : ",", on_lines ? "\n" : is_empty ? "" : " ", indent);
    edits_.push_back({.span = {file_, at, at}, .text = before + added});
    return true;
  }

  // "a": { "b": value }
  static std::string member(std::span<const PathStep> path, const std::string& value,
                            const std::string& indent, bool on_lines) {
    const std::string key = concat("\"", path.front().name, "\": ");
    if (path.size() == 1) return key + value;
    const std::string deeper = on_lines ? indent + "  " : "";
    const std::string below = member(path.subspan(1), value, deeper, on_lines);
    const std::string_view line = on_lines ? "\n" : "";
    return concat(key, "{", line, deeper, below, line, on_lines ? indent : "", "}");
  }

  // The member with the comma behind it or, of the last one, before it.
  bool remove(const hcl::Attribute& attribute) {
    Span span = attribute.span;
    const std::size_t after = text_.find_first_not_of(kSpace, span.end);
    if (after != std::string_view::npos && text_[after] == ',') {
      const std::size_t next = text_.find_first_not_of(kSpace, after + 1);
      span.end = std::uint32_t(std::min(next, text_.size()));
    } else {
      const std::size_t before = text_.find_last_not_of(kSpace, span.begin - 1);
      const bool is_only = before == std::string_view::npos || text_[before] != ',';
      if (is_only) span.end = std::uint32_t(std::min(after, text_.size()));
      if (!is_only) span.begin = std::uint32_t(before);
    }
    edits_.push_back({.span = span, .text = ""});
    return true;
  }

  // Of the line of the first member.
  std::string indent_of(const hcl::Body& body) const {
    const std::size_t first = text_.find_first_not_of(kSpace, body.span.begin + 1);
    return indent_at(std::min(first, text_.size()));
  }

  std::string indent_at(std::size_t at) const {
    const std::size_t newline = at == 0 ? std::string_view::npos : text_.rfind('\n', at - 1);
    const std::string_view line = text_.substr(newline == std::string_view::npos ? 0 : newline + 1);
    return std::string(line.substr(0, std::min(line.find_first_not_of(" \t"), line.size())));
  }

  FileId file_;
  std::string_view text_;
  std::vector<Edit> edits_;
  Safety safety_ = Safety::Safe;
};

}  // namespace

std::optional<Fix> fix_json(const Sources& sources, const hcl::Block& block, std::span<const FixStep> steps) {
  JsonFixer fixer(sources, block.span.file);
  std::vector<std::string> titles;
  for (const FixStep& step : steps) {
    if (!fixer.make(block, step)) return std::nullopt;
    titles.push_back(title_of(step));
  }
  return std::move(fixer).result(join(titles, " and "));
}

}  // namespace blueprint::lint

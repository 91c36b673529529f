#include "lint/fix.h"

#include <algorithm>

#include "lint/fix_json.h"
#include "lint/fix_path.h"
#include "support/strings.h"

namespace blueprint::lint {
namespace {

class Fixer {
 public:
  Fixer(const Sources& sources, FileId file) : file_(file), text_(sources.text(file)) {}

  // False: the step cannot be made.
  bool make(const hcl::Block& block, const FixStep& fix) {
    const auto path = steps_of(fix.path);
    if (!path) return false;
    const hcl::Block* at = &block;
    for (std::size_t i = 0; i + 1 < path->size(); ++i) {
      const PathStep step = (*path)[i];
      if (is_dynamic(at->body, step.name)) return false;
      const hcl::Block* const nested = nth(at->body, step);
      if (!nested) {
        // `b.c = v` where there is no block b: b { c = v }.
        return !fix.value.empty() && step.index == 0 && insert(*at, nested_text(*path, i, fix.value));
      }
      at = nested;
    }
    return fix.value.empty() ? remove(*at, path->back()) : set(*at, path->back(), fix.value);
  }

  Fix result() && { return {.title = join(titles_, " and "), .edits = std::move(edits_), .safety = safety_}; }

  void add_title(const FixStep& fix) { titles_.push_back(title_of(fix)); }

 private:
  bool set(const hcl::Block& block, PathStep step, const std::string& value) {
    if (is_dynamic(block.body, step.name) || block.body.block(step.name)) return false;
    const hcl::Attribute* const attribute = block.body.attribute(step.name);
    if (!attribute) return insert(block, {concat(step.name, " = ", value)});
    if (text_.substr(attribute->value->span.begin, attribute->value->span.size()) == value) return false;
    if (!is_literal(*attribute->value)) safety_ = Safety::Unsafe;
    edits_.push_back({.span = attribute->value->span, .text = value});
    return true;
  }

  bool remove(const hcl::Block& block, PathStep step) {
    if (is_dynamic(block.body, step.name)) return false;
    const hcl::Attribute* const attribute = block.body.attribute(step.name);
    const hcl::Block* const nested = nth(block.body, step);
    if (!attribute && !nested) return false;
    if (attribute && !is_literal(*attribute->value)) safety_ = Safety::Unsafe;
    edits_.push_back({.span = whole_lines(attribute ? attribute->span : nested->span), .text = ""});
    return true;
  }

  // The lines of a span when nothing else stands on them, else the span.
  Span whole_lines(Span span) const {
    const std::uint32_t begin = line_begin(span.begin);
    const std::size_t newline = std::min(text_.find('\n', span.end), text_.size());
    const std::string_view after = trim(text_.substr(span.end, newline - span.end));
    const bool alone = trim(text_.substr(begin, span.begin - begin)).empty() &&
                       (after.empty() || after.starts_with('#') || after.starts_with("//"));
    if (!alone) return span;
    return {span.file, begin, std::uint32_t(std::min(newline + 1, text_.size()))};
  }

  std::uint32_t line_begin(std::uint32_t at) const {
    const std::size_t newline = at == 0 ? std::string_view::npos : text_.rfind('\n', at - 1);
    return newline == std::string_view::npos ? 0 : std::uint32_t(newline + 1);
  }

  std::string indent_of(const hcl::Block& block) const {
    const std::uint32_t begin = line_begin(block.span.begin);
    const std::string_view before = text_.substr(begin, block.span.begin - begin);
    return std::string(before.substr(0, std::min(before.find_first_not_of(" \t"), before.size())));
  }

  // The lines of `b { c { d = value } }`, where b is the step at `first`.
  static std::vector<std::string> nested_text(std::span<const PathStep> path, std::size_t first,
                                              const std::string& value) {
    std::vector<std::string> lines;
    std::string indent;
    for (std::size_t i = first; i + 1 < path.size(); ++i, indent += "  ") {
      lines.push_back(concat(indent, path[i].name, " {"));
    }
    lines.push_back(concat(indent, path.back().name, " = ", value));
    while (!indent.empty()) {
      indent.resize(indent.size() - 2);
      lines.push_back(indent + "}");
    }
    return lines;
  }

  // Puts lines behind the arguments of a block; a nested block goes to its end.
  bool insert(const hcl::Block& block, const std::vector<std::string>& lines) {
    const std::string outer = indent_of(block);
    std::string added;
    for (const std::string& line : lines) added += concat("\n", outer, "  ", line);
    const Span body = block.body.span;
    const std::string_view inside = text_.substr(body.begin, body.size());
    if (inside.find('\n') == std::string_view::npos) {
      // { a = 1 }: one line has room for one argument.
      const std::string_view old = trim(inside);
      const std::string kept = old.empty() ? "" : concat("\n", outer, "  ", old);
      edits_.push_back({.span = body, .text = concat(kept, added, "\n", outer)});
      return true;
    }
    std::uint32_t at = body.begin;
    if (lines.size() > 1) {
      // Behind everything, with an empty line before it.
      at = std::uint32_t(body.begin + inside.find_last_not_of(" \t\r\n") + 1);
      if (inside.find_last_not_of(" \t\r\n") == std::string_view::npos) at = body.begin;
      if (at > body.begin) added.insert(0, "\n");
    } else if (!block.body.attributes.empty()) {
      at = block.body.attributes.back().span.end;
    }
    edits_.push_back({.span = end_of_line(at), .text = added});
    return true;
  }

  // Behind a comment that ends the line; an argument in front of a brace is none of these.
  Span end_of_line(std::uint32_t at) const {
    const auto newline = std::uint32_t(std::min(text_.find('\n', at), text_.size()));
    const std::string_view rest = trim(text_.substr(at, newline - at));
    const bool is_comment = rest.starts_with('#') || rest.starts_with("//");
    const std::uint32_t end = newline > at && text_[newline - 1] == '\r' ? newline - 1 : newline;
    return is_comment || rest.empty() ? Span{file_, end, end} : Span{file_, at, at};
  }

  FileId file_;
  std::string_view text_;
  std::vector<std::string> titles_;
  std::vector<Edit> edits_;
  Safety safety_ = Safety::Safe;
};

}  // namespace

std::string title_of(const FixStep& step) {
  return step.value.empty() ? concat("remove `", step.path, "`")
                            : concat("set `", step.path, "` to `", step.value, "`");
}

std::optional<Fix> fix_block(const Sources& sources, const hcl::Block& block,
                             std::span<const FixStep> steps) {
  if (sources.path(block.span.file).ends_with(".json")) return fix_json(sources, block, steps);
  Fixer fixer(sources, block.span.file);
  for (const FixStep& step : steps) {
    if (!fixer.make(block, step)) return std::nullopt;
    fixer.add_title(step);
  }
  return std::move(fixer).result();
}

}  // namespace blueprint::lint

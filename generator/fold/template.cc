#include "fold/template.h"

#include <algorithm>

#include "fold/expression.h"
#include "fold/expression_text.h"
#include "fold/heredoc.h"
#include "fold/known.h"
#include "fold/print.h"
#include "fold/template_pieces.h"
#include "fold/uses.h"
#include "support/strings.h"

namespace blueprint::fold {

using eval::Value;
using hcl::TemplatePart;
using hcl::TemplatePartKind;

std::optional<std::string> literal_text(const Value& value) {
  if (value.is_string()) return value.as_string();
  if (value.is_number()) return value.as_number().text();
  if (value.is_bool()) return value.as_bool() ? "true" : "false";
  return std::nullopt;
}

namespace {

// Of text with escapes: they may stand for blanks.
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\\' || (c & 0x80) != 0; }
bool ends_blank(std::string_view text) {
  const std::size_t escape = text.rfind('\\');
  return is_blank(text.back()) || (escape != std::string_view::npos && text.size() - escape <= 6);
}

bool is_quoted(const hcl::Template& text) { return text.form == hcl::Template::Form::Quoted; }

// Replaces parts of a template in place; everything else keeps its bytes.
class InPlace {
 public:
  InPlace(Folding& folding, const hcl::Template& whole, Changes& changes)
      : folding_(folding), whole_(whole), changes_(changes) {}

  // `nested`: between the markers of a directive.
  void fold(std::span<const TemplatePart> parts, const eval::Scope& scope, bool nested = false) {
    char before = 0;  // The last byte of literal text written so far; 0 after code.
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const TemplatePart& part = parts[i];
      if (part.kind == TemplatePartKind::Text) {
        const std::string_view raw = folding_.sources().text(part.span);
        if (!raw.empty()) before = raw.back();
        continue;
      }
      const std::optional<std::string> text = flat_text(part, scope);
      if (text && !strips(parts, i, *text) &&
          fits(part, *text, before, i + 1 < parts.size() ? &parts[i + 1] : nullptr, nested)) {
        put(part, scope, *text);
        if (!text->empty()) before = text->back();
        continue;
      }
      before = 0;
      fold_code(part, scope);
    }
  }

 private:
  // What would stand in place of `${…}`, escaped; nullopt when it must stay.
  std::optional<std::string> flat_text(const TemplatePart& part, const eval::Scope& scope) {
    if (part.kind != TemplatePartKind::Interpolation || part.strip_before || part.strip_after)
      return std::nullopt;
    Diagnostics ignored;
    const Uses uses = find_uses(folding_, ignored, scope, *part.value);
    if (uses.use != Use::Known || uses.splat_item) return std::nullopt;
    const Trial trial = known_value(folding_, scope, *part.value);
    if (trial.failed() || !is_printable(trial.value)) return std::nullopt;
    if (const auto literal = literal_text(trial.value)) {
      if (is_quoted(whole_)) return escape_quoted(*literal);
      return fits_heredoc(*literal) ? std::optional(escape_heredoc(*literal)) : std::nullopt;
    }
    const std::string_view inner = inside_quotes(trial.value.symbol_text());
    if (inner.data() && is_quoted(whole_)) return std::string(inner);
    return std::nullopt;
  }

  // True when the `~` of a neighbour would take blanks of `text` away, or what
  // stands on the other side of it.
  bool strips(std::span<const TemplatePart> parts, std::size_t i, std::string_view text) const {
    const auto is_space = [](const TemplatePart& part) {
      return part.kind == TemplatePartKind::Text && trim(part.text).empty();
    };
    if (text.empty() || is_blank(text.front())) {
      std::size_t first = i;
      while (first > 0 && is_space(parts[first - 1])) --first;
      if (source_before(parts[first].span.begin).ends_with("~}")) return true;
    }
    if (text.empty() || ends_blank(text)) {
      std::size_t last = i;
      while (last + 1 < parts.size() && is_space(parts[last + 1])) ++last;
      const std::string_view next = source_behind(parts[last].span.end);
      if (next.starts_with("${~") || next.starts_with("%{~")) return true;
    }
    return false;
  }

  std::string_view source_before(std::uint32_t at) const {
    return folding_.sources().text(whole_.span).substr(0, at - whole_.span.begin);
  }
  std::string_view source_behind(std::uint32_t at) const {
    return folding_.sources().text(whole_.span).substr(at - whole_.span.begin);
  }

  // False when `text` would mean something else here: beside a `$`, or as the
  // indentation or the end of a heredoc.
  bool fits(const TemplatePart& part, std::string_view text, char before, const TemplatePart* next,
            bool nested) const {
    const auto introduces = [](char c) { return c == '$' || c == '%'; };
    if (introduces(before) && (text.empty() || text.front() == '{')) return false;
    if (!text.empty() && introduces(text.back()) && (next || nested)) {
      const bool harmless = next && next->kind == TemplatePartKind::Text && next->span.size() > 0 &&
                            folding_.sources().text(next->span).front() != '{';
      if (!harmless) return false;
    }
    if (is_quoted(whole_) || whole_.form == hcl::Template::Form::File) return true;
    const std::string_view marker = heredoc_marker(folding_.sources().text(whole_.span));
    const bool may_end =
        text.find(marker) != std::string_view::npos || marker.find(trim(text)) != std::string_view::npos;
    if (may_end && (text.empty() || alone_on_line(part))) return false;
    if (text.find('\n') != std::string_view::npos) {
      return whole_.form == hcl::Template::Form::Heredoc && text.find(marker) == std::string_view::npos;
    }
    const bool indents = text.empty() || text.front() == ' ' || text.front() == '\t';
    return !(indents && begins_line(part));
  }

  // True when only blanks stand before `part` on its line.
  bool begins_line(const TemplatePart& part) const {
    const std::string_view line = folding_.sources().line_at(part.span.file, part.span.begin);
    const auto column = folding_.sources().text(part.span.file).data() + part.span.begin - line.data();
    return trim(line.substr(0, std::size_t(column))).empty();
  }

  bool alone_on_line(const TemplatePart& part) const {
    const std::string_view line = folding_.sources().line_at(part.span.file, part.span.begin);
    return trim(line).size() <= part.span.size() + 8;
  }

  void put(const TemplatePart& part, const eval::Scope& scope, std::string_view text) {
    MappedText mapped;
    mapped.put(text, {.copied = part.span, .value = first_origin(folding_, scope, *part.value)});
    changes_.push_back({part.span, std::move(mapped)});
  }

  void fold_code(const TemplatePart& part, const eval::Scope& scope) {
    fold_expression(folding_, scope, *part.value, Place::Free, changes_);
    if (part.kind != TemplatePartKind::For) {
      fold(part.body, scope, true);
      return fold(part.otherwise, scope, true);
    }
    eval::LocalScope inner(&scope);
    if (!part.key_name.empty()) inner.set(part.key_name, Value::symbol(std::string(part.key_name)));
    inner.set(part.value_name, Value::symbol(std::string(part.value_name)));
    fold(part.body, inner, true);
  }

  Folding& folding_;
  const hcl::Template& whole_;
  Changes& changes_;
};

// True when a directive can be decided now, or a part is empty, so that what
// stands around it meets.
bool moves_text(Folding& folding, const eval::Scope& scope, const hcl::Template& whole) {
  return std::ranges::any_of(whole.parts, [&](const TemplatePart& part) {
    if (part.kind == TemplatePartKind::Text) return false;
    if (part.kind != TemplatePartKind::Interpolation) return is_decided(folding, scope, part);
    if (!is_quoted(whole)) return false;
    const Trial trial = known_value(folding, scope, *part.value);
    return trial.value.is_string() && trial.value.as_string().empty();
  });
}

}  // namespace

bool is_decided(Folding& folding, const eval::Scope& scope, const TemplatePart& directive) {
  Diagnostics ignored;
  if (find_uses(folding, ignored, scope, *directive.value).use != Use::Known) return false;
  const Trial trial = known_value(folding, scope, *directive.value);
  if (trial.failed()) return false;
  if (directive.kind == TemplatePartKind::If) return trial.value.is_bool();
  return (trial.value.is_sequence() || trial.value.is_mapping()) && is_printable(trial.value);
}

void fold_in_place(Folding& folding, const eval::Scope& scope, const hcl::Template& whole,
                   const TemplatePart& part, Changes& changes) {
  InPlace(folding, whole, changes).fold({&part, 1}, scope);
}

void fold_template(Folding& folding, const eval::Scope& scope, const hcl::Template& text, Changes& changes) {
  if (!is_quoted(text)) {
    const Trial trial = known_value(folding, scope, text);
    if (trial.failed()) return report(folding, text, trial.diags);
    if (trial.value.is_string() && !trial.value.is_sensitive()) {
      const std::string_view marker = heredoc_marker(folding.sources().text(text.span));
      const int indent = indent_at(folding.sources(), text.span.file, text.span.begin);
      const auto heredoc = heredoc_of(trial.value.as_string(), indent, marker);
      MappedText printed;
      printed.put(heredoc ? *heredoc : quote(trial.value.as_string()),
                  {.copied = text.span, .value = first_origin(folding, scope, text)});
      changes.push_back({text.span, std::move(printed)});
      return;
    }
  }
  if (moves_text(folding, scope, text)) {
    changes.push_back({text.span, rebuilt_template(folding, scope, text)});
  } else {
    InPlace(folding, text, changes).fold(text.parts, scope);
  }
}

}  // namespace blueprint::fold

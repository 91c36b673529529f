#include "fold/template_pieces.h"

#include <algorithm>
#include <array>
#include <utility>

#include "fold/dynamic.h"
#include "fold/expression.h"
#include "fold/expression_text.h"
#include "fold/heredoc.h"
#include "fold/known.h"
#include "fold/print.h"
#include "fold/uses.h"
#include "support/strings.h"

namespace blueprint::fold {

using eval::Value;
using hcl::TemplatePart;
using hcl::TemplatePartKind;

namespace {

// A stretch of the new template: literal text, or code as it is written.
struct Piece {
  std::string text{};
  bool is_code = false;
  MappedText code{};
  TextOrigin origin{};
};

class Flattened {
 public:
  Flattened(Folding& folding, const hcl::Template& whole) : folding_(folding), whole_(whole) {}

  std::vector<Piece> take() && { return std::move(pieces_); }

  void add(std::span<const TemplatePart> parts, const eval::Scope& scope) {
    for (const TemplatePart& part : parts) {
      if (!within_limits(part)) return;
      if (part.kind == TemplatePartKind::Text) {
        literal(std::string(part.text), {.copied = part.span});
      } else if (part.kind == TemplatePartKind::Interpolation) {
        interpolation(part, scope);
      } else if (!is_decided(folding_, scope, part)) {
        as_it_is(part, scope);
      } else if (part.kind == TemplatePartKind::If) {
        const bool condition = known_value(folding_, scope, *part.value).value.is_true();
        add(condition ? part.body : part.otherwise, scope);
      } else {
        loop(part, scope);
      }
    }
  }

 private:
  void literal(std::string text, TextOrigin origin) {
    size_ += text.size();
    if (!text.empty()) pieces_.push_back({.text = std::move(text), .origin = origin});
  }

  void interpolation(const TemplatePart& part, const eval::Scope& scope) {
    const TextOrigin origin{.copied = part.span, .value = first_origin(folding_, scope, *part.value)};
    const Trial trial = known_value(folding_, scope, *part.value);
    const bool printable = !trial.failed() && is_printable(trial.value);
    if (const auto text = printable ? literal_text(trial.value) : std::nullopt) return literal(*text, origin);
    MappedText code;
    code.put("${", {.copied = part.span});
    code.append(folded_text(folding_, scope, *part.value, Place::Free));
    code.put("}", {.copied = part.span});
    pieces_.push_back({.is_code = true, .code = std::move(code)});
  }

  // A directive that Terraform will decide.
  void as_it_is(const TemplatePart& part, const eval::Scope& scope) {
    // What `<<-` and `~` have taken from the text inside cannot be taken twice.
    if (whole_.form == hcl::Template::Form::IndentedHeredoc) return in_pieces(part, scope);
    Changes changes;
    fold_in_place(folding_, scope, whole_, part, changes);
    pieces_.push_back({.is_code = true, .code = assemble(folding_.sources(), part.span, std::move(changes))});
  }

  void in_pieces(const TemplatePart& part, const eval::Scope& scope) {
    const bool is_for = part.kind == TemplatePartKind::For;
    const std::string_view comma = part.key_name.empty() ? "" : ", ";
    MappedText open;
    open.put(is_for ? concat("%{ for ", part.key_name, comma, part.value_name, " in ") : "%{ if ",
             {.copied = part.span});
    open.append(folded_text(folding_, scope, *part.value, Place::Free));
    open.put(" }", {.copied = part.span});
    pieces_.push_back({.is_code = true, .code = std::move(open)});
    eval::LocalScope inner(&scope);
    if (is_for) shadow(inner, std::array{part.value_name});
    if (is_for && !part.key_name.empty()) shadow(inner, std::array{part.key_name});
    add(part.body, inner);
    if (!part.otherwise.empty()) {
      marker("%{ else }", part);
      add(part.otherwise, scope);
    }
    marker(is_for ? "%{ endfor }" : "%{ endif }", part);
  }

  void marker(std::string_view text, const TemplatePart& part) {
    Piece piece{.is_code = true};
    piece.code.put(text, {.copied = part.span});
    pieces_.push_back(std::move(piece));
  }

  void loop(const TemplatePart& part, const eval::Scope& scope) {
    for (const Value& element : dynamic_elements(known_value(folding_, scope, *part.value).value)) {
      eval::LocalScope inner(&scope);
      if (!part.key_name.empty()) inner.set(part.key_name, *element.find("key"));
      inner.set(part.value_name, *element.find("value"));
      add(part.body, inner);
    }
  }

  bool within_limits(const TemplatePart& part) {
    eval::Context& context = folding_.context();
    if (++context.steps <= context.limits.steps && size_ <= context.limits.text_bytes) return true;
    context.diags.add({.code = "eval/limit", .message = "this template becomes too long", .span = part.span});
    return false;
  }

  Folding& folding_;
  const hcl::Template& whole_;
  std::vector<Piece> pieces_{};
  std::size_t size_ = 0;
};

// A `$` or `%` at the end of `text` would join with code behind it.
bool ends_like_code(std::string_view text, const Piece* next) {
  return next && next->is_code && (text.ends_with('$') || text.ends_with('%'));
}

bool begins_blank(const Piece& piece) { return trim(piece.text.substr(0, 1)).empty(); }
bool ends_blank(const Piece& piece) { return trim(piece.text.substr(piece.text.size() - 1)).empty(); }

// True when the `~` of one of them would take blanks of the other away.
bool strips(const Piece& piece, const Piece& next) {
  const std::string_view after = next.code.text();
  const bool before_code = next.is_code && (after.starts_with("%{~") || after.starts_with("${~"));
  if (!piece.is_code) return before_code && ends_blank(piece);
  return !next.is_code && std::string_view(piece.code.text()).ends_with("~}") && begins_blank(next);
}

Piece guard() {
  Piece result{.is_code = true};
  result.code.put("${\"\"}");
  return result;
}

// Neighbouring literals become one, so that escapes see across them; what must
// not touch is kept apart.
std::vector<Piece> joined(std::vector<Piece> pieces) {
  std::vector<Piece> result;
  for (Piece& piece : pieces) {
    if (!result.empty() && !piece.is_code && !result.back().is_code) {
      result.back().text += piece.text;
      if (!result.back().origin.value) result.back().origin.value = piece.origin.value;
      continue;
    }
    if (!result.empty() && strips(result.back(), piece)) result.push_back(guard());
    result.push_back(std::move(piece));
  }
  return result;
}

MappedText quoted(const std::vector<Piece>& pieces, TextOrigin origin) {
  MappedText result;
  // `"${x}"` alone would be x of any type, not text.
  const std::string_view alone = pieces.size() == 1 ? std::string_view(pieces[0].code.text()) : "";
  if (alone.starts_with("${")) {
    result.put(concat("tostring(", alone.substr(2, alone.size() - 3), ")"), origin);
    return result;
  }
  result.put("\"", origin);
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const Piece& piece = pieces[i];
    if (piece.is_code) {
      result.append(piece.code);
      continue;
    }
    std::string_view text = piece.text;
    std::string_view last{};
    if (ends_like_code(text, i + 1 < pieces.size() ? &pieces[i + 1] : nullptr)) {
      last = text.ends_with('$') ? "\\u0024" : "\\u0025";
      text.remove_suffix(1);
    }
    result.put(concat(escape_quoted(text), last), piece.origin);
  }
  result.put("\"", origin);
  return result;
}

// The indentation that `<<-` takes away: what the first line of text lost.
std::size_t taken_indentation(const Sources& sources, std::span<const TemplatePart> parts) {
  for (const TemplatePart& part : parts) {
    if (part.kind != TemplatePartKind::Text) return 0;
    const std::vector<std::string_view> raw = split(sources.text(part.span), '\n');
    const std::vector<std::string_view> text = split(part.text, '\n');
    for (std::size_t i = 0; i < std::min(raw.size(), text.size()); ++i) {
      if (trim(text[i]).empty() || raw[i].size() < text[i].size()) continue;
      return raw[i].size() - text[i].size();
    }
    return raw.back().find_first_not_of(" \t") == std::string_view::npos ? raw.back().size() : 0;
  }
  return 0;
}

class HeredocWriter {
 public:
  HeredocWriter(TextOrigin origin, std::size_t margin) : origin_(origin), margin_(margin, ' ') {}

  // False when Terraform would take more than the margin away from each line.
  bool is_anchored() const { return anchored_ && !uncertain_; }

  MappedText write(const std::vector<Piece>& pieces) {
    for (std::size_t i = 0; i < pieces.size(); ++i) {
      const bool before_code = i + 1 == pieces.size() || pieces[i + 1].is_code;
      pieces[i].is_code ? code(pieces[i].code) : literal(pieces[i], before_code);
    }
    // A heredoc's last line ends in a newline, which `~` takes away again.
    if (!at_line_start_ || result_.empty()) put("${\"\"~}\n", origin_);
    return std::move(result_);
  }

 private:
  void put(std::string_view text, TextOrigin origin) {
    result_.put(text, origin);
    if (!text.empty()) at_line_start_ = text.ends_with('\n');
  }

  void code(const MappedText& text) {
    if (at_line_start_) begin_line();
    result_.append(text);
    at_line_start_ = false;
  }

  void sequence(std::string_view text, TextOrigin origin) {
    MappedText mapped;
    mapped.put(concat("${", quote(text), "}"), origin);
    code(mapped);
  }

  void literal(const Piece& piece, bool before_code) {
    std::string_view text = piece.text;
    if (!fits_heredoc(text)) return sequence(text, piece.origin);
    // A `$` or `%` at the end would join with the code behind it.
    const std::size_t plain = before_code ? text.find_last_not_of("$%") + 1 : text.size();
    const std::string_view last = text.substr(plain);
    text = text.substr(0, plain);
    while (!text.empty()) {
      const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
      line(text.substr(0, end), piece.origin);
      text.remove_prefix(end);
    }
    if (!last.empty()) sequence(last, piece.origin);
  }

  void line(std::string_view text, TextOrigin origin) {
    const std::size_t start = text.find_first_not_of(" \t");
    uncertain_ =
        uncertain_ || (at_line_start_ && start != std::string_view::npos && may_be_space(text[start]));
    const bool blank = trim(text).empty() && text.ends_with('\n');
    if (at_line_start_ && !blank) begin_line(start == 0);
    put(escape_heredoc(text), origin);
  }

  void begin_line(bool at_margin = true) {
    put(margin_, origin_);
    at_line_start_ = false;
    anchored_ = anchored_ || at_margin;
  }

  TextOrigin origin_;
  std::string margin_;
  bool anchored_ = false;
  bool uncertain_ = false;
  bool at_line_start_ = true;
  MappedText result_{};
};

MappedText heredoc(const Sources& sources, const std::vector<Piece>& pieces, const hcl::Template& whole,
                   TextOrigin origin) {
  bool indented = whole.form == hcl::Template::Form::IndentedHeredoc;
  HeredocWriter writer(origin, indented ? taken_indentation(sources, whole.parts) : 0);
  MappedText content = writer.write(pieces);
  if (indented && !writer.is_anchored()) {
    indented = false;
    content = HeredocWriter(origin, 0).write(pieces);
  }
  const std::string marker = free_marker(content.text(), heredoc_marker(sources.text(whole.span)));
  const int indent = indent_at(sources, whole.span.file, whole.span.begin);
  MappedText result;
  result.put(concat(indented ? "<<-" : "<<", marker, "\n"), origin);
  result.append(content);
  result.put(concat(std::string(std::size_t(indent), ' '), marker), origin);
  return result;
}

}  // namespace

MappedText rebuilt_template(Folding& folding, const eval::Scope& scope, const hcl::Template& text) {
  Flattened flat(folding, text);
  flat.add(text.parts, scope);
  const std::vector<Piece> pieces = joined(std::move(flat).take());
  const TextOrigin origin{.copied = text.span, .value = first_origin(folding, scope, text)};
  if (text.form == hcl::Template::Form::Quoted) return quoted(pieces, origin);
  return heredoc(folding.sources(), pieces, text, origin);
}

}  // namespace blueprint::fold

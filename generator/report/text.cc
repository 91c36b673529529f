#include "report/text.h"

#include <algorithm>

#include "report/columns.h"
#include "report/lines.h"
#include "report/secrets.h"
#include "support/strings.h"

namespace blueprint::report {
namespace {

// Longer lines are cut around the span. In terminal cells.
constexpr std::size_t kWidth = 120;
constexpr std::size_t kBefore = 30;  // Shown before the span of a cut line.

constexpr std::string_view kBold = "\x1b[1m";
constexpr std::string_view kBlue = "\x1b[1;34m";
constexpr std::string_view kReset = "\x1b[0m";

std::string_view color_of(Severity severity) {
  switch (severity) {
    case Severity::Error: return "\x1b[1;31m";
    case Severity::Warning: return "\x1b[1;33m";
    case Severity::Info: return "\x1b[1;36m";
  }
  return "";
}

class Printer {
 public:
  Printer(const Report& report, const Secrets& secrets)
      : report_(report), lines_(report.sources), secrets_(secrets) {}

  void print(const Diagnostic& diagnostic) {
    const std::string_view color = color_of(diagnostic.severity);
    gutter_ = gutter_width(diagnostic);
    put(color, name(diagnostic.severity));
    if (!diagnostic.code.empty()) {
      begin(color);
      out_ += '[';
      append_shown(out_, diagnostic.code);
      out_ += ']';
      end();
    }
    begin(kBold);
    out_ += ": ";
    append_shown(out_, diagnostic.message);
    end();
    out_ += '\n';
    print_place(diagnostic.span, color, '^');
    for (const Label& label : diagnostic.labels) {
      print_note("note", label.text);
      print_place(label.span, kBlue, label.span == diagnostic.span ? '^' : '-');
    }
    if (!diagnostic.help.empty()) print_note("help", diagnostic.help);
    if (diagnostic.fix && diagnostic.help.empty()) print_note("help", diagnostic.fix->title);
    out_ += '\n';
  }

  void print_summary() {
    const Counts counts = count(report_.diagnostics);
    const Severity worst = counts.errors     ? Severity::Error
                           : counts.warnings ? Severity::Warning
                                             : Severity::Info;
    put(report_.diagnostics.empty() ? kBold : color_of(worst), summary(report_));
    out_ += '\n';
  }

  std::string take() && { return std::move(out_); }

 private:
  void begin(std::string_view color) {
    if (report_.color) out_ += color;
  }
  void end() {
    if (report_.color) out_ += kReset;
  }

  void put(std::string_view color, std::string_view text) {
    begin(color);
    out_ += text;
    end();
  }

  void print_note(std::string_view kind, std::string_view text) {
    put(kBold, kind);
    out_ += ": ";
    append_shown(out_, text);
    out_ += '\n';
  }

  // Digits of the largest line number that this diagnostic shows.
  std::size_t gutter_width(const Diagnostic& diagnostic) {
    int largest = 1;
    const auto include = [&](Span span) {
      if (span) largest = std::max(largest, lines_.locate(span.file, last_byte(span)).line);
    };
    include(diagnostic.span);
    for (const Label& label : diagnostic.labels) include(label.span);
    return std::to_string(largest).size();
  }

  static std::uint32_t last_byte(Span span) { return span.end > span.begin ? span.end - 1 : span.begin; }

  void print_gutter(std::string_view number) {
    begin(kBlue);
    out_.append(gutter_ - number.size(), ' ');
    append(out_, number, " |");
    end();
  }

  void print_place(Span span, std::string_view color, char mark) {
    if (!span) return;
    const LineColumn at = lines_.locate(span.file, span.begin);
    begin(kBlue);
    out_.append(gutter_, ' ');
    out_ += "-->";
    end();
    out_ += ' ';
    append_shown(out_, report_.sources.path(span.file));
    append(out_, ":", std::to_string(at.line), ":", std::to_string(at.column), "\n");
    const int last = lines_.locate(span.file, last_byte(span)).line;
    print_gutter("");
    out_ += '\n';
    print_line(span, at.line, color, mark);
    if (last > at.line + 1) {
      put(kBlue, "...");
      out_ += '\n';
    }
    if (last > at.line) print_line(span, last, color, mark);
  }

  // One line, and below it a mark under what of it is in the span.
  void print_line(Span span, int number, std::string_view color, char mark) {
    const auto [line_begin, text] = lines_.line(span.file, number, span.begin);
    const std::string line = secrets_.masked(span.file, line_begin, text);
    const auto blank = std::min(line.find_first_not_of(" \t"), line.size());
    const std::size_t begin = span.begin > line_begin
                                  ? std::min<std::size_t>(span.begin - line_begin, line.size())
                                  : (span.begin == line_begin ? 0 : blank);
    const std::size_t end = std::clamp<std::size_t>(span.end - line_begin, begin, line.size());
    if (line.size() <= kWidth && is_shown_as_is(line))
      return print_marked(number, line, begin, end - begin, color, mark);
    const ShownLine shown = show_line(line);
    const std::size_t from = shown.column[begin];
    const Window window = window_of(shown, from);
    print_marked(number, window.text, from - window.shift, shown.column[end] - from, color, mark);
  }

  // `from` and `width` in cells of what is shown.
  void print_marked(int number, std::string_view text, std::size_t from, std::size_t width,
                    std::string_view color, char mark) {
    print_gutter(std::to_string(number));
    append(out_, text.empty() ? "" : " ", text, "\n");
    print_gutter("");
    out_.append(1 + from, ' ');
    begin(color);
    out_.append(std::clamp<std::size_t>(width, 1, kWidth - from), mark);
    end();
    out_ += '\n';
  }

  // What of a line is shown: all of it, or some cells around the one at `from`.
  struct Window {
    std::string text{};
    std::size_t shift = 0;  // How many cells further left the text stands.
  };

  static Window window_of(const ShownLine& shown, std::size_t from) {
    if (shown.width() <= kWidth) return {.text = shown.text};
    const auto byte_at = [&](std::size_t column) {
      const auto at = std::ranges::lower_bound(shown.column, column);
      return shown.byte[std::min(std::size_t(at - shown.column.begin()), shown.byte.size() - 1)];
    };
    const auto column_at = [&](std::size_t column) {
      return std::min(*std::ranges::lower_bound(shown.column, std::min(column, shown.width())),
                      shown.width());
    };
    const std::size_t first = from + kBefore <= kWidth ? 0 : column_at(from - kBefore);
    const std::size_t last = std::min(column_at(first + kWidth - 1), shown.width());
    const std::string_view text =
        std::string_view(shown.text).substr(byte_at(first), byte_at(last) - byte_at(first));
    return {.text = concat(first > 0 ? "…" : "", text, last < shown.width() ? "…" : ""),
            .shift = first > 0 ? first - 1 : 0};
  }

  const Report& report_;
  Lines lines_;
  const Secrets& secrets_;
  std::string out_;
  std::size_t gutter_ = 1;
};

std::string joined(std::span<const std::string> parts) {
  std::size_t size = 0;
  for (const std::string& part : parts) size += part.size();
  std::string text;
  text.reserve(size);
  for (const std::string& part : parts) text += part;
  return text;
}

}  // namespace

std::string print_text(const Report& report) {
  constexpr std::size_t kPart = 256;
  const std::span<const Diagnostic> all = report.diagnostics;
  const Secrets secrets(report);
  std::vector<std::string> parts((all.size() + kPart - 1) / kPart);
  report.spread(parts.size(), [&](std::size_t i) {
    Printer printer(report, secrets);
    for (const Diagnostic& diagnostic : all.subspan(i * kPart).first(std::min(kPart, all.size() - i * kPart)))
      printer.print(diagnostic);
    parts[i] = std::move(printer).take();
  });
  Printer printer(report, secrets);
  printer.print_summary();
  parts.push_back(std::move(printer).take());
  return joined(parts);
}

}  // namespace blueprint::report

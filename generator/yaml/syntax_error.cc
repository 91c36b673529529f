#include "yaml/syntax_error.h"

#include <algorithm>
#include <cctype>

#include "support/strings.h"

namespace blueprint::yaml {
namespace {

// A complaint that contains `theirs` becomes `message`, with `help`.
struct Wording {
  std::string_view theirs;
  std::string_view message;
  std::string_view help;
};
// The first row that fits holds, so special ones stand before general ones.
constexpr Wording kWordings[] = {
    {"tab character", "a tab is used for indentation", "indent with spaces"},
    {"invalid tab", "a tab is used for indentation", "indent with spaces"},
    {"use tab", "a tab is used for indentation", "indent with spaces"},
    {"invalid nested block mapping", "a second `:` makes another key in the value of a key",
     "quote the value, or put the inner key on a line of its own"},
    {"same line as previous key", "a second `:` makes another key in the value of a key",
     "quote the value, or put the inner key on a line of its own"},
    {"multiline", "a key starts in the middle of the value above it",
     "indent the line like the keys around it, or quote the value"},
    {"without closing quote", "quoted text is never closed", "add the closing quote"},
    {"marker in", "quoted text is never closed", "add the closing quote"},
    {"block scalar with wrongly", "a line of the block has less indentation than its first line",
     "indent every line of the block alike"},
    {"block scalar in block mode", "a line of the block has less indentation than its first line",
     "indent every line of the block alike"},
    {"no linebreak found", "text stands on the line of the block's `|` or `>`",
     "begin the block on the next line"},
    {"wrongly indented", "quoted text is not closed before a line with less indentation",
     "close the quote, or indent the lines that belong to it"},
    {"without a closing", "a bracket is never closed", "close it"},
    {"missing comma", "a comma is missing here", "separate the entries with `,`"},
    {"invalid extra comma", "a comma stands where a value should be", "remove the comma"},
    {"extra closing bracket", "`]` closes nothing", "remove it, or open a `[` before it"},
    {"extra closing brace", "`}` closes nothing", "remove it, or open a `{` before it"},
    {"invalid comment", "a comment needs a blank before its `#`",
     "put a blank before `#`, or quote the text"},
    {"invalid indentation", "the indentation fits none of the lines above",
     "indent the line like the entries it belongs to"},
    {"wrong indendation", "the indentation fits none of the lines above",
     "indent the line like the entries it belongs to"},
    {"invalid value after mapping", "the line belongs to nothing above it",
     "indent it like the entries it belongs to"},
    {"at the end of block sequence", "the line belongs to nothing above it",
     "begin it with `- `, or indent it as part of the entry above"},
    {"expected '-' indicator", "the line belongs to nothing above it",
     "begin it with `- `, or indent it as part of the entry above"},
    {"plain scalar cannot start", "text without quotes cannot start with this character", "quote the text"},
    {"invalid escape", "there is no such escape in double quotes",
     "write `\\\\` for a backslash, or use single quotes"},
    {"hex escape", "the escape needs more hexadecimal digits",
     "write `\\\\` for a backslash, or use single quotes"},
    {"UTF8 escape", "the escape stands for no character",
     "write `\\\\` for a backslash, or use single quotes"},
    {"surrogate", "the escape stands for no character", "write `\\\\` for a backslash, or use single quotes"},
    {"invalid anchor", "an anchor has no name", "name the anchor after `&`"},
    {"invalid alias", "an alias has no name", "quote the text if `*` is meant literally"},
    {"trailing content after", "there is more text after the closing quote",
     "put the whole value in one pair of quotes"},
    {"block sequence on the same line", "a list starts on the line of its key",
     "put each `- ` entry on a line of its own"},
    {"after document end marker", "text stands behind the end of the document",
     "begin the next document with `---`"},
    {"undefined tag prefix", "the tag has a prefix that no `%TAG` line defines", "remove the tag"},
    {"missing '>'", "the tag is never closed", "add the closing `>`"},
    {"depth limit", "the nesting is deeper than 200 levels", "flatten the document"},
};

// The first line of what `span` covers; the whole line when that is nothing.
std::string_view first_line(const Sources& sources, Span span) {
  const std::string_view text = sources.text(span);
  const std::string_view line = text.substr(0, text.find_first_of("\r\n"));
  return trim(line.empty() ? sources.line_at(span.file, span.begin) : line);
}

// `span` without its further lines, and with one byte if it was empty before one.
Span on_first_line(const Sources& sources, Span span) {
  const std::string_view rest = sources.text(span.file).substr(span.begin);
  const std::size_t line = std::min(rest.find_first_of("\r\n"), rest.size());
  const std::size_t wanted = std::max<std::size_t>(span.size(), 1);
  span.end = span.begin + std::uint32_t(std::min(wanted, line));
  return span;
}

// The library places what is wrong with quoted text behind its opening quote.
Span with_quote(const Sources& sources, Span span) {
  const std::string_view text = sources.text(span.file);
  const bool after_quote = span.begin > 0 && (text[span.begin - 1] == '"' || text[span.begin - 1] == '\'');
  const bool opening =
      after_quote &&
      (span.begin < 2 || std::string_view(" \n[{,:").find(text[span.begin - 2]) != std::string_view::npos);
  if (opening) --span.begin;
  return span;
}

// True when nothing but blanks and list dashes stand before `span` on its line.
bool begins_line(const Sources& sources, Span span) {
  const std::string_view before = sources.text(span.file).substr(0, span.begin);
  const std::size_t at = before.find_last_not_of(" -");
  return at == std::string_view::npos || before[at] == '\n';
}

Diagnostic error(Span span, std::string message, std::string help) {
  return {.code = "yaml/syntax", .message = std::move(message), .span = span, .help = std::move(help)};
}

Diagnostic no_colon(std::string_view line, Span span) {
  return error(span, concat("`", line.substr(0, 60), "` has no `:` after it"),
               "write it as `key: value`, or indent it as part of the value above");
}

// `span` is text over several lines that was taken for one key. Either its first
// line is a key without a colon, or its last line is a key that is indented too far.
Diagnostic several_lines_as_key(const Sources& sources, Span span, const Wording& wording) {
  if (begins_line(sources, span)) return no_colon(first_line(sources, span), on_first_line(sources, span));
  const std::string_view text = sources.text(span);
  const std::size_t line = text.find_last_of('\n') + 1;  // 0 when there is no newline.
  const std::size_t key = std::min(text.find_first_not_of(" \t", line), text.size());
  const bool has_tab = text.substr(line, key - line).find('\t') != std::string_view::npos;
  if (has_tab) {
    return error({span.file, span.begin + std::uint32_t(line), span.begin + std::uint32_t(key)},
                 "a tab is used for indentation", "indent with spaces");
  }
  span.begin += std::uint32_t(key);
  return error(span, std::string(wording.message), std::string(wording.help));
}

Diagnostic unclosed(const Sources& sources, Span open_flow) {
  open_flow.end = open_flow.begin + 1;
  const bool is_list = sources.text(open_flow) == "[";
  return error(open_flow, concat("`", is_list ? "[" : "{", "` is never closed"),
               concat("add the closing `", is_list ? "]" : "}", "`"));
}

// In the library's own words, for mistakes that the table does not know.
Diagnostic in_other_words(Span span, std::string_view complaint) {
  std::string message(complaint.empty() ? "the text is not YAML" : complaint);
  message.front() = char(std::tolower(static_cast<unsigned char>(message.front())));
  return error(span, std::move(message), {});
}

}  // namespace

Diagnostic template_error(Span span) {
  return error(span, "`{{` begins a template, which is not YAML",
               "render the template first, or quote the text if the braces are meant literally");
}

Diagnostic syntax_error(const Sources& sources, Span span, std::string_view complaint, Span open_flow) {
  const std::string_view rest = sources.text(span.file).substr(span.begin);
  const bool stops_flow =
      trim(rest).empty() || complaint.find("indicator in a flow") != std::string_view::npos;
  if (open_flow && stops_flow) return unclosed(sources, open_flow);
  if (trim(sources.line_at(span.file, span.begin)).starts_with("{{")) return template_error(span);
  if (complaint.find("expected ':'") != std::string_view::npos) {
    return no_colon(first_line(sources, span), on_first_line(sources, span));
  }
  for (const Wording& wording : kWordings) {
    if (complaint.find(wording.theirs) == std::string_view::npos) continue;
    if (wording.theirs == "multiline") return several_lines_as_key(sources, span, wording);
    const bool about_quotes = wording.message.starts_with("quoted text");
    const Span place = on_first_line(sources, span);
    return error(about_quotes ? with_quote(sources, place) : place, std::string(wording.message),
                 std::string(wording.help));
  }
  return in_other_words(span, complaint);
}

}  // namespace blueprint::yaml

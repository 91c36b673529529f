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

constexpr Wording kWordings[] = {
    {"tab character", "a tab is used for indentation", "indent with spaces"},
    {"invalid tab", "a tab is used for indentation", "indent with spaces"},
    {"invalid nested block mapping", "a second `:` makes another key in the value of a key",
     "quote the value, or put the inner key on a line of its own"},
    {"invalid multiline plain key", "a key starts in the middle of the value above it",
     "indent the line like the keys around it, or quote the value"},
    {"wrongly indented", "quoted text is not closed before the next line with less indentation",
     "close the quote, or indent the lines that belong to it"},
    {"without closing quote", "quoted text is never closed", "add the closing quote"},
    {"without a closing", "a bracket is never closed", "close it"},
    {"missing comma", "a comma is missing here", "separate the entries with `,`"},
    {"invalid extra comma", "a comma stands where a value should be", "remove the comma"},
    {"extra closing bracket", "`]` closes nothing", "remove it, or open a `[` before it"},
    {"extra closing brace", "`}` closes nothing", "remove it, or open a `{` before it"},
    {"invalid indentation", "the indentation fits none of the lines above",
     "indent the line like the entries it belongs to"},
    {"plain scalar cannot start", "text without quotes cannot start with this character", "quote the text"},
    {"invalid escape", "there is no such escape in double quotes",
     "write `\\\\` for a backslash, or use single quotes"},
    {"hex escape", "the escape needs more hexadecimal digits",
     "write `\\\\` for a backslash, or use single quotes"},
    {"invalid anchor", "an anchor has no name", "name the anchor after `&`"},
    {"invalid alias", "an alias has no name", "quote the text if `*` is meant literally"},
    {"trailing content after", "there is more text after the closing quote",
     "put the whole value in one pair of quotes"},
    {"block sequence on the same line", "a list starts on the line of its key",
     "put each `- ` entry on a line of its own"},
    {"undefined tag prefix", "the tag has a prefix that no `%TAG` line defines", "remove the tag"},
    {"missing '>'", "the tag is never closed", "add the closing `>`"},
};

// The first line of what `span` covers; the whole line when that is nothing.
std::string_view first_line(const Sources& sources, Span span) {
  const std::string_view text = sources.text(span);
  const std::string_view line = text.substr(0, text.find_first_of("\r\n"));
  return trim(line.empty() ? sources.line_at(span.file, span.begin) : line);
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

// The last line of the text that was taken for one key over several lines.
Diagnostic several_lines_as_key(const Sources& sources, Span span, const Wording& wording) {
  if (begins_line(sources, span)) {
    const std::string_view line = first_line(sources, span);
    span.end = span.begin + std::uint32_t(std::min<std::size_t>(line.size(), span.size()));
    return error(span, concat("`", line.substr(0, 60), "` has no `:` after it"),
                 "write it as `key: value`, or indent it as part of the value above");
  }
  const std::string_view text = sources.text(span);
  const std::size_t newline = text.find_last_of("\r\n");
  if (newline == std::string_view::npos)
    return error(span, std::string(wording.message), std::string(wording.help));
  const std::size_t key = std::min(text.find_first_not_of(" \t", newline + 1), text.size());
  const bool has_tab = text.substr(newline + 1, key - newline - 1).find('\t') != std::string_view::npos;
  if (has_tab)
    return error({span.file, span.begin + std::uint32_t(newline + 1), span.begin + std::uint32_t(key)},
                 "a tab is used for indentation", "indent with spaces");
  span.begin += std::uint32_t(key);
  return error(span, std::string(wording.message), std::string(wording.help));
}

Diagnostic unclosed(const Sources& sources, Span open_flow) {
  open_flow.end = open_flow.begin + 1;
  const std::string_view open = sources.text(open_flow);
  return error(open_flow, concat("`", open, "` is never closed"),
               concat("add the closing `", open == "[" ? "]" : "}", "`"));
}

Diagnostic template_text(Span span) {
  return error(span, "`{{` begins a template, which is not YAML",
               "quote the text, or render the template first");
}

}  // namespace

Diagnostic syntax_error(const Sources& sources, Span span, std::string_view complaint, Span open_flow) {
  const std::string_view rest = sources.text(span.file).substr(span.begin);
  const bool at_end = trim(rest).empty();
  if (open_flow && at_end) return unclosed(sources, open_flow);
  if (rest.starts_with("{{")) return template_text(span);
  const std::string_view line = sources.line_at(span.file, span.begin);
  if (trim(line).starts_with("{{")) return template_text(span);
  for (const Wording& wording : kWordings) {
    if (complaint.find(wording.theirs) == std::string_view::npos) continue;
    if (wording.theirs == "invalid multiline plain key") return several_lines_as_key(sources, span, wording);
    return error(span, std::string(wording.message), std::string(wording.help));
  }
  if (complaint.find("expected ':'") != std::string_view::npos) {
    return error(span, concat("`", first_line(sources, span).substr(0, 60), "` has no `:` after it"),
                 "write it as `key: value`, or indent it as part of the value above");
  }
  std::string message(complaint.empty() ? "the text is not YAML" : complaint);
  message.front() = char(std::tolower(static_cast<unsigned char>(message.front())));
  return error(span, std::move(message), {});
}

}  // namespace blueprint::yaml

#include "silence/directive.h"

#include <algorithm>
#include <array>

#include "support/strings.h"

namespace blueprint::silence {
namespace {

struct Marker {
  std::string_view text;
  Dialect dialect;
};

// A marker that begins another one stands after it.
constexpr std::array<Marker, 13> kMarkers = {{{"blueprint:ignore", Dialect::Blueprint},
                                              {"checkov:skip=", Dialect::Checkov},
                                              {"bridgecrew:skip=", Dialect::Checkov},
                                              {"cortex:skip=", Dialect::Checkov},
                                              {"trivy:ignore:", Dialect::Trivy},
                                              {"tfsec:ignore:", Dialect::Trivy},
                                              {"tflint-ignore-file:", Dialect::TflintFile},
                                              {"tflint-ignore:", Dialect::Tflint},
                                              {"kics-scan ignore-line", Dialect::KicsLine},
                                              {"kics-scan ignore-block", Dialect::KicsBlock},
                                              {"kics-scan ignore", Dialect::KicsFile},
                                              {"kics-scan disable=", Dialect::KicsFile},
                                              {"kics-scan enable=", Dialect::KicsOnly}}};

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

// Reads one directive, of which `text` is what follows the marker.
class Reader {
 public:
  Reader(Directive& directive, std::string_view text, std::uint32_t offset)
      : directive_(directive), text_(text), offset_(offset) {}

  // Each returns how many bytes belong to the directive.
  std::size_t read_ours() {
    std::size_t end = std::min(text_.find('\n'), text_.size());
    const std::size_t colon = std::min(text_.find(':'), end);
    // A comment in the comment, unless it is in the reason.
    if (text_.substr(0, colon).find(" #") != std::string_view::npos || colon == end) {
      end = std::min({end, text_.find(" #"), text_.find("*/")});
    }
    text_ = text_.substr(0, end);
    return read_ours(std::min(colon, end), end);
  }

  std::size_t read_checkov() {
    const std::size_t begin = std::min(text_.find_first_not_of(" \t"), text_.size());
    const std::size_t end = std::min(text_.find_first_of(":; \t\r\n", begin), text_.size());
    for_each_word(begin, end, [&](std::string_view word, std::size_t at) { add_name(word, at); });
    if (end < text_.size() && text_[end] == ':') {
      const std::string_view rest = text_.substr(end + 1);
      directive_.reason = trim(rest.substr(0, std::min(rest.find('\n'), rest.find("*/"))));
    }
    return end;
  }

  // ID, then any of `:exp:DATE`, `:ws:WORKSPACE` and `[argument=value,…]`, in any order.
  std::size_t read_trivy() {
    std::size_t at = std::min(text_.find_first_of(":[ \t\r\n"), text_.size());
    add_name(text_.substr(0, at), 0);
    while (at < text_.size() && !is_space(text_[at])) {
      if (text_[at] == '[') {
        const std::size_t close = std::min(text_.find_first_of("]\n", at), text_.size());
        add_conditions(text_.substr(at + 1, close - at - 1));
        at = std::min(close + 1, text_.size());
      } else if (text_.substr(at).starts_with(":exp:")) {
        const std::size_t end = std::min(text_.find_first_of(":[ \t\r\n", at + 5), text_.size());
        directive_.until = text_.substr(at + 5, end - at - 5);
        at = end;
      } else if (text_.substr(at).starts_with(":ws:")) {
        const std::size_t end = std::min(text_.find_first_of(":[ \t\r\n", at + 4), text_.size());
        // Without an answer from Terraform, the workspace is the one that is always there.
        directive_.ignored = text_.substr(at + 4, end - at - 4) != "default";
        at = end;
      } else {
        break;
      }
    }
    return at;
  }

  // Names up to a comment in the comment.
  std::size_t read_tflint() {
    std::size_t end = std::min(text_.find('\n'), text_.size());
    end = std::min({end, text_.find('#'), text_.find("//"), text_.find("*/")});
    for_each_word(0, end, [&](std::string_view word, std::size_t at) {
      if (word != "all") add_name(word, at);
    });
    return end;
  }

  std::size_t read_kics(bool names_rules) {
    if (!names_rules) return 0;
    const std::size_t end = std::min(text_.find_first_of(" \t\r\n"), text_.size());
    for_each_word(0, end, [&](std::string_view word, std::size_t at) { add_name(word, at); });
    return end;
  }

 private:
  std::size_t read_ours(std::size_t colon, std::size_t end) {
    bool date_follows = false;
    for_each_word(0, colon, [&](std::string_view word, std::size_t at) {
      if (date_follows)
        directive_.until = word;
      else if (word != "until")
        add_name(word, at);
      date_follows = word == "until";
    });
    if (date_follows) directive_.until = "until";  // Which is no date, and is reported as such.
    if (colon < text_.size()) directive_.reason = trim_end(text_.substr(colon + 1));
    return colon < text_.size() ? end : without_end(end);
  }

  void add_name(std::string_view word, std::size_t at) {
    if (word.empty()) return;
    const auto begin = std::uint32_t(offset_ + at);
    directive_.names.push_back({.text = std::string(word),
                                .span = {directive_.span.file, begin, std::uint32_t(begin + word.size())}});
  }

  template <typename Use>
  void for_each_word(std::size_t begin, std::size_t end, Use use) {
    for (std::size_t at = begin; at < end;) {
      const std::size_t next = std::min(text_.find_first_of(", \t\r", at), end);
      if (next > at) use(text_.substr(at, next - at), at);
      at = next + 1;
    }
  }

  void add_conditions(std::string_view list) {
    for (const std::string_view each : split(list, ',')) {
      const std::size_t equals = each.find('=');
      if (equals == std::string_view::npos) continue;
      std::string_view value = trim(each.substr(equals + 1));
      if (value.size() >= 2 && value.front() == '"') value = value.substr(1, value.size() - 2);
      directive_.conditions.push_back(
          {.path = std::string(trim(each.substr(0, equals))), .value = std::string(value)});
    }
  }

  // The reason ends where a comment of several lines does.
  static std::string trim_end(std::string_view text) {
    return std::string(trim(text.substr(0, text.find("*/"))));
  }

  std::size_t without_end(std::size_t end) const {
    while (end > 0 && is_space(text_[end - 1])) --end;
    return end;
  }

  Directive& directive_;
  std::string_view text_;
  std::uint32_t offset_;
};

// Words before a directive of ours make it prose; others may stand behind one another.
bool stands_alone(std::string_view comment, std::size_t at, const Marker& marker) {
  constexpr std::string_view kBefore = "#/* \t\r\n";
  if (marker.dialect != Dialect::Blueprint) {
    return at == 0 || kBefore.find(comment[at - 1]) != std::string_view::npos;
  }
  const std::size_t end = at + marker.text.size();
  if (end < comment.size() && !is_space(comment[end]) && comment[end] != ':') return false;
  while (at > 0 && comment[at - 1] != '\n') {
    if (kBefore.find(comment[--at]) == std::string_view::npos) return false;
  }
  return true;
}

std::size_t read(Directive& directive, std::string_view rest, std::uint32_t offset, bool names_rules) {
  Reader reader(directive, rest, offset);
  switch (directive.dialect) {
    case Dialect::Blueprint: return reader.read_ours();
    case Dialect::Checkov: return reader.read_checkov();
    case Dialect::Trivy: return reader.read_trivy();
    case Dialect::Tflint:
    case Dialect::TflintFile: return reader.read_tflint();
    case Dialect::KicsLine:
    case Dialect::KicsBlock:
    case Dialect::KicsFile:
    case Dialect::KicsOnly: return reader.read_kics(names_rules);
  }
  return 0;
}

}  // namespace

bool may_hold_directives(std::string_view text) {
  // What every marker holds one of.
  for (const std::string_view word : {"ignore", ":skip=", "kics-scan", "checkov.io/skip"}) {
    if (text.find(word) != std::string_view::npos) return true;
  }
  return false;
}

std::vector<Directive> read_directives(std::string_view comment, Span place) {
  std::vector<Directive> found;
  for (std::size_t at = 0; at < comment.size();) {
    const std::string_view rest = comment.substr(at);
    const auto starts = [&](const Marker& marker) { return rest.starts_with(marker.text); };
    const auto marker = std::ranges::find_if(kMarkers, starts);
    if (marker == kMarkers.end() || !stands_alone(comment, at, *marker)) {
      ++at;
      continue;
    }
    const auto begin = std::uint32_t(place.begin + at);
    Directive directive{.dialect = marker->dialect, .span = {place.file, begin, begin}};
    const std::size_t size = marker->text.size();
    const bool names_rules = marker->text.ends_with('=');
    at += size + read(directive, rest.substr(size), std::uint32_t(begin + size), names_rules);
    directive.span.end = std::uint32_t(place.begin + at);
    const bool says_something =
        !directive.names.empty() || directive.dialect == Dialect::Blueprint ||
        (directive.dialect != Dialect::Checkov && directive.dialect != Dialect::Trivy &&
         directive.dialect != Dialect::KicsOnly);
    if (says_something) found.push_back(std::move(directive));
  }
  return found;
}

bool is_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  constexpr std::array<std::size_t, 8> kDigits = {0, 1, 2, 3, 5, 6, 8, 9};
  for (const std::size_t i : kDigits) {
    if (text[i] < '0' || text[i] > '9') return false;
  }
  const auto number = [&](std::size_t at, std::size_t size) {
    int result = 0;
    for (const char c : text.substr(at, size)) result = result * 10 + (c - '0');
    return result;
  };
  const int year = number(0, 4);
  const int month = number(5, 2);
  const int day = number(8, 2);
  constexpr std::array<int, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (month < 1 || month > 12) return false;
  const bool leap = month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return day >= 1 && day <= kDays[std::size_t(month) - 1] + (leap ? 1 : 0);
}

}  // namespace blueprint::silence

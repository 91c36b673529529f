#include "secrets/shapes.h"

#include <re2/re2.h>

#include <algorithm>
#include <cstdlib>

#include "catalog/table.h"
#include "secrets/plausible.h"
#include "support/strings.h"

namespace blueprint::secrets {
namespace {

constexpr std::size_t kLongest = 4096;       // No token is longer; bounds the work at one mark.
constexpr std::size_t kLongestAround = 256;  // From a mark in the middle on.
constexpr std::size_t kLongestKey = 16384;   // Of a private key.
constexpr std::size_t kShortestKey = 24;     // Less is an illustration.

bool is_alnum(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

// Whether a token may begin here: not in the middle of a word. In "\nAKIA…" the n is none of one.
bool begins_word(std::string_view text, std::size_t at) {
  if (at == 0 || !is_alnum(text[at - 1])) return true;
  return at >= 2 && text[at - 2] == '\\' &&
         std::string_view("nrt").find(text[at - 1]) != std::string_view::npos;
}

}  // namespace

Shape::Shape(std::string_view check, std::string_view name, std::vector<std::string_view> marks,
             std::size_t before, std::string_view pattern, double entropy)
    : check_(check),
      name_(name),
      marks_(std::move(marks)),
      before_(before),
      source_(pattern),
      entropy_(entropy),
      has_case_(!pattern.starts_with("(?i)")),
      once_(std::make_unique<std::once_flag>()) {}

Shape::~Shape() = default;
Shape::Shape(Shape&&) noexcept = default;

const re2::RE2& Shape::pattern() const {
  std::call_once(*once_, [&] {
    pattern_ = std::make_unique<re2::RE2>(re2::StringPiece(source_.data(), source_.size()), re2::RE2::Quiet);
  });
  return *pattern_;
}

std::optional<Range> Shape::at(std::string_view text, Range mark) const {
  const std::size_t begin = mark.begin - std::min(before_, mark.begin);
  const bool is_anchored = before_ == 0;
  // A mark in other case is no mark of a token; a context may be written as one likes.
  const std::string_view written = text.substr(mark.begin, mark.end - mark.begin);
  if (has_case_ && std::ranges::none_of(marks_, [&](auto known) { return written.starts_with(known); }))
    return std::nullopt;
  if (has_case_ && is_anchored && is_alnum(written.front()) && !begins_word(text, begin)) return std::nullopt;
  const re2::RE2& pattern = this->pattern();
  if (!pattern.ok()) return std::nullopt;
  const std::string_view window = text.substr(begin, before_ + (is_anchored ? kLongest : kLongestAround));
  re2::StringPiece found[2];
  const bool matches = pattern.Match(re2::StringPiece(window.data(), window.size()), 0, window.size(),
                                     is_anchored ? re2::RE2::ANCHOR_START : re2::RE2::UNANCHORED, found,
                                     pattern.NumberOfCapturingGroups() > 0 ? 2 : 1);
  if (!matches) return std::nullopt;
  const re2::StringPiece secret = pattern.NumberOfCapturingGroups() > 0 ? found[1] : found[0];
  const auto from = begin + std::size_t(secret.data() - window.data());
  const Range range = {from, from + secret.size()};
  if (!is_anchored && (range.begin > mark.begin || range.end < mark.end || !begins_word(text, range.begin))) {
    return std::nullopt;
  }
  const std::string_view token = text.substr(range.begin, range.end - range.begin);
  return entropy(token) >= entropy_ ? std::optional(range) : std::nullopt;
}

std::vector<Shape> read_shapes(const catalog::Library& library) {
  std::vector<Shape> shapes;
  const catalog::Table table(library.find("catalog/secret-shapes.tsv").value_or(std::string_view()));
  for (const catalog::Row& row : table.rows()) {
    shapes.emplace_back(row[0], row[1], split(row[2], ' '), std::size_t(row.number(3)), row[4],
                        std::strtod(std::string(row[5]).c_str(), nullptr));
  }
  return shapes;
}

std::optional<Range> private_key(std::string_view text, Range head) {
  constexpr std::string_view kEnd = "-----END";
  const std::string_view rest = text.substr(head.end, kLongestKey);
  std::size_t key = 0;
  std::size_t at = 0;
  for (; at < rest.size(); ++at) {
    const char c = rest[at];
    const bool is_escape =
        c == '\\' && at + 1 < rest.size() && std::string_view("nrt\\\"").find(rest[at + 1]) != rest.npos;
    if (is_escape) {
      ++at;
    } else if (is_alnum(c) || c == '+' || c == '/' || c == '=') {
      ++key;
    } else if (std::string_view(" \t\r\n\"',:#|>").find(c) == rest.npos) {
      // "Proc-Type: 4,ENCRYPTED" stands before some.
      if (c != '-' || rest.substr(at).starts_with("---")) break;
    }
  }
  const bool is_whole = rest.substr(at).starts_with(kEnd);
  const bool goes_on = rest.substr(at).starts_with("..") || rest.substr(at).starts_with("…");
  if (key < kShortestKey || goes_on) return std::nullopt;
  if (!is_whole) {
    // Cut off, or in the middle of other text: only what stands together is the key.
    const std::size_t first = rest.find_first_not_of(" \t\r\n\\");
    at = std::min(rest.find_first_of(" \"'<${(", std::min(first, rest.size())), rest.size());
    if (at < kShortestKey) return std::nullopt;
    return Range{head.begin, head.end + at};
  }
  const std::size_t close = rest.find("-----", at + kEnd.size());
  return Range{head.begin, head.end + (close == rest.npos ? at : close + 5)};
}

}  // namespace blueprint::secrets

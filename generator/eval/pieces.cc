#include "eval/pieces.h"

#include <charconv>

#include "eval/functions/json.h"
#include "support/strings.h"

namespace blueprint::eval {

namespace {

// A text of more pieces is not remembered: doubled a few times it would have millions.
constexpr std::size_t kMostPieces = 10'000;
constexpr std::size_t kMostBytes = 64u << 20;

// An unknown piece stands in the text as its number between two characters of
// Unicode's private use area, which no policy contains. Within quotes it is a
// string, whatever else is not known of it.
constexpr std::string_view kOpen = "\uE0B1";
constexpr std::string_view kClose = "\uE0B2";
constexpr std::string_view kCloseQuoted = "\uE0B3";

Value as_string(const Value& unknown) {
  if (!unknown.is_unknown() || unknown.kind() == TypeKind::String) return unknown;
  const std::string_view symbol = unknown.symbol_text();
  const Value text =
      symbol.empty() ? Value::unknown(Type::string()) : Value::symbol(std::string(symbol), Type::string());
  return text.with_sensitive(unknown.is_sensitive());
}

// Whether the end of `text` is inside a JSON string, when its start was.
bool ends_quoted(std::string_view text, bool quoted) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') quoted = !quoted;
    if (text[i] == '\\') ++i;
  }
  return quoted;
}

// A text with marks, cut at them.
class Marked {
 public:
  explicit Marked(std::span<const Value> pieces) : pieces_(pieces) {}

  std::string text() const {
    std::string out;
    bool quoted = false;
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      if (pieces_[i].is_string()) {
        out += pieces_[i].as_string();
        quoted = ends_quoted(pieces_[i].as_string(), quoted);
      } else {
        const std::string_view quote = quoted ? "" : "\"";
        out += concat(quote, kOpen, std::to_string(i), quoted ? kCloseQuoted : kClose, quote);
      }
    }
    return out;
  }

  // `value` with its marks replaced by what they stand for.
  Value resolve(const Value& value) const {
    if (value.is_string()) return resolve_text(value);
    if (value.is_sequence()) {
      std::vector<Value> items;
      for (const Value& item : value.items()) items.push_back(resolve(item));
      return Value::tuple(std::move(items));
    }
    if (value.is_mapping()) {
      std::vector<Entry> entries;
      for (const Entry& entry : value.entries()) {
        const Value key = resolve_text(Value::string(entry.first));
        entries.emplace_back(readable_text(key).value_or(entry.first), resolve(entry.second));
      }
      return Value::object(std::move(entries));
    }
    return value;
  }

 private:
  Value resolve_text(const Value& value) const {
    std::string_view rest = value.as_string();
    if (rest.find(kOpen) == std::string_view::npos) return value;
    PieceWriter out;
    bool only = true;  // The text is one mark and nothing else.
    bool quoted = false;
    const Value* last = nullptr;
    while (!rest.empty()) {
      const std::size_t open = rest.find(kOpen);
      const std::size_t close =
          open == std::string_view::npos ? open : rest.find_first_not_of("0123456789", open + kOpen.size());
      if (close == std::string_view::npos) break;
      quoted = rest.substr(close).starts_with(kCloseQuoted);
      const std::string_view digits = rest.substr(open + kOpen.size(), close - open - kOpen.size());
      std::size_t which = pieces_.size();
      std::from_chars(digits.data(), digits.data() + digits.size(), which);
      if (which >= pieces_.size()) return Value::unknown(Type::string());
      only = only && open == 0 && !last;
      last = &pieces_[which];
      out.append(rest.substr(0, open));
      out.append(*last);
      rest.remove_prefix(close + kClose.size());  // Both ends are as long.
    }
    if (only && last && rest.empty()) return quoted ? as_string(*last) : *last;
    out.append(rest);
    return out.finish();
  }

  std::span<const Value> pieces_;
};

}  // namespace

void PieceWriter::append(const Value& unknown) {
  if (pieces_.size() > kMostPieces) return;
  if (!unknown.pieces().empty()) {
    for (const Value& piece : unknown.pieces()) {
      if (is_full() || size_ + text_.size() > kMostBytes) break;
      if (piece.is_string()) {
        text_ += piece.as_string();
      } else {
        append(piece);
      }
    }
    return;
  }
  size_ += text_.size() + 1;
  if (!text_.empty()) pieces_.push_back(Value::string(std::move(text_)));
  text_.clear();
  pieces_.push_back(unknown);
}

Value PieceWriter::finish() {
  if (pieces_.empty()) return Value::string(std::move(text_));
  if (pieces_.size() > kMostPieces) return Value::unknown(Type::string());
  if (!text_.empty()) pieces_.push_back(Value::string(std::move(text_)));
  return Value::pieced(std::move(pieces_));
}

std::optional<std::string> readable_text(const Value& value) {
  if (value.is_string()) return value.as_string();
  if (!value.symbol_text().empty()) return concat("${", value.symbol_text(), "}");
  if (value.pieces().empty()) return std::nullopt;
  std::string out;
  for (const Value& piece : value.pieces()) out += readable_text(piece).value_or("${…}");
  return out;
}

std::optional<Value> parse_json_pieces(std::span<const Value> pieces, int max_depth, std::string& why,
                                       TrailingCommas commas) {
  const Marked marked(pieces);
  const std::optional<Value> parsed = parse_json(marked.text(), max_depth, why, commas);
  if (!parsed) return std::nullopt;
  return marked.resolve(*parsed);
}

}  // namespace blueprint::eval

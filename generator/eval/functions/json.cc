#include "eval/functions/json.h"

#include "eval/functions/arguments.h"
#include "eval/functions/unicode.h"
#include "eval/pieces.h"
#include "support/strings.h"

namespace blueprint::eval {

namespace {

void write_escaped(std::string& out, char32_t point) {
  constexpr std::string_view kHex = "0123456789abcdef";
  switch (point) {
    case '"': out += "\\\""; return;
    case '\\': out += "\\\\"; return;
    case '\n': out += "\\n"; return;
    case '\r': out += "\\r"; return;
    case '\t': out += "\\t"; return;
    case '\b': out += "\\b"; return;
    case '\f': out += "\\f"; return;
    default: break;
  }
  const bool plain =
      point >= 0x20 && point != '<' && point != '>' && point != '&' && point != 0x2028 && point != 0x2029;
  if (plain) return unicode::append(out, point);
  out += "\\u";
  for (int shift = 12; shift >= 0; shift -= 4) out += kHex[(point >> shift) & 0xF];
}

void write_escaped(std::string& out, std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const unicode::Decoded next = unicode::decode(text, at);
    if (next.point == unicode::kReplacement && next.size == 1) {
      out += "\\ufffd";
    } else {
      write_escaped(out, next.point);
    }
    at += next.size;
  }
}

void write_quoted(std::string& out, std::string_view text) {
  out += '"';
  write_escaped(out, text);
  out += '"';
}

enum class Unknown { Null, Pieces };

void write_unknown(PieceWriter& out, const Value& value) {
  if (value.pieces().empty()) return out.append(value);
  out.append("\"");
  for (const Value& piece : value.pieces()) {
    if (piece.is_string()) {
      write_escaped(out.text(), piece.as_string());
    } else {
      out.append(piece);
    }
  }
  out.append("\"");
}

void write(PieceWriter& out, const Value& value, Unknown unknown) {
  // A value may be far larger than what it takes in memory: parts of it are shared.
  if (out.is_full()) return;
  if (value.is_string()) {
    write_quoted(out.text(), value.as_string());
  } else if (value.is_number()) {
    out.append(value.as_number().text());
  } else if (value.is_bool()) {
    out.append(value.as_bool() ? "true" : "false");
  } else if (value.is_sequence()) {
    out.append("[");
    bool first = true;
    for (const Value& item : value.items()) {
      if (!first) out.append(",");
      first = false;
      write(out, item, unknown);
    }
    out.append("]");
  } else if (value.is_mapping()) {
    out.append("{");
    bool first = true;
    for (const Entry* entry : value.sorted_entries()) {
      if (!first) out.append(",");
      first = false;
      write_quoted(out.text(), entry->first);
      out.append(":");
      write(out, entry->second, unknown);
    }
    out.append("}");
  } else if (value.is_unknown() && unknown == Unknown::Pieces) {
    write_unknown(out, value);
  } else {
    out.append("null");
  }
}

}  // namespace

std::string json_text(const Value& value) {
  constexpr std::size_t kMostBytes = 64u << 20;
  PieceWriter out(kMostBytes);
  write(out, value, Unknown::Null);
  return std::move(out.text());
}

Value json_string(const Value& value, std::size_t max_bytes) {
  PieceWriter out(max_bytes);
  write(out, value, Unknown::Pieces);
  return out.is_full() ? Value::unknown(Type::string()) : out.finish();
}

std::string json_quoted(std::string_view text) {
  std::string out;
  write_quoted(out, text);
  return out;
}

}  // namespace blueprint::eval

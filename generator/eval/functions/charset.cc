#include "eval/functions/charset.h"

#include <algorithm>
#include <iterator>

#include "eval/functions/unicode.h"
#include "support/strings.h"

namespace blueprint::eval {

namespace {

struct Alias {
  std::string_view name;
  Charset charset;
};

constexpr Alias kAliases[] = {
    {"utf-8", Charset::Utf8},
    {"csutf8", Charset::Utf8},
    {"utf-16", Charset::Utf16},
    {"csutf16", Charset::Utf16},
    {"utf-16le", Charset::Utf16Le},
    {"csutf16le", Charset::Utf16Le},
    {"utf-16be", Charset::Utf16Be},
    {"csutf16be", Charset::Utf16Be},
    {"us-ascii", Charset::Ascii},
    {"ascii", Charset::Ascii},
    {"us", Charset::Ascii},
    {"iso646-us", Charset::Ascii},
    {"ansi_x3.4-1968", Charset::Ascii},
    {"csascii", Charset::Ascii},
    {"iso-8859-1", Charset::Latin1},
    {"iso_8859-1", Charset::Latin1},
    {"iso_8859-1:1987", Charset::Latin1},
    {"latin1", Charset::Latin1},
    {"l1", Charset::Latin1},
    {"ibm819", Charset::Latin1},
    {"cp819", Charset::Latin1},
    {"csisolatin1", Charset::Latin1},
    {"iso-8859-15", Charset::Latin9},
    {"iso_8859-15", Charset::Latin9},
    {"latin-9", Charset::Latin9},
    {"csiso885915", Charset::Latin9},
    {"windows-1252", Charset::Windows1252},
    {"cswindows1252", Charset::Windows1252},
};

// The characters of bytes 0x80 to 0x9F.
constexpr char32_t kWindows1252[] = {
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178,
};

struct Substitution {
  unsigned char byte;
  char32_t point;
};

// Where ISO-8859-15 differs from ISO-8859-1.
constexpr Substitution kLatin9[] = {
    {0xA4, 0x20AC}, {0xA6, 0x0160}, {0xA8, 0x0161}, {0xB4, 0x017D},
    {0xB8, 0x017E}, {0xBC, 0x0152}, {0xBD, 0x0153}, {0xBE, 0x0178},
};

char32_t point_of(unsigned char byte, Charset charset) {
  if (charset == Charset::Ascii && byte >= 0x80) return unicode::kReplacement;
  if (charset == Charset::Windows1252 && byte >= 0x80 && byte < 0xA0) return kWindows1252[byte - 0x80];
  if (charset == Charset::Latin9) {
    const auto found = std::ranges::find(kLatin9, byte, &Substitution::byte);
    if (found != std::end(kLatin9)) return found->point;
  }
  return byte;
}

std::optional<char> byte_of(char32_t point, Charset charset) {
  for (unsigned byte = 0; byte < 256; ++byte) {
    if (point_of(static_cast<unsigned char>(byte), charset) == point) return static_cast<char>(byte);
  }
  return std::nullopt;
}

void append_unit(std::string& out, char32_t unit, bool little) {
  const auto high = static_cast<char>((unit >> 8) & 0xFF);
  const auto low = static_cast<char>(unit & 0xFF);
  out += little ? low : high;
  out += little ? high : low;
}

void append_utf16(std::string& out, char32_t point, bool little) {
  if (point < 0x10000) return append_unit(out, point, little);
  append_unit(out, 0xD800 + ((point - 0x10000) >> 10), little);
  append_unit(out, 0xDC00 + ((point - 0x10000) & 0x3FF), little);
}

std::optional<std::string> decode_utf16(std::string_view bytes, bool little) {
  if (bytes.size() % 2 != 0) return std::nullopt;
  std::string out;
  const auto unit = [&](std::size_t at) {
    const auto first = static_cast<unsigned char>(bytes[at]);
    const auto second = static_cast<unsigned char>(bytes[at + 1]);
    return static_cast<char32_t>(little ? first | (second << 8) : (first << 8) | second);
  };
  for (std::size_t at = 0; at < bytes.size(); at += 2) {
    char32_t point = unit(at);
    if (point >= 0xD800 && point < 0xE000) {
      if (point >= 0xDC00 || at + 2 >= bytes.size()) return std::nullopt;
      const char32_t low = unit(at + 2);
      if (low < 0xDC00 || low >= 0xE000) return std::nullopt;
      point = 0x10000 + ((point - 0xD800) << 10) + (low - 0xDC00);
      at += 2;
    }
    unicode::append(out, point);
  }
  return out;
}

}  // namespace

Charset find_charset(std::string_view name) {
  const std::string lower = unicode::lower(name);
  const auto found = std::ranges::find(kAliases, lower, &Alias::name);
  return found == std::end(kAliases) ? Charset::Unsupported : found->charset;
}

bool is_charset_name(std::string_view name) {
  constexpr std::string_view kFamilies[] = {"iso", "windows-", "ibm",   "cp",    "koi8",  "gb",        "big5",
                                            "euc", "utf",      "latin", "hz-",   "shift", "macintosh", "ms_",
                                            "cs",  "us",       "x-",    "ascii", "ansi",  "tis"};
  const std::string lower = unicode::lower(name);
  return std::ranges::any_of(
      kFamilies, [&](std::string_view family) { return std::string_view(lower).starts_with(family); });
}

std::string_view name(Charset charset) {
  switch (charset) {
    case Charset::Utf8: return "UTF-8";
    case Charset::Utf16: return "UTF-16";
    case Charset::Utf16Le: return "UTF-16LE";
    case Charset::Utf16Be: return "UTF-16BE";
    case Charset::Ascii: return "US-ASCII";
    case Charset::Latin1: return "ISO_8859-1:1987";
    case Charset::Latin9: return "ISO-8859-15";
    case Charset::Windows1252: return "windows-1252";
    case Charset::Unsupported: break;
  }
  return "this encoding";
}

std::optional<std::string> encode(std::string_view utf8, Charset charset) {
  if (charset == Charset::Utf8) return std::string(utf8);
  const bool wide = charset == Charset::Utf16 || charset == Charset::Utf16Le || charset == Charset::Utf16Be;
  std::string out;
  if (charset == Charset::Utf16) append_unit(out, 0xFEFF, false);
  for (std::size_t at = 0; at < utf8.size();) {
    const unicode::Decoded next = unicode::decode(utf8, at);
    at += next.size;
    if (wide) {
      append_utf16(out, next.point, charset == Charset::Utf16Le);
      continue;
    }
    const std::optional<char> byte = byte_of(next.point, charset);
    if (!byte || next.point == unicode::kReplacement) return std::nullopt;
    out += *byte;
  }
  return out;
}

std::optional<std::string> decode(std::string_view bytes, Charset charset) {
  if (charset == Charset::Utf8) return is_utf8(bytes) ? std::optional(std::string(bytes)) : std::nullopt;
  if (charset == Charset::Utf16Le) return decode_utf16(bytes, true);
  if (charset == Charset::Utf16Be) return decode_utf16(bytes, false);
  if (charset == Charset::Utf16) {
    const bool little = bytes.starts_with("\xFF\xFE");
    return decode_utf16(bytes.substr(little || bytes.starts_with("\xFE\xFF") ? 2 : 0), little);
  }
  std::string out;
  for (const char c : bytes) {
    const char32_t point = point_of(static_cast<unsigned char>(c), charset);
    if (point == unicode::kReplacement) return std::nullopt;
    unicode::append(out, point);
  }
  return out;
}

}  // namespace blueprint::eval

#include "yaml/prescan.h"

#include <array>
#include <cstdio>

#include "support/strings.h"

namespace blueprint::yaml {
namespace {

constexpr std::size_t kMaxBytes = 32u << 20;
constexpr std::size_t kMaxDepth = 200;
constexpr std::size_t kMaxStructure = 1'000'000;

// What a byte is to this scan. Most files are read to be thrown away after one
// look, so the scan is one table and one loop.
enum class Byte : std::uint8_t { Plain, Blank, Open, Structure, Control, High };

constexpr std::array<Byte, 256> kBytes = [] {
  std::array<Byte, 256> table{};
  for (std::size_t i = 0; i < 0x20; ++i) table[i] = Byte::Control;
  for (std::size_t i = 0x80; i < 0x100; ++i) table[i] = Byte::High;
  table[0x7F] = Byte::Control;
  for (const char c : {' ', '\t', '\r', '\n'}) table[std::size_t(c)] = Byte::Blank;
  for (const char c : {'[', '{'}) table[std::size_t(c)] = Byte::Open;
  for (const char c : {',', '!', '&'}) table[std::size_t(c)] = Byte::Structure;
  return table;
}();

Byte kind_of(char c) { return kBytes[static_cast<unsigned char>(c)]; }

// The number of bytes a UTF-8 sequence with this first byte has.
std::size_t sequence_length(unsigned char first) {
  if (first >= 0xF0) return 4;
  if (first >= 0xE0) return 3;
  return first >= 0x80 ? 2 : 1;
}

std::string hex(unsigned char byte) {
  char buffer[8];
  std::snprintf(buffer, sizeof buffer, "0x%02X", unsigned(byte));
  return buffer;
}

Diagnostic refusal(Span span, std::string_view code, std::string message, std::string help) {
  return {.code = std::string(code), .message = std::move(message), .span = span, .help = std::move(help)};
}

Span bytes(FileId file, std::size_t at, std::size_t size) {
  return {file, std::uint32_t(at), std::uint32_t(at + size)};
}

std::optional<Diagnostic> bad_bytes(std::string_view text, FileId file) {
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) {
    return refusal(bytes(file, 0, 2), "yaml/syntax", "the file is UTF-16, not UTF-8", "save it as UTF-8");
  }
  for (std::size_t at = 0; at < text.size();) {
    const Byte kind = kind_of(text[at]);
    if (kind < Byte::Control) {
      ++at;
      continue;
    }
    const auto byte = static_cast<unsigned char>(text[at]);
    if (kind == Byte::Control) {
      return refusal(bytes(file, at, 1), "yaml/syntax",
                     concat("the control character ", hex(byte), " cannot be in YAML"),
                     "remove it, or write it as an escape in double quotes");
    }
    const std::size_t length = sequence_length(byte);
    if (!is_utf8(text.substr(at, length))) {
      return refusal(bytes(file, at, 1), "yaml/syntax", concat("the byte ", hex(byte), " is not UTF-8"),
                     "save the file as UTF-8");
    }
    at += length;
  }
  return std::nullopt;
}

// The library reads a bracket to its end before it reports anything, so the
// limits of depth and size must hold before it begins. No text in quotes is so
// full of brackets that this refuses a sound file.
std::optional<Diagnostic> too_much_structure(std::string_view text, FileId file) {
  std::size_t run = 0;
  std::size_t structure = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const Byte kind = kind_of(text[at]);
    if (kind == Byte::Blank) continue;
    if (kind == Byte::Open || kind == Byte::Structure) ++structure;
    run = kind == Byte::Open ? run + 1 : 0;
    if (run > kMaxDepth) {
      return refusal(bytes(file, at, 1), "yaml/limit", "the nesting is deeper than 200 levels",
                     "flatten the document");
    }
  }
  if (structure > kMaxStructure) {
    return refusal(bytes(file, 0, 0), "yaml/limit", "the file has more than a million values",
                   "split the file");
  }
  return std::nullopt;
}

}  // namespace

std::optional<Diagnostic> prescan(std::string_view text, FileId file) {
  if (text.size() > kMaxBytes) {
    return refusal(bytes(file, 0, 0), "yaml/limit", "the file has more than 32 MiB", "split the file");
  }
  if (auto found = bad_bytes(text, file)) return found;
  return too_much_structure(text, file);
}

}  // namespace blueprint::yaml

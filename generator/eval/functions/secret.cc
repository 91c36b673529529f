#include "eval/functions/secret.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>

#include "support/strings.h"

namespace blueprint::eval {

namespace {

constexpr std::string_view kUpperDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
constexpr std::string_view kAlnum = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
constexpr std::string_view kWord = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";

// A token: how it begins, and at least how many characters of which kind follow.
struct Shape {
  std::string_view prefix;
  std::string_view characters;
  std::size_t least;
};

constexpr Shape kShapes[] = {
    {"AKIA", kUpperDigits, 16}, {"ASIA", kUpperDigits, 16}, {"ghp_", kAlnum, 36},
    {"gho_", kAlnum, 36},       {"ghu_", kAlnum, 36},       {"ghs_", kAlnum, 36},
    {"ghr_", kAlnum, 36},       {"github_pat_", kWord, 40}, {"glpat-", kWord, 20},
    {"xoxa-", kWord, 10},       {"xoxb-", kWord, 10},       {"xoxp-", kWord, 10},
    {"xoxr-", kWord, 10},       {"xoxs-", kWord, 10},       {"sk_live_", kAlnum, 20},
    {"rk_live_", kAlnum, 20},   {"AIza", kWord, 35},        {"npm_", kAlnum, 36},
    {"SG.", kWord, 20},         {"hvs.", kWord, 24},
};

bool is_word(char c) { return kWord.find(c) != std::string_view::npos; }

bool has_shape(std::string_view text, const Shape& shape) {
  for (std::size_t at = text.find(shape.prefix); at != std::string_view::npos;
       at = text.find(shape.prefix, at + 1)) {
    if (at > 0 && is_word(text[at - 1])) continue;
    const std::string_view rest = text.substr(at + shape.prefix.size());
    const std::size_t size = std::min(rest.find_first_not_of(shape.characters), rest.size());
    // Documentation's own key, which is in half of all examples.
    if (size >= shape.least && !text.substr(at, shape.prefix.size() + size).ends_with("EXAMPLE")) return true;
  }
  return false;
}

bool has_private_key(std::string_view text) {
  constexpr std::string_view kBegin = "-----BEGIN ";
  const std::size_t at = text.find(kBegin);
  if (at == std::string_view::npos) return false;
  const std::string_view rest = text.substr(at + kBegin.size());
  const std::string_view title = rest.substr(0, rest.find("-----"));
  return title.size() <= 40 && title.find("PRIVATE KEY") != std::string_view::npos;
}

// Bits per character.
double entropy(std::string_view text) {
  std::array<std::size_t, 256> counts{};
  for (const char c : text) ++counts[static_cast<unsigned char>(c)];
  double bits = 0;
  for (const std::size_t count : counts) {
    if (count == 0) continue;
    const double share = static_cast<double>(count) / static_cast<double>(text.size());
    bits -= share * std::log2(share);
  }
  return bits;
}

bool all_of(std::string_view text, std::string_view characters) {
  return text.find_first_not_of(characters) == std::string_view::npos;
}

bool has_any(std::string_view text, char first, char last) {
  return std::ranges::any_of(text, [&](char c) { return c >= first && c <= last; });
}

// As many small letters in a row as words have, and chance has not.
bool has_word(std::string_view text) {
  std::size_t run = 0;
  for (const char c : text) {
    run = c >= 'a' && c <= 'z' ? run + 1 : 0;
    if (run == 7) return true;
  }
  return false;
}

bool looks_random(std::string_view text) {
  if (text.size() < 32 || text.size() > 512) return false;
  if (all_of(text, "0123456789abcdef") || all_of(text, "0123456789ABCDEF")) {
    const bool mixed = has_any(text, '0', '9') && (has_any(text, 'a', 'f') || has_any(text, 'A', 'F'));
    return mixed && entropy(text) >= 3.0;
  }
  std::string_view body = text;
  while (body.ends_with('=')) body.remove_suffix(1);
  constexpr std::string_view kBase64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  if (text.size() - body.size() > 2 || !all_of(body, kBase64) || body.starts_with('/')) return false;
  const auto digits = std::ranges::count_if(body, [](char c) { return c >= '0' && c <= '9'; });
  const bool mixed = digits >= 3 && has_any(body, 'a', 'z') && has_any(body, 'A', 'Z');
  return mixed && !has_word(body) && entropy(body) >= 4.3;
}

}  // namespace

bool looks_secret(std::string_view text) {
  if (has_private_key(text)) return true;
  if (std::ranges::any_of(kShapes, [&](const Shape& shape) { return has_shape(text, shape); })) return true;
  return looks_random(trim(text));
}

}  // namespace blueprint::eval

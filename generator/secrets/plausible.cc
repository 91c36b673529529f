#include "secrets/plausible.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "catalog/table.h"

namespace blueprint::secrets {
namespace {

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return is_lower(c) || is_upper(c); }
char lower(char c) { return is_upper(c) ? char(c - 'A' + 'a') : c; }

struct Makeup {
  std::size_t lower = 0;
  std::size_t upper = 0;
  std::size_t digits = 0;
  std::size_t others = 0;
  std::size_t kinds() const {
    return std::size_t(lower > 0) + std::size_t(upper > 0) + std::size_t(digits > 0) +
           std::size_t(others > 0);
  }
};

Makeup makeup(std::string_view text) {
  Makeup made;
  for (const char c : text)
    ++(is_lower(c) ? made.lower : is_upper(c) ? made.upper : is_digit(c) ? made.digits : made.others);
  return made;
}

bool is_hex(std::string_view text) {
  return text.find_first_not_of("0123456789abcdef") == text.npos ||
         text.find_first_not_of("0123456789ABCDEF") == text.npos;
}

bool is_uuid(std::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (dash ? text[i] != '-' : !is_digit(text[i]) && !(lower(text[i]) >= 'a' && lower(text[i]) <= 'f'))
      return false;
  }
  return true;
}

// As many letters of one case in a row as words have, and chance has not.
bool has_word(std::string_view text, std::size_t letters) {
  std::size_t run = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    run = is_lower(text[i]) ? run + 1 : 0;
    if (run == letters) return true;
  }
  return false;
}

// Mostly words of which each begins with a capital, as names do.
bool is_camel_case(std::string_view text) {
  constexpr std::size_t kWord = 3;
  std::size_t in_words = 0;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at + 1;
    while (is_upper(text[at]) && end < text.size() && is_lower(text[end])) ++end;
    if (end - at >= kWord) in_words += end - at;
    at = end;
  }
  return in_words * 2 > text.size();
}

// "db-password-2", "us.east/1": words and small numbers with something between them.
bool is_name(std::string_view text) {
  bool parted = false;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find_first_of("-_./:@", at), text.size());
    const Makeup part = makeup(text.substr(at, end - at));
    const bool is_word =
        part.others == 0 && part.digits <= 2 && (part.lower == 0 || part.upper <= 1 || part.digits == 0);
    const bool is_number = part.digits > 0 && part.kinds() == 1;
    if (!is_word && !is_number) return false;
    parted = parted || end < text.size();
    at = end + 1;
  }
  return parted;
}

// The longest run of one character, and of characters that follow each other as "abc" or "321" do.
std::size_t longest_run(std::string_view text, int step) {
  std::size_t best = 1;
  std::size_t run = 1;
  for (std::size_t i = 1; i < text.size(); ++i) {
    run = text[i] - text[i - 1] == step ? run + 1 : 1;
    best = std::max(best, run);
  }
  return best;
}

}  // namespace

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

std::vector<std::string> words_of(std::string_view name) {
  std::vector<std::string> words(1);
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    const bool is_new =
        i > 0 && ((is_upper(c) && is_lower(name[i - 1])) || is_digit(c) != is_digit(name[i - 1]));
    if (is_new && !words.back().empty()) words.emplace_back();
    if (is_letter(c) || is_digit(c))
      words.back() += lower(c);
    else if (!words.back().empty())
      words.emplace_back();
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

Plausible::Plausible(const catalog::Library& library) {
  const catalog::Table table(library.find("catalog/secret-not.tsv").value_or(std::string_view()));
  for (const catalog::Row& row : table.rows()) {
    if (row[1] == "anywhere")
      anywhere_.push_back(row[0]);
    else
      (row[1] == "name" ? names_ : words_).insert(row[0]);
  }
}

// Not an expression, an address, a reference to where the secret is kept, or its hash.
bool Plausible::is_literal(std::string_view text) const {
  constexpr std::array<std::string_view, 27> kBegins = {
      "arn:",   "http:",   "https:", "/",     "./",    "../",  "~/",    "file:", "s3:",
      "ssm:",   "vault:",  "kms:",   "ENC[",  "$",     "<",    "%",     "var.",  "data.",
      "local.", "module.", "each.",  "self.", "path.", "ref+", "op://", "aws_",  "random_"};
  constexpr std::array<std::string_view, 17> kHolds = {"${",    "{{",   "%{",     "$(",      "<%",
                                                       "((",    "]]",   "://",    "::",      "$2a$",
                                                       "$2b$",  "$2y$", "$apr1$", "$argon2", "$pbkdf2",
                                                       "{SSHA", "{SHA"};
  return std::ranges::none_of(kBegins, [&](auto begin) { return text.starts_with(begin); }) &&
         std::ranges::none_of(kHolds, [&](auto held) { return text.find(held) != text.npos; }) &&
         std::ranges::all_of(text, [](char c) { return c > ' ' && c < '\x7f'; });
}

// Can `letters` be read as words of the list, one after the other?
bool Plausible::is_all_words(std::string_view letters) const {
  constexpr std::size_t kLongest = 64;
  if (letters.size() > kLongest) return false;
  std::array<bool, kLongest + 1> reached{};
  reached[0] = true;
  for (std::size_t from = 0; from < letters.size(); ++from) {
    for (std::size_t size = 1; reached[from] && from + size <= letters.size(); ++size) {
      if (words_.contains(letters.substr(from, size))) reached[from + size] = true;
    }
  }
  return reached[letters.size()];
}

bool Plausible::is_placeholder(std::string_view text) const {
  std::string small(text);
  std::ranges::transform(small, small.begin(), lower);
  if (std::ranges::any_of(anywhere_, [&](auto word) { return small.find(word) != small.npos; })) return true;
  std::string letters = small;
  std::erase_if(letters, [](char c) { return !is_letter(c); });
  // Who mixes all four kinds of characters has a rule for passwords to meet, and means it.
  if (makeup(text).kinds() < 4 && is_all_words(letters)) return true;
  const std::size_t counted = std::max(longest_run(text, 1), longest_run(text, -1));
  return longest_run(text, 0) >= 6 || counted >= std::max<std::size_t>(8, text.size() - text.size() / 8);
}

bool Plausible::is_public_name(std::string_view name) const {
  return std::ranges::any_of(words_of(name), [&](const std::string& word) { return names_.contains(word); });
}

bool Plausible::is_password(std::string_view text) const {
  const Makeup made = makeup(text);
  const bool is_mixed = (made.digits > 0 && made.lower + made.upper > 0) || made.kinds() >= 3;
  return text.size() >= 8 && text.size() <= 128 && is_mixed && entropy(text) >= 2.5 && is_literal(text) &&
         !is_uuid(text) && !is_name(text) && !is_placeholder(text);
}

bool Plausible::is_token(std::string_view text) const {
  const Makeup made = makeup(text);
  const bool is_mixed = made.digits >= 2 && made.lower + made.upper >= 2;
  return text.size() >= 16 && text.size() <= 512 && is_mixed && entropy(text) >= (is_hex(text) ? 3.0 : 3.5) &&
         !has_word(text, 7) && !is_camel_case(text) && is_literal(text) && !is_uuid(text) && !is_name(text) &&
         !is_placeholder(text);
}

bool Plausible::is_either(std::string_view text) const {
  const Makeup made = makeup(text);
  return is_token(text) || (text.size() >= 12 && made.kinds() >= 3 && made.digits > 0 && is_password(text));
}

bool Plausible::is_random(std::string_view text) const {
  std::string_view body = text;
  while (body.ends_with('=')) body.remove_suffix(1);
  const Makeup made = makeup(body);
  constexpr std::string_view kBase64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  return text.size() >= 32 && text.size() <= 128 && text.size() - body.size() <= 2 &&
         body.find_first_not_of(kBase64) == body.npos && !body.starts_with('/') && made.digits >= 3 &&
         made.lower >= 3 && made.upper >= 3 && entropy(body) >= 4.3 && !has_word(body, 6) &&
         !is_camel_case(body) && !is_placeholder(text);
}

}  // namespace blueprint::secrets

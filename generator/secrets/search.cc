#include "secrets/search.h"

#include <algorithm>

#include "catalog/table.h"
#include "secrets/assignment.h"
#include "support/strings.h"

namespace blueprint::secrets {
namespace {

constexpr std::string_view kPrivateKey = "private-key";
constexpr std::string_view kUrl = "url-credentials";

// Of those that overlap the first that was added stays.
void keep_apart(std::vector<Secret>& found) {
  std::ranges::stable_sort(found, {}, [](const Secret& secret) { return secret.range.begin; });
  std::vector<Secret> apart;
  for (Secret& secret : found) {
    if (apart.empty() || secret.range.begin >= apart.back().range.end) apart.push_back(std::move(secret));
  }
  found = std::move(apart);
}

// Of those that are apart and in order.
bool overlaps(const std::vector<Secret>& found, Range range) {
  const auto after =
      std::ranges::lower_bound(found, range.end, {}, [](const Secret& secret) { return secret.range.begin; });
  return after != found.begin() && std::prev(after)->range.end > range.begin;
}

std::string_view part(std::string_view text, Range range) {
  return text.substr(range.begin, range.end - range.begin);
}

// Small, without what parts its words and without what says nothing of its meaning at its end.
std::string bare_name(std::string_view name) {
  std::string bare;
  for (const std::string& word : words_of(name)) bare += word;
  for (bool shorter = true; shorter;) {
    shorter = false;
    while (!bare.empty() && bare.back() >= '0' && bare.back() <= '9') bare.pop_back();
    for (const std::string_view end :
         {"value", "string", "plaintext", "plain", "text", "base64", "default", "override"}) {
      if (!bare.ends_with(end) || bare.size() == end.size()) continue;
      bare.resize(bare.size() - end.size());
      shorter = true;
    }
  }
  return bare;
}

// The text behind base64 when there is a text.
std::string decoded(std::string_view text) {
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string result;
  unsigned bits = 0;
  int count = 0;
  if (text.size() % 4 != 0) return {};
  for (const char c : text.substr(0, text.find('='))) {
    const std::size_t digit = kDigits.find(c);
    if (digit == kDigits.npos) return {};
    bits = (bits << 6 | unsigned(digit)) & 0xffffu;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    const char byte = char(bits >> count & 0xffu);
    if (byte < ' ' && byte != '\n') return {};
    result += byte;
  }
  return std::string(trim(result));
}

}  // namespace

Search::Search(const catalog::Library& library) : plausible_(library), shapes_(read_shapes(library)) {
  const catalog::Table names(library.find("catalog/secret-names.tsv").value_or(std::string_view()));
  for (const catalog::Row& row : names.rows()) {
    names_.emplace(row[0], row[1]);
    // As it is written: with or without something between its words.
    for (const std::string_view mark : split(row[2], ' ')) marks_.push_back({.word = mark});
  }
  for (const Shape& shape : shapes_) {
    for (const std::string_view mark : shape.marks()) marks_.push_back({.word = mark, .shape = &shape});
  }
  std::vector<std::string_view> words;
  for (const Mark& mark : marks_) words.push_back(mark.word);
  automaton_ = Marks(words);
}

std::vector<Secret> Search::find(std::string_view text) const {
  std::vector<Secret> found;
  std::vector<Secret> named;
  std::vector<Range> in_names;
  for (const Marks::Hit hit : automaton_.find(text)) {
    const Mark& mark = marks_[hit.word];
    const Range place = {hit.end - mark.word.size(), hit.end};
    if (!mark.shape) {
      in_names.push_back(place);
      continue;
    }
    std::optional<Range> range = mark.shape->at(text, place);
    if (range && mark.shape->check() == kPrivateKey && mark.word.starts_with("-----"))
      range = private_key(text, *range);
    if (!range || plausible_.is_placeholder(part(text, *range))) continue;
    // What stands where a password does in an address may be a token of known form.
    (mark.shape->check() == kUrl ? named : found)
        .push_back({.check = mark.shape->check(), .kind = mark.shape->name(), .range = *range});
  }
  keep_apart(found);
  std::size_t looked_at = 0;
  for (const Range mark : in_names) add_named(named, text, mark, looked_at);
  std::erase_if(named, [&](const Secret& secret) { return overlaps(found, secret.range); });
  std::ranges::move(named, std::back_inserter(found));
  keep_apart(found);
  std::vector<Secret> random = random_texts(found, text);
  std::ranges::move(random, std::back_inserter(found));
  keep_apart(found);
  return found;
}

bool Search::is_secret(std::string_view text) const {
  constexpr std::size_t kLong = 32;
  const auto tells_itself = [](const Secret& secret) { return secret.name.empty(); };
  const std::string_view whole = trim(text);
  return std::ranges::any_of(find(text), tells_itself) ||
         (whole.size() >= kLong && plausible_.is_token(whole));
}

// "password", "secret" or "token", by the end of the name; empty when it says no such thing.
std::string_view Search::kind_of_name(std::string_view name) const {
  if (plausible_.is_public_name(name)) return {};
  const std::string bare = bare_name(name);
  for (std::size_t at = 0; at < bare.size(); ++at) {
    const auto known = names_.find(std::string_view(bare).substr(at));
    if (known == names_.end()) continue;
    // A short one is the end of other words too: "bypass".
    constexpr std::size_t kShort = 4;
    const std::vector<std::string> parts = words_of(name);
    if (known->first.size() <= kShort && std::ranges::count(parts, known->first) == 0) return {};
    return known->second;
  }
  return {};
}

void Search::add_named(std::vector<Secret>& found, std::string_view text, Range mark,
                       std::size_t& looked_at) const {
  if (mark.begin < looked_at) return;
  const Range name = name_around(text, mark);
  looked_at = name.end;
  // Part of a path, an ARN or an expression.
  if (name.begin > 0 && std::string_view(":/@#$").find(text[name.begin - 1]) != text.npos) return;
  const std::string_view kind = kind_of_name(part(text, name));
  if (kind.empty()) return;
  const std::optional<Given> given = value_of(text, name);
  if (!given) return;
  const std::string_view value = part(text, given->value);
  const std::string behind = decoded(value);
  const std::string_view judged =
      behind.size() >= 4 && !plausible_.is_token(behind) ? std::string_view(behind) : value;
  const bool is_secret = kind == "password" ? plausible_.is_password(judged)
                         : kind == "secret" ? plausible_.is_either(judged)
                                            : plausible_.is_token(judged);
  if (!is_secret) return;
  found.push_back({.check = kind == "password" ? "password" : "token",
                   .kind = kind == "password" ? "password" : "token",
                   .name = std::string(part(text, name)),
                   .range = given->value});
}

// Long runs of the characters that base64 has, in quotes. Looking at every so many
// bytes is enough to meet each run that is long enough.
std::vector<Secret> Search::random_texts(const std::vector<Secret>& known, std::string_view text) const {
  std::vector<Secret> found;
  constexpr std::size_t kShortest = 32;
  constexpr std::size_t kBefore = 100;  // How much of the line tells what it is.
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' ||
           c == '/' || c == '=';
  };
  std::size_t done = 0;
  for (std::size_t at = kShortest - 1; at < text.size(); at += kShortest) {
    if (at < done || !fits(text[at])) continue;
    Range run = {at, at + 1};
    while (run.begin > done && fits(text[run.begin - 1])) --run.begin;
    while (run.end < text.size() && fits(text[run.end])) ++run.end;
    done = run.end;
    const bool quoted = run.begin > 0 && run.end < text.size() && text[run.begin - 1] == text[run.end] &&
                        (text[run.end] == '"' || text[run.end] == '\'');
    if (!quoted || !plausible_.is_random(part(text, run)) || overlaps(known, run)) continue;
    const std::size_t near = std::min(run.begin, kBefore);
    const std::string_view before = text.substr(run.begin - near, near);
    if (plausible_.is_public_name(before.substr(before.rfind('\n') + 1))) continue;
    found.push_back({.check = "random-text", .kind = "random text", .range = run});
  }
  return found;
}

std::size_t shown_part(std::size_t size) {
  constexpr std::size_t kShown = 4;
  return size >= 4 * kShown ? kShown : 0;
}

std::string masked(std::string_view secret) {
  return concat(secret.substr(0, shown_part(secret.size())), "****");
}

}  // namespace blueprint::secrets

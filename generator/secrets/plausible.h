// Whether a text may be a secret, by what it is made of.

#pragma once

#include <set>
#include <string>
#include <string_view>

#include "catalog/files.h"

namespace blueprint::secrets {

// Bits per character, by how often each stands in `text`.
double entropy(std::string_view text);

// What is no secret although it stands where one would: catalog/secret-not.tsv.
class Plausible {
 public:
  explicit Plausible(const catalog::Library& library);

  // Chosen by a person: two kinds of characters, and not all of it words.
  bool is_password(std::string_view text) const;
  // Drawn at random: long, mixed, without words.
  bool is_token(std::string_view text) const;
  // Between the two, for names that are as often the name of a secret.
  bool is_either(std::string_view text) const;
  // So random that nothing need say what it is.
  bool is_random(std::string_view text) const;

  // "changeme", "xxxx", "AKIAIOSFODNN7EXAMPLE", "12345678".
  bool is_placeholder(std::string_view text) const;
  // True when a name ("key_fingerprint") says that the value is public.
  bool is_public_name(std::string_view name) const;

 private:
  bool is_literal(std::string_view text) const;
  bool is_all_words(std::string_view letters) const;

  std::set<std::string_view> words_;
  std::set<std::string_view> names_;
  std::vector<std::string_view> anywhere_;
};

// The words of a name, small: "dbPassword_2" → "db", "password", "2".
std::vector<std::string> words_of(std::string_view name);

}  // namespace blueprint::secrets

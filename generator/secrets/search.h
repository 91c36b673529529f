// The secrets in a text: tokens that tell by their form what they are, what stands
// where names announce a password or a token, and texts that only chance writes.
//
// A text is gone through once for the marks of all of them; only where a mark
// stands anything more is looked at. The knowledge is in catalog/secret-*.tsv.

#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/files.h"
#include "secrets/marks.h"
#include "secrets/plausible.h"
#include "secrets/shapes.h"

namespace blueprint::secrets {

struct Secret {
  std::string_view check{};  // As rules select it: "github-token", "password", …
  std::string_view kind{};   // "GitHub token"
  std::string name{};        // What it is given to: "db_password"; may be empty.
  Range range{};
};

class Search {
 public:
  // The library must outlive it, and what it says of secrets must stay as it is.
  explicit Search(const catalog::Library& library);

  // True for a text that holds a token of known form, and for one that looks drawn at
  // random; nothing says what it is given to.
  bool is_secret(std::string_view text) const;

  // By place; no two overlap.
  std::vector<Secret> find(std::string_view text) const;

 private:
  struct Mark {
    std::string_view word{};
    const Shape* shape = nullptr;  // nullptr: part of a name.
  };

  void add_named(std::vector<Secret>& found, std::string_view text, Range mark, std::size_t& looked_at) const;
  // Those that do not overlap what is known.
  std::vector<Secret> random_texts(const std::vector<Secret>& known, std::string_view text) const;
  std::string_view kind_of_name(std::string_view name) const;

  Plausible plausible_;
  std::vector<Shape> shapes_;
  std::vector<Mark> marks_;
  std::map<std::string_view, std::string_view> names_;  // "apikey" → "token".
  Marks automaton_;
};

// How much of a secret may be shown: its first characters, when many more follow.
std::size_t shown_part(std::size_t size);
std::string masked(std::string_view secret);

}  // namespace blueprint::secrets

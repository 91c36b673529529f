// The tokens that tell by their form what they are: catalog/secret-shapes.tsv.

#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string_view>
#include <vector>

#include "catalog/files.h"

namespace re2 {
class RE2;
}

namespace blueprint::secrets {

// Half-open, in bytes of one text.
struct Range {
  std::size_t begin = 0;
  std::size_t end = 0;
};

class Shape {
 public:
  Shape(std::string_view check, std::string_view name, std::vector<std::string_view> marks,
        std::size_t before, std::string_view pattern, double entropy);
  ~Shape();
  Shape(Shape&&) noexcept;

  std::string_view check() const { return check_; }  // "github-token"
  std::string_view name() const { return name_; }    // "GitHub fine-grained token"
  const std::vector<std::string_view>& marks() const { return marks_; }

  // The secret of this shape whose mark stands at `mark` in `text`.
  std::optional<Range> at(std::string_view text, Range mark) const;

 private:
  const re2::RE2& pattern() const;

  std::string_view check_;
  std::string_view name_;
  std::vector<std::string_view> marks_;
  std::size_t before_;  // How far before a mark the secret may begin.
  std::string_view source_;
  double entropy_;
  bool has_case_;
  mutable std::unique_ptr<std::once_flag> once_;
  mutable std::unique_ptr<re2::RE2> pattern_;  // Made when it is first needed: most never are.
};

// What is seen in `library` must not change while they are used.
std::vector<Shape> read_shapes(const catalog::Library& library);

// The whole of a private key whose first line is `head`; nullopt when what
// follows is no key but an ellipsis or a placeholder.
std::optional<Range> private_key(std::string_view text, Range head);

}  // namespace blueprint::secrets

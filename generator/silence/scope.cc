#include "silence/scope.h"

#include <algorithm>

#include "support/strings.h"

namespace blueprint::silence {
namespace {

// Where a comment stands among the lines and statements around it.
class Surroundings {
 public:
  Surroundings(const Layout& layout, const Comment& comment) : layout_(layout), comment_(comment) {
    line_ = line_begin(comment.begin);
    own_line_ = trim(layout.text.substr(line_, comment.begin - line_)).empty();
    last_ = index_before(comment.begin);
    inside_ = last_;
    while (inside_ && !is_inside(layout.statements[*inside_])) inside_ = layout.statements[*inside_].parent;
    find_next();
  }

  bool own_line() const { return own_line_; }
  std::optional<std::size_t> inside() const { return inside_; }  // The innermost block around it.
  std::optional<std::size_t> next() const { return next_; }      // What begins on the line below.

  Range line() const { return {line_, line_end(comment_.end)}; }
  Range line_below() const { return {next_line_, line_end(next_line_)}; }

  // The outermost block or argument that begins on this line.
  std::optional<std::size_t> begins_here() const {
    const Range here = line();
    for (std::size_t i = index_from(here.begin); i < layout_.statements.size(); ++i) {
      if (layout_.statements[i].begin >= here.end) break;
      if (!layout_.statements[i].is_document) return i;
    }
    return std::nullopt;
  }

  // Nothing of the block, or of the file, stands before it.
  bool is_first() const { return last_ == inside_; }
  bool is_followed() const { return is_followed_; }
  bool is_head_of_file() const {
    if (inside_ && !(layout_.statements[*inside_].is_document && layout_.statements[*inside_].begin == 0)) {
      return false;
    }
    return is_first() && !is_followed_;
  }

  // The block of the first level around it.
  std::optional<std::size_t> outermost() const {
    std::optional<std::size_t> at = inside_;
    while (at && layout_.statements[*at].parent) at = layout_.statements[*at].parent;
    return at;
  }

 private:
  std::uint32_t line_begin(std::uint32_t at) const {
    const std::size_t newline = at == 0 ? std::string_view::npos : layout_.text.rfind('\n', at - 1);
    return newline == std::string_view::npos ? 0 : std::uint32_t(newline + 1);
  }
  std::uint32_t line_end(std::uint32_t at) const {
    return std::uint32_t(std::min(layout_.text.find('\n', at), layout_.text.size()));
  }

  // The first statement that begins at `at` or later.
  std::size_t index_from(std::uint32_t at) const {
    const auto found = std::ranges::lower_bound(layout_.statements, at, {}, &Statement::begin);
    return std::size_t(found - layout_.statements.begin());
  }

  // The last one that begins before.
  std::optional<std::size_t> index_before(std::uint32_t at) const {
    const auto after = std::ranges::upper_bound(layout_.statements, at, {}, &Statement::begin);
    if (after == layout_.statements.begin()) return std::nullopt;
    return std::size_t(after - layout_.statements.begin()) - 1;
  }

  bool is_inside(const Statement& statement) const {
    return statement.is_block && statement.body <= comment_.begin && comment_.begin < statement.end;
  }

  // Comments that stand together are about the same: the line below the last of them.
  void find_next() {
    const std::uint32_t at = line_end(comment_.group_end);
    next_line_ = std::min(std::uint32_t(layout_.text.size()), at + 1);
    const std::string_view below = trim(layout_.text.substr(next_line_, line_end(next_line_) - next_line_));
    is_followed_ = !below.empty() && below != "}" && !below.starts_with("---");
    if (!is_followed_) return;
    const auto begin = std::uint32_t(below.data() - layout_.text.data());
    for (std::size_t i = index_from(begin); i < layout_.statements.size(); ++i) {
      if (layout_.statements[i].begin != begin) break;
      if (!layout_.statements[i].is_document) next_ = next_ ? next_ : i;
    }
  }

  const Layout& layout_;
  const Comment& comment_;
  std::uint32_t line_ = 0;
  bool own_line_ = false;
  std::optional<std::size_t> last_{};  // What begins before it.
  std::optional<std::size_t> inside_{};
  std::uint32_t next_line_ = 0;
  bool is_followed_ = false;
  std::optional<std::size_t> next_{};
};

Scope about(const Layout& layout, std::optional<std::size_t> statement) {
  if (!statement) return {};
  const Statement& found = layout.statements[*statement];
  return {.ranges = {{found.begin, found.end}}, .statement = statement};
}

// At the end of a line.
Scope trailing(const Layout& layout, const Surroundings& at) {
  Scope scope = about(layout, at.begins_here());
  scope.ranges.push_back(at.line());
  return scope;
}

Scope ours(const Layout& layout, const Surroundings& at) {
  if (!at.own_line()) return trailing(layout, at);
  const bool above_block = at.next() && layout.statements[*at.next()].is_block;
  if (above_block) return about(layout, at.next());
  if (at.is_head_of_file()) return {.whole_file = true};
  if (at.inside() && (at.is_first() || !at.is_followed())) return about(layout, at.inside());
  if (at.next()) return about(layout, at.next());
  return at.is_followed() ? Scope{.ranges = {at.line_below()}} : Scope{};
}

// Above or beside. Where trivy finds something at an argument that is about the
// whole block, we may find it at the block's head: that is meant too.
Scope trivy(const Layout& layout, const Surroundings& at) {
  Scope scope = at.own_line() ? about(layout, at.next()) : trailing(layout, at);
  if (at.own_line() && !at.next() && at.is_followed()) scope.ranges.push_back(at.line_below());
  const bool is_block = scope.statement && layout.statements[*scope.statement].is_block;
  std::optional<std::size_t> around =
      scope.statement ? layout.statements[*scope.statement].parent : at.inside();
  for (; !is_block && around; around = layout.statements[*around].parent) {
    const Statement& block = layout.statements[*around];
    if (!block.is_document) scope.ranges.push_back({block.begin, block.body});
  }
  return scope;
}

}  // namespace

Scope scope_of(const Layout& layout, const Comment& comment, Dialect dialect) {
  const Surroundings at(layout, comment);
  switch (dialect) {
    case Dialect::Blueprint: return ours(layout, at);
    case Dialect::Checkov: return about(layout, at.outermost());
    case Dialect::Trivy: return trivy(layout, at);
    case Dialect::Tflint: return {.ranges = {at.line(), at.line_below()}};
    case Dialect::KicsLine: return {.ranges = {at.own_line() ? at.line_below() : at.line()}};
    case Dialect::KicsBlock: return at.own_line() ? about(layout, at.next()) : trailing(layout, at);
    case Dialect::TflintFile:
    case Dialect::KicsFile:
    case Dialect::KicsOnly: {
      const bool above_all = layout.statements.empty() || layout.statements.front().is_document ||
                             comment.begin < layout.statements.front().begin;
      return {.whole_file = above_all && at.is_first()};
    }
  }
  return {};
}

}  // namespace blueprint::silence

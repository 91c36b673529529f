#include "silence/layout.h"

#include <algorithm>

#include "hcl/parse.h"
#include "support/diagnostic.h"
#include "support/strings.h"
#include "yaml/node.h"

namespace blueprint::silence {
namespace {

using Parent = std::optional<std::size_t>;

void add_body(Layout& layout, const hcl::Body& body, Parent parent) {
  for (const hcl::Attribute& attribute : body.attributes) {
    layout.statements.push_back({.begin = attribute.span.begin,
                                 .end = attribute.span.end,
                                 .body = attribute.span.end,
                                 .parent = parent});
  }
  for (const hcl::Block& block : body.blocks) {
    const std::size_t self = layout.statements.size();
    layout.statements.push_back({.begin = block.span.begin,
                                 .end = block.span.end,
                                 .body = block.header.end,
                                 .is_block = true,
                                 .parent = parent,
                                 .syntax = &block});
    add_body(layout, block.body, self);
  }
}

std::uint32_t end_of(const yaml::Node& node) {
  std::uint32_t end = node.span.end;
  for (const yaml::Node& item : node.items) end = std::max(end, end_of(item));
  for (const yaml::Pair& pair : node.pairs) end = std::max({end, pair.key_span.end, end_of(pair.value)});
  return end;
}

class YamlReader {
 public:
  explicit YamlReader(Layout& layout) : layout_(layout) {}

  void read(const std::vector<yaml::Node>& documents) {
    std::uint32_t begin = 0;
    for (std::size_t i = 0; i < documents.size(); ++i) {
      const yaml::Node& document = documents[i];
      if (document.span.file != layout_.file) continue;
      const bool is_last = i + 1 == documents.size();
      const std::uint32_t end = is_last ? std::uint32_t(layout_.text.size())
                                        : boundary(end_of(document), documents[i + 1].span.begin);
      const std::size_t self = layout_.statements.size();
      layout_.statements.push_back(
          {.begin = begin, .end = end, .body = begin, .is_block = true, .is_document = true});
      scalars_.clear();
      add_children(document, self);
      add_annotations(document, self);
      add_comments(begin, end);
      begin = end;
    }
    if (documents.empty()) add_comments(0, std::uint32_t(layout_.text.size()));
  }

 private:
  // Where the next document begins: at the line `---` between two.
  std::uint32_t boundary(std::uint32_t from, std::uint32_t to) const {
    const std::size_t line = layout_.text.find("\n---", from);
    return line < to ? std::uint32_t(line + 1) : to;
  }

  void add_children(const yaml::Node& node, std::size_t parent) {
    for (const yaml::Pair& pair : node.pairs) {
      scalars_.push_back(pair.key_span);
      add(pair.value, pair.key_span.begin, pair.key_span.end, parent);
    }
    for (const yaml::Node& item : node.items) add(item, start_of_item(item), item.span.begin, parent);
  }

  // At the dash of a list of lines.
  std::uint32_t start_of_item(const yaml::Node& item) const {
    const std::string_view before = layout_.text.substr(0, item.span.begin);
    const std::size_t last = before.find_last_not_of(' ');
    return last != std::string_view::npos && before[last] == '-' ? std::uint32_t(last) : item.span.begin;
  }

  void add(const yaml::Node& node, std::uint32_t begin, std::uint32_t body, std::size_t parent) {
    // What an alias repeats stands elsewhere.
    if (node.span.file != layout_.file || end_of(node) < begin) return;
    const std::size_t self = layout_.statements.size();
    layout_.statements.push_back({.begin = begin,
                                  .end = end_of(node),
                                  .body = body,
                                  .is_block = node.is_mapping() || node.is_sequence(),
                                  .parent = parent});
    if (node.is_scalar()) scalars_.push_back(node.span);
    add_children(node, self);
  }

  void add_annotations(const yaml::Node& document, std::size_t self) {
    const yaml::Node* const metadata = document.find("metadata");
    const yaml::Node* const annotations = metadata ? metadata->find("annotations") : nullptr;
    if (!annotations) return;
    for (const yaml::Pair& pair : annotations->pairs) {
      if (!pair.key.starts_with("checkov.io/skip")) continue;
      layout_.annotations.push_back({.document = self,
                                     .rule = pair.value.text.substr(0, pair.value.text.find('=')),
                                     .span = pair.key_span});
    }
  }

  // A `#` begins a comment at the start of a line or after a space, but not in a scalar.
  void add_comments(std::uint32_t begin, std::uint32_t end) {
    std::ranges::sort(scalars_);
    const std::string_view text = layout_.text;
    for (std::size_t at = text.find('#', begin); at < end; at = text.find('#', at + 1)) {
      if (at > 0 && text[at - 1] != ' ' && text[at - 1] != '\t' && text[at - 1] != '\n') continue;
      if (in_scalar(std::uint32_t(at))) continue;
      const std::size_t stop = std::min(text.find('\n', at), text.size());
      layout_.comments.push_back({.begin = std::uint32_t(at), .end = std::uint32_t(stop)});
      at = stop - 1;
    }
  }

  bool in_scalar(std::uint32_t at) const {
    const auto after = std::ranges::upper_bound(scalars_, at, {}, &Span::begin);
    return after != scalars_.begin() && at < std::prev(after)->end;
  }

  Layout& layout_;
  std::vector<Span> scalars_;  // Of the document at hand.
};

// Children were put after their parents, attributes before blocks: by place now.
void sort_statements(Layout& layout) {
  std::vector<std::size_t> order(layout.statements.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return layout.statements[i].begin; });
  std::vector<std::size_t> place(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) place[order[i]] = i;
  std::vector<Statement> sorted;
  for (const std::size_t i : order) {
    sorted.push_back(layout.statements[i]);
    if (sorted.back().parent) sorted.back().parent = place[*sorted.back().parent];
  }
  layout.statements = std::move(sorted);
}

// From the last to the first, so that each asks only the next.
void group_comments(Layout& layout) {
  for (std::size_t i = layout.comments.size(); i-- > 0;) {
    Comment& comment = layout.comments[i];
    comment.group_end = comment.end;
    if (i + 1 == layout.comments.size()) continue;
    const Comment& next = layout.comments[i + 1];
    const std::string_view between = layout.text.substr(comment.end, next.begin - comment.end);
    const bool follows = std::ranges::count(between, '\n') == 1 && trim(between).empty();
    if (follows) comment.group_end = next.group_end;
  }
}

}  // namespace

Layout hcl_layout(const Sources& sources, FileId file) {
  Diagnostics reported_elsewhere;
  Layout layout{.file = file, .text = sources.text(file)};
  layout.syntax = hcl::parse(reported_elsewhere, sources, file);
  add_body(layout, layout.syntax.body, std::nullopt);
  sort_statements(layout);
  for (const hcl::Comment& comment : layout.syntax.comments) {
    layout.comments.push_back({.begin = comment.span.begin, .end = comment.span.end});
  }
  group_comments(layout);
  return layout;
}

Layout yaml_layout(const Sources& sources, FileId file) {
  Diagnostics reported_elsewhere;
  Layout layout{.file = file, .text = sources.text(file)};
  YamlReader(layout).read(yaml::parse(reported_elsewhere, sources, file));
  group_comments(layout);
  return layout;
}

}  // namespace blueprint::silence

#include "fold/unroll.h"

#include "fold/address.h"
#include "fold/body.h"
#include "fold/expression.h"
#include "fold/known.h"
#include "fold/print.h"
#include "support/strings.h"

namespace blueprint::fold {

using eval::Value;

namespace {

class Unrolling {
 public:
  Unrolling(Folding& folding, const hcl::Block& block, const Dynamic& dynamic)
      : folding_(folding), block_(block), dynamic_(dynamic), content_(*dynamic.content) {}

  MappedText run(const eval::Scope& scope, const Value& collection) {
    MappedText result;
    for (const Value& element : dynamic_elements(collection)) {
      if (!within_limits(result)) break;
      eval::LocalScope inner(&scope);
      inner.set(dynamic_.iterator, element);
      const auto labels = known_labels(inner);
      if (!labels) break;
      const MappedText one = block_text(inner, element, *labels);
      if (one.empty()) continue;
      if (!result.empty()) result.put(separator(), origin(element));
      result.append(one);
    }
    return result;
  }

 private:
  TextOrigin origin(const Value& element) const {
    return {.copied = block_.header, .value = element.find("value")->origin()};
  }

  std::optional<std::vector<std::string>> known_labels(const eval::Scope& scope) {
    Diagnostics mistakes;
    eval::Context context = with_diags(folding_.context(), mistakes);
    auto labels = dynamic_labels(context, dynamic_, scope);
    report(folding_, *dynamic_.for_each->value, mistakes);
    if (!labels && !mistakes.has_errors()) {
      folding_.context().diags.add({.code = "fold/dynamic",
                                    .message = "these labels are not a list of known strings",
                                    .span = dynamic_.labels->value->span});
    }
    return labels;
  }

  // Empty when the block's `count` or `for_each` removes it.
  MappedText block_text(const eval::Scope& scope, const Value& element, std::vector<std::string> labels) {
    const std::vector<std::string_view> views(labels.begin(), labels.end());
    const std::string address = block_address(dynamic_.type, views);
    const auto found = folding_.declared ? folding_.declared->blocks.find(address) : Blocks::const_iterator{};
    std::string_view skipped;
    if (!address.empty() && found != folding_.declared->blocks.end()) {
      if (is_removed(found->second)) return {};
      if (found->second.fate == Declared::Fate::Single) skipped = "count";
      labels.back() = found->second.renamed.substr(found->second.renamed.rfind('.') + 1);
    }
    std::string header(dynamic_.type);
    for (const std::string& label : labels) header += concat(" ", quote(label));
    const Span content = content_.span;
    const Span body = content_.body.span;
    Changes changes;
    fold_body(folding_, scope, content_.body, body_kind(dynamic_.type), changes, skipped);
    MappedText result;
    result.put(header, origin(element));
    result.copy(folding_.sources(), {content.file, content_.header.end, body.begin});
    result.append(assemble(folding_.sources(), body, std::move(changes)));
    result.copy(folding_.sources(), {content.file, body.end, content.end});
    return result;
  }

  // Blocks of several lines have a blank line between them.
  std::string separator() const {
    const bool several = folding_.sources().text(content_.span).find('\n') != std::string_view::npos;
    const int indent = indent_at(folding_.sources(), block_.span.file, block_.span.begin);
    return concat(several ? "\n\n" : "\n", std::string(std::size_t(indent), ' '));
  }

  bool within_limits(const MappedText& so_far) {
    eval::Context& context = folding_.context();
    if (++context.steps <= context.limits.steps && so_far.text().size() <= context.limits.text_bytes)
      return true;
    context.diags.add(
        {.code = "eval/limit", .message = "this `dynamic` block makes too much text", .span = block_.header});
    return false;
  }

  using Blocks = std::map<std::string, Declared::Block, std::less<>>;

  Folding& folding_;
  const hcl::Block& block_;
  const Dynamic& dynamic_;
  const hcl::Block& content_;
};

}  // namespace

bool unroll(Folding& folding, const eval::Scope& scope, const hcl::Block& block, const Dynamic& dynamic,
            const Value& collection, Changes& changes) {
  MappedText text = Unrolling(folding, block, dynamic).run(scope, collection);
  if (text.empty()) return true;
  changes.push_back({block.span, std::move(text)});
  return false;
}

}  // namespace blueprint::fold

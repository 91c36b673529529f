#include "hcl/relocate.h"

#include "hcl/visit.h"

namespace blueprint::hcl {
namespace {

using Place = std::function<Span(Span)>;

// The nodes are the fragment's own, made in its arena; they are linked as const for their readers.
template <typename Node>
Node& writable(const Node& node) {
  return const_cast<Node&>(node);
}

void move(Span& span, const Place& place) { span = place(span); }

void move(std::span<const TemplatePart> parts, const Place& place) {
  for (const TemplatePart& part : parts) {
    move(writable(part).span, place);
    move(part.body, place);
    move(part.otherwise, place);
  }
}

void move(const Expr& expr, const Place& place) {
  move(writable(expr).span, place);
  if (const auto* text = as<Template>(&expr)) {
    move(text->parts, place);
  } else if (const auto* attribute = as<Attr>(&expr)) {
    move(writable(*attribute).name_span, place);
  } else if (const auto* call = as<Call>(&expr)) {
    move(writable(*call).name_span, place);
  } else if (const auto* object = as<Object>(&expr)) {
    for (const ObjectItem& item : object->items) move(writable(item).span, place);
  }
}

}  // namespace

void relocate(Fragment& fragment, const Place& place) {
  each_expression(*fragment.expr, [&](const Expr& expr) { move(expr, place); });
}

}  // namespace blueprint::hcl

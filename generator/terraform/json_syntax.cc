#include "terraform/json_syntax.h"

#include <algorithm>

#include "hcl/parse.h"
#include "hcl/relocate.h"
#include "support/strings.h"
#include "terraform/json_shape.h"
#include "yaml/node.h"

namespace blueprint::terraform {
namespace {

using yaml::Node;
using yaml::Pair;

// How many bytes of a JSON string the escape at its beginning takes, and how many of the text it stands for.
struct Escape {
  std::uint32_t raw = 1;
  std::uint32_t text = 1;
};

Escape escape_at(std::string_view raw) {
  if (!raw.starts_with('\\') || raw.size() < 2) return {};
  if (raw[1] != 'u' || raw.size() < 6) return {.raw = 2, .text = 1};
  const auto code = std::strtoul(std::string(raw.substr(2, 4)).c_str(), nullptr, 16);
  const bool is_half = code >= 0xD800 && code < 0xDC00 && raw.substr(6).starts_with("\\u");
  if (is_half) return {.raw = 12, .text = 4};
  return {.raw = 6, .text = code < 0x80 ? 1u : code < 0x800 ? 2u : 3u};
}

// For each byte of the text of a JSON string, and its end, where it stands in the
// string `raw`, which has its quotes; empty where that cannot be told.
std::vector<std::uint32_t> places_in(std::string_view raw, std::size_t size) {
  std::vector<std::uint32_t> places;
  for (std::uint32_t at = 1; at + 1 < raw.size();) {
    const Escape step = escape_at(raw.substr(at));
    places.insert(places.end(), step.text, at);
    at += step.raw;
  }
  places.push_back(std::uint32_t(raw.size()) - 1);
  if (places.size() != size + 1) places.clear();
  return places;
}

class JsonReader {
 public:
  JsonReader(Diagnostics& diags, Sources& sources, const catalog::Library& library, hcl::File& file)
      : diags_(diags), sources_(sources), file_(file), arena_(*file.arena), shapes_(library) {}

  hcl::Body body(const Node& node, const Shape& shape) {
    std::vector<hcl::Attribute> attributes;
    std::vector<hcl::Block> blocks;
    for (const Pair& pair : node.pairs) {
      if (is_comment(pair)) continue;
      const Property property = shapes_.property(shape, pair.key, pair.value);
      if (property.is_block) {
        std::vector<hcl::BlockLabel> labels;
        add_blocks(blocks, pair, pair.value, property, shape, labels);
      } else {
        attributes.push_back(attribute(pair, property.reading));
      }
    }
    return {.attributes = arena_.copy(attributes), .blocks = arena_.copy(blocks), .span = node.span};
  }

 private:
  // Only in bodies: in the value of an argument it is a key like any other.
  static bool is_comment(const Pair& pair) { return pair.key == "//"; }

  void add_blocks(std::vector<hcl::Block>& blocks, const Pair& pair, const Node& node,
                  const Property& property, const Shape& around, std::vector<hcl::BlockLabel>& labels) {
    if (node.is_sequence()) {
      for (const Node& item : node.items) add_blocks(blocks, pair, item, property, around, labels);
    } else if (!node.is_mapping()) {
      return;  // Null: there is none.
    } else if (labels.size() == property.labels) {
      std::vector<std::string_view> names;
      for (const hcl::BlockLabel& label : labels) names.push_back(label.text);
      blocks.push_back({.type = arena_.copy(pair.key),
                        .type_span = pair.key_span,
                        .labels = arena_.copy(labels),
                        .body = body(node, shapes_.inside(property, around, names)),
                        .header = labels.empty() ? pair.key_span : labels.back().span,
                        .span = node.span});
    } else {
      for (const Pair& below : node.pairs) {
        if (is_comment(below)) continue;
        labels.push_back({.text = arena_.copy(below.key), .span = below.key_span});
        add_blocks(blocks, pair, below.value, property, around, labels);
        labels.pop_back();
      }
    }
  }

  hcl::Attribute attribute(const Pair& pair, Reading reading) {
    return {.name = arena_.copy(pair.key),
            .name_span = pair.key_span,
            .value = expression(pair.value, reading),
            .span = join(pair.key_span, pair.value.span)};
  }

  const hcl::Expr* expression(const Node& node, Reading reading) {
    switch (node.kind) {
      case yaml::Kind::Null: return arena_.make(hcl::Expr{.kind = hcl::ExprKind::Null, .span = node.span});
      case yaml::Kind::Bool: return arena_.make(hcl::Bool{{hcl::Bool::kKind, node.span}, node.boolean});
      case yaml::Kind::Number:
        return arena_.make(hcl::Number{{hcl::Number::kKind, node.span}, arena_.copy(node.text)});
      case yaml::Kind::String: return text(node.text, node.span, reading);
      case yaml::Kind::Sequence: {
        std::vector<const hcl::Expr*> items;
        for (const Node& item : node.items) items.push_back(expression(item, reading));
        return arena_.make(hcl::Tuple{{hcl::Tuple::kKind, node.span}, arena_.copy(items)});
      }
      case yaml::Kind::Mapping: break;
    }
    std::vector<hcl::ObjectItem> items;
    for (const Pair& pair : node.pairs) {
      const Reading of_key = reading == Reading::Template ? Reading::Template : Reading::Literal;
      items.push_back({.key = text(pair.key, pair.key_span, of_key),
                       .value = expression(pair.value, reading),
                       .span = join(pair.key_span, pair.value.span)});
    }
    return arena_.make(hcl::Object{{hcl::Object::kKind, node.span}, arena_.copy(items)});
  }

  const hcl::Expr* quoted(std::string_view text, Span span) {
    const std::vector<hcl::TemplatePart> parts = {
        {.kind = hcl::TemplatePartKind::Text, .span = span, .text = arena_.copy(text)}};
    return arena_.make(
        hcl::Template{{hcl::Template::kKind, span}, hcl::Template::Form::Quoted, arena_.copy(parts)});
  }

  const hcl::Expr* text(const std::string& text, Span span, Reading reading) {
    const bool is_plain = text.find("${") == std::string::npos && text.find("%{") == std::string::npos;
    if (reading == Reading::Literal || (reading == Reading::Template && is_plain)) return quoted(text, span);
    // Old code writes names in ${…} too.
    const bool is_name = reading == Reading::Expression && is_plain;
    return is_name ? fragment(text, span, hcl::parse_expression, false)
                   : fragment(text, span, hcl::parse_template, true);
  }

  using Parse = hcl::Fragment (*)(Diagnostics&, const Sources&, Span);

  // Where JSON's escapes hide the text, it is read from a text of its own, and
  // brought back to its place. Of a template, the whole is the string with its quotes.
  const hcl::Expr* fragment(const std::string& text, Span span, Parse parse, bool is_template) {
    const std::string_view raw = sources_.text(span);
    const std::uint32_t quote = raw.starts_with('"') ? 1 : 0;
    const auto size = std::uint32_t(text.size());
    if (raw.substr(quote, size) == text) {
      const Span inside = {span.file, span.begin + quote, span.begin + quote + size};
      file_.fragments.push_back(parse(diags_, sources_, inside));
      if (is_template) {
        hcl::relocate(file_.fragments.back(), [&](Span part) { return part == inside ? span : part; });
      }
      return file_.fragments.back().expr;
    }
    const std::vector<std::uint32_t> places = places_in(raw, size);
    const auto place = [&](Span inside) -> Span {
      if (places.empty() || inside.end > size || (is_template && inside.size() == size)) return span;
      return {span.file, span.begin + places[inside.begin], span.begin + places[inside.end]};
    };
    const FileId unescaped = sources_.add(std::string(sources_.path(span.file)), text);
    Diagnostics mistakes;
    hcl::Fragment read = parse(mistakes, sources_, {unescaped, 0, size});
    hcl::relocate(read, place);
    for (Diagnostic mistake : mistakes.all()) {
      mistake.span = place(mistake.span);
      for (Label& label : mistake.labels) label.span = place(label.span);
      mistake.fix.reset();
      diags_.add(std::move(mistake));
    }
    file_.fragments.push_back(std::move(read));
    return file_.fragments.back().expr;
  }

  Diagnostics& diags_;
  Sources& sources_;
  hcl::File& file_;
  Arena& arena_;
  Shapes shapes_;
};

}  // namespace

hcl::File parse_json_syntax(Diagnostics& diags, Sources& sources, const catalog::Library& library, FileId id,
                            bool values) {
  hcl::File file{.id = id, .arena = std::make_unique<Arena>()};
  const std::size_t before = diags.size();
  const Node node = yaml::parse_one(diags, sources, id);
  file.has_errors = diags.size() > before;
  file.body =
      JsonReader(diags, sources, library, file)
          .body(node, {.kind = values ? Shape::Kind::Literal : Shape::Kind::Top, .source = {}, .row = {}});
  return file;
}

}  // namespace blueprint::terraform

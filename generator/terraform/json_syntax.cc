#include "terraform/json_syntax.h"

#include <algorithm>
#include <array>

#include "hcl/parse.h"
#include "support/strings.h"
#include "yaml/node.h"

namespace blueprint::terraform {
namespace {

using yaml::Node;
using yaml::Pair;

bool is_map_argument(std::string_view name) {
  constexpr std::array<std::string_view, 11> kMaps = {
      "tags",       "tags_all", "default_tags", "labels",    "annotations",          "variables",
      "parameters", "triggers", "keepers",      "providers", "environment_variables"};
  return std::ranges::count(kMaps, name) > 0;
}

// How many labels a block of the top level has.
std::size_t labels_of(std::string_view type) {
  if (type == "resource" || type == "data" || type == "ephemeral") return 2;
  if (type == "variable" || type == "output" || type == "module" || type == "provider") return 1;
  return 0;
}

class JsonReader {
 public:
  JsonReader(Diagnostics& diags, Sources& sources, hcl::File& file, bool templates)
      : diags_(diags), sources_(sources), file_(file), arena_(*file.arena), templates_(templates) {}

  // The blocks of a file: { "resource": { "type": { "name": { … } } } }.
  hcl::Body top(const Node& node) {
    std::vector<hcl::Block> blocks;
    for (const Pair& pair : node.pairs) {
      std::vector<hcl::BlockLabel> labels;
      if (!is_comment(pair)) add_blocks(blocks, pair, pair.value, labels, labels_of(pair.key));
    }
    return {.blocks = arena_.copy(blocks), .span = node.span};
  }

  // An object of arguments alone.
  hcl::Body arguments(const Node& node) {
    std::vector<hcl::Attribute> attributes;
    for (const Pair& pair : node.pairs) {
      if (!is_comment(pair)) attributes.push_back(attribute(pair));
    }
    return {.attributes = arena_.copy(attributes), .span = node.span};
  }

 private:
  static bool is_comment(const Pair& pair) { return pair.key == "//"; }

  void add_blocks(std::vector<hcl::Block>& blocks, const Pair& pair, const Node& node,
                  std::vector<hcl::BlockLabel>& labels, std::size_t missing) {
    if (node.is_sequence()) {
      for (const Node& item : node.items) add_blocks(blocks, pair, item, labels, missing);
    } else if (missing == 0) {
      const bool plain = pair.key == "locals" || pair.key == "variable" || pair.key == "output";
      blocks.push_back({.type = arena_.copy(pair.key),
                        .type_span = pair.key_span,
                        .labels = arena_.copy(labels),
                        .body = plain ? arguments(node) : body(node),
                        .header = labels.empty() ? pair.key_span : labels.back().span,
                        .span = node.span});
    } else {
      for (const Pair& below : node.pairs) {
        if (is_comment(below)) continue;
        labels.push_back({.text = arena_.copy(below.key), .span = below.key_span});
        add_blocks(blocks, pair, below.value, labels, missing - 1);
        labels.pop_back();
      }
    }
  }

  hcl::Body body(const Node& node) {
    std::vector<hcl::Attribute> attributes;
    std::vector<hcl::Block> blocks;
    for (const Pair& pair : node.pairs) {
      if (is_comment(pair)) continue;
      std::vector<hcl::BlockLabel> labels;
      if (is_block(pair)) {
        add_blocks(blocks, pair, pair.value, labels, pair.key == "dynamic" ? 1 : 0);
      } else {
        attributes.push_back(attribute(pair));
      }
    }
    return {.attributes = arena_.copy(attributes), .blocks = arena_.copy(blocks), .span = node.span};
  }

  static bool is_block(const Pair& pair) {
    if (is_map_argument(pair.key)) return false;
    if (pair.value.is_mapping()) return true;
    return pair.value.is_sequence() && !pair.value.items.empty() &&
           std::ranges::all_of(pair.value.items, &Node::is_mapping);
  }

  hcl::Attribute attribute(const Pair& pair) {
    return {.name = arena_.copy(pair.key),
            .name_span = pair.key_span,
            .value = expression(pair.value),
            .span = join(pair.key_span, pair.value.span)};
  }

  const hcl::Expr* expression(const Node& node) {
    switch (node.kind) {
      case yaml::Kind::Null: return arena_.make(hcl::Expr{.kind = hcl::ExprKind::Null, .span = node.span});
      case yaml::Kind::Bool: return arena_.make(hcl::Bool{{hcl::Bool::kKind, node.span}, node.boolean});
      case yaml::Kind::Number:
        return arena_.make(hcl::Number{{hcl::Number::kKind, node.span}, arena_.copy(node.text)});
      case yaml::Kind::String: return text(node);
      case yaml::Kind::Sequence: {
        std::vector<const hcl::Expr*> items;
        for (const Node& item : node.items) items.push_back(expression(item));
        return arena_.make(hcl::Tuple{{hcl::Tuple::kKind, node.span}, arena_.copy(items)});
      }
      case yaml::Kind::Mapping: break;
    }
    std::vector<hcl::ObjectItem> items;
    for (const Pair& pair : node.pairs) {
      items.push_back({.key = quoted(pair.key, pair.key_span),
                       .value = expression(pair.value),
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

  // A string is a template; where JSON's escapes hide its text, it is read from a text of its own.
  const hcl::Expr* text(const Node& node) {
    const bool plain = node.text.find("${") == std::string::npos && node.text.find("%{") == std::string::npos;
    if (!templates_ || plain) return quoted(node.text, node.span);
    Span span = node.span;
    const std::string_view raw = sources_.text(span);
    const std::size_t quote = raw.starts_with('"') ? 1 : 0;
    if (raw.substr(quote, node.text.size()) == node.text) {
      span.begin += std::uint32_t(quote);
      span.end = span.begin + std::uint32_t(node.text.size());
    } else {
      const std::string path(sources_.path(span.file));
      span = {sources_.add(path, node.text), 0, std::uint32_t(node.text.size())};
    }
    file_.fragments.push_back(hcl::parse_template(diags_, sources_, span));
    return file_.fragments.back().expr;
  }

  Diagnostics& diags_;
  Sources& sources_;
  hcl::File& file_;
  Arena& arena_;
  bool templates_;
};

}  // namespace

hcl::File parse_json_syntax(Diagnostics& diags, Sources& sources, FileId id, bool values) {
  hcl::File file{.id = id, .arena = std::make_unique<Arena>()};
  const std::size_t before = diags.size();
  const Node node = yaml::parse_one(diags, sources, id);
  file.has_errors = diags.size() > before;
  JsonReader reader(diags, sources, file, !values);
  file.body = values ? reader.arguments(node) : reader.top(node);
  return file;
}

}  // namespace blueprint::terraform

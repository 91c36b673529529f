#include <algorithm>

#include "fold/address.h"
#include "fold/dynamic.h"
#include "fold/fold.h"
#include "fold/trial.h"
#include "hcl/parse.h"
#include "support/strings.h"

namespace blueprint::fold {

using eval::Value;

namespace {

// What a block's `count` may depend on is itself counted; each round settles
// the blocks that depend on those of the round before.
constexpr int kMaxRounds = 16;

std::string renamed(const std::string& address, std::string_view old_label, std::string_view new_label) {
  return concat(std::string_view(address).substr(0, address.size() - old_label.size()), new_label);
}

Declared::Fate fate_of(eval::Context& context, const eval::Scope& scope, const hcl::Body& body) {
  if (const hcl::Attribute* count = body.attribute("count")) {
    const Value value = evaluate(context, *count->value, scope);
    const auto number = value.is_number() ? value.as_number().as_int64() : std::nullopt;
    if (number == 0) return Declared::Fate::RemovedList;
    if (number == 1) return Declared::Fate::Single;
  }
  if (const hcl::Attribute* for_each = body.attribute("for_each")) {
    const Value value = evaluate(context, *for_each->value, scope);
    const bool collection = value.is_sequence() || value.is_mapping();
    if (collection && value.size() == 0) return Declared::Fate::RemovedMap;
  }
  return Declared::Fate::Kept;
}

class Declaring {
 public:
  Declaring(Environment& environment, std::span<const hcl::File* const> files)
      : environment_(environment), files_(files) {}

  Declared run() {
    Declared declared = names_only();
    for (int round = 0; round < kMaxRounds; ++round) {
      Declared next = evaluated(declared);
      const bool settled = same(declared, next);
      declared = std::move(next);
      if (settled) break;
    }
    environment_.context.diags.add_all(problems_);
    return declared;
  }

 private:
  // Every block kept, before anything is evaluated.
  Declared names_only() {
    Declared result;
    begin_round();
    for (const hcl::File* file : files_) {
      for (const hcl::Block& block : file->body.blocks) {
        if (block.type == "dynamic") {
          add_type(result, block);
        } else {
          add(result, block, Declared::Fate::Kept);
        }
      }
    }
    return result;
  }

  void begin_round() {
    problems_ = {};
    places_.clear();
  }

  void add(Declared& result, const hcl::Block& block, Declared::Fate fate) {
    const std::vector<std::string_view> labels = labels_of(block);
    const std::string address = block_address(block.type, labels);
    if (address.empty()) return;
    const std::string label = environment_.naming.label(labels.back());
    insert(result, {.address = address,
                    .renamed = renamed(address, labels.back(), label),
                    .fate = fate,
                    .span = block.header});
  }

  void insert(Declared& result, Declared::Block block) {
    const auto [place, is_new] = places_.try_emplace(block.renamed, block.span);
    if (!is_new) {
      problems_.add({.code = "fold/duplicate",
                     .message = concat("`", block.renamed, "` is declared twice"),
                     .span = block.span,
                     .labels = {{.span = place->second, .text = "also declared here"}}});
    }
    const std::size_t dot = block.renamed.rfind('.') + 1;
    if (!hcl::is_identifier(std::string_view(block.renamed).substr(dot))) {
      problems_.add({.code = "fold/label",
                     .message = concat("`", block.renamed.substr(dot), "` cannot be the label of a block"),
                     .span = block.span,
                     .help = "use letters, digits, `-` and `_`, and begin with a letter"});
    }
    result.blocks.try_emplace(block.address, std::move(block));
  }

  static void add_type(Declared& result, const hcl::Block& dynamic) {
    const std::string_view type = dynamic.label(0);
    if (type == "module") result.types.insert("module");
    const hcl::Attribute* labels = dynamic.body.attribute("labels");
    const auto* tuple = labels ? hcl::as<hcl::Tuple>(labels->value) : nullptr;
    const std::string_view* first =
        tuple && tuple->items.size() == 2 ? hcl::literal_text(tuple->items[0]) : nullptr;
    if (!first || !is_addressed(type)) return;
    result.types.insert(type == "resource" ? std::string(*first) : concat(type, ".", *first));
  }

  Declared evaluated(const Declared& before) {
    begin_round();
    Diagnostics ignored;  // Folding reports them again, where they matter.
    eval::Context context = with_diags(environment_.context, ignored);
    Environment trial{.context = context, .known = environment_.known, .naming = environment_.naming};
    const TemplateScope scope(trial, before, files_);
    Declared result{.types = before.types};
    for (const hcl::File* file : files_) {
      for (const hcl::Block& block : file->body.blocks) {
        if (block.type == "dynamic") {
          add_elements(context, scope, result, block);
        } else if (is_addressed(block.type)) {
          add(result, block, fate_of(context, scope, block.body));
        }
      }
    }
    environment_.context.steps = context.steps;
    return result;
  }

  void add_elements(eval::Context& context, const eval::Scope& scope, Declared& result,
                    const hcl::Block& block) {
    const auto dynamic = read_dynamic(context.diags, block);
    if (!dynamic) return;
    for (const Value& element : dynamic_elements(evaluate(context, *dynamic->for_each->value, scope))) {
      eval::LocalScope inner(&scope);
      inner.set(dynamic->iterator, element);
      const auto labels = dynamic_labels(context, *dynamic, inner);
      if (!labels || labels->empty()) continue;
      const std::vector<std::string_view> views(labels->begin(), labels->end());
      const std::string address = block_address(dynamic->type, views);
      if (address.empty()) continue;
      const std::string label = environment_.naming.element_label(views.back());
      insert(result, {.address = address,
                      .renamed = renamed(address, views.back(), label),
                      .fate = fate_of(context, inner, dynamic->content->body),
                      .span = block.header,
                      .element = true});
    }
  }

  static bool same(const Declared& a, const Declared& b) {
    return std::ranges::equal(a.blocks, b.blocks, [](const auto& left, const auto& right) {
      return left.first == right.first && left.second.fate == right.second.fate;
    });
  }

  Environment& environment_;
  std::span<const hcl::File* const> files_;
  Diagnostics problems_{};                             // Of this round.
  std::map<std::string, Span, std::less<>> places_{};  // By renamed address.
};

}  // namespace

Declared declare(Environment& environment, std::span<const hcl::File* const> files) {
  return Declaring(environment, files).run();
}

}  // namespace blueprint::fold

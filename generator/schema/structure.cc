#include "schema/structure.h"

#include <algorithm>
#include <array>
#include <optional>

#include "support/strings.h"

namespace blueprint::schema {
namespace {

using catalog::SchemaField;
using Use = SchemaField::Use;

// A body of the code beside the one of the schema that it must fit.
struct Level {
  const hcl::Body& code;
  const Body& schema;
  Span head;                        // Where it is said that something is missing.
  const hcl::Block* top = nullptr;  // The block whose body it is, if it is no nested one.
  const std::string& in;            // "aws_instance", "root_block_device of aws_instance".
  bool is_object = false;           // Blocks written for a list of objects: nothing in them is needed.
  bool may_be_absent = false;  // By `count`, `for_each` or `dynamic`: what would be null is never asked for.
};

const hcl::Expr* without_parens(const hcl::Expr* expr) {
  while (const auto* paren = hcl::as<hcl::Paren>(expr)) expr = paren->inner;
  return expr;
}

bool is_null(const hcl::Expr* expr) {
  expr = without_parens(expr);
  return expr && expr->kind == hcl::ExprKind::Null;
}

// The variable that alone is the condition, `var.x` or `!var.x`; empty when it is anything else.
std::string_view switch_name(const hcl::Expr* condition) {
  const auto* const variable = hcl::as<hcl::Attr>(condition);
  const auto* const root = variable ? hcl::as<hcl::Name>(variable->object) : nullptr;
  return root && root->name == "var" ? variable->name : std::string_view();
}

// When what is written is null: nothing, if it cannot be told; empty, if always.
std::optional<std::string> when_null(const hcl::Expr* value) {
  value = without_parens(value);
  if (is_null(value)) return std::string();
  const auto* const choice = hcl::as<hcl::Conditional>(value);
  if (!choice || is_null(choice->if_true) == is_null(choice->if_false)) return std::nullopt;
  const hcl::Expr* condition = without_parens(choice->condition);
  const auto* const negated = hcl::as<hcl::Unary>(condition);
  const bool is_negated = negated && negated->op == '!';
  if (is_negated) condition = without_parens(negated->operand);
  const std::string_view name = switch_name(condition);
  if (name.empty()) return std::nullopt;
  return concat("when `var.", name, is_null(choice->if_true) != is_negated ? "` is true" : "` is false");
}

class Walk {
 public:
  Walk(std::vector<Fault>& faults, Bodies& bodies) : faults_(faults), bodies_(bodies) {}

  void visit(const Level& level) {
    for (const hcl::Attribute& attribute : level.code.attributes) visit(level, attribute);
    for (const hcl::Block& block : level.code.blocks) visit(level, block);
    for (const SchemaField& field : level.schema.fields) count(level, field);
  }

 private:
  void add(const Level& level, Check check, Span span, std::string_view name, std::string_view near = {}) {
    faults_.push_back({.check = check,
                       .span = span,
                       .name = std::string(name),
                       .in = level.in,
                       .near = std::string(near),
                       .is_misspelt = is_misspelt(name, near)});
  }

  // What is probably meant by a name that is not there: one that can be set and is not.
  static std::string_view meant(const Level& level, std::string_view name) {
    std::vector<std::string_view> candidates;
    for (const SchemaField& field : level.schema.fields) {
      const bool is_settable = field.is_block() || field.use != Use::Computed;
      if (is_settable && !level.code.attribute(field.name)) candidates.push_back(field.name);
    }
    return nearest(name, candidates);
  }

  void visit(const Level& level, const hcl::Attribute& attribute) {
    if (level.top && is_meta_argument(*level.top, attribute.name)) return;
    const SchemaField* field = level.schema.find(attribute.name);
    const auto report = [&](Check check, std::string_view near = {}) {
      add(level, check, attribute.name_span, attribute.name, near);
    };
    if (!field) return report(Check::UnknownArgument, meant(level, attribute.name));
    if (field->is_block()) return report(Check::BlockAsArgument);
    if (field->is_deprecated && field->use != Use::Computed) report(Check::DeprecatedArgument);
    if (field->use != Use::Required || level.may_be_absent) return;
    if (const auto when = when_null(attribute.value)) {
      add(level, Check::NullArgument, attribute.value->span, attribute.name);
      faults_.back().why = *when;
    }
  }

  void visit(const Level& level, const hcl::Block& block) {
    if (level.top && is_meta_block(*level.top, block.type)) return;
    const Nested inner = nested(block);
    const SchemaField* field = level.schema.find(inner.type);
    const Span place = inner.is_dynamic && !block.labels.empty() ? block.labels[0].span : block.type_span;
    const auto report = [&](Check check, std::string_view near = {}) {
      add(level, check, place, inner.type, near);
    };
    if (!field) return report(Check::UnknownBlock, meant(level, inner.type));
    const bool is_object = !field->is_block();
    if (is_object && !field->type.may_be_blocks()) return report(Check::ArgumentAsBlock);
    if (field->is_deprecated) report(Check::DeprecatedArgument);
    const Body* schema = bodies_.find(is_object ? field->type.element().body() : field->body);
    if (!schema || !inner.body) return;
    visit({.code = *inner.body,
           .schema = *schema,
           .head = block.header,
           .in = concat(inner.type, " of ", level.in),
           .is_object = is_object,
           .may_be_absent = level.may_be_absent || inner.is_dynamic});
  }

  void count(const Level& level, const SchemaField& field) {
    if (level.is_object) return;
    if (!field.is_block()) {
      if (field.use == Use::Required && !level.code.attribute(field.name)) {
        add(level, Check::MissingArgument, level.head, field.name);
      }
      return;
    }
    if (!field.is_needed && !field.is_single) return;
    std::size_t written = 0;
    bool has_dynamic = false;
    for (const hcl::Block& block : level.code.blocks) {
      if (nested(block).type != field.name) continue;
      has_dynamic = has_dynamic || nested(block).is_dynamic;
      if (++written > 1 && field.is_single && !has_dynamic) {
        add(level, Check::TooManyBlocks, block.header, field.name);
      }
    }
    // Written as an argument by mistake, it is not missing too.
    if (field.is_needed && written == 0 && !level.code.attribute(field.name)) {
      add(level, Check::MissingBlock, level.head, field.name);
    }
  }

  std::vector<Fault>& faults_;
  Bodies& bodies_;
};

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

}  // namespace

bool is_meta_argument(const hcl::Block& block, std::string_view name) {
  constexpr std::array<std::string_view, 4> kInstances = {"count", "depends_on", "for_each", "provider"};
  constexpr std::array<std::string_view, 3> kProvider = {"alias", "for_each", "version"};
  return block.type == "provider" ? is_one_of(kProvider, name) : is_one_of(kInstances, name);
}

bool is_meta_block(const hcl::Block& block, std::string_view name) {
  constexpr std::array<std::string_view, 4> kResource = {"_", "connection", "lifecycle", "provisioner"};
  constexpr std::array<std::string_view, 2> kOthers = {"_", "lifecycle"};
  return block.type == "resource" ? is_one_of(kResource, name) : is_one_of(kOthers, name);
}

bool is_misspelt(std::string_view typed, std::string_view meant) {
  constexpr std::size_t kLetters = 3;
  const std::size_t shorter = std::min(typed.size(), meant.size());
  const std::size_t longer = std::max(typed.size(), meant.size());
  std::size_t same = 0;  // At the beginning, then at the end too.
  while (same < shorter && typed[same] == meant[same]) ++same;
  const std::size_t begin = same;
  while (same < shorter &&
         typed[typed.size() - 1 - (same - begin)] == meant[meant.size() - 1 - (same - begin)])
    ++same;
  return !meant.empty() && longer - same <= kLetters && same > 0;
}

Nested nested(const hcl::Block& block) {
  if (block.type != "dynamic") return {.type = block.type, .body = &block.body};
  const hcl::Block* content = block.body.block("content");
  return {.type = block.label(0), .body = content ? &content->body : nullptr, .is_dynamic = true};
}

void check_structure(std::vector<Fault>& faults, Bodies& bodies, const Body& body, const hcl::Block& block) {
  const std::string in(block.type == "provider" ? concat("provider ", block.label(0)) : block.label(0));
  Walk(faults, bodies)
      .visit({.code = block.body,
              .schema = body,
              .head = block.header,
              .top = &block,
              .in = in,
              .may_be_absent = block.body.attribute("count") || block.body.attribute("for_each")});
}

}  // namespace blueprint::schema

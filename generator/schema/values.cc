#include "schema/values.h"

#include <algorithm>

#include "eval/convert.h"
#include "schema/structure.h"
#include "support/strings.h"

namespace blueprint::schema {
namespace {

using catalog::SchemaField;
using catalog::SchemaType;
using eval::Value;

// Whether the value plainly fits: what is right is mostly so, and this is much
// cheaper than a conversion. What is unknown and of no type may be anything.
bool fits(const Value& value, const SchemaType& type) {
  if (value.is_null()) return true;
  if (value.is_unknown()) return value.kind() == eval::TypeKind::Dynamic;
  switch (type.kind()) {
    case SchemaType::Kind::String: return value.is_string() || value.is_number() || value.is_bool();
    case SchemaType::Kind::Number: return value.is_number();
    case SchemaType::Kind::Bool: return value.is_bool();
    case SchemaType::Kind::Any: return true;
    case SchemaType::Kind::List:
    case SchemaType::Kind::Set:
      return value.is_sequence() && std::ranges::all_of(value.items(), [&](const Value& item) {
               return fits(item, type.element());
             });
    case SchemaType::Kind::Map:
      return value.is_mapping() && std::ranges::all_of(value.entries(), [&](const eval::Entry& entry) {
               return fits(entry.second, type.element());
             });
    case SchemaType::Kind::Object: return false;
  }
  return false;
}

class Walk {
 public:
  Walk(std::vector<Fault>& faults, Bodies& bodies, std::vector<const hcl::Attribute*>& seen)
      : faults_(faults), bodies_(bodies), seen_(seen) {}
  Walk(std::vector<Fault>& faults, std::vector<Fault>& refused, Bodies& bodies, Limits& limits,
       std::vector<const hcl::Attribute*>& seen)
      : faults_(faults), refused_(&refused), bodies_(bodies), limits_(&limits), seen_(seen) {}

  // `limited`: nullptr where nothing is known of values.
  void visit(const hcl::Body& code, const Body& schema, const Value& value, const std::string& in,
             const LimitsOfBody* limited, const hcl::Block* top) {
    if (!value.is_mapping()) return;
    for (const hcl::Attribute& attribute : code.attributes) {
      const SchemaField* field = schema.find(attribute.name);
      const Value* found = value.find(attribute.name);
      const bool is_meta = top && is_meta_argument(*top, attribute.name);
      if (!found || !field || field->is_block() || is_meta) continue;
      judge(attribute, *field, *found, in);
      if (limited) check_limits(*limited, attribute, *found, in);
    }
    for (std::size_t i = 0; i < code.blocks.size(); ++i) {
      if (top && is_meta_block(*top, code.blocks[i].type)) continue;
      const Nested inner = nested(code.blocks[i]);
      const SchemaField* field = schema.find(inner.type);
      if (!field || !inner.body || (!field->is_block() && !field->type.may_be_blocks())) continue;
      const Body* inside = bodies_.find(field->is_block() ? field->body : field->type.element().body());
      const Value* items = value.find(inner.type);
      if (!inside || !items || !items->is_sequence()) continue;
      const std::string deeper = concat(inner.type, " of ", in);
      const LimitsOfBody* const deeper_limited = limited ? limits_->of_block(limited, inner.type) : nullptr;
      for (const Value& item : items_of(code, i, items->items())) {
        visit(*inner.body, *inside, item, deeper, deeper_limited, nullptr);
      }
    }
  }

 private:
  // Those of `items` that the block number `index` of `code` gave: a `dynamic`
  // one any number, every other one. Between two `dynamic` ones nobody can tell.
  static std::span<const Value> items_of(const hcl::Body& code, std::size_t index,
                                         std::span<const Value> items) {
    const Nested block = nested(code.blocks[index]);
    // Of the other blocks of its type: how many are before and after it.
    std::size_t plain[] = {0, 0};
    std::size_t dynamic[] = {0, 0};
    for (std::size_t i = 0; i < code.blocks.size(); ++i) {
      const Nested other = nested(code.blocks[i]);
      if (other.type == block.type && i != index) ++(other.is_dynamic ? dynamic : plain)[i < index ? 0 : 1];
    }
    if (plain[0] + plain[1] + (block.is_dynamic ? 0 : 1) > items.size()) return {};
    if (block.is_dynamic) {
      const bool is_alone = dynamic[0] + dynamic[1] == 0;
      return is_alone ? items.subspan(plain[0], items.size() - plain[0] - plain[1])
                      : std::span<const Value>();
    }
    if (dynamic[0] == 0) return items.subspan(plain[0], 1);
    return dynamic[1] == 0 ? items.subspan(items.size() - 1 - plain[1], 1) : std::span<const Value>();
  }

  void judge(const hcl::Attribute& attribute, const SchemaField& field, const Value& value,
             const std::string& in) {
    // Null is how a module leaves an argument out.
    if (field.use == SchemaField::Use::Computed && value.is_known()) {
      return add({.check = Check::ReadOnlyArgument, .span = attribute.name_span}, attribute, in);
    }
    if (fits(value, field.type)) return;
    const eval::Type type = bodies_.type(field.type);
    std::string why;
    if (eval::convert(value, type, why)) return;
    add({.check = Check::WrongType, .span = attribute.value->span, .why = why}, attribute, in);
  }

  void check_limits(const LimitsOfBody& limited, const hcl::Attribute& attribute, const Value& value,
                    const std::string& in) {
    const std::size_t before = refused_->size();
    limits_->check(*refused_, limited, attribute, value);
    for (std::size_t i = before; i < refused_->size(); ++i) {
      (*refused_)[i].name = attribute.name;
      (*refused_)[i].in = in;
    }
  }

  void add(Fault fault, const hcl::Attribute& attribute, const std::string& in) {
    if (std::ranges::find(seen_, &attribute) != seen_.end()) return;
    seen_.push_back(&attribute);
    fault.name = attribute.name;
    fault.in = in;
    faults_.push_back(std::move(fault));
  }

  std::vector<Fault>& faults_;
  std::vector<Fault>* refused_ = nullptr;
  Bodies& bodies_;
  Limits* limits_ = nullptr;
  std::vector<const hcl::Attribute*>& seen_;
};

}  // namespace

void check_values(std::vector<Fault>& faults, Bodies& bodies, const Body& body, const hcl::Block& block,
                  const Value& value, std::vector<const hcl::Attribute*>& seen) {
  Walk(faults, bodies, seen).visit(block.body, body, value, std::string(block.label(0)), nullptr, &block);
}

void check_values(std::vector<Fault>& faults, std::vector<Fault>& refused, Bodies& bodies, Limits& limits,
                  const Body& body, const hcl::Block& block, const Value& value,
                  std::vector<const hcl::Attribute*>& seen) {
  const LimitsOfBody* const limited = block.type == "resource" ? limits.of_type(block.label(0)) : nullptr;
  Walk(faults, refused, bodies, limits, seen)
      .visit(block.body, body, value, std::string(block.label(0)), limited, &block);
}

}  // namespace blueprint::schema

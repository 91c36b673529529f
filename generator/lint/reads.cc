#include "lint/reads.h"

#include <algorithm>
#include <array>

#include "eval/functions/traffic.h"

namespace blueprint::lint {
namespace {

using hcl::as;
using hcl::Expr;
using hcl::ExprKind;

// What is done with a value: all of it counts, or only its arguments that are named.
enum class Use { Whole, Parts };

// Functions that give one of their arguments, or lists of what is in them.
constexpr std::array<std::string_view, 6> kPassOn = {"coalesce", "coalescelist", "concat",
                                                     "flatten",  "one",          "try"};

bool passes_on(const hcl::Call& call) { return std::ranges::count(kPassOn, call.name) > 0; }

// The names of a traversal without indexes, first to last; empty when it does not begin with a name.
std::vector<std::string_view> path_of(const Expr* expr) {
  std::vector<std::string_view> path;
  for (; const auto* attr = as<hcl::Attr>(expr); expr = attr->object) path.push_back(attr->name);
  const auto* const first = as<hcl::Name>(expr);
  if (!first) return {};
  path.push_back(first->name);
  std::ranges::reverse(path);
  return path;
}

// How many of the names are `related.A.related.B`.
std::size_t size_of_chain(std::span<const std::string_view> path) {
  std::size_t size = 2;
  while (size + 1 < path.size() && path[size] == "related") size += 2;
  return size;
}

class Reader {
 public:
  explicit Reader(Reads& reads) : reads_(reads) {}

  void read_each(const Expr* each) {
    if (!each) return;
    read_collection(each);
    each_is_thing_ = !is_self(each) && holds_things(each);
  }

  void read(const Expr* expr, Use use) {
    if (!expr) return;
    switch (expr->kind) {
      case ExprKind::Null:
      case ExprKind::Bool:
      case ExprKind::Number: return;
      case ExprKind::Invalid: return give_up();
      case ExprKind::Name: return read_name(as<hcl::Name>(expr)->name, use);
      case ExprKind::SplatItem:
        if (use == Use::Whole && !items_.empty() && items_.back()) give_up();
        return;
      case ExprKind::Attr: return read_attr(*as<hcl::Attr>(expr), use);
      case ExprKind::Index: return read_index(*as<hcl::Index>(expr), use);
      case ExprKind::Splat: return read_splat(*as<hcl::Splat>(expr), use);
      case ExprKind::Template: return read_parts(as<hcl::Template>(expr)->parts);
      case ExprKind::Call: return read_call(*as<hcl::Call>(expr), use);
      case ExprKind::Unary: return read(as<hcl::Unary>(expr)->operand, Use::Whole);
      case ExprKind::Binary: return read_binary(*as<hcl::Binary>(expr));
      case ExprKind::Conditional:
        read(as<hcl::Conditional>(expr)->condition, Use::Whole);
        read(as<hcl::Conditional>(expr)->if_true, use);
        return read(as<hcl::Conditional>(expr)->if_false, use);
      case ExprKind::Tuple:
        for (const Expr* item : as<hcl::Tuple>(expr)->items) read(item, use);
        return;
      case ExprKind::Object:
        for (const hcl::ObjectItem& item : as<hcl::Object>(expr)->items) {
          if (item.key && item.key->kind != ExprKind::Name) read(item.key, Use::Whole);
          read(item.value, Use::Whole);
        }
        return;
      case ExprKind::For: return read_for(*as<hcl::For>(expr), use);
      case ExprKind::Paren: return read(as<hcl::Paren>(expr)->inner, use);
    }
  }

 private:
  // A name that a for-expression gives to an element; a thing is a whole resource, not a part of one.
  struct Local {
    std::string_view name;
    bool is_thing = false;
  };

  void give_up() { reads_.is_complete = false; }

  static void add(std::vector<std::string_view>& names, std::string_view name) {
    if (std::ranges::count(names, name) == 0) names.push_back(name);
  }

  // One of several things; `self` may be among them.
  void add_of_thing(std::string_view argument) {
    add(reads_.of_self, argument);
    add(reads_.of_related, argument);
  }

  const Local* local(std::string_view name) const {
    const auto found = std::find_if(locals_.rbegin(), locals_.rend(),
                                    [&](const Local& known) { return known.name == name; });
    return found == locals_.rend() ? nullptr : &*found;
  }

  // Whether the value may be, or be a list of, whole things that are not the same for everybody who asks.
  bool holds_things(const Expr* expr) {
    if (!expr) return false;
    switch (expr->kind) {
      case ExprKind::Name: {
        const std::string_view name = as<hcl::Name>(expr)->name;
        const Local* const known = local(name);
        return known ? known->is_thing : name == "self";
      }
      case ExprKind::Attr: {
        const std::vector<std::string_view> path = path_of(expr);
        if (path.empty() || local(path[0])) return false;
        if (path[0] == "related") return size_of_chain(path) == path.size();
        return path[0] == "each" && path.size() == 2 && path[1] == "value" && each_is_thing_;
      }
      case ExprKind::Index: return holds_things(as<hcl::Index>(expr)->collection);
      case ExprKind::SplatItem: return !items_.empty() && items_.back();
      case ExprKind::Splat: {
        items_.push_back(holds_things(as<hcl::Splat>(expr)->source));
        const bool found = holds_things(as<hcl::Splat>(expr)->each);
        items_.pop_back();
        return found;
      }
      case ExprKind::Call: {
        const auto& call = *as<hcl::Call>(expr);
        return passes_on(call) &&
               std::ranges::any_of(call.args, [&](const Expr* e) { return holds_things(e); });
      }
      case ExprKind::Conditional:
        return holds_things(as<hcl::Conditional>(expr)->if_true) ||
               holds_things(as<hcl::Conditional>(expr)->if_false);
      case ExprKind::Tuple:
        return std::ranges::any_of(as<hcl::Tuple>(expr)->items,
                                   [&](const Expr* e) { return holds_things(e); });
      case ExprKind::For: {
        const auto& loop = *as<hcl::For>(expr);
        locals_.push_back({.name = loop.value_name,
                           .is_thing = !is_self(loop.collection) && holds_things(loop.collection)});
        const bool found = holds_things(loop.value);
        locals_.pop_back();
        return found;
      }
      case ExprKind::Paren: return holds_things(as<hcl::Paren>(expr)->inner);
      default: return false;
    }
  }

  // Whether what holds things is a list of them, for certain.
  static bool is_list(const Expr* expr) {
    if (const auto* paren = as<hcl::Paren>(expr)) return is_list(paren->inner);
    if (const auto* call = as<hcl::Call>(expr))
      return call->name == "concat" || call->name == "flatten" || call->name == "coalescelist";
    if (const auto* attr = as<hcl::Attr>(expr)) {
      const std::vector<std::string_view> path = path_of(attr);
      return !path.empty() && path[0] == "related";
    }
    return expr->kind == ExprKind::For || expr->kind == ExprKind::Tuple || expr->kind == ExprKind::Splat;
  }

  static bool is_self(const Expr* expr) {
    const auto* const name = as<hcl::Name>(expr);
    return name && name->name == "self";
  }

  // Something whose elements are looked at one by one.
  void read_collection(const Expr* expr) {
    if (is_self(expr) && !local("self")) return read(expr, Use::Whole);
    if (holds_things(expr) && !is_list(expr)) return give_up();
    read(expr, Use::Parts);
  }

  void read_name(std::string_view name, Use use) {
    if (const Local* known = local(name)) {
      if (known->is_thing && use == Use::Whole) give_up();
      return;
    }
    if (std::ranges::count(keys_, name) > 0) return;
    if (name == "self") {
      reads_.all_of_self |= use == Use::Whole;
      return;
    }
    if (name == "address") {
      reads_.names_itself = true;
      return;
    }
    // The type and the name of a block are the same for all of its instances.
    if (name == "type" || name == "name" || name == "today") return;
    give_up();
  }

  void read_attr(const hcl::Attr& attr, Use use) {
    const std::vector<std::string_view> path = path_of(&attr);
    if (path.empty()) {
      // An argument of one of several: related.A[0].bucket.
      if (holds_things(attr.object)) add_of_thing(attr.name);
      return read(attr.object, Use::Parts);
    }
    if (const Local* known = local(path[0])) {
      if (known->is_thing) add_of_thing(path[1]);
    } else if (path[0] == "self") {
      add(reads_.of_self, path[1]);
    } else if (path[0] == "related") {
      read_related(path, use);
    } else if (path[0] == "all") {
      // What there is of a type is the same for everybody who asks, but not what it has to do with them.
      reads_.compares = true;
    } else if (path[0] == "iam") {
      for (const std::string_view argument : {"policy", "json", "inline_policy"})
        add(reads_.of_self, argument);
    } else if (path[0] == "each") {
      if (!each_is_thing_ || path[1] != "value") return;
      if (path.size() > 2)
        add_of_thing(path[2]);
      else if (use == Use::Whole)
        give_up();
    } else if (path[0] != "catalog") {
      give_up();
    }
  }

  void read_index(const hcl::Index& index, Use use) {
    // related.A[0] is one of them; of self["x"] nobody knows which argument it is.
    if (is_self(index.collection))
      read(index.collection, Use::Whole);
    else if (holds_things(index.collection) &&
             (!is_list(index.collection) || as<hcl::Number>(index.key) == nullptr))
      return give_up();
    read(index.key, Use::Whole);
    read(index.collection, use);
  }

  void read_splat(const hcl::Splat& splat, Use use) {
    read_collection(splat.source);
    items_.push_back(holds_things(splat.source));
    read(splat.each, use);
    items_.pop_back();
  }

  void read_related(std::span<const std::string_view> path, Use use) {
    const std::size_t size = size_of_chain(path);
    std::vector<std::string_view> types;
    for (std::size_t i = 1; i < size; i += 2) types.push_back(path[i]);
    if (std::ranges::count(reads_.related, types) == 0) reads_.related.push_back(types);
    if (size < path.size())
      add(reads_.of_related, path[size]);
    else if (use == Use::Whole)
      give_up();
  }

  void read_call(const hcl::Call& call, Use use) {
    const bool is_traffic = call.name == "blueprint::traffic" && call.args.size() == 2;
    if (is_traffic && is_self(call.args[1]) && !hcl::literal_text(call.args[0])) {
      for (const std::string_view argument : eval::traffic_arguments()) add(reads_.of_self, argument);
      return read(call.args[0], Use::Whole);
    }
    for (const Expr* argument : call.args) {
      // What is counted is not looked at.
      if (call.name == "length")
        read_collection(argument);
      else
        read(argument, passes_on(call) ? use : Use::Whole);
    }
  }

  void read_binary(const hcl::Binary& binary) {
    const auto is_null = [](const Expr* expr) { return expr && expr->kind == ExprKind::Null; };
    const Use use = is_null(binary.left) || is_null(binary.right) ? Use::Parts : Use::Whole;
    read(binary.left, use);
    read(binary.right, use);
  }

  void read_for(const hcl::For& loop, Use use) {
    read_collection(loop.collection);
    locals_.push_back(
        {.name = loop.value_name, .is_thing = !is_self(loop.collection) && holds_things(loop.collection)});
    keys_.push_back(loop.key_name);
    read(loop.key, Use::Whole);
    read(loop.value, use);
    read(loop.condition, Use::Whole);
    keys_.pop_back();
    locals_.pop_back();
  }

  void read_parts(std::span<const hcl::TemplatePart> parts) {
    for (const hcl::TemplatePart& part : parts) {
      if (part.kind == hcl::TemplatePartKind::If || part.kind == hcl::TemplatePartKind::For) give_up();
      read(part.value, Use::Whole);
    }
  }

  Reads& reads_;
  std::vector<Local> locals_;
  std::vector<std::string_view> keys_;  // Of for-expressions: indexes, and names of arguments.
  std::vector<bool> items_;             // Of splats: whether the element is a thing.
  bool each_is_thing_ = false;
};

}  // namespace

Reads reads_of(const Expr* each, const Expr* when, const Expr* at) {
  Reads reads{.is_complete = true};
  Reader reader(reads);
  reader.read_each(each);
  reader.read(when, Use::Whole);
  reader.read(at, Use::Whole);
  return reads;
}

}  // namespace blueprint::lint

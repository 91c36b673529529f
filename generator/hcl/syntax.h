// The syntax tree of HCL: what a file says, before anything is evaluated.
//
// Nodes are plain structs in an arena, linked by pointers and spans; every node
// knows its place. Text views point into the source, or into the arena where
// escapes were resolved, so a tree is valid as long as its File and Sources.

#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "support/arena.h"
#include "support/source.h"

namespace blueprint::hcl {

enum class ExprKind : std::uint8_t {
  Invalid,  // A syntax error stood here; it evaluates to unknown.
  Null,
  Bool,
  Number,
  Template,
  Name,
  Attr,
  Index,
  Splat,
  SplatItem,
  Call,
  Unary,
  Binary,
  Conditional,
  Tuple,
  Object,
  For,
  Paren,
};

struct Expr {
  ExprKind kind = ExprKind::Invalid;
  Span span{};
};

// `expr` as a node of type T, or nullptr: `if (const auto* call = as<Call>(expr))`.
template <typename T>
const T* as(const Expr* expr) {
  return expr && expr->kind == T::kKind ? static_cast<const T*>(expr) : nullptr;
}

struct Bool : Expr {
  static constexpr ExprKind kKind = ExprKind::Bool;
  bool value = false;
};

struct Number : Expr {
  static constexpr ExprKind kKind = ExprKind::Number;
  std::string_view text{};  // "1", "2.5e3"
};

enum class TemplatePartKind : std::uint8_t { Text, Interpolation, If, For };

struct TemplatePart {
  TemplatePartKind kind = TemplatePartKind::Text;
  Span span{};                  // The whole part: for an If everything from `%{ if` to `endif }`.
  std::string_view text{};      // Text: escapes resolved, `~` and `<<-` applied. May be empty.
  const Expr* value = nullptr;  // Interpolation: the expression; If: the condition; For: the collection.
  std::span<const TemplatePart> body{};       // If: when true; For: once per element.
  std::span<const TemplatePart> otherwise{};  // If: when false.
  std::string_view key_name{};                // For: empty when it names only the value.
  std::string_view value_name{};
  bool strip_before = false;  // `${~`
  bool strip_after = false;   // `~}`
};

// "…", a heredoc, or a whole template file. A quoted string without `${` or
// `%{` is a Template with one Text part, or with none when it is empty.
struct Template : Expr {
  static constexpr ExprKind kKind = ExprKind::Template;
  enum class Form : std::uint8_t { Quoted, Heredoc, IndentedHeredoc, File };
  Form form = Form::Quoted;
  std::span<const TemplatePart> parts{};
};

// The first step of a traversal: `var`, `aws_subnet`, `each`.
struct Name : Expr {
  static constexpr ExprKind kKind = ExprKind::Name;
  std::string_view name{};
};

struct Attr : Expr {  // object.name
  static constexpr ExprKind kKind = ExprKind::Attr;
  const Expr* object = nullptr;
  std::string_view name{};
  Span name_span{};
};

struct Index : Expr {  // collection[key], and the old form collection.0
  static constexpr ExprKind kKind = ExprKind::Index;
  const Expr* collection = nullptr;
  const Expr* key = nullptr;
  bool legacy = false;
};

// source[*].x or source.*.x. `each` is evaluated for every element, with the
// element where the SplatItem stands.
struct Splat : Expr {
  static constexpr ExprKind kKind = ExprKind::Splat;
  const Expr* source = nullptr;
  const Expr* each = nullptr;
  bool full = true;  // [*] rather than .*
};

struct SplatItem : Expr {
  static constexpr ExprKind kKind = ExprKind::SplatItem;
};

struct Call : Expr {
  static constexpr ExprKind kKind = ExprKind::Call;
  std::string_view name{};  // With its namespace: "provider::terraform::encode_expr".
  Span name_span{};
  std::span<const Expr* const> args{};
  bool expand_last = false;  // f(xs...)
};

struct Unary : Expr {
  static constexpr ExprKind kKind = ExprKind::Unary;
  char op = '-';  // '-' or '!'
  const Expr* operand = nullptr;
};

enum class BinaryOp : std::uint8_t {
  Or,
  And,
  Equal,
  NotEqual,
  Less,
  LessEqual,
  Greater,
  GreaterEqual,
  Add,
  Subtract,
  Multiply,
  Divide,
  Modulo,
};

struct Binary : Expr {
  static constexpr ExprKind kKind = ExprKind::Binary;
  BinaryOp op{};
  const Expr* left = nullptr;
  const Expr* right = nullptr;
};

struct Conditional : Expr {
  static constexpr ExprKind kKind = ExprKind::Conditional;
  const Expr* condition = nullptr;
  const Expr* if_true = nullptr;
  const Expr* if_false = nullptr;
};

struct Tuple : Expr {
  static constexpr ExprKind kKind = ExprKind::Tuple;
  std::span<const Expr* const> items{};
};

struct ObjectItem {
  const Expr* key = nullptr;  // A bare word is a Name: it means its own text. (x) is a Paren.
  const Expr* value = nullptr;
  Span span{};  // key = value, without a comma
};

struct Object : Expr {
  static constexpr ExprKind kKind = ExprKind::Object;
  std::span<const ObjectItem> items{};
};

struct For : Expr {  // [for k, v in xs : v if c] and {for k, v in xs : k => v... if c}
  static constexpr ExprKind kKind = ExprKind::For;
  std::string_view key_name{};  // Empty when only the value is named.
  std::string_view value_name{};
  const Expr* collection = nullptr;
  const Expr* key = nullptr;  // nullptr: makes a tuple.
  const Expr* value = nullptr;
  const Expr* condition = nullptr;  // May be nullptr.
  bool grouped = false;             // `...`
};

struct Paren : Expr {
  static constexpr ExprKind kKind = ExprKind::Paren;
  const Expr* inner = nullptr;
};

struct Attribute {
  std::string_view name{};
  Span name_span{};
  const Expr* value = nullptr;
  Span span{};  // name = value
};

struct BlockLabel {
  std::string_view text{};
  Span span{};  // With its quotes, if it has any.
};

struct Block;

struct Body {
  std::span<const Attribute> attributes{};  // In source order.
  std::span<const Block> blocks{};          // In source order.
  Span span{};                              // For a block: between the braces.

  const Attribute* attribute(std::string_view name) const;
  const Block* block(std::string_view type) const;  // The first of this type.
};

struct Block {
  std::string_view type{};
  Span type_span{};
  std::span<const BlockLabel> labels{};
  Body body{};
  Span header{};  // Type and labels.
  Span span{};    // Header to closing brace.

  std::string_view label(std::size_t i) const {
    return i < labels.size() ? labels[i].text : std::string_view();
  }
};

struct Comment {
  Span span{};  // From # or // or /*; without the newline.
};

// A parsed expression or template on its own.
struct Fragment {
  const Expr* expr = nullptr;  // Never null after parsing.
  bool has_errors = false;
  std::unique_ptr<Arena> arena{};
};

// A parsed file. Move-only; owns the memory of its tree.
struct File {
  FileId id{};
  Body body{};
  std::vector<Comment> comments{};
  bool has_errors = false;
  std::unique_ptr<Arena> arena{};
  std::vector<Fragment> fragments{};  // That the tree holds too, when it was made from several texts.
};

// The text of a quoted string without interpolation, or nullopt.
// `"a"` gives a; `a` and `"${a}"` give nothing.
const std::string_view* literal_text(const Expr* expr);

}  // namespace blueprint::hcl

// The recursive-descent parser behind parse.h. Its parts: parse.cc (entry points),
// parser.cc (tokens and errors), body.cc, expression.cc, postfix.cc, collection.cc,
// template.cc, template_text.cc and string_literal.cc.
//
// After a mistake the parser is `panicking_`: it says nothing more, every
// function returns, and the first construct that knows where it ends (a bracket
// with its partner, a line of a body) moves there and goes on.

#pragma once

#include <string>
#include <vector>

#include "hcl/syntax.h"
#include "hcl/token.h"
#include "support/diagnostic.h"

namespace blueprint::hcl {

// An expression and how deep its tree is, so that no tree gets too deep to walk.
struct Node {
  const Expr* expr = nullptr;
  std::uint32_t height = 1;
};

// One piece of a template before its directives are nested.
struct TemplatePiece {
  enum class Kind : std::uint8_t { Text, Interpolation, If, Else, EndIf, For, EndFor };
  Kind kind = Kind::Text;
  bool strip_before = false;
  bool strip_after = false;
  std::uint32_t height = 1;
  Span span{};
  std::string_view text{};
  const Expr* value = nullptr;
  std::string_view key_name{};
  std::string_view value_name{};
};

struct ParserInput {
  const Sources& sources;
  FileId file{};
  std::vector<Token> tokens{};
  Arena& arena;
  std::string_view end_name{};     // "the end of the file"
  bool trust_indentation = false;  // A line that is not indented closes the blocks around it.
};

class Parser {
 public:
  Parser(Diagnostics& diags, ParserInput input);

  Body file_body();
  const Expr* whole_expression();
  const Expr* whole_template();

  bool has_errors() const { return has_errors_; }
  bool left_block_open() const { return left_block_open_; }
  const std::vector<Token>& tokens() const { return input_.tokens; }

 private:
  // parser.cc: tokens.
  TokenKind peek() {
    for (;; ++index_) {
      const TokenKind kind = input_.tokens[index_].kind;
      if (kind > TokenKind::Comment || (kind == TokenKind::Newline && newlines_)) return kind;
    }
  }
  const Token& next();  // The token that peek() is about.
  const Token& take();
  bool take_if(TokenKind kind);
  bool peek_keyword(std::string_view word);
  std::string_view text(const Token& token) const;
  Span span(const Token& token) const { return span(token.begin, token.end); }
  Span span(std::uint32_t begin, std::uint32_t end) const { return {input_.file, begin, end}; }
  Span from(std::uint32_t begin) const { return span(begin, std::max(begin, last_end_)); }

  // parser.cc: mistakes.
  void error(Diagnostic diagnostic);
  // "expected `,` or `]`, found a number", unless the token found says more by itself.
  void expected(std::string_view what, std::string_view help = {});
  // The same, with a label at the bracket that is still open.
  void expected_before_close(std::string_view what, std::size_t opener);
  bool text_ends(std::string_view what, std::size_t opener);
  std::string describe(const Token& token) const;
  bool describe_bad_token(const Token& token);
  bool enter();  // False, and a mistake, when the nesting is too deep.
  void leave() { --depth_; }
  bool too_high(Node& node);
  Node invalid(std::uint32_t begin);

  // recover.cc
  std::size_t partner(std::size_t opener);
  void match_brackets();
  // Ends a construct that `opener` began: after a mistake moves behind its closing bracket.
  void recover_to_close(std::size_t opener);
  void skip_line();
  // Moves to the next item of an object; false when there is none before its brace.
  bool recover_to_item(std::size_t opener);

  // body.cc
  struct OpenBlock {
    std::size_t brace = 0;
    std::uint32_t column = 0;
  };
  Body body(const OpenBlock* block, std::size_t first_attribute);
  bool ends_by_indentation(const OpenBlock& block);
  void body_item();
  void attribute(const Token& name, bool one_line);
  void block(const Token& type);
  bool block_header(const Token& type, std::vector<BlockLabel>& labels);
  BlockLabel quoted_label();
  std::string_view header_line(const Token& type) const;
  Body block_body(std::size_t brace, std::uint32_t column);
  Body one_line_body(std::size_t brace, std::uint32_t column);
  void after_one_line_attribute(std::size_t brace);
  void end_of_item(std::string_view what);
  void check_duplicates(std::size_t first_attribute);
  void already_set(const Attribute& attribute, const Attribute& first);
  void unclosed_block(std::size_t brace);
  std::uint32_t column(const Token& token) const;

  // expression.cc
  Node expression();
  Node conditional();
  Node binary(int level);
  Node unary();
  Node term();
  Node name_or_call();
  Node number();
  Node paren();
  Node call(const Token& name);
  bool call_name(const Token& name, std::string_view& full);
  Node call_arguments(const Token& name, std::string_view full, Span name_span);

  // postfix.cc
  Node postfix(Node node, std::uint32_t begin);
  Node attribute_step(Node node, std::uint32_t begin);
  Node index_step(Node node, std::uint32_t begin);
  Node legacy_index(Node object, std::uint32_t begin);
  Node attribute_splat(Node source, std::uint32_t begin);
  Node full_splat(Node source, std::uint32_t begin, const Token& open);

  // collection.cc
  Node tuple();
  Node object();
  bool object_item(std::uint32_t& height, std::size_t opener);
  Node object_key();
  Node for_expression(std::size_t opener, TokenKind close);
  bool for_names(std::string_view& key, std::string_view& value);
  bool check_for(const For& result, const Token& ellipsis);

  // template.cc
  Node quoted_or_heredoc();
  bool plain_string(Node& node);
  void template_pieces(const Token& open, TokenKind close);
  void template_end(const Token& open);
  void text_piece(std::size_t first_piece);
  void sequence(std::size_t first_piece);
  bool directive_content(TemplatePiece& piece);
  Node build_template(Template node, std::size_t first_piece);

  // template_text.cc
  void remove_indentation(std::size_t first_piece);
  void join_texts(std::size_t first_piece);

  // template_tree.cc
  std::span<const TemplatePart> template_parts(std::size_t& at, const TemplatePiece* open,
                                               std::uint32_t& height);
  TemplatePart directive_part(std::size_t& at, std::uint32_t& height);
  void misplaced_directive(const TemplatePiece& piece);
  void unclosed_directive(const TemplatePiece& open);

  // string_literal.cc
  std::string_view resolve_escapes(const Token& token);
  std::size_t resolve_escape(const Token& token, std::size_t at, std::string& to);
  std::size_t resolve_unicode(const Token& token, std::size_t at, std::string& to);
  void bad_escape(const Token& token, std::size_t at, std::size_t size, std::string message,
                  std::string_view help);

  template <typename T>
  Node make(T expr, std::uint32_t height) {
    Node node{.expr = input_.arena.make(std::move(expr)), .height = height};
    too_high(node);
    return node;
  }

  Diagnostics& diags_;
  ParserInput input_;
  std::string_view source_;
  std::size_t index_ = 0;
  std::uint32_t last_end_ = 0;  // Where the last taken token ends, and which it was.
  std::size_t last_index_ = 0;
  bool newlines_ = true;  // Newlines are tokens here, not space.
  bool panicking_ = false;
  bool has_errors_ = false;
  std::size_t mistakes_ = 0;
  bool left_block_open_ = false;
  bool closed_by_indentation_ = false;  // The block that was just read.
  bool bad_directive_ = false;          // In the template at hand, whose structure is then unknown.
  std::uint32_t depth_ = 0;
  std::vector<std::uint32_t> partners_;  // By token; made when the first mistake is found.

  // Stacks that constructs share while they collect their parts.
  std::vector<Attribute> attributes_;
  std::vector<Block> blocks_;
  std::vector<const Expr*> exprs_;
  std::vector<ObjectItem> items_;
  std::vector<TemplatePiece> pieces_;

  friend class NewlineScope;
};

// Newlines are (or are not) tokens while this lives.
class NewlineScope {
 public:
  NewlineScope(Parser& parser, bool newlines) : parser_(parser), before_(parser.newlines_) {
    parser_.newlines_ = newlines;
  }
  ~NewlineScope() { parser_.newlines_ = before_; }
  NewlineScope(const NewlineScope&) = delete;
  NewlineScope& operator=(const NewlineScope&) = delete;

 private:
  Parser& parser_;
  bool before_;
};

}  // namespace blueprint::hcl

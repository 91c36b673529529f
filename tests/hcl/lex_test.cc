#include <catch2/catch.hpp>

#include "hcl/dump.h"
#include "hcl/parse.h"
#include "hcl/token.h"

namespace blueprint::hcl {
namespace {

std::string tokens_of(std::string_view text, LexMode mode = LexMode::Main) {
  std::vector<Token> tokens;
  lex(text, 0, std::uint32_t(text.size()), mode, tokens);
  return dump(tokens);
}

TEST_CASE("names may hold hyphens and letters of any language") {
  CHECK(tokens_of("a-b") == "Ident[0:3] EOF[3:3] ");
  CHECK(tokens_of("é_1") == "Ident[0:4] EOF[4:4] ");
  CHECK(tokens_of("_x - 名前") == "Ident[0:2] Minus[3:4] Ident[5:11] EOF[11:11] ");
  CHECK(tokens_of("a\u00a0b") == "Ident[0:1] Invalid[1:3] Ident[3:4] EOF[4:4] ");
}

TEST_CASE("a name is told from what is none") {
  CHECK(is_identifier("aws_subnet"));
  CHECK(is_identifier("for"));
  CHECK_FALSE(is_identifier(""));
  CHECK_FALSE(is_identifier("1a"));
  CHECK_FALSE(is_identifier("a b"));
  CHECK_FALSE(is_identifier(" a"));
  CHECK_FALSE(is_identifier("a.b"));
}

TEST_CASE("a number ends before a dot that no digit follows") {
  CHECK(tokens_of("1e5") == "NumberLit[0:3] EOF[3:3] ");
  CHECK(tokens_of("1.5e-3") == "NumberLit[0:6] EOF[6:6] ");
  CHECK(tokens_of("1e") == "NumberLit[0:1] Ident[1:2] EOF[2:2] ");
  CHECK(tokens_of("1.a") == "NumberLit[0:1] Dot[1:2] Ident[2:3] EOF[3:3] ");
  CHECK(tokens_of("1...") == "NumberLit[0:1] Ellipsis[1:4] EOF[4:4] ");
}

TEST_CASE("operators take as many characters as they can") {
  CHECK(tokens_of("==!=>=<=&&||") ==
        "EqualOp[0:2] NotEqual[2:4] GreaterThanEq[4:6] LessThanEq[6:8] And[8:10] Or[10:12] EOF[12:12] ");
  CHECK(tokens_of("=>::...") == "FatArrow[0:2] DoubleColon[2:4] Ellipsis[4:7] EOF[7:7] ");
}

TEST_CASE("comments end with their line or with their mark") {
  CHECK(tokens_of("# a\n//b\r\n/*c\n*/") ==
        "Comment[0:3] Newline[3:4] Comment[4:7] Newline[7:9] Comment[9:15] EOF[15:15] ");
  CHECK(tokens_of("a /* b") == "Ident[0:1] UnclosedComment[2:6] EOF[6:6] ");
}

TEST_CASE("sequences in quotes nest") {
  CHECK(
      tokens_of("\"a${b}\"") ==
      "OQuote[0:1] QuotedLit[1:2] TemplateInterp[2:4] Ident[4:5] TemplateSeqEnd[5:6] CQuote[6:7] EOF[7:7] ");
  CHECK(tokens_of("\"${{}}\"") ==
        "OQuote[0:1] TemplateInterp[1:3] OBrace[3:4] CBrace[4:5] TemplateSeqEnd[5:6] CQuote[6:7] EOF[7:7] ");
  CHECK(tokens_of("\"%{~ a ~}\"") ==
        "OQuote[0:1] TemplateControl[1:4] Ident[5:6] TemplateSeqEnd[7:9] CQuote[9:10] EOF[10:10] ");
}

TEST_CASE("a doubled dollar sign before a brace is text") {
  CHECK(tokens_of("\"$${a}\"") == "OQuote[0:1] QuotedLit[1:4] QuotedLit[4:6] CQuote[6:7] EOF[7:7] ");
  CHECK(tokens_of("\"a$\"") == "OQuote[0:1] QuotedLit[1:2] QuotedLit[2:3] CQuote[3:4] EOF[4:4] ");
}

TEST_CASE("a heredoc ends where its marker stands alone") {
  CHECK(tokens_of("<<A\nb A\n  A\n") ==
        "OHeredoc[0:4] StringLit[4:8] CHeredoc[8:11] Newline[11:12] EOF[12:12] ");
  CHECK(tokens_of("<<-A\r\nA\r\n") == "OHeredoc[0:6] CHeredoc[6:7] Newline[7:9] EOF[9:9] ");
  CHECK(tokens_of("<<A\n${b}A\nA\n") ==
        "OHeredoc[0:4] TemplateInterp[4:6] Ident[6:7] TemplateSeqEnd[7:8] StringLit[8:10] CHeredoc[10:11] "
        "Newline[11:12] EOF[12:12] ");
}

TEST_CASE("a heredoc without end stops at the line that looks most like it") {
  CHECK(tokens_of("<<A\nb\nA)") == "OHeredoc[0:4] StringLit[4:6] UnclosedHeredoc[6:7] CParen[7:8] EOF[8:8] ");
  CHECK(tokens_of("<<A\nb") == "OHeredoc[0:4] StringLit[4:5] UnclosedHeredoc[5:5] EOF[5:5] ");
}

TEST_CASE("quotes without end stop at the end of the line") {
  CHECK(tokens_of("\"a\nb") ==
        "OQuote[0:1] QuotedLit[1:2] UnclosedQuote[2:2] Newline[2:3] Ident[3:4] EOF[4:4] ");
  CHECK(tokens_of("\"${a\nb\n") ==
        "OQuote[0:1] TemplateInterp[1:3] Ident[3:4] UnclosedQuote[4:4] Newline[4:5] Ident[5:6] Newline[6:7] "
        "EOF[7:7] ");
}

TEST_CASE("bytes that are not text are tokens of their own") {
  CHECK(tokens_of("a\xff") == "Ident[0:1] BadUTF8[1:2] EOF[2:2] ");
  CHECK(tokens_of("\"\xff\"") == "OQuote[0:1] BadUTF8[1:2] CQuote[2:3] EOF[3:3] ");
  CHECK(tokens_of(std::string_view("\0", 1)) == "Invalid[0:1] EOF[1:1] ");
  CHECK(tokens_of("\xef\xbb\xbf"
                  "a") == "Ident[3:4] EOF[4:4] ");
}

TEST_CASE("a template file is text from its first byte") {
  CHECK(tokens_of("a ${b}\n", LexMode::Template) ==
        "StringLit[0:2] TemplateInterp[2:4] Ident[4:5] TemplateSeqEnd[5:6] StringLit[6:7] EOF[7:7] ");
  CHECK(tokens_of("\"\\", LexMode::Template) == "StringLit[0:2] EOF[2:2] ");
}

}  // namespace
}  // namespace blueprint::hcl

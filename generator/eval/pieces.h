// Texts of which only parts are known.
//
// A policy in JSON is seldom known to the last letter: the ARN of a bucket is
// in it. What rules want of it, its actions and principals, is. So templates
// and jsonencode() keep what they know of an unknown text (Value::pieced), and
// jsondecode() and the functions for rules read it.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "eval/value.h"

namespace blueprint::eval {

// JSON knows no comma after the last element; people write it all the same.
enum class TrailingCommas { Refused, Allowed };

// Gathers a text of which parts may be unknown.
class PieceWriter {
 public:
  explicit PieceWriter(std::size_t max_bytes = ~std::size_t{0}) : max_bytes_(max_bytes) {}

  void append(std::string_view text) { text_ += text; }
  void append(const Value& unknown);
  bool is_full() const { return size_ + text_.size() > max_bytes_; }
  std::string& text() { return text_; }  // Since the last unknown.
  // A string, or an unknown one with pieces.
  Value finish();

 private:
  std::size_t max_bytes_;
  std::size_t size_ = 0;  // Before `text_`.
  std::string text_;
  std::vector<Value> pieces_;
};

// The text of a string, with `${…}` for what is not known of it; nullopt for what is no text.
std::optional<std::string> readable_text(const Value& value);

// What the JSON text made of `pieces` stands for: an unknown piece is an unknown
// value, a string that holds one is a pieced string. nullopt: this is no JSON.
std::optional<Value> parse_json_pieces(std::span<const Value> pieces, int max_depth, std::string& why,
                                       TrailingCommas commas = TrailingCommas::Refused);

}  // namespace blueprint::eval

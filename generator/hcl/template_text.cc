#include <limits>

#include "hcl/parser.h"
#include "hcl/unicode.h"

// The text between the sequences of a template.

namespace blueprint::hcl {
namespace {

std::size_t count_spaces(std::string_view spaces) { return count_graphemes(spaces); }

}  // namespace

// What `<<-` asks for: the smallest indentation is taken from every line.
// Lines are those of the source, as interpolated text is not known yet; a line
// that begins with a sequence counts as not indented, a blank one does not count.
void Parser::remove_indentation(std::size_t first_piece) {
  std::size_t smallest = std::numeric_limits<std::size_t>::max();
  bool line_start = true;
  std::vector<std::size_t> starts;
  for (std::size_t i = first_piece; i < pieces_.size(); ++i) {
    const bool is_text = pieces_[i].kind == TemplatePiece::Kind::Text;
    const std::string_view text = pieces_[i].text;
    if (line_start) {
      const std::string_view trimmed = is_text ? trim_left(text) : std::string_view();
      const bool blank = is_text && trimmed.empty() && text.ends_with('\n');
      if (is_text && !blank) starts.push_back(i);
      if (!blank) {
        smallest =
            std::min(smallest, is_text ? count_spaces(text.substr(0, text.size() - trimmed.size())) : 0);
      }
    }
    line_start = is_text && text.ends_with('\n');
  }
  for (const std::size_t i : starts) {
    for (std::size_t n = 0; n < smallest && !pieces_[i].text.empty(); ++n) {
      pieces_[i].text.remove_prefix(grapheme_size(pieces_[i].text));
    }
  }
}

// Neighbouring texts become one.
void Parser::join_texts(std::size_t first_piece) {
  std::size_t to = first_piece;
  std::string joined;
  for (std::size_t i = first_piece; i < pieces_.size(); ++to) {
    TemplatePiece piece = pieces_[i++];
    if (piece.kind == TemplatePiece::Kind::Text) {
      std::string_view text = piece.text;
      bool copied = false;
      for (; i < pieces_.size() && pieces_[i].kind == TemplatePiece::Kind::Text; ++i) {
        const std::string_view next = pieces_[i].text;
        const bool adjoins = !copied && text.data() + text.size() == next.data();
        if (adjoins) {
          text = {text.data(), text.size() + next.size()};
        } else {
          if (!copied) joined.assign(text);
          copied = true;
          joined.append(next);
        }
        piece.span.end = pieces_[i].span.end;
      }
      piece.text = copied ? input_.arena.copy(joined) : text;
    }
    pieces_[to] = piece;
  }
  pieces_.resize(to);
}

}  // namespace blueprint::hcl

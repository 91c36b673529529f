#include "yaml/prepared.h"

#include <utility>

namespace blueprint::yaml {
namespace {

// A node: a byte with its kind and flags; its span; its tag, when it has one; then
// a text, or a count and as many nodes, each after its key in a mapping. Numbers
// have seven bits a byte, the lowest first; a text that stands in the source as it
// is, is only its place there.
constexpr unsigned kKinds = 0x0F;
constexpr unsigned kBoolean = 0x10;
constexpr unsigned kQuoted = 0x20;
constexpr unsigned kTagged = 0x40;
constexpr unsigned kVerbatim = 0x80;

class Writer {
 public:
  explicit Writer(std::string_view text) : text_(text) {}

  void documents(const std::vector<Node>& all) {
    number(all.size());
    for (const Node& node : all) write(node);
  }

  std::string take() { return std::move(bytes_); }

 private:
  void number(std::size_t value) {
    for (; value >= 0x80; value >>= 7) bytes_ += char(0x80 | (value & 0x7F));
    bytes_ += char(value);
  }

  void string(std::string_view value) {
    number(value.size());
    bytes_ += value;
  }

  void span(Span at) {
    number(at.begin);
    number(at.size());
  }

  // Quotes are around what is verbatim in a quoted text.
  static std::size_t inset(const Node& node) { return node.quoted ? 1 : 0; }

  bool is_verbatim(const Node& node) const {
    const std::size_t inset_by = inset(node);
    return node.is_scalar() && node.span.size() == node.text.size() + 2 * inset_by &&
           text_.substr(node.span.begin + inset_by, node.text.size()) == node.text;
  }

  void write(const Node& node) {
    const bool verbatim = is_verbatim(node);
    bytes_ += char(unsigned(node.kind) | (node.boolean ? kBoolean : 0U) | (node.quoted ? kQuoted : 0U) |
                   (node.tag.empty() ? 0U : kTagged) | (verbatim ? kVerbatim : 0U));
    span(node.span);
    if (!node.tag.empty()) string(node.tag);
    if (node.is_sequence()) {
      number(node.items.size());
      for (const Node& item : node.items) write(item);
    } else if (node.is_mapping()) {
      number(node.pairs.size());
      for (const Pair& pair : node.pairs) {
        string(pair.key);
        span(pair.key_span);
        write(pair.value);
      }
    } else if (!verbatim) {
      string(node.text);
    }
  }

  std::string_view text_;
  std::string bytes_;
};

class Reader {
 public:
  Reader(std::string_view bytes, std::string_view text, FileId file)
      : bytes_(bytes), text_(text), file_(file) {}

  std::vector<Node> documents() {
    std::vector<Node> all(number());
    for (Node& node : all) read(node, true);
    return all;
  }

 private:
  std::size_t number() {
    std::size_t value = 0;
    for (unsigned shift = 0;; shift += 7) {
      const auto byte = static_cast<unsigned char>(bytes_[at_++]);
      value |= std::size_t(byte & 0x7F) << shift;
      if (byte < 0x80) return value;
    }
  }

  std::string_view string() {
    const std::size_t size = number();
    at_ += size;
    return bytes_.substr(at_ - size, size);
  }

  Span span() {
    const auto begin = std::uint32_t(number());
    return {file_, begin, begin + std::uint32_t(number())};
  }

  void read(Node& node, bool is_outermost) {
    const auto head = static_cast<unsigned char>(bytes_[at_++]);
    node.kind = Kind(head & kKinds);
    node.boolean = head & kBoolean;
    node.quoted = head & kQuoted;
    node.span = span();
    if (head & kTagged) node.tag = string();
    if (node.is_sequence()) {
      node.items.resize(number());
      for (Node& item : node.items) read(item, false);
    } else if (node.is_mapping()) {
      read_pairs(node, is_outermost);
    } else if (head & kVerbatim) {
      const std::uint32_t inset = node.quoted ? 1 : 0;
      node.text = text_.substr(node.span.begin + inset, node.span.size() - 2 * inset);
    } else {
      node.text = string();
    }
  }

  void read_pairs(Node& node, bool is_outermost) {
    std::size_t left = number();
    node.pairs.reserve(left);
    for (; left > 0; --left) {
      const std::string_view key = string();
      const Span at = span();
      if (is_outermost && at.begin >= text_.size()) {
        node.span.end = std::uint32_t(text_.size());
        return;
      }
      Pair& pair = node.pairs.emplace_back(Pair{.key = std::string(key), .key_span = at});
      read(pair.value, false);
    }
  }

  std::string_view bytes_;
  std::string_view text_;
  FileId file_;
  std::size_t at_ = 0;
};

}  // namespace

std::string prepare(const std::vector<Node>& documents, std::string_view text) {
  Writer writer(text);
  writer.documents(documents);
  return writer.take();
}

std::vector<Node> restore(std::string_view prepared, std::string_view text, FileId file) {
  return Reader(prepared, text, file).documents();
}

}  // namespace blueprint::yaml

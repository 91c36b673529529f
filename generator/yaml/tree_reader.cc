#include "yaml/tree_reader.h"

#include <algorithm>

#include "support/strings.h"
#include "yaml/core_schema.h"
#include "yaml/mapping.h"
#include "yaml/syntax_error.h"

namespace blueprint::yaml {
namespace {

constexpr std::size_t kMaxDepth = 200;
constexpr std::size_t kMaxNodes = 1'000'000;
constexpr int kMaxBrokenDocuments = 20;
constexpr std::string_view kTooDeep = "the nesting is deeper than 200 levels";

Kind scalar_kind(const Event& event) {
  const Kind untagged = event.quoted ? Kind::String : plain_kind(event.text);
  if (event.tag.empty()) return untagged;
  // What a tag of another program means is unknown, so its value is text.
  return tagged_kind(event.tag, event.text, is_core_tag(event.tag) ? untagged : Kind::String);
}

}  // namespace

TreeReader::TreeReader(Diagnostics& diags, const Sources& sources, FileId file)
    : diags_(diags), sources_(sources), file_(file), text_(sources.text(file)) {}

std::vector<Node> TreeReader::read() {
  auto begin = std::uint32_t(text_.starts_with("\xEF\xBB\xBF") ? 3 : 0);
  for (int broken = 0; broken < kMaxBrokenDocuments && nodes_ <= kMaxNodes; ++broken) {
    if (read_documents(begin)) break;
    // The documents after a broken one can still be read; the first `---` of the
    // next may be the very place of the failure.
    begin = next_document(std::max({failed_at_, begin + 1, 1u}) - 1);
    if (begin >= text_.size()) break;
  }
  return std::move(documents_);
}

// False when the document at `failed_at_` is broken.
bool TreeReader::read_documents(std::uint32_t begin) {
  EventReader events(text_, begin);
  open_.clear();
  for (;;) {
    Event event = events.next();
    switch (event.kind) {
      case EventKind::StreamEnd: return true;
      case EventKind::Failure: return syntax_failure(event);
      case EventKind::DocumentStart:
        root_ = {.span = {file_, event.end, event.end}};
        anchors_.clear();
        break;
      case EventKind::DocumentEnd: documents_.push_back(std::move(root_)); break;
      case EventKind::Scalar:
      case EventKind::Alias:
      case EventKind::SequenceStart:
      case EventKind::SequenceEnd:
      case EventKind::MappingStart:
      case EventKind::MappingEnd:
        if (!take(event)) return false;
        break;
    }
  }
}

bool TreeReader::take(Event& event) {
  if (event.kind == EventKind::SequenceEnd || event.kind == EventKind::MappingEnd) return close(event);
  const bool is_collection = event.kind == EventKind::SequenceStart || event.kind == EventKind::MappingStart;
  if (is_collection) return open(event);
  if (expects_key()) return take_key(event);
  return event.kind == EventKind::Alias ? take_alias(event) : take_scalar(event);
}

bool TreeReader::take_key(Event& event) {
  if (!count(1, event)) return false;
  Frame& frame = open_.back();
  Pair pair{.key_span = span(event)};
  if (event.kind == EventKind::Alias) {
    const Anchor* const anchor = anchor_of(event);
    if (anchor == nullptr) return false;
    if (!anchor->node.is_scalar()) return fail("yaml/syntax", event, "a key is a list or a mapping");
    pair.key = anchor->node.text;
  } else {
    if (event.text == "<<" && !event.quoted) frame.merges.push_back(frame.node->pairs.size());
    const Node as_value{
        .kind = scalar_kind(event), .span = span(event), .text = event.text, .quoted = event.quoted};
    if (!event.anchor.empty()) remember(std::move(event.anchor), as_value, 1, 0);
    pair.key = std::move(event.text);
  }
  pair.value.span = {file_, event.end, event.end};
  frame.node->pairs.push_back(std::move(pair));
  frame.has_key = true;
  return true;
}

bool TreeReader::take_scalar(Event& event) {
  Node* const node = place_for_value(event);
  if (node == nullptr) return false;
  node->kind = scalar_kind(event);
  node->span = span(event);
  node->quoted = event.quoted;
  node->text = std::move(event.text);
  node->boolean = node->kind == Kind::Bool && (node->text.front() == 't' || node->text.front() == 'T');
  if (!is_core_tag(event.tag)) node->tag = std::move(event.tag);
  if (!event.anchor.empty()) remember(std::move(event.anchor), *node, 1, 0);
  value_done(0);
  return true;
}

bool TreeReader::take_alias(const Event& event) {
  const Anchor* const anchor = anchor_of(event);
  if (anchor == nullptr) return false;
  Node* const node = place_for_value(event);
  if (node == nullptr || !count(anchor->nodes, event)) return false;
  if (open_.size() + anchor->height > kMaxDepth) return fail("yaml/limit", event, std::string(kTooDeep));
  *node = anchor->node;
  value_done(anchor->height);
  return true;
}

bool TreeReader::open(Event& event) {
  const std::size_t nodes_before = nodes_;
  Node* const node = place_for_value(event);
  if (node == nullptr) return false;
  if (open_.size() >= kMaxDepth) return fail("yaml/limit", event, std::string(kTooDeep));
  node->kind = event.kind == EventKind::MappingStart ? Kind::Mapping : Kind::Sequence;
  node->span = span(event);
  if (!is_core_tag(event.tag)) node->tag = std::move(event.tag);
  open_.push_back(
      {.node = node, .anchor = std::move(event.anchor), .nodes_before = nodes_before, .flow = event.flow});
  return true;
}

bool TreeReader::close(const Event& event) {
  Frame frame = std::move(open_.back());
  open_.pop_back();
  frame.node->span.end = std::max(frame.node->span.begin, event.end);
  if (frame.node->is_mapping()) finish_mapping(diags_, *frame.node, frame.merges);
  const std::size_t nodes = nodes_ - frame.nodes_before;
  if (!frame.anchor.empty()) {
    if (!count(nodes, event)) return false;
    remember(std::move(frame.anchor), *frame.node, nodes, frame.height);
  }
  value_done(frame.height);
  return true;
}

bool TreeReader::syntax_failure(const Event& event) {
  const auto flow = std::ranges::find(open_.rbegin(), open_.rend(), true, &Frame::flow);
  const Span open_flow = flow == open_.rend() ? Span{} : flow->node->span;
  diags_.add(syntax_error(sources_, span(event), event.text, open_flow));
  failed_at_ = event.begin;
  return false;
}

bool TreeReader::expects_key() const {
  return !open_.empty() && open_.back().node->is_mapping() && !open_.back().has_key;
}

// Where the next value goes; null, after a message, when it would be a key.
Node* TreeReader::place_for_value(const Event& event) {
  if (!count(1, event)) return nullptr;
  if (open_.empty()) return &root_;
  Node& around = *open_.back().node;
  if (around.is_sequence()) return &around.items.emplace_back();
  if (!expects_key()) return &around.pairs.back().value;
  const std::size_t braces = text_.substr(0, event.begin + 1).rfind("{{");
  if (event.begin > 0 && braces == event.begin - 1) {
    diags_.add(template_error(span(event)));
    failed_at_ = event.begin;
  } else {
    fail("yaml/syntax", event, "a key is a list or a mapping", "use text as the key");
  }
  return nullptr;
}

void TreeReader::value_done(std::size_t height) {
  if (open_.empty()) return;
  open_.back().has_key = false;
  open_.back().height = std::max(open_.back().height, height + 1);
}

// What `alias` names; null, after a message, when nothing has that anchor.
const TreeReader::Anchor* TreeReader::anchor_of(const Event& alias) {
  if (std::ranges::find(open_, alias.text, &Frame::anchor) != open_.end()) {
    fail("yaml/syntax", alias, concat("`*", alias.text, "` is inside the value that it repeats"));
    return nullptr;
  }
  const auto found = anchors_.find(alias.text);
  if (found != anchors_.end()) return &found->second;
  fail("yaml/syntax", alias, concat("`*", alias.text, "` has no anchor `&", alias.text, "` before it"),
       "quote the text if `*` is meant literally");
  return nullptr;
}

void TreeReader::remember(std::string name, const Node& node, std::size_t nodes, std::size_t height) {
  anchors_[std::move(name)] = {.node = node, .nodes = nodes, .height = height};
}

// Counts against the limit of the whole file. A collection with an anchor counts
// twice, because it is copied.
bool TreeReader::count(std::size_t nodes, const Event& event) {
  nodes_ += nodes;
  if (nodes_ <= kMaxNodes) return true;
  return fail("yaml/limit", event, "the file has more than a million values, with those that aliases repeat",
              "split the file, or use fewer aliases of large values");
}

bool TreeReader::fail(std::string_view code, const Event& event, std::string message, std::string help) {
  diags_.add({.code = std::string(code),
              .message = std::move(message),
              .span = span(event),
              .help = std::move(help)});
  failed_at_ = event.begin;
  return false;
}

// The first line `---` after `from`, or the end of the text.
std::uint32_t TreeReader::next_document(std::uint32_t from) const {
  for (std::size_t at = from;;) {
    at = text_.find("\n---", at);
    if (at == std::string_view::npos) return std::uint32_t(text_.size());
    ++at;
    const std::string_view after = text_.substr(at + 3);
    if (after.empty() || std::string_view(" \t\r\n").find(after.front()) != std::string_view::npos) {
      return std::uint32_t(at);
    }
  }
}

}  // namespace blueprint::yaml

#include "yaml/events.h"

#include <libfyaml.h>

#include <algorithm>

#include "support/strings.h"

namespace blueprint::yaml {
namespace {

struct DiagDeleter {
  void operator()(fy_diag* diag) const { fy_diag_destroy(diag); }
};
struct ParserDeleter {
  void operator()(fy_parser* parser) const { fy_parser_destroy(parser); }
};

std::string text_of(fy_token* token) {
  std::size_t size = 0;
  const char* const text = token == nullptr ? nullptr : fy_token_get_text(token, &size);
  return text == nullptr ? std::string() : std::string(text, size);
}

std::string tag_of(fy_token* token) {
  constexpr std::string_view kCore = "tag:yaml.org,2002:";
  const std::string tag = text_of(token);
  return tag.starts_with(kCore) ? concat("!!", std::string_view(tag).substr(kCore.size())) : tag;
}

bool in_quotes(fy_scalar_style style) { return style == FYSS_SINGLE_QUOTED || style == FYSS_DOUBLE_QUOTED; }

bool in_block(fy_scalar_style style) { return style == FYSS_LITERAL || style == FYSS_FOLDED; }

}  // namespace

struct EventReader::Library {
  std::string_view text;
  std::uint32_t base;       // The parser's positions count from here.
  std::uint32_t floor = 0;  // Everything before has been part of some event.
  std::unique_ptr<fy_diag, DiagDeleter> diag{};
  std::unique_ptr<fy_parser, ParserDeleter> parser{};

  void place(Event& event, fy_token* token) const;
  void place_scalar(Event& event, fy_token* token) const;
  std::uint32_t find_from_floor(std::string_view wanted) const;
  std::uint32_t after_indicator() const;
  void raise_floor(fy_token* token);
  Event failure() const;
};

// Gives `event` the bytes of `token`, or the empty place after everything so far.
void EventReader::Library::place(Event& event, fy_token* token) const {
  const fy_mark* const begin = token == nullptr ? nullptr : fy_token_start_mark(token);
  const fy_mark* const end = token == nullptr ? nullptr : fy_token_end_mark(token);
  event.begin = event.end = floor;
  if (begin == nullptr || end == nullptr) return;
  const auto size = std::uint32_t(text.size());
  event.begin = std::min(base + std::uint32_t(begin->input_pos), size);
  event.end = std::clamp(base + std::uint32_t(end->input_pos), event.begin, size);
}

// The first of `wanted` after the floor, behind blanks, comments and the
// indicators of keys and entries; the text's end when something else is there.
std::uint32_t EventReader::Library::find_from_floor(std::string_view wanted) const {
  for (std::size_t at = floor; at < text.size(); ++at) {
    if (wanted.find(text[at]) != std::string_view::npos) return std::uint32_t(at);
    if (text[at] == '#') {
      at = text.find('\n', at);
      if (at == std::string_view::npos) break;
    } else if (std::string_view(" \t\r\n-:?").find(text[at]) == std::string_view::npos) {
      break;
    }
  }
  return std::uint32_t(text.size());
}

// The place where a value that is not there would stand.
std::uint32_t EventReader::Library::after_indicator() const {
  const std::uint32_t indicator = find_from_floor("-:?");
  return indicator < text.size() ? indicator + 1 : floor;
}

void EventReader::Library::place_scalar(Event& event, fy_token* token) const {
  const fy_scalar_style style = token == nullptr ? FYSS_PLAIN : fy_token_scalar_style(token);
  event.quoted = in_quotes(style) || in_block(style);
  event.text = text_of(token);
  if (token == nullptr || (event.text.empty() && !event.quoted)) {
    event.begin = event.end = after_indicator();
    return;
  }
  place(event, token);
  if (in_quotes(style)) {
    event.begin -= event.begin > 0 ? 1 : 0;
    event.end += event.end < text.size() ? 1 : 0;
  }
  if (in_block(style)) {
    event.begin = std::min(event.begin, find_from_floor("|>"));
    while (event.end > event.begin + 1 && (text[event.end - 1] == '\n' || text[event.end - 1] == '\r')) {
      --event.end;
    }
  }
}

void EventReader::Library::raise_floor(fy_token* token) {
  const fy_mark* const end = token == nullptr ? nullptr : fy_token_end_mark(token);
  if (end == nullptr) return;
  floor = std::clamp(base + std::uint32_t(end->input_pos), floor, std::uint32_t(text.size()));
}

Event EventReader::Library::failure() const {
  Event event{.kind = EventKind::Failure, .begin = floor, .end = floor};
  void* position = nullptr;
  while (const fy_diag_error* error = fy_diag_errors_iterate(diag.get(), &position)) {
    if (error->type < FYET_ERROR) continue;
    place(event, error->fyt);
    event.text = error->msg == nullptr ? "" : error->msg;
    break;
  }
  return event;
}

EventReader::EventReader(std::string_view text, std::uint32_t begin)
    : library_(std::make_unique<Library>(Library{.text = text, .base = begin, .floor = begin})) {
  fy_diag_cfg diag_config{};
  fy_diag_cfg_default(&diag_config);
  diag_config.fp = nullptr;
  library_->diag.reset(fy_diag_create(&diag_config));
  fy_diag_set_collect_errors(library_->diag.get(), true);
  fy_parse_cfg config{};
  // Brackets closed at the margin are everywhere, and mean no harm.
  const unsigned flags = FYPCF_QUIET | FYPCF_COLLECT_DIAG | FYPCF_JSON_NONE | FYPCF_SLOPPY_FLOW_INDENTATION;
  config.flags = static_cast<fy_parse_cfg_flags>(flags);
  config.diag = library_->diag.get();
  library_->parser.reset(fy_parser_create(&config));
  const std::string_view rest = text.substr(begin);
  fy_parser_set_string(library_->parser.get(), rest.data(), rest.size());
}

EventReader::~EventReader() = default;

Event EventReader::next() {
  Library& library = *library_;
  const auto destroy = [&](fy_event* event) { fy_parser_event_free(library.parser.get(), event); };
  std::unique_ptr<fy_event, decltype(destroy)> raw(fy_parser_parse(library.parser.get()), destroy);
  if (raw != nullptr && raw->type == FYET_STREAM_START) raw.reset(fy_parser_parse(library.parser.get()));
  if (raw == nullptr) return library.failure();

  fy_token* const token = fy_event_get_token(raw.get());
  fy_token* const tag = fy_event_get_tag_token(raw.get());
  fy_token* const anchor = raw->type == FYET_ALIAS ? nullptr : fy_event_get_anchor_token(raw.get());
  Event event{.anchor = text_of(anchor), .tag = tag_of(tag)};
  library.raise_floor(tag);
  library.raise_floor(anchor);
  switch (raw->type) {
    case FYET_DOCUMENT_START: event.kind = EventKind::DocumentStart; break;
    case FYET_DOCUMENT_END: event.kind = EventKind::DocumentEnd; break;
    case FYET_SEQUENCE_START: event.kind = EventKind::SequenceStart; break;
    case FYET_MAPPING_START: event.kind = EventKind::MappingStart; break;
    case FYET_SEQUENCE_END: event.kind = EventKind::SequenceEnd; break;
    case FYET_MAPPING_END: event.kind = EventKind::MappingEnd; break;
    case FYET_ALIAS: event.kind = EventKind::Alias; break;
    case FYET_SCALAR: event.kind = EventKind::Scalar; break;
    default: break;
  }
  if (event.kind == EventKind::Scalar) {
    library.place_scalar(event, token);
  } else {
    library.place(event, token);
    if (event.kind == EventKind::Alias) {
      event.text = text_of(token);
      event.begin -= event.begin > 0 ? 1 : 0;  // The star.
    }
    event.flow = fy_event_get_node_style(raw.get()) == FYNS_FLOW;
  }
  const bool ends_block = event.kind == EventKind::SequenceEnd || event.kind == EventKind::MappingEnd;
  if (ends_block && event.end == event.begin) event.begin = event.end = library.floor;
  library.floor = std::max(library.floor, event.end);
  return event;
}

}  // namespace blueprint::yaml

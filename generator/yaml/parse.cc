#include "support/strings.h"
#include "yaml/encoding.h"
#include "yaml/node.h"
#include "yaml/tree_reader.h"

namespace blueprint::yaml {
namespace {

constexpr std::size_t kMaxBytes = 32u << 20;

}  // namespace

std::vector<Node> parse(Diagnostics& diags, const Sources& sources, FileId file) {
  const std::string_view text = sources.text(file);
  if (text.size() > kMaxBytes) {
    diags.add({.code = "yaml/limit",
               .message = concat("the file has ", std::to_string(text.size() >> 20), " MiB, more than 32"),
               .span = {file, 0, 0},
               .help = "split the file"});
    return {};
  }
  if (const auto bad = find_bad_bytes(text)) {
    diags.add({.code = "yaml/syntax",
               .message = bad->message,
               .span = {file, bad->offset, bad->offset + bad->size},
               .help = bad->help});
    return {};
  }
  return TreeReader(diags, sources, file).read();
}

Node parse_one(Diagnostics& diags, const Sources& sources, FileId file) {
  std::vector<Node> documents = parse(diags, sources, file);
  if (documents.empty()) return {.span = {file, 0, 0}};
  if (documents.size() > 1) {
    diags.add({.code = "yaml/syntax",
               .message = "a second document begins here",
               .span = documents[1].span,
               .help = "keep one document in this file"});
  }
  return std::move(documents.front());
}

}  // namespace blueprint::yaml

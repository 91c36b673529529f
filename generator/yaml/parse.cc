#include "yaml/node.h"
#include "yaml/prepared.h"
#include "yaml/prescan.h"
#include "yaml/tree_reader.h"

namespace blueprint::yaml {

std::vector<Node> parse(Diagnostics& diags, const Sources& sources, FileId file) {
  if (const std::string_view prepared = sources.prepared(file); !prepared.empty()) {
    return restore(prepared, sources.text(file), file);
  }
  if (auto refusal = prescan(sources.text(file), file)) {
    diags.add(std::move(*refusal));
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

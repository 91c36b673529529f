#include "support/source.h"

#include <algorithm>
#include <cassert>

namespace blueprint {

FileId Sources::add(std::string path, std::string text) {
  File& added = files_.emplace_back(File{.path = std::move(path), .owned = std::move(text), .text = {}});
  added.text = added.owned;
  return FileId(files_.size());
}

FileId Sources::add_view(std::string path, std::string_view text) {
  files_.push_back({.path = std::move(path), .owned = {}, .text = text});
  return FileId(files_.size());
}

const Sources::File& Sources::file(FileId id) const {
  assert(id != FileId{} && std::size_t(id) <= files_.size());
  return files_[std::size_t(id) - 1];
}

std::string_view Sources::path(FileId id) const { return file(id).path; }

std::string_view Sources::text(FileId id) const { return file(id).text; }

std::string_view Sources::text(Span span) const { return text(span.file).substr(span.begin, span.size()); }

std::string_view Sources::line_at(FileId id, std::uint32_t offset) const {
  const std::string_view all = text(id);
  const std::size_t at = std::min<std::size_t>(offset, all.size());
  const std::size_t newline_before = at == 0 ? std::string_view::npos : all.rfind('\n', at - 1);
  const std::size_t begin = newline_before == std::string_view::npos ? 0 : newline_before + 1;
  std::size_t end = std::min(all.find('\n', at), all.size());
  if (end > begin && all[end - 1] == '\r') --end;
  return all.substr(begin, end - begin);
}

LineColumn Sources::locate(FileId id, std::uint32_t offset) const {
  const std::string_view before = text(id).substr(0, offset);
  const std::size_t newline = before.rfind('\n');
  const std::string_view line = newline == std::string_view::npos ? before : before.substr(newline + 1);
  const auto starts_character = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; };
  return {.line = int(std::count(before.begin(), before.end(), '\n')) + 1,
          .column = int(std::count_if(line.begin(), line.end(), starts_character)) + 1};
}

}  // namespace blueprint

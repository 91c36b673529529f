#include "support/source.h"

#include <algorithm>
#include <bit>
#include <cassert>

namespace blueprint {
namespace {

constexpr std::uint32_t kFirstBlock = 64;

struct Place {
  std::size_t block = 0;
  std::uint32_t at = 0;
};

// Before block n there are 64 * (2^n - 1) files.
Place place_of(std::uint32_t index) {
  const std::uint32_t counted = index + kFirstBlock;
  const auto block = std::uint32_t(std::bit_width(counted / kFirstBlock)) - 1;
  return {.block = block, .at = counted - (kFirstBlock << block)};
}

}  // namespace

FileId Sources::add(std::string path, std::string text) {
  return add({.path = std::move(path), .owned = std::move(text), .text = {}, .prepared = {}});
}

FileId Sources::add_view(std::string path, std::string_view text, std::string_view prepared) {
  return add({.path = std::move(path), .owned = {}, .text = text, .prepared = prepared});
}

FileId Sources::add(File file) {
  const std::lock_guard lock(adding_);
  const Place place = place_of(count_);
  std::unique_ptr<File[]>& block = blocks_[place.block];
  if (!block) block = std::make_unique<File[]>(std::size_t(kFirstBlock) << place.block);
  File& added = block[place.at];
  added = std::move(file);
  if (!added.text.data()) added.text = added.owned;  // It is where the text lies from now on.
  return FileId(++count_);
}

const Sources::File& Sources::file(FileId id) const {
  assert(id != FileId{});
  const Place place = place_of(std::uint32_t(id) - 1);
  return blocks_[place.block][place.at];
}

std::string_view Sources::path(FileId id) const { return file(id).path; }

std::string_view Sources::text(FileId id) const { return file(id).text; }

std::string_view Sources::prepared(FileId id) const { return file(id).prepared; }

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

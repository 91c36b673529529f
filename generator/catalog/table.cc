#include "catalog/table.h"

#include <charconv>

#include "support/strings.h"

namespace blueprint::catalog {
namespace {

std::string_view first_line(std::string_view text) { return text.substr(0, text.find('\n')); }

std::string_view first_cell(std::string_view line) { return line.substr(0, line.find('\t')); }

std::string_view without_first_line(std::string_view text) {
  const std::size_t newline = text.find('\n');
  return newline == std::string_view::npos ? std::string_view() : text.substr(newline + 1);
}

}  // namespace

Row::Row(std::string_view line) : cells_(split(line, '\t')) {}

std::string_view Row::operator[](std::size_t column) const {
  return column < cells_.size() ? cells_[column] : std::string_view();
}

int Row::number(std::size_t column) const {
  const std::string_view cell = (*this)[column];
  int value = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  return error == std::errc() && end == cell.data() + cell.size() ? value : 0;
}

Table::Table(std::string_view text) : header_(first_line(text)), body_(without_first_line(text)) {}

std::optional<Row> Table::find(std::string_view wanted) const {
  std::string_view rest = body_;
  while (!rest.empty()) {
    // The line that holds the middle byte decides which side to go on with.
    const std::size_t newline = rest.substr(0, rest.size() / 2).rfind('\n');
    const std::size_t begin = newline == std::string_view::npos ? 0 : newline + 1;
    const std::string_view line = first_line(rest.substr(begin));
    const std::string_view cell = first_cell(line);
    if (cell == wanted) return Row(line);
    rest = wanted < cell ? rest.substr(0, begin) : without_first_line(rest.substr(begin));
  }
  return std::nullopt;
}

void Table::each_line(const std::function<bool(std::string_view, std::string_view)>& visit) const {
  for (std::string_view rest = body_; !rest.empty(); rest = without_first_line(rest)) {
    const std::string_view line = first_line(rest);
    if (!visit(first_cell(line), line)) return;
  }
}

std::vector<Row> Table::rows() const {
  std::vector<Row> rows;
  each_line([&](std::string_view, std::string_view line) {
    rows.emplace_back(line);
    return true;
  });
  return rows;
}

std::vector<std::string_view> Table::first_cells() const {
  std::vector<std::string_view> cells;
  each_line([&](std::string_view cell, std::string_view) {
    cells.push_back(cell);
    return true;
  });
  return cells;
}

}  // namespace blueprint::catalog

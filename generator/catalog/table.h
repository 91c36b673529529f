// Tables of the catalog: text with one row a line and tabs between the cells.
//
// The first line names the columns. Rows are sorted by their first cell, as
// bytes, so that one row is found without reading the others.

#pragma once

#include <functional>
#include <optional>
#include <string_view>
#include <vector>

namespace blueprint::catalog {

// The cells of one row; `row[n]` is empty when the row is shorter.
class Row {
 public:
  explicit Row(std::string_view line);

  std::string_view operator[](std::size_t column) const;
  int number(std::size_t column) const;  // 0 when the cell holds no whole number.

 private:
  std::vector<std::string_view> cells_;
};

class Table {
 public:
  explicit Table(std::string_view text);

  const Row& header() const { return header_; }
  std::optional<Row> find(std::string_view first_cell) const;
  std::vector<Row> rows() const;
  // For each row its first cell and its text, which Row() takes apart, until `visit` gives false.
  void each_line(const std::function<bool(std::string_view first_cell, std::string_view line)>& visit) const;
  std::vector<std::string_view> first_cells() const;

 private:
  Row header_;
  std::string_view body_;
};

}  // namespace blueprint::catalog

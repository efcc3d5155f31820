#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace holdfast::cli {
/// One row and the line of the file it starts on.
struct CsvRow {
  std::int64_t line = 0;
  std::vector<std::string> cells;
};
/// RFC 4180 through libcsv: quoted cells may hold commas, quotes and line ends. A byte order mark is skipped, empty
/// lines are too. Throws Stop when a quote is left open.
void read_csv(std::string_view text, const std::function<void(CsvRow&&)>& each);
/// The cell, quoted when it has to be.
void append_csv_cell(std::string& out, std::string_view cell);
}  // namespace holdfast::cli

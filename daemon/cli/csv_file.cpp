#include "cli/csv_file.h"

#include <csv.h>

#include <algorithm>

#include "base/check.h"
#include "cli/stop.h"

namespace holdfast::cli {
namespace {
struct Reading {
  const std::function<void(CsvRow&&)>& each;
  CsvRow row;
  std::int64_t line = 1;  // where the parser stands
};
void on_cell(void* text, std::size_t size, void* data) {
  static_cast<Reading*>(data)->row.cells.emplace_back(static_cast<const char*>(text), size);
}
void on_row(int, void* data) {
  auto* reading = static_cast<Reading*>(data);
  CsvRow row = std::move(reading->row);
  reading->row = {};
  if (row.cells.size() > 1 || (row.cells.size() == 1 && !row.cells[0].empty())) reading->each(std::move(row));
}
}  // namespace

void read_csv(std::string_view text, const std::function<void(CsvRow&&)>& each) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  csv_parser parser;
  check(csv_init(&parser, CSV_APPEND_NULL) == 0);
  Reading reading{each, {}, 1};
  reading.row.line = 1;
  // libcsv tells no line numbers: it is fed line by line, and a row starts where the one before it ended.
  bool open = false;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string_view piece = text.substr(0, end == std::string_view::npos ? text.size() : end + 1);
    if (!open) reading.row.line = reading.line;
    if (csv_parse(&parser, piece.data(), piece.size(), &on_cell, &on_row, &reading) != piece.size()) break;
    ++reading.line;
    open = !reading.row.cells.empty() || parser.quoted != 0;
    if (!open) reading.row.line = reading.line;
    text.remove_prefix(piece.size());
  }
  const bool quote_open = parser.quoted != 0 && parser.pstate == 2;
  csv_fini(&parser, &on_cell, &on_row, &reading);
  csv_free(&parser);
  if (quote_open)
    throw Stop{"a quote opened before line " + std::to_string(reading.line) + " is never closed", "correct the file"};
}

void append_csv_cell(std::string& out, std::string_view cell) {
  if (cell.find_first_of(",\"\r\n") == std::string_view::npos) {
    out += cell;
    return;
  }
  out += '"';
  for (const char c : cell) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}
}  // namespace holdfast::cli

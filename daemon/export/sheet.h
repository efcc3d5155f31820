#pragma once
#include <cstdint>
#include <functional>
#include <ostream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "db/connection.h"

/// The books as files: rows go from a read-only snapshot to a stream one by one, so memory does not grow with a store's
/// history.
namespace holdfast::exports {
enum class Kind {
  text,
  number,
  money,     ///< minor units of the store's currency, written as a decimal
  quantity,  ///< millionths
  percent,   ///< millionths of a percent: 20 % is 20'000'000
  time,      ///< microseconds since 1970
  id,        ///< 16 bytes
  sealed,    ///< opened with the field keys; the place is `table.column/` and the id in the column before `id`
};
struct Column {
  std::string_view name;
  Kind kind = Kind::text;
  std::string_view place = {};  ///< of a sealed one: `person.name`; the row's first column is its id
};
/// One kind of rows. The query takes ?1 and ?2, the first and the last day (`2026-11-21`), or uses neither.
struct Sheet {
  std::string_view name;
  std::vector<Column> columns;
  std::string_view sql;
};
struct Range {
  std::string from = "0000-01-01", to = "9999-12-31";  ///< days of business, both included
};
enum class Format { csv, json_lines };
/// How a table of text is written: DSFinV-K wants `;` and a decimal comma.
struct Dialect {
  char separator = ',';
  char decimal = '.';
  std::string_view line_end = "\r\n";  ///< RFC 4180
  /// A spreadsheet takes a text that begins with one of `=+-@` for a formula: it gets an apostrophe in front.
  bool guards_formulas = true;
};
struct Wish {
  Range range;
  Format format = Format::csv;
  Dialect dialect;
  int decimals = 2;                             ///< of the store's currency
  int utc_offset_min = 0;                       ///< times are written in UTC with 0
  std::function<void(std::int64_t)> seen = {};  ///< rows so far
};
/// Returns how many rows were written. Throws vault::Unreadable when customers cannot be read.
std::int64_t write_sheet(db::Connection& connection, const Sheet& sheet, const Wish& wish, std::ostream& out);

/// orders, lines, payments, taxes, shifts, stock-moves, customers, events.
std::span<const Sheet> sheets();
const Sheet* find_sheet(std::string_view name);
}  // namespace holdfast::exports

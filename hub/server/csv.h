#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace holdfast::server {
struct CsvRecord {
  std::int64_t line = 1;  ///< where it begins
  std::vector<std::string> cells;
};
/// RFC 4180, strictly: commas, quotes doubled within quotes, CRLF or LF, a BOM at the start is skipped. Empty lines are
/// left out. Refuses invalid_argument (a quote in the middle of a cell, one never closed).
Result<std::vector<CsvRecord>> read_csv(std::string_view text);
}  // namespace holdfast::server

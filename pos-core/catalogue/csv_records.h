#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace holdfast::catalogue {
/// One record of a CSV file. The cells live until the call that got them returns.
struct CsvRecord {
  std::int64_t line = 0;  ///< where it starts, from 1
  std::span<const std::string_view> cells;
};
/// RFC 4180, strictly, in UTF-8 with or without byte order mark; cells may hold line ends, records may end in LF or
/// CRLF. Fed in pieces of any size; empty lines are skipped. `each` says whether to go on.
class CsvRecords {
 public:
  using Each = std::function<bool(const CsvRecord&)>;
  explicit CsvRecords(Each each);
  ~CsvRecords();
  CsvRecords(const CsvRecords&) = delete;
  CsvRecords& operator=(const CsvRecords&) = delete;

  /// Refuses (invalid_argument) quotes in the wrong place; the detail names the line. False when `each` stopped it.
  Result<bool> feed(std::string_view bytes);
  /// The end of the file; a record without line end counts, an open quote does not.
  Result<bool> finish();

 private:
  struct Parser;
  Result<bool> feed_line(std::string_view piece);
  std::unique_ptr<Parser> parser_;
};
void append_csv_cell(std::string& out, std::string_view cell);
}  // namespace holdfast::catalogue

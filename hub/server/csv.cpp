#include "server/csv.h"

namespace holdfast::server {
Result<std::vector<CsvRecord>> read_csv(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  std::vector<CsvRecord> records;
  std::int64_t line = 1;
  std::size_t at = 0;
  const auto wrong = [&](const char* why) {
    return refuse(ErrorCode::invalid_argument, "line " + std::to_string(line) + ": " + why);
  };
  while (at < text.size()) {
    CsvRecord record{line, {}};
    for (bool more = true; more;) {
      std::string cell;
      if (at < text.size() && text[at] == '"') {
        for (++at;; ++at) {
          if (at >= text.size()) return wrong("a quote is never closed");
          if (text[at] == '"' && (at + 1 >= text.size() || text[at + 1] != '"')) break;
          if (text[at] == '"') ++at;
          if (text[at] == '\n') ++line;
          cell += text[at];
        }
        ++at;
        if (at < text.size() && text[at] != ',' && text[at] != '\r' && text[at] != '\n')
          return wrong("something follows a closing quote");
      } else {
        while (at < text.size() && text[at] != ',' && text[at] != '\n' && text[at] != '\r') {
          if (text[at] == '"') return wrong("a quote in the middle of a cell");
          cell += text[at++];
        }
      }
      record.cells.push_back(std::move(cell));
      more = at < text.size() && text[at] == ',';
      if (more) ++at;
    }
    if (at < text.size() && text[at] == '\r') ++at;
    if (at < text.size() && text[at] != '\n') return wrong("a carriage return without a line feed");
    ++at;
    ++line;
    if (record.cells.size() > 1 || !record.cells.front().empty()) records.push_back(std::move(record));
  }
  return records;
}
}  // namespace holdfast::server

#include "catalogue/csv_records.h"

#include <csv.h>

#include <algorithm>

#include "base/check.h"

namespace holdfast::catalogue {
struct CsvRecords::Parser {
  explicit Parser(Each each_record) : each{std::move(each_record)} {
    check(csv_init(&csv, CSV_STRICT | CSV_STRICT_FINI) == 0);
  }
  ~Parser() { csv_free(&csv); }
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;

  static void on_cell(void* text, std::size_t size, void* self) {
    auto* parser = static_cast<Parser*>(self);
    parser->text.append(static_cast<const char*>(text), size);
    parser->ends.push_back(parser->text.size());
  }
  static void on_record(int, void* self) { static_cast<Parser*>(self)->give(); }
  void give() {
    cells.clear();
    std::size_t begin = 0;
    for (const std::size_t end : ends) {
      cells.push_back(std::string_view{text}.substr(begin, end - begin));
      begin = end;
    }
    const bool blank = cells.size() == 1 && cells[0].empty();
    if (!blank && !stopped) stopped = !each({record_line, cells});
    text.clear();
    ends.clear();
    record_line = line + 1;
  }
  bool between_records() const { return csv.pstate == 0; }

  Each each;
  csv_parser csv{};
  std::string text;  // of the record so far, cell behind cell
  std::vector<std::size_t> ends;
  std::vector<std::string_view> cells;
  std::string begun;      // a line whose end has not been fed yet
  std::int64_t line = 0;  // being fed
  std::int64_t record_line = 1;
  bool first = true;
  bool stopped = false;
};

CsvRecords::CsvRecords(Each each) : parser_{std::make_unique<Parser>(std::move(each))} {}
CsvRecords::~CsvRecords() = default;

Result<bool> CsvRecords::feed_line(std::string_view piece) {
  Parser& parser = *parser_;
  ++parser.line;
  if (parser.between_records()) parser.record_line = parser.line;
  if (parser.first && piece.starts_with("\xEF\xBB\xBF")) piece.remove_prefix(3);
  parser.first = false;
  if (csv_parse(&parser.csv, piece.data(), piece.size(), &Parser::on_cell, &Parser::on_record, &parser) != piece.size())
    return refuse(ErrorCode::invalid_argument,
                  "line " + std::to_string(parser.line) + ": a quote stands where none may be");
  return !parser.stopped;
}

// libcsv tells no line numbers, so it gets line by line: a record starts on the line fed while it stood between two.
Result<bool> CsvRecords::feed(std::string_view bytes) {
  std::string& begun = parser_->begun;
  while (!bytes.empty() && !parser_->stopped) {
    const std::size_t end = bytes.find('\n');
    if (end == std::string_view::npos) {
      begun += bytes;
      break;
    }
    if (begun.empty()) {
      TRY(feed_line(bytes.substr(0, end + 1)));
    } else {
      begun += bytes.substr(0, end + 1);
      const std::string whole = std::move(begun);
      begun.clear();
      TRY(feed_line(whole));
    }
    bytes.remove_prefix(end + 1);
  }
  return !parser_->stopped;
}

Result<bool> CsvRecords::finish() {
  Parser& parser = *parser_;
  if (!parser.begun.empty() && !parser.stopped) {
    const std::string rest = std::move(parser.begun);
    parser.begun.clear();
    TRY(feed_line(rest));
  }
  if (csv_fini(&parser.csv, &Parser::on_cell, &Parser::on_record, &parser) != 0)
    return refuse(ErrorCode::invalid_argument,
                  "line " + std::to_string(parser.record_line) + ": a quote is opened and never closed");
  return !parser.stopped;
}

void append_csv_cell(std::string& out, std::string_view cell) {
  const bool quote =
      cell.find_first_of(",\"\r\n") != std::string_view::npos || cell.starts_with(' ') || cell.ends_with(' ');
  if (!quote) {
    out += cell;
    return;
  }
  out += '"';
  for (const char c : cell) out.append(c == '"' ? 2 : 1, c);
  out += '"';
}
}  // namespace holdfast::catalogue

#include "export/sheet.h"

#include "base/json_writer.h"
#include "money/quantity.h"
#include "vault/keys_of.h"

namespace holdfast::exports {
namespace {
/// The cell as text; nothing for null.
std::optional<std::string> cell(db::Connection& connection, const db::Statement& row, const Sheet& sheet, int index,
                                const Wish& wish) {
  if (row.is_null(index)) return std::nullopt;
  const Column& column = sheet.columns[static_cast<std::size_t>(index)];
  switch (column.kind) {
    case Kind::text:
      return row.string(index);
    case Kind::number:
      return std::to_string(row.integer(index));
    case Kind::money:
      return format_scaled(row.integer(index), wish.decimals, false);
    case Kind::quantity:
    case Kind::percent:
      return format_scaled(row.integer(index), 6, true);
    case Kind::time:
      return to_rfc3339(Instant{row.integer(index)}, wish.utc_offset_min);
    case Kind::id:
      return to_string(row.uuid(index));
    case Kind::sealed:
      return vault::open(connection, row.text(index), std::string{column.place} + "/" + to_string(row.uuid(0)));
  }
  return std::nullopt;
}
bool is_text(Kind kind) { return kind == Kind::text || kind == Kind::sealed; }
bool is_decimal(Kind kind) { return kind == Kind::money || kind == Kind::quantity || kind == Kind::percent; }

std::string csv_cell(std::string text, Kind kind, const Dialect& dialect) {
  if (is_decimal(kind) && dialect.decimal != '.')
    for (char& c : text)
      if (c == '.') c = dialect.decimal;
  if (is_text(kind) && dialect.guards_formulas && !text.empty() &&
      std::string_view{"=+-@\t\r"}.find(text.front()) != std::string_view::npos)
    text.insert(text.begin(), '\'');
  if (text.find_first_of(std::string{"\"\r\n"} + dialect.separator) == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? std::string{"\"\""} : std::string{c};
  return quoted + "\"";
}
void write_head(const Sheet& sheet, const Dialect& dialect, std::ostream& out) {
  for (std::size_t i = 0; i < sheet.columns.size(); ++i) {
    if (i > 0) out << dialect.separator;
    out << sheet.columns[i].name;
  }
  out << dialect.line_end;
}
}  // namespace

std::int64_t write_sheet(db::Connection& connection, const Sheet& sheet, const Wish& wish, std::ostream& out) {
  if (wish.format == Format::csv) write_head(sheet, wish.dialect, out);
  db::Statement& rows = connection.prepare_text(sheet.sql);
  if (sheet.sql.find("?1") != std::string_view::npos) rows.all(wish.range.from, wish.range.to);
  std::int64_t count = 0;
  std::string line;
  for (; rows.step(); ++count) {
    line.clear();
    JsonWriter json{line};
    if (wish.format == Format::json_lines) json.begin_object();
    for (std::size_t i = 0; i < sheet.columns.size(); ++i) {
      const Column& column = sheet.columns[i];
      auto text = cell(connection, rows, sheet, static_cast<int>(i), wish);
      if (wish.format == Format::csv) {
        if (i > 0) line += wish.dialect.separator;
        if (text) line += csv_cell(*std::move(text), column.kind, wish.dialect);
      } else if (!text) {
        json.key(column.name).null();
      } else if (column.kind == Kind::number) {
        json.member(column.name, rows.integer(static_cast<int>(i)));
      } else {
        json.member(column.name, *text);
      }
    }
    if (wish.format == Format::json_lines) {
      json.end_object();
      line += "\n";
    } else {
      line += wish.dialect.line_end;
    }
    out << line;
    if (wish.seen && count % 1000 == 0) wish.seen(count);
  }
  return count;
}

const Sheet* find_sheet(std::string_view name) {
  for (const Sheet& sheet : sheets())
    if (sheet.name == name) return &sheet;
  return nullptr;
}
}  // namespace holdfast::exports

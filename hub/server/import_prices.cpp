#include <array>
#include <charconv>
#include <set>

#include "base/card_number.h"
#include "base/instant.h"
#include "base/json_writer.h"
#include "base/utf8.h"
#include "server/import.h"

namespace holdfast::server {
namespace {
using engine::MasterRow;
enum Column : std::size_t { book, sku, price, from, to, from_quantity, columns };
constexpr std::array<std::string_view, columns> names{"book",      "sku",     "priceMinor",
                                                      "validFrom", "validTo", "minQuantity"};
constexpr std::size_t needed = 3;
constexpr std::int64_t most_price = 1'000'000'000'000;

tl::unexpected<Error> wrong(std::int64_t line, const std::string& why) {
  return refuse(ErrorCode::invalid_argument, "line " + std::to_string(line) + ": " + why);
}

/// Where each column is; one that nobody knows is refused, as a `validFrom` typed wrong would begin at once.
Result<std::array<std::optional<std::size_t>, columns>> places_of(const std::vector<std::string>& header) {
  std::array<std::optional<std::size_t>, columns> places;
  for (std::size_t i = 0; i < header.size(); ++i) {
    const auto known = std::find(names.begin(), names.end(), header[i]);
    if (known == names.end() && holds_card_number(header[i]))
      return wrong(1, "a column is named by the number of a payment card");
    if (known == names.end()) return wrong(1, "column " + header[i] + " is not one of a file of prices");
    auto& place = places[static_cast<std::size_t>(known - names.begin())];
    if (place) return wrong(1, "column " + header[i] + " comes twice");
    place = i;
  }
  for (std::size_t i = 0; i < needed; ++i)
    if (!places[i]) return wrong(1, "there is no column " + std::string{names[i]});
  return places;
}

Result<std::optional<Instant>> time_of(const CsvRecord& record, const std::string& text, Column column) {
  if (text.empty()) return std::optional<Instant>{};
  const auto at = parse_rfc3339(text);
  if (!at) return wrong(record.line, std::string{names[column]} + " is no time like 2026-12-01T00:00:00+01:00");
  return at;
}

Result<MasterRow> price_of(const CsvRecord& record, const std::array<std::optional<std::size_t>, columns>& places) {
  const auto cell = [&](Column column) { return places[column] ? record.cells[*places[column]] : std::string{}; };
  if (cell(book).empty() || cell(sku).empty()) return wrong(record.line, "a price needs its book and its sku");
  const std::string digits = cell(price);
  std::int64_t amount = -1;
  const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), amount);
  if (failed != std::errc{} || end != digits.data() + digits.size() || amount < 0 || amount > most_price)
    return wrong(record.line, "priceMinor is a whole number of minor units");
  const auto begins = TRY(time_of(record, cell(from), from));
  const auto ends = TRY(time_of(record, cell(to), to));
  if (begins && ends && *ends <= *begins) return wrong(record.line, "validTo is not after validFrom");
  std::string key = cell(book) + "/" + cell(sku);
  if (!cell(from_quantity).empty()) key += "*" + cell(from_quantity);
  if (begins) key += "@" + to_rfc3339(*begins);
  MasterRow row{"price", std::move(key), wire::Op::put, {}};
  JsonWriter out{row.body};
  out.begin_object().member("book", cell(book)).member("sku", cell(sku)).member("price", amount);
  if (!cell(from_quantity).empty()) out.member("minQuantity", cell(from_quantity));
  if (begins) out.key("validFrom").time(*begins, 0);
  if (ends) out.key("validTo").time(*ends, 0);
  out.end_object();
  return row;
}
}  // namespace

Result<Imported> rows_of_csv(std::string_view text) {
  const std::string_view header = text.substr(0, text.find('\n'));
  return header.find(names[price]) == std::string_view::npos ? articles_of_csv(text) : prices_of_csv(text);
}

Result<Imported> prices_of_csv(std::string_view text) {
  if (!is_utf8(text)) return refuse(ErrorCode::invalid_argument, "the file is not UTF-8");
  const std::vector<CsvRecord> records = TRY(read_csv(text));
  if (records.empty()) return refuse(ErrorCode::invalid_argument, "the file is empty");
  const auto places = TRY(places_of(records.front().cells));
  Imported file;
  std::set<std::string> seen;
  for (std::size_t at = 1; at < records.size(); ++at) {
    if (records[at].cells.size() != records.front().cells.size())
      return wrong(records[at].line, std::to_string(records[at].cells.size()) + " cells, the header has " +
                                         std::to_string(records.front().cells.size()));
    if (auto rejected = card_in(records[at], records.front().cells)) {
      file.rejected.push_back(*std::move(rejected));
      continue;
    }
    file.rows.push_back(TRY(price_of(records[at], places)));
    if (!seen.insert(file.rows.back().key).second)
      return wrong(records[at].line, file.rows.back().key + " comes twice");
  }
  return file;
}
}  // namespace holdfast::server

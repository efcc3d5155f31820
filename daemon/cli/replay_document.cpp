#include "cli/replay_document.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <set>
#include <unordered_map>

#include "base/json.h"
#include "catalogue/csv_records.h"
#include "cli/stop.h"
#include "money/quantity.h"

namespace holdfast::cli {
namespace {
constexpr Currency pounds{"GBP", 2};

/// Where each column is.
struct Columns {
  std::size_t number = 0, sku = 0, description = 0, quantity = 0, date = 0, price = 0, most = 0;
};
Columns find_columns(std::span<const std::string_view> heading) {
  const auto at = [&](std::string_view name) {
    const auto found = std::find(heading.begin(), heading.end(), name);
    if (found == heading.end())
      throw Stop{"the file has no column " + std::string{name}, "give a file of the Online Retail set"};
    return static_cast<std::size_t>(found - heading.begin());
  };
  Columns out{
      at("InvoiceNo"), at("StockCode"), at("Description"), at("Quantity"), at("InvoiceDate"), at("UnitPrice"), 0};
  out.most = std::max({out.number, out.sku, out.description, out.quantity, out.date, out.price});
  return out;
}

/// A StockCode of goods has digits; one of few or none (`POST`, `BANK CHARGES`, `C2`) is a charge, and gift cards are
/// none.
bool is_article(std::string_view sku) {
  const auto digits = std::count_if(sku.begin(), sku.end(), [](char c) { return c >= '0' && c <= '9'; });
  return digits >= 3 && !sku.starts_with("gift");
}

/// Pounds with two decimals; the four prices of the set with three are rounded half up, as the expected sums have them.
std::optional<std::int64_t> pence(const std::string& text) {
  const auto thousandths = parse_scaled(text, 3);
  if (!thousandths) return {};
  return divide(Int128{*thousandths}, 10, Rounding::half_up);
}

template <class Value>
const Value& most_frequent(const std::map<Value, int>& counts) {
  return std::max_element(counts.begin(), counts.end(),
                          [](const auto& a, const auto& b) { return a.second < b.second; })
      ->first;
}

struct Seen {
  std::map<std::string, int> names;
  std::map<std::int64_t, int> prices;
};
}  // namespace

std::string_view name_of(ReplayKind kind) {
  constexpr std::array<std::string_view, 5> names{"sale", "return", "stock", "adjustment", "mixed"};
  return names[static_cast<std::size_t>(kind)];
}

ReplayKind ReplayDocument::kind() const {
  if (number.starts_with('A')) return ReplayKind::adjustment;
  bool up = false, down = false, priced = false;
  for (const ReplayLine& line : lines) {
    (line.quantity > 0 ? up : down) = true;
    priced = priced || line.unit_price != 0;
  }
  if (up && down) return ReplayKind::mixed;
  if (up) return ReplayKind::sale;
  return priced || number.starts_with('C') ? ReplayKind::return_ : ReplayKind::stock;
}

std::int64_t ReplayMonth::lines() const {
  std::int64_t count = 0;
  for (const ReplayDocument& document : documents) count += static_cast<std::int64_t>(document.lines.size());
  return count;
}

ReplayMonth read_month(std::string_view csv) {
  ReplayMonth month;
  std::unordered_map<std::string, std::size_t> index;
  std::map<std::string, Seen> seen;
  std::optional<Columns> columns;
  catalogue::CsvRecords records{[&](const catalogue::CsvRecord& row) {
    if (!columns) {
      columns = find_columns(row.cells);
      return true;
    }
    const auto bad = [&row](std::string_view what) {
      return Stop{"line " + std::to_string(row.line) + ": " + std::string{what}, "correct the file"};
    };
    if (row.cells.size() <= columns->most) throw bad("too few columns");
    ReplayLine line{std::string{row.cells[columns->sku]}, 0, 0};
    const std::string quantity{row.cells[columns->quantity]}, cost{row.cells[columns->price]};
    const auto [end, error] = std::from_chars(quantity.data(), quantity.data() + quantity.size(), line.quantity);
    if (error != std::errc{} || end != quantity.data() + quantity.size() || line.quantity == 0)
      throw bad("quantity `" + quantity + "`");
    const auto price = pence(cost);
    if (!price) throw bad("price `" + cost + "`");
    line.unit_price = *price;
    const std::string number{row.cells[columns->number]}, description{row.cells[columns->description]};
    const auto [at, fresh] = index.try_emplace(number, month.documents.size());
    if (fresh) month.documents.push_back({number, std::string{row.cells[columns->date].substr(0, 10)}, {}});
    Seen& article = seen[line.sku];
    if (!description.empty()) ++article.names[description];
    if (line.unit_price >= 0) ++article.prices[line.unit_price];
    month.documents[at->second].lines.push_back(std::move(line));
    return true;
  }};
  for (const auto& read : {records.feed(csv), records.finish()})
    if (!read) throw Stop{read.error().detail, "correct the file"};
  std::set<std::string> written_off;  // what was written off is goods, whatever it is called
  for (const ReplayDocument& document : month.documents)
    if (document.kind() == ReplayKind::stock)
      for (const ReplayLine& line : document.lines) written_off.insert(line.sku);
  for (const auto& [sku, article] : seen)
    month.articles[sku] = {article.names.empty() ? sku : most_frequent(article.names),
                           article.prices.empty() ? 0 : most_frequent(article.prices),
                           is_article(sku) || written_off.contains(sku)};
  return month;
}

std::string catalogue_csv(const ReplayMonth& month) {
  std::string out = "sku,name,price,taxCategory,tracksStock\n";
  for (const auto& [sku, article] : month.articles) {
    catalogue::append_csv_cell(out, sku);
    out += ',';
    catalogue::append_csv_cell(out, article.name);
    out += ',' + to_decimal(Money{article.price, pounds}) + ",zero," + (article.tracks_stock ? "true" : "false") + "\n";
  }
  return out;
}

void ReplaySums::add(ReplayKind kind, std::string_view day, std::int64_t line_count, std::int64_t amount) {
  const std::string name{name_of(kind)};
  ++documents[name];
  lines[name] += line_count;
  minor[name] += amount;
  minor_by_day[std::string{day}] += amount;
}

ReplaySums read_expected(std::string_view json) {
  const Result<Json> parsed = parse_json(json);
  if (!parsed || !parsed->is_object()) throw Stop{"the expected sums are no JSON object", "get the file again"};
  ReplaySums sums;
  for (const auto& [name, value] : parsed->members()) {
    const std::size_t line = name.find('_');
    const std::string kind = line == std::string::npos ? "" : name.substr(line + 1);
    if (name == "minor_by_day")
      for (const auto& [day, amount] : value.members()) sums.minor_by_day[day] = amount.integer().value_or(0);
    else if (name.starts_with("documents_"))
      sums.documents[kind] = value.integer().value_or(0);
    else if (name.starts_with("lines_"))
      sums.lines[kind] = value.integer().value_or(0);
    else if (name.starts_with("minor_"))
      sums.minor[kind] = value.integer().value_or(0);
  }
  return sums;
}
}  // namespace holdfast::cli

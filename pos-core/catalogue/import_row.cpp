#include "catalogue/import_row.h"

#include <algorithm>

#include "base/card_number.h"
#include "base/no_cards.h"
#include "base/utf8.h"
#include "money/most_money.h"

namespace holdfast::catalogue {
namespace {
constexpr std::array<std::string_view, column_count> names{
    "sku",      "name",        "price",   "barcode",     "category", "taxCategory", "unit",
    "decimals", "currency",    "product", "variant",     "minAge",   "priceKind",   "minPrice",
    "maxPrice", "tracksStock", "stock",   "description", "imageUrl", "active",      "discountable"};

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ') || text.starts_with('\t')) text.remove_prefix(1);
  while (text.ends_with(' ') || text.ends_with('\t') || text.ends_with('\r')) text.remove_suffix(1);
  return text;
}

/// Reads the cells of one row and collects every complaint.
class Reading {
 public:
  Reading(const ImportCells& cells, std::vector<std::string>& complaints) : cells_{cells}, complaints_{complaints} {}

  std::optional<std::string_view> cell(Column column, std::size_t most) {
    auto text = cells_[static_cast<std::size_t>(column)];
    if (!text) return text;
    text = trimmed(*text);
    if (!is_utf8(*text))
      complain(column, "is not UTF-8");
    else if (text->size() > most && utf8_count(*text) > most)
      complain(column, "is longer than " + std::to_string(most) + " characters");
    return text;
  }
  std::string needed(Column column, std::size_t most) {
    const auto text = cell(column, most);
    if (!text || text->empty()) complain(column, "is missing");
    return std::string{text.value_or("")};
  }
  std::optional<std::string> text(Column column, std::size_t most) {
    const auto found = cell(column, most);
    return found ? std::optional<std::string>{*found} : std::nullopt;
  }
  /// An empty cell is no amount.
  std::optional<std::optional<std::int64_t>> money(Column column, Currency currency) {
    const auto text = cell(column, 30);
    if (!text) return std::nullopt;
    if (text->empty()) return std::optional<std::int64_t>{};
    const auto amount = parse_money(*text, currency);
    if (amount && amount->minor() >= 0 && amount->minor() <= most_money) return amount->minor();
    complain_value(column, *text, "is no amount of " + std::string{currency.code()});
    return std::optional<std::int64_t>{};
  }
  std::optional<std::optional<int>> whole(Column column, int least, int most) {
    const auto text = cell(column, 30);
    if (!text) return std::nullopt;
    if (text->empty()) return std::optional<int>{};
    const auto number = parse_scaled(*text, 0);
    if (number && *number >= least && *number <= most) return static_cast<int>(*number);
    complain_value(column, *text, "is no number from " + std::to_string(least) + " to " + std::to_string(most));
    return std::optional<int>{};
  }
  std::optional<bool> flag(Column column, bool when_empty) {
    const auto text = cell(column, 10);
    if (!text) return std::nullopt;
    if (text->empty()) return when_empty;
    if (*text == "true" || *text == "yes" || *text == "1") return true;
    if (*text != "false" && *text != "no" && *text != "0") complain_value(column, *text, "is neither true nor false");
    return false;
  }
  void complain(Column column, std::string_view what) {
    std::string line{name_of(column)};
    complaints_.push_back(line.append(" ").append(what));
  }
  void complain_value(Column column, std::string_view value, std::string_view what) {
    complain(column, "`" + std::string{utf8_prefix(value, 60)} + "` " + std::string{what});
  }

 private:
  const ImportCells& cells_;
  std::vector<std::string>& complaints_;
};

template <class Each>
void split(std::string_view text, char at, const Each& each) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(at), text.size());
    each(trimmed(text.substr(0, end)));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

void read_prices(Reading& reading, Currency currency, ImportRow& row) {
  if (const auto kind = reading.cell(Column::price_kind, 10)) {
    row.open_price = *kind == "open";
    if (!kind->empty() && *kind != "open" && *kind != "fixed")
      reading.complain_value(Column::price_kind, *kind, "is neither fixed nor open");
  }
  const auto text = reading.cell(Column::price, 30);
  // `none` says on purpose what an empty cell would say by mistake.
  if (text && *text != "none") {
    row.price = reading.money(Column::price, currency).value_or(std::nullopt);
    if (text->empty() && !row.open_price.value_or(false)) reading.complain(Column::price, "is missing");
  }
  if (!text) reading.complain(Column::price, "is missing");
  row.min_price = reading.money(Column::min_price, currency);
  row.max_price = reading.money(Column::max_price, currency);
  if (row.min_price && row.max_price && *row.min_price && *row.max_price && **row.min_price > **row.max_price)
    reading.complain(Column::min_price, "is above maxPrice");
  if (const auto given = reading.cell(Column::currency, 3); given && !given->empty() && *given != currency.code())
    reading.complain_value(Column::currency, *given, "is not the store's, " + std::string{currency.code()});
}

void read_categories(Reading& reading, ImportRow& row) {
  const auto text = reading.cell(Column::category, 1'000);
  if (!text) return;
  row.categories.emplace();
  split(*text, '|', [&](std::string_view one) {
    std::vector<std::string> path;
    split(one, '>', [&](std::string_view name) {
      if (!name.empty()) path.emplace_back(name);
    });
    if (!path.empty() && std::find(row.categories->begin(), row.categories->end(), path) == row.categories->end())
      row.categories->push_back(std::move(path));
  });
}

void read_codes(Reading& reading, ImportRow& row) {
  const auto text = reading.cell(Column::barcode, 1'000);
  if (!text) return;
  auto codes = parse_barcodes(*text);
  if (codes)
    row.barcodes = *std::move(codes);
  else
    reading.complain(Column::barcode, codes.error().detail);
}

void read_stock(Reading& reading, ImportRow& row) {
  row.tracks_stock = reading.flag(Column::tracks_stock, true);
  const auto text = reading.cell(Column::stock, 30);
  if (!text || text->empty()) return;
  row.stock = parse_quantity(*text);
  if (!row.stock) reading.complain_value(Column::stock, *text, "is no quantity");
}
}  // namespace

std::string_view name_of(Column column) { return names[static_cast<std::size_t>(column)]; }
std::optional<Column> parse_column(std::string_view name) {
  const auto found = std::find(names.begin(), names.end(), name);
  return found == names.end() ? std::nullopt : std::optional{static_cast<Column>(found - names.begin())};
}

int usual_decimals(std::string_view unit) {
  constexpr std::array<std::string_view, 9> measured{"kg", "l", "m", "m2", "m3", "lb", "oz", "t", "ft"};
  return std::find(measured.begin(), measured.end(), unit) != measured.end() ? 3 : 0;
}

namespace {
std::optional<Column> column_with_card(const ImportCells& cells) {
  for (std::size_t i = 0; i < cells.size(); ++i)
    if (cells[i] && is_card_in_column(name_of(static_cast<Column>(i)), *cells[i])) return static_cast<Column>(i);
  return std::nullopt;
}
}  // namespace

std::optional<ImportRow> parse_import_row(const ImportCells& cells, std::int64_t line, Currency currency,
                                          RejectedRow& rejected) {
  rejected = {line, {}, {}};
  if (const auto column = column_with_card(cells)) {
    // Nothing of such a row is told: reports are kept for repeated calls.
    rejected.reasons.push_back("the column `" + std::string{name_of(*column)} +
                               "` looks like the number of a payment card, which is not to be kept");
    return std::nullopt;
  }
  Reading reading{cells, rejected.reasons};
  ImportRow row;
  row.line = line;
  row.sku = reading.needed(Column::sku, 100);
  row.name = reading.needed(Column::name, 200);
  read_prices(reading, currency, row);
  read_codes(reading, row);
  read_categories(reading, row);
  row.tax_category = reading.text(Column::tax_category, 40);
  row.unit = reading.text(Column::unit, 16);
  if (row.unit && row.unit->empty()) row.unit = "piece";
  if (const auto decimals = reading.whole(Column::decimals, 0, 6); decimals && *decimals) row.decimals = **decimals;
  row.product = reading.text(Column::product, 200);
  row.title = reading.text(Column::variant, 120);
  row.min_age = reading.whole(Column::min_age, 1, 99);
  read_stock(reading, row);
  row.description = reading.text(Column::description, 4'000);
  row.image_url = reading.text(Column::image_url, 500);
  row.active = reading.flag(Column::active, true);
  row.discountable = reading.flag(Column::discountable, true);
  if (rejected.reasons.empty()) return row;
  rejected.sku = row.sku;
  return std::nullopt;
}

std::optional<ImportRow> parse_import_row(const Json& item, std::int64_t line, Currency currency,
                                          RejectedRow& rejected, StrangeMembers strange) {
  static constexpr std::string_view yes = "true";
  static constexpr std::string_view no = "false";
  ImportCells cells;
  std::vector<std::string> complaints;
  if (!item.is_object()) complaints.emplace_back("is no object");
  const bool any = strange == StrangeMembers::passed_over;
  for (const auto& [name, value] : item.members()) {
    if (name == "line" && !any) {
      line = value.integer().value_or(line);
      continue;
    }
    const auto column = parse_column(name);
    if (!column && any) continue;
    if (!column) {
      complaints.push_back(holds_card_number(name) ? "a member is named by the number of a payment card"
                                                   : "the member `" + name + "` is not known");
      continue;
    }
    auto& cell = cells[static_cast<std::size_t>(*column)];
    switch (value.kind()) {
      case Json::Kind::null:
        cell = std::string_view{};
        break;
      case Json::Kind::boolean:
        cell = value.truth() ? yes : no;
        break;
      case Json::Kind::number:
      case Json::Kind::string:
        cell = value.text();
        break;
      case Json::Kind::array:
      case Json::Kind::object:
        complaints.push_back(name + " is neither text nor number");
        break;
    }
  }
  auto row = parse_import_row(cells, line, currency, rejected);
  if (complaints.empty()) return row;
  if (row) rejected.sku = row->sku;
  rejected.reasons.insert(rejected.reasons.begin(), complaints.begin(), complaints.end());
  return std::nullopt;
}

Result<ImportHeader> ImportHeader::parse(std::span<const std::string_view> cells) {
  ImportHeader header;
  for (const std::string_view cell : cells) {
    const auto column = parse_column(trimmed(cell));
    if (!column && holds_card_number(cell))
      return refuse(ErrorCode::invalid_argument, "a column is named by the number of a payment card");
    if (!column)
      return refuse(ErrorCode::invalid_argument,
                    "the column `" + std::string{utf8_prefix(cell, 60)} + "` is not known");
    if (std::find(header.columns_.begin(), header.columns_.end(), *column) != header.columns_.end())
      return refuse(ErrorCode::invalid_argument, "the column `" + std::string{name_of(*column)} + "` comes twice");
    header.columns_.push_back(*column);
  }
  for (const Column needed : {Column::sku, Column::name, Column::price})
    if (std::find(header.columns_.begin(), header.columns_.end(), needed) == header.columns_.end())
      return refuse(ErrorCode::invalid_argument,
                    "the file has no column `" + std::string{name_of(needed)} + "`; its first line names the columns");
  return header;
}

std::optional<ImportRow> ImportHeader::row(std::span<const std::string_view> cells, std::int64_t line,
                                           Currency currency, RejectedRow& rejected) const {
  ImportCells found;
  for (std::size_t i = 0; i < columns_.size() && i < cells.size(); ++i)
    found[static_cast<std::size_t>(columns_[i])] = cells[i];
  auto row = parse_import_row(found, line, currency, rejected);
  if (cells.size() == columns_.size()) return row;
  if (row) rejected.sku = row->sku;
  rejected.reasons.push_back("has " + std::to_string(cells.size()) + " cells, the first line has " +
                             std::to_string(columns_.size()));
  return std::nullopt;
}
}  // namespace holdfast::catalogue

#include <unordered_map>

#include "base/json_writer.h"
#include "catalogue/csv_records.h"
#include "catalogue/import_row.h"

namespace holdfast::catalogue {
namespace {
/// Hands rows on, but each SKU once.
class Sorter {
 public:
  explicit Sorter(const ImportReader& reader) : reader_{reader} {}
  void take(std::optional<ImportRow>&& row, RejectedRow&& rejected) {
    if (row) {
      const auto [known, fresh] = lines_.try_emplace(row->sku, row->line);
      if (fresh) return reader_.good(*std::move(row));
      rejected = {row->line, row->sku, {"sku is on line " + std::to_string(known->second) + " already"}};
    }
    reader_.bad(std::move(rejected));
  }

 private:
  const ImportReader& reader_;
  std::unordered_map<std::string, std::int64_t> lines_;
};

Result<> read_csv(std::string_view text, Currency currency, Sorter& sorter) {
  std::optional<ImportHeader> header;
  std::optional<Error> wrong_header;
  CsvRecords records{[&](const CsvRecord& record) {
    if (header) {
      RejectedRow rejected;
      auto row = header->row(record.cells, record.line, currency, rejected);
      sorter.take(std::move(row), std::move(rejected));
      return true;
    }
    auto parsed = ImportHeader::parse(record.cells);
    if (parsed)
      header = *std::move(parsed);
    else
      wrong_header = parsed.error();
    return parsed.has_value();
  }};
  bool more = TRY(records.feed(text));
  if (more) more = TRY(records.finish());
  if (wrong_header) return tl::unexpected<Error>(*std::move(wrong_header));
  if (!header) return refuse(ErrorCode::invalid_argument, "the file is empty; its first line names the columns");
  return {};
}

Result<> read_json(std::string_view text, Currency currency, Sorter& sorter) {
  const Json parsed = TRY(parse_json(text));
  const Json* items = parsed.is_object() ? parsed.find("items") : &parsed;
  if (items == nullptr || !items->is_array())
    return refuse(ErrorCode::invalid_body, "the articles are an array, or `items` of an object");
  std::int64_t position = 0;
  for (const Json& item : items->items()) {
    RejectedRow rejected;
    auto row = parse_import_row(item, ++position, currency, rejected);
    sorter.take(std::move(row), std::move(rejected));
  }
  return {};
}

std::string joined(const std::vector<std::vector<std::string>>& paths) {
  std::string out;
  for (const auto& path : paths) {
    if (!out.empty()) out += '|';
    for (std::size_t i = 0; i < path.size(); ++i) out.append(i == 0 ? "" : " > ").append(path[i]);
  }
  return out;
}
}  // namespace

Result<> read_import(std::string_view text, bool json, Currency currency, const ImportReader& reader) {
  Sorter sorter{reader};
  return json ? read_json(text, currency, sorter) : read_csv(text, currency, sorter);
}

void append_json(std::string& out, const ImportRow& row, Currency currency) {
  JsonWriter json{out};
  const auto member = [&json](Column column) -> JsonWriter& { return json.key(name_of(column)); };
  const auto text = [&](Column column, const std::optional<std::string>& value) {
    if (value) member(column).value(*value);
  };
  const auto flag = [&](Column column, const std::optional<bool>& value) {
    if (value) member(column).value(*value);
  };
  const auto money = [&](Column column, const std::optional<std::optional<std::int64_t>>& value) {
    if (value) member(column).value(*value ? to_decimal(Money{**value, currency}) : std::string{});
  };
  json.begin_object().member("line", row.line).member("sku", row.sku).member("name", row.name);
  const bool open_without = !row.price && row.open_price.value_or(false);
  member(Column::price)
      .value(row.price      ? to_decimal(Money{*row.price, currency})
             : open_without ? std::string{}
                            : std::string{"none"});
  if (row.barcodes) {
    std::string codes;
    for (const Barcode& barcode : *row.barcodes) codes.append(codes.empty() ? "" : "|").append(written(barcode));
    member(Column::barcode).value(codes);
  }
  if (row.categories) member(Column::category).value(joined(*row.categories));
  text(Column::tax_category, row.tax_category);
  text(Column::unit, row.unit);
  if (row.decimals) member(Column::decimals).value(*row.decimals);
  text(Column::product, row.product);
  text(Column::variant, row.title);
  if (row.min_age) member(Column::min_age).value(*row.min_age ? std::to_string(**row.min_age) : std::string{});
  if (row.open_price) member(Column::price_kind).value(*row.open_price ? "open" : "fixed");
  money(Column::min_price, row.min_price);
  money(Column::max_price, row.max_price);
  flag(Column::tracks_stock, row.tracks_stock);
  if (row.stock) member(Column::stock).value(to_string(*row.stock));
  text(Column::description, row.description);
  text(Column::image_url, row.image_url);
  flag(Column::active, row.active);
  flag(Column::discountable, row.discountable);
  json.end_object();
}
}  // namespace holdfast::catalogue

#include "queries/export_catalogue.h"

#include <functional>
#include <unordered_map>

#include "base/json_writer.h"
#include "catalogue/category.h"
#include "catalogue/csv_records.h"
#include "catalogue/import_row.h"
#include "catalogue/product_rows.h"

namespace holdfast::queries {
namespace {
using catalogue::Column;
using Cells = std::array<std::string, catalogue::column_count>;

class Exporter {
 public:
  Exporter(db::Connection& connection, const Site& site) : connection_{connection}, site_{site} {}

  void each(const std::function<void(const Cells&)>& give) {
    std::int64_t last = 0;
    for (;;) {
      std::vector<std::int64_t> rows;
      db::Statement& next = connection_.prepare("SELECT id FROM product WHERE id > ? ORDER BY id LIMIT 500");
      next.all(last);
      while (next.step()) rows.push_back(next.integer(0));
      if (rows.empty()) return;
      last = rows.back();
      for (const std::int64_t row : rows) {
        const auto product = catalogue::load_product(connection_, row);
        for (const catalogue::VariantRecord& record : product->variants) give(cells_of(*product, record));
      }
    }
  }

 private:
  std::string money(const std::optional<std::int64_t>& minor) const {
    return minor ? to_decimal(Money{*minor, site_.currency}) : std::string{};
  }
  static std::string flag(bool value) { return value ? "true" : "false"; }
  const std::string& path_of(std::int64_t category) {
    std::string& path = paths_[category];
    if (path.empty())
      for (const std::string& name : catalogue::path_of(connection_, category))
        path.append(path.empty() ? "" : " > ").append(name);
    return path;
  }

  Cells cells_of(const catalogue::Product& product, const catalogue::VariantRecord& record) {
    const catalogue::Variant& variant = record.variant;
    Cells cells;
    const auto set = [&cells](Column column, std::string text) {
      cells[static_cast<std::size_t>(column)] = std::move(text);
    };
    const auto add = [&cells](Column column, std::string_view text) {
      std::string& cell = cells[static_cast<std::size_t>(column)];
      cell.append(cell.empty() ? "" : "|").append(text);
    };
    set(Column::sku, variant.sku);
    set(Column::name, variant.name);
    set(Column::price, variant.price || variant.open_price ? money(variant.price) : "none");
    for (const catalogue::Barcode& barcode : record.barcodes) add(Column::barcode, catalogue::written(barcode));
    for (const catalogue::CategoryRef& category : product.categories) add(Column::category, path_of(category.row));
    set(Column::tax_category, product.tax_category);
    set(Column::unit, variant.unit);
    set(Column::decimals, std::to_string(variant.decimals));
    set(Column::currency, variant.currency);
    set(Column::product, product.name);
    set(Column::variant, variant.title);
    if (product.min_age) set(Column::min_age, std::to_string(*product.min_age));
    set(Column::price_kind, variant.open_price ? "open" : "fixed");
    set(Column::min_price, money(variant.min_price));
    set(Column::max_price, money(variant.max_price));
    set(Column::tracks_stock, flag(variant.tracks_stock));
    if (record.stock) set(Column::stock, to_string(*record.stock));
    set(Column::description, product.description);
    if (!product.images.empty()) set(Column::image_url, product.images.front().url);
    set(Column::active, flag(variant.active));
    set(Column::discountable, flag(variant.discountable));
    return cells;
  }

  db::Connection& connection_;
  const Site& site_;
  std::unordered_map<std::int64_t, std::string> paths_;
};
}  // namespace

std::string export_catalogue_csv(db::Connection& connection, const Site& site) {
  std::string out;
  for (std::size_t i = 0; i < catalogue::column_count; ++i)
    out.append(i == 0 ? "" : ",").append(catalogue::name_of(static_cast<Column>(i)));
  out += '\n';
  Exporter{connection, site}.each([&out](const Cells& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (i > 0) out += ',';
      catalogue::append_csv_cell(out, cells[i]);
    }
    out += '\n';
  });
  return out;
}

std::string export_catalogue_json(db::Connection& connection, const Site& site) {
  std::string out;
  JsonWriter json{out};
  json.begin_array();
  Exporter{connection, site}.each([&json](const Cells& cells) {
    json.begin_object();
    for (std::size_t i = 0; i < cells.size(); ++i) json.member(catalogue::name_of(static_cast<Column>(i)), cells[i]);
    json.end_object();
  });
  json.end_array();
  return out;
}
}  // namespace holdfast::queries

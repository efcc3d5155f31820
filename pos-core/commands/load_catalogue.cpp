#include <unordered_set>

#include "catalogue/category.h"
#include "catalogue/product_rows.h"
#include "catalogue/search.h"
#include "commands/catalogue_event.h"
#include "commands/import_catalogue.h"
#include "commands/opened_stock.h"
#include "stock/stock_rows.h"

namespace holdfast::commands {
namespace {
using catalogue::Product;

/// Indexes that cost more row by row than made at the end. Put back as the schema has them.
class WithoutIndexes {
 public:
  explicit WithoutIndexes(db::Connection& connection) : connection_{connection} {
    db::Statement& rows = connection.prepare(
        "SELECT type, name, sql FROM sqlite_schema WHERE name IN ('product_variant_sku', "
        "'barcode_by_variant', 'product_category_by_category')");
    std::vector<std::string> drop;
    while (rows.step()) {
      drop.push_back("DROP " + rows.string(0) + " " + rows.string(1));
      create_.push_back(rows.string(2));
    }
    for (const std::string& sql : drop) connection.execute(sql);
    connection.execute("PRAGMA cache_size=-131072");
  }
  // A rollback brings indexes back, but a pragma is no part of the transaction.
  ~WithoutIndexes() { connection_.execute("PRAGMA cache_size=-16384"); }
  WithoutIndexes(const WithoutIndexes&) = delete;
  WithoutIndexes& operator=(const WithoutIndexes&) = delete;
  void put_back() {
    for (const std::string& sql : create_) connection_.execute(sql);
    // The search index is built in one go from the texts; its usual 1 MB of memory would make a thousand small ones.
    connection_.execute(
        "INSERT INTO product_search(product_search, rank) VALUES('hashsize', 67108864);"
        "INSERT INTO product_search(product_search) VALUES('rebuild');"
        "INSERT INTO product_search(product_search, rank) VALUES('hashsize', 1048576)");
  }

 private:
  db::Connection& connection_;
  std::vector<std::string> create_;
};

class Loader {
 public:
  Loader(db::Transaction& tx, Context& context, ImportReport& report)
      : tx_{tx}, context_{context}, report_{report}, paths_{context.ids, context.now} {
    location_ = stock::main_location(tx.connection());
  }

  void tell_stock() { opened_.emit(tx_, context_); }
  void take(const ImportRow& row) {
    std::vector<std::string> reasons;
    const std::int64_t tax = tax_of(row, reasons);
    check_codes(row, reasons);
    Shared* shared = reasons.empty() && joins(row) ? &products_[*row.product] : nullptr;
    if (shared != nullptr && shared->row != 0) check_shared(*shared, row, tax, reasons);
    if (!reasons.empty()) {
      report_.rejected.push_back({row.line, row.sku, std::move(reasons)});
      return;
    }
    Product product = shared != nullptr && shared->row != 0 ? shared->product : add_product(row, tax);
    add_variant(row, product);
    if (shared == nullptr) {
      write_text(product);
    } else {
      shared->row = product.row;
      shared->product = std::move(product);
    }
    ++report_.added;
  }
  void finish() {
    for (const auto& [name, shared] : products_)
      if (shared.row != 0) write_text(shared.product);
    std::sort(codes_.begin(), codes_.end());
    for (const Code& code : codes_)
      tx_.prepare("INSERT INTO barcode(code, variant_id, kind) VALUES (?, ?, ?)")
          .exec(code.code, code.variant, name_of(code.kind));
  }

 private:
  /// A product that more rows may belong to.
  struct Shared {
    std::int64_t row = 0;
    Product product;
  };
  struct Code {
    std::string code;
    std::int64_t variant;
    catalogue::Barcode::Kind kind;
    bool operator<(const Code& other) const { return code < other.code; }
  };
  static bool joins(const ImportRow& row) {
    return row.product && !row.product->empty() && row.title && !row.title->empty();
  }

  std::int64_t tax_of(const ImportRow& row, std::vector<std::string>& reasons) {
    const std::string code = row.tax_category.value_or("");
    std::int64_t& found = taxes_[code];
    if (found == 0)
      found = code.empty() ? catalogue::default_tax_category(tx_.connection())
                           : catalogue::find_tax_category(tx_.connection(), code).value_or(0);
    if (found == 0)
      reasons.push_back(code.empty() ? "the store has no tax category" : "taxCategory `" + code + "` does not exist");
    return found;
  }
  void check_codes(const ImportRow& row, std::vector<std::string>& reasons) const {
    if (!row.barcodes) return;
    for (const catalogue::Barcode& barcode : *row.barcodes)
      if (known_codes_.contains(barcode.code))
        reasons.push_back("barcode `" + catalogue::written(barcode) + "` belongs to another article");
  }
  static void check_shared(const Shared& shared, const ImportRow& row, std::int64_t tax,
                           std::vector<std::string>& reasons) {
    if (row.tax_category && tax != shared.product.tax_category_id)
      reasons.emplace_back("taxCategory differs from that of its product");
    if (row.min_age && *row.min_age != shared.product.min_age)
      reasons.emplace_back("minAge differs from that of its product");
  }

  Product add_product(const ImportRow& row, std::int64_t tax) {
    Product product;
    product.id = context_.ids.next(context_.now);
    product.name = row.product && !row.product->empty() ? *row.product : row.name;
    product.description = row.description.value_or("");
    product.tax_category_id = tax;
    product.min_age = row.min_age.value_or(std::nullopt);
    catalogue::insert(tx_, product, context_.now);
    if (row.categories)
      for (const auto& path : *row.categories) {
        const std::int64_t category = paths_.row_of(tx_, path);
        tx_.prepare("INSERT OR IGNORE INTO product_category(product_id, category_id, created_us) VALUES (?, ?, ?)")
            .exec(product.row, category, context_.now);
        product.categories.push_back({category, {}, path.back(), {}});
      }
    if (row.image_url && !row.image_url->empty())
      tx_.prepare("INSERT INTO product_image(uuid, product_id, url, created_us) VALUES (?, ?, ?, ?)")
          .exec(context_.ids.next(context_.now), product.row, *row.image_url, context_.now);
    return product;
  }
  void add_variant(const ImportRow& row, Product& product) {
    catalogue::VariantRecord record;
    catalogue::Variant& variant = record.variant;
    variant.uuid = context_.ids.next(context_.now);
    variant.product_id = product.row;
    variant.sku = row.sku;
    variant.name = row.name;
    variant.title = row.title.value_or("");
    variant.unit = row.unit.value_or("piece");
    variant.decimals = row.decimals.value_or(catalogue::usual_decimals(variant.unit));
    variant.open_price = row.open_price.value_or(false);
    variant.price = row.price;
    variant.min_price = row.min_price.value_or(std::nullopt);
    variant.max_price = row.max_price.value_or(std::nullopt);
    variant.currency = context_.site.currency.code();
    variant.tracks_stock = row.tracks_stock.value_or(true);
    variant.discountable = row.discountable.value_or(true);
    variant.active = row.active.value_or(true);
    catalogue::insert(tx_, variant, context_.now);
    if (row.barcodes) {
      for (const catalogue::Barcode& barcode : *row.barcodes) {
        known_codes_.insert(barcode.code);
        codes_.push_back({barcode.code, variant.id, barcode.kind});
      }
      record.barcodes = *row.barcodes;
    }
    if (row.stock && !row.stock->is_zero() && variant.tracks_stock) {
      open_stock(variant.id, *row.stock);
      opened_.add(variant.uuid, variant.sku, *row.stock);
    }
    product.variants.push_back(std::move(record));
  }
  void open_stock(std::int64_t variant, Quantity quantity) {
    tx_.prepare(
           "INSERT INTO stock_move(variant_id, location_id, kind, quantity_micro, reason, at_us) VALUES (?, ?, "
           "'receipt', ?, 'opening stock', ?)")
        .exec(variant, location_, quantity.micro(), context_.now);
    tx_.prepare("INSERT INTO stock_level(variant_id, location_id, quantity_micro) VALUES (?, ?, ?)")
        .exec(variant, location_, quantity.micro());
  }
  void write_text(const Product& product) {
    tx_.prepare("INSERT INTO product_text(product_id, name, terms) VALUES (?, ?, ?)")
        .exec(product.row, product.name, catalogue::search_terms(product));
  }

  db::Transaction& tx_;
  Context& context_;
  ImportReport& report_;
  catalogue::CategoryPaths paths_;
  std::int64_t location_ = 0;
  std::unordered_map<std::string, std::int64_t> taxes_;
  std::unordered_map<std::string, Shared> products_;  // by name
  std::unordered_set<std::string> known_codes_;
  std::vector<Code> codes_;
  OpenedStock opened_;
};
}  // namespace

bool catalogue_is_empty(db::Connection& connection) {
  db::Statement& row = connection.prepare("SELECT NOT EXISTS (SELECT 1 FROM product)");
  const bool empty = row.step() && row.flag(0);
  row.reset();
  return empty;
}

Result<> load_catalogue(db::Transaction& tx, std::string_view text, bool json, Context& context, ImportReport& report) {
  if (!catalogue_is_empty(tx.connection())) return refuse(ErrorCode::conflict, "the catalogue is not empty");
  WithoutIndexes indexes{tx.connection()};
  Loader loader{tx, context, report};
  const catalogue::ImportReader reader{
      [&](ImportRow&& row) { loader.take(row); },
      [&](catalogue::RejectedRow&& row) { report.rejected.push_back(std::move(row)); }};
  TRY(catalogue::read_import(text, json, context.site.currency, reader));
  loader.finish();
  indexes.put_back();
  CatalogueEvent event{tx, context};
  event.added_many(report.added);
  event.emit();
  loader.tell_stock();
  return {};
}
}  // namespace holdfast::commands

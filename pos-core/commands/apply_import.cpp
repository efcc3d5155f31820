#include "commands/import_catalogue.h"
#include "commands/opened_stock.h"

#include <algorithm>
#include <unordered_map>

#include "catalogue/category.h"
#include "catalogue/product_rows.h"
#include "catalogue/search.h"
#include "catalogue/variant_rows.h"
#include "commands/catalogue_event.h"
#include "stock/stock_rows.h"

namespace holdfast::commands {
namespace {
using catalogue::Barcode;
using catalogue::Product;
using catalogue::VariantRecord;
using Reasons = std::vector<std::string>;

template <class T, class U>
void take(T& value, const std::optional<U>& given) {
  if (given) value = *given;
}
std::vector<Barcode> sorted(std::vector<Barcode> codes) {
  std::sort(codes.begin(), codes.end(), [](const Barcode& a, const Barcode& b) { return a.code < b.code; });
  return codes;
}

class Importer {
 public:
  Importer(db::Transaction& tx, Context& context, ImportReport& report, catalogue::Indexing indexing)
      : tx_{tx},
        context_{context},
        report_{report},
        indexing_{indexing},
        paths_{context.ids, context.now},
        event_{tx, context} {}

  void apply(const std::vector<ImportRow>& rows) {
    find_products(rows);
    for (const ImportRow& row : rows) {
      Reasons reasons;
      const auto known = catalogue::find_variant_by_sku(tx_.connection(), row.sku);
      check_codes(row, known ? known->id : 0, reasons);
      const auto tax = tax_of(row, reasons);
      if (reasons.empty() && known)
        change(row, tax, *known, reasons);
      else if (reasons.empty())
        add(row, tax, reasons);
      if (!reasons.empty()) report_.rejected.push_back({row.line, row.sku, std::move(reasons)});
    }
    index_all();
    event_.emit();
    opened_.emit(tx_, context_);
  }

 private:
  /// Products that rows of this slice may be further variants of. Asked before anything is written: full-text search
  /// has to store what it holds in memory before it can answer.
  void find_products(const std::vector<ImportRow>& rows) {
    for (const ImportRow& row : rows) {
      if (!joins(row) || products_.contains(*row.product)) continue;
      std::int64_t found = 0;
      if (const std::string phrase = phrase_of(*row.product); !phrase.empty()) {
        db::Statement& match = tx_.prepare(
            "SELECT p.id FROM product_search s JOIN product p ON p.id = s.rowid WHERE product_search MATCH ? AND "
            "p.name = ? LIMIT 1");
        if (match.all(phrase, *row.product).step()) found = match.integer(0);
        match.reset();
      }
      products_.emplace(*row.product, found);
    }
  }
  static bool joins(const ImportRow& row) {
    return row.product && !row.product->empty() && row.title && !row.title->empty();
  }
  static std::string phrase_of(const std::string& name) {
    std::string words = catalogue::match_expression(name);
    if (words.empty()) return words;
    if (words.ends_with('*')) words.pop_back();
    return "name : (" + words + ")";
  }

  std::optional<std::int64_t> tax_of(const ImportRow& row, Reasons& reasons) {
    if (!row.tax_category) return std::nullopt;
    auto& found = taxes_[*row.tax_category];
    if (found == 0)
      found = row.tax_category->empty() ? catalogue::default_tax_category(tx_.connection())
                                        : catalogue::find_tax_category(tx_.connection(), *row.tax_category).value_or(0);
    if (found == 0) reasons.push_back("taxCategory `" + *row.tax_category + "` does not exist");
    return found;
  }
  void check_codes(const ImportRow& row, std::int64_t variant_row, Reasons& reasons) {
    if (!row.barcodes) return;
    for (const Barcode& barcode : *row.barcodes) {
      const auto owner = catalogue::owner_of_code(tx_.connection(), barcode.code);
      if (!owner || *owner == variant_row) continue;
      const auto other = catalogue::find_variant(tx_.connection(), *owner);
      reasons.push_back("barcode `" + catalogue::written(barcode) + "` belongs to " +
                        (other ? other->sku : "another article"));
    }
  }
  std::vector<std::int64_t> category_rows(const ImportRow& row) {
    std::vector<std::int64_t> rows;
    for (const auto& path : *row.categories) rows.push_back(paths_.row_of(tx_, path));
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    return rows;
  }
  /// After all else: with words waiting in memory, full-text search writes them out at every statement that has a
  /// savepoint of its own, and that is nearly every one of a row.
  void index_all() {
    for (const Product& product : new_products_) catalogue::index_new_product(tx_, product, indexing_);
    std::sort(to_index_.begin(), to_index_.end());
    to_index_.erase(std::unique(to_index_.begin(), to_index_.end()), to_index_.end());
    for (const std::int64_t product : to_index_) catalogue::index_product(tx_, product, indexing_);
  }
  /// What all variants of a product have in common cannot differ between their rows.
  static void check_shared(const Product& product, const ImportRow& row, std::optional<std::int64_t> tax,
                           Reasons& reasons) {
    if (tax && *tax != product.tax_category_id)
      reasons.push_back("taxCategory differs from that of its product, " + product.tax_category);
    if (row.min_age && *row.min_age != product.min_age) reasons.emplace_back("minAge differs from that of its product");
  }

  void fill(catalogue::Variant& variant, const ImportRow& row) const {
    variant.name = row.name;
    variant.price = row.price;
    take(variant.title, row.title);
    if (row.unit) {
      if (!row.decimals && variant.unit != *row.unit) variant.decimals = catalogue::usual_decimals(*row.unit);
      variant.unit = *row.unit;
    }
    take(variant.decimals, row.decimals);
    take(variant.open_price, row.open_price);
    take(variant.min_price, row.min_price);
    take(variant.max_price, row.max_price);
    take(variant.tracks_stock, row.tracks_stock);
    take(variant.discountable, row.discountable);
    take(variant.active, row.active);
  }

  void add(const ImportRow& row, std::optional<std::int64_t> tax, Reasons& reasons) {
    std::int64_t product_row = 0;
    Product* alone = nullptr;  // a new product of this variant only
    if (joins(row)) product_row = products_[*row.product];
    if (product_row != 0) {
      check_shared(*catalogue::load_product_row(tx_.connection(), product_row), row, tax, reasons);
      if (!reasons.empty()) return;
    } else {
      Product product;
      if (!add_product(row, tax.value_or(0), product, reasons)) return;
      product_row = product.row;
      if (!joins(row)) alone = &new_products_.emplace_back(std::move(product));
      if (joins(row)) products_[*row.product] = product_row;
    }
    catalogue::Variant variant;
    variant.uuid = context_.ids.next(context_.now);
    variant.product_id = product_row;
    variant.sku = row.sku;
    variant.unit = "piece";
    variant.currency = context_.site.currency.code();
    fill(variant, row);
    catalogue::insert(tx_, variant, context_.now);
    if (row.barcodes) catalogue::add_barcodes(tx_, variant.id, *row.barcodes);
    open_stock(row, variant, std::nullopt);
    if (alone != nullptr)
      alone->variants.push_back(
          {std::move(variant), true, {}, sorted(row.barcodes.value_or(std::vector<Barcode>{})), {}});
    else
      to_index_.push_back(product_row);
    ++report_.added;
    event_.added(row.sku);
  }
  bool add_product(const ImportRow& row, std::int64_t tax, Product& product, Reasons& reasons) {
    if (tax == 0) tax = catalogue::default_tax_category(tx_.connection());
    if (tax == 0) {
      reasons.emplace_back("the store has no tax category");
      return false;
    }
    product.id = context_.ids.next(context_.now);
    product.name = row.product && !row.product->empty() ? *row.product : row.name;
    take(product.description, row.description);
    product.tax_category_id = tax;
    take(product.min_age, row.min_age);
    catalogue::insert(tx_, product, context_.now);
    if (row.categories) {
      const std::vector<std::int64_t> categories = category_rows(row);
      catalogue::set_categories(tx_, product.row, categories, context_.now);
      for (const std::int64_t category : categories)
        product.categories.push_back({category, {}, name_of_category(row, category), {}});
    }
    if (row.image_url && !row.image_url->empty())
      catalogue::set_images(tx_, product.row,
                            std::array{catalogue::Image{context_.ids.next(context_.now), *row.image_url, "", 0}},
                            context_.now);
    return true;
  }
  std::string name_of_category(const ImportRow& row, std::int64_t category) {
    for (const auto& path : *row.categories)
      if (paths_.row_of(tx_, path) == category) return path.back();
    return {};
  }

  void change(const ImportRow& row, std::optional<std::int64_t> tax, const catalogue::Variant& known,
              Reasons& reasons) {
    const Product product = *catalogue::load_product(tx_.connection(), known.product_id);
    const VariantRecord& record = *std::find_if(product.variants.begin(), product.variants.end(),
                                                [&](const VariantRecord& each) { return each.variant.id == known.id; });
    const bool first = product.variants.front().variant.id == known.id;
    if (!first) check_shared(product, row, tax, reasons);
    if (!reasons.empty()) return;
    bool changed = change_variant(row, record);
    if (first) changed = change_product(row, tax, product, record.variant) || changed;
    changed = open_stock(row, record.variant, record.stock) || changed;
    ++(changed ? report_.changed : report_.unchanged);
    if (!changed) return;
    to_index_.push_back(product.row);
    event_.changed(row.sku);
  }
  bool change_variant(const ImportRow& row, const VariantRecord& record) {
    catalogue::Variant wanted = record.variant;
    fill(wanted, row);
    const bool other_codes = row.barcodes && sorted(*row.barcodes) != record.barcodes;
    if (other_codes) catalogue::set_barcodes(tx_, wanted.id, *row.barcodes);
    if (wanted != record.variant) catalogue::update(tx_, wanted, context_.now);
    return other_codes || wanted != record.variant;
  }
  bool change_product(const ImportRow& row, std::optional<std::int64_t> tax, const Product& product,
                      const catalogue::Variant& before) {
    Product wanted = product;
    if (row.product && !row.product->empty())
      wanted.name = *row.product;
    else if (product.variants.size() == 1 && product.name == before.name)
      wanted.name = row.name;
    take(wanted.description, row.description);
    take(wanted.tax_category_id, tax);
    take(wanted.min_age, row.min_age);
    const bool differs = wanted.name != product.name || wanted.description != product.description ||
                         wanted.tax_category_id != product.tax_category_id || wanted.min_age != product.min_age;
    if (differs) catalogue::update(tx_, wanted, context_.now);
    const bool moved = set_categories(row, product);
    return set_image(row, product) || moved || differs;
  }
  bool set_categories(const ImportRow& row, const Product& product) {
    if (!row.categories) return false;
    const std::vector<std::int64_t> wanted = category_rows(row);
    const bool same = std::equal(wanted.begin(), wanted.end(), product.categories.begin(), product.categories.end(),
                                 [](std::int64_t a, const catalogue::CategoryRef& b) { return a == b.row; });
    if (!same) catalogue::set_categories(tx_, product.row, wanted, context_.now);
    return !same;
  }
  /// The file knows one image, the first; others stay.
  bool set_image(const ImportRow& row, const Product& product) {
    if (!row.image_url || row.image_url->empty()) return false;
    if (!product.images.empty() && product.images.front().url == *row.image_url) return false;
    std::vector<catalogue::Image> images = product.images;
    if (images.empty()) images.push_back({context_.ids.next(context_.now), "", "", 0});
    images.front().url = *row.image_url;
    catalogue::set_images(tx_, product.row, images, context_.now);
    return true;
  }
  /// Only while nothing was ever counted: later the ledger knows better than a file.
  bool open_stock(const ImportRow& row, const catalogue::Variant& variant, std::optional<Quantity> level) {
    if (!row.stock || row.stock->is_zero() || level || !row.tracks_stock.value_or(variant.tracks_stock)) return false;
    if (location_ == 0) location_ = stock::main_location(tx_.connection());
    stock::move(tx_, {.variant_id = variant.id,
                      .location_id = location_,
                      .kind = "receipt",
                      .quantity = *row.stock,
                      .reason = "opening stock",
                      .at = context_.now});
    opened_.add(variant.uuid, row.sku, *row.stock);
    return true;
  }

  db::Transaction& tx_;
  Context& context_;
  ImportReport& report_;
  catalogue::Indexing indexing_;
  catalogue::CategoryPaths paths_;
  CatalogueEvent event_;
  OpenedStock opened_;
  std::unordered_map<std::string, std::int64_t> taxes_;
  std::unordered_map<std::string, std::int64_t> products_;  // by name; 0: none yet
  std::vector<std::int64_t> to_index_;                      ///< rows of products
  std::vector<Product> new_products_;                       ///< of one variant, with what is searched for
  std::int64_t location_ = 0;
};
}  // namespace

void apply_import(db::Transaction& tx, const std::vector<ImportRow>& rows, Context& context, ImportReport& report,
                  catalogue::Indexing indexing) {
  Importer{tx, context, report, indexing}.apply(rows);
}
}  // namespace holdfast::commands

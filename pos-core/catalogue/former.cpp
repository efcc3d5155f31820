#include "catalogue/former.h"

#include <utility>

namespace holdfast::catalogue {
namespace {
constexpr std::int64_t no_last = INT64_MAX;
std::int64_t number(db::Statement& row) {
  const std::int64_t value = row.step() ? row.integer(0) : 0;
  row.reset();
  return value;
}
std::int64_t variant_of(db::Transaction& tx, std::string_view sku) {
  return number(tx.prepare("SELECT id FROM product_variant WHERE sku = ?").all(sku));
}
}  // namespace

bool holds_former(db::Connection& connection) {
  return number(connection.prepare("SELECT target_version IS NOT NULL FROM masters_shown")) != 0;
}
std::optional<Held> held(db::Connection& connection) {
  db::Statement& row = connection.prepare("SELECT target_version, reason = 'due' FROM masters_shown");
  std::optional<Held> found;
  if (row.step() && !row.is_null(0)) found = Held{row.integer(0), row.flag(1)};
  row.reset();
  return found;
}

void begin_holding(db::Transaction& tx, std::int64_t target_version, std::string_view reason) {
  // Begun before and interrupted: what it has written since is above the marks of then.
  if (!holds_former(tx.connection()))
    tx.prepare(
          "UPDATE masters_shown SET last_variant = (SELECT coalesce(max(id), 0) FROM product_variant), last_product = "
          "(SELECT coalesce(max(id), 0) FROM product)")
        .run();
  tx.prepare("UPDATE masters_shown SET target_version = ?, reason = ?").exec(target_version, reason);
  tx.prepare("UPDATE reference_version SET version = version + 1").run();
}

Writing::Writing(db::Transaction& tx)
    : tx_{tx},
      generation_{number(tx.prepare("SELECT generation + 1 FROM masters_shown"))},
      last_product_{number(tx.prepare("SELECT last_product FROM masters_shown"))},
      last_variant_{number(tx.prepare("SELECT last_variant FROM masters_shown"))},
      last_book_{number(tx.prepare("SELECT max(id) FROM price_book"))} {
  tx.prepare("UPDATE masters_shown SET generation = generation + 1, last_variant = ?1, last_product = ?1")
      .exec(no_last);
}
// Whoever leaves by an exception loses the transaction, and this change with it.
Writing::~Writing() {
  try {
    tx_.prepare("UPDATE masters_shown SET generation = ?, last_variant = ?, last_product = ?")
        .exec(generation_ - 1, last_variant_, last_product_);
  } catch (const std::exception&) {
  }
}

/// 0 too for what is new: nobody else sees it anyway.
std::int64_t Writing::variant_before(std::string_view sku) {
  if (last_variant_ == 0) return 0;
  const std::int64_t variant = variant_of(tx_, sku);
  return variant > last_variant_ ? 0 : variant;
}

void Writing::keep_article(std::string_view sku) {
  const std::int64_t variant = variant_before(sku);
  if (variant == 0) return;
  kept_.push_back(variant);
  const std::int64_t product = number(tx_.prepare("SELECT product_id FROM product_variant WHERE id = ?").all(variant));
  // All variants of the product: what they share changes with the first of them.
  tx_.prepare(
         "INSERT OR IGNORE INTO variant_former SELECT v.id, ?1, 1, p.tax_category_id, v.name, v.title, v.unit, "
         "v.decimals, v.price_kind, v.price, v.min_price, v.max_price, v.inventory_source, v.discountable, v.active, "
         "p.active, p.min_age FROM product_variant v JOIN product p ON p.id = v.product_id WHERE v.product_id = ?2")
      .exec(generation_, product);
  tx_.prepare("INSERT OR IGNORE INTO barcode_former SELECT code, ?1, variant_id FROM barcode WHERE variant_id = ?2")
      .exec(generation_, variant);
  if (number(tx_.prepare("SELECT count(*) FROM product_former WHERE product_id = ?").all(product)) != 0) return;
  tx_.prepare(
         "INSERT INTO product_former SELECT id, ?1, 1, name, description, active, tax_category_id, min_age FROM "
         "product WHERE id = ?2")
      .exec(generation_, product);
  tx_.prepare(
         "INSERT OR IGNORE INTO product_category_former SELECT product_id, category_id FROM product_category WHERE "
         "product_id = ?")
      .exec(product);
}

void Writing::keep_prices(std::string_view sku) {
  const std::int64_t variant = variant_before(sku);
  if (variant == 0 || number(tx_.prepare("SELECT count(*) FROM price_held WHERE variant_id = ?").all(variant)) != 0)
    return;
  tx_.prepare("INSERT INTO price_held(variant_id, generation) VALUES (?, ?)").exec(variant, generation_);
  tx_.prepare(
         "INSERT INTO price_former SELECT variant_id, price_book_id, min_quantity_micro, from_us, to_us, amount FROM "
         "price WHERE variant_id = ?")
      .exec(variant);
}

void Writing::keep_book(std::string_view code) {
  tx_.prepare(
         "INSERT OR IGNORE INTO price_book_former SELECT id, ?, 1, priority, from_us, to_us, active FROM price_book "
         "WHERE code = ?")
      .exec(generation_, code);
}

void Writing::keep_new() {
  tx_.prepare(
         "INSERT OR IGNORE INTO price_book_former(price_book_id, generation, existed) SELECT id, ?, 0 FROM price_book "
         "WHERE id > ?")
      .exec(generation_, last_book_);
  // Codes that an article of before got meanwhile: only what was kept can have got one.
  for (const std::int64_t variant : std::exchange(kept_, {}))
    tx_.prepare("INSERT OR IGNORE INTO barcode_former SELECT code, ?1, NULL FROM barcode WHERE variant_id = ?2")
        .exec(generation_, variant);
}

void show(db::Transaction& tx) {
  tx.prepare(
        "UPDATE masters_shown SET generation = generation + 1, target_version = NULL, reason = '', last_variant = ?1, "
        "last_product = ?1")
      .exec(no_last);
  tx.prepare("UPDATE reference_version SET version = version + 1").run();
}

std::int64_t sweep(db::Transaction& tx, int most) {
  // In a hold of its own these rows are still looked at.
  if (holds_former(tx.connection())) return 0;
  std::int64_t gone = 0;
  const auto take = [&](db::Statement& statement) {
    statement.exec(most);
    gone += tx.connection().changes();
  };
  take(tx.prepare("DELETE FROM variant_former WHERE variant_id IN (SELECT variant_id FROM variant_former LIMIT ?)"));
  take(tx.prepare("DELETE FROM product_former WHERE product_id IN (SELECT product_id FROM product_former LIMIT ?)"));
  take(
      tx.prepare("DELETE FROM product_category_former WHERE product_id IN (SELECT product_id FROM "
                 "product_category_former LIMIT ?)"));
  take(tx.prepare("DELETE FROM barcode_former WHERE code IN (SELECT code FROM barcode_former LIMIT ?)"));
  take(tx.prepare("DELETE FROM price_held WHERE variant_id IN (SELECT variant_id FROM price_held LIMIT ?)"));
  take(tx.prepare("DELETE FROM price_former WHERE variant_id IN (SELECT variant_id FROM price_former LIMIT ?)"));
  take(tx.prepare(
      "DELETE FROM price_book_former WHERE price_book_id IN (SELECT price_book_id FROM price_book_former LIMIT ?)"));
  return gone;
}
}  // namespace holdfast::catalogue

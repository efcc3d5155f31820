#include "catalogue/price_rows.h"

namespace holdfast::catalogue {
namespace {
/// Most stores have no price books: then nobody should pay for asking.
struct AnyBooks {
  std::int64_t version = -1;
  bool any = false;
};
}  // namespace

PriceBooks any_price_books(db::Connection& connection) {
  AnyBooks& cached = connection.attached<AnyBooks>();
  db::Statement& version = connection.prepare("SELECT version FROM reference_version");
  const std::int64_t now = version.step() ? version.integer(0) : 0;
  version.reset();
  if (cached.version != now) {
    db::Statement& books = connection.prepare("SELECT EXISTS (SELECT 1 FROM price_book WHERE active = 1)");
    cached = {now, books.step() && books.flag(0)};
    books.reset();
  }
  return cached.any ? PriceBooks::some : PriceBooks::none;
}

std::optional<Price> price_of(db::Connection& connection, const Variant& variant, Quantity quantity, Instant at,
                              const Site& site) {
  return price_of(connection, variant, quantity, at, site, any_price_books(connection));
}

std::optional<Price> price_of(db::Connection& connection, const Variant& variant, Quantity quantity, Instant at,
                              const Site& site, PriceBooks books) {
  if (books == PriceBooks::some) {
    db::Statement& row = connection.prepare(
        "SELECT p.amount, p.price_book_id FROM price p JOIN price_book b ON b.id = p.price_book_id "
        "WHERE p.variant_id = ?1 AND b.active = 1 AND b.currency = ?2 AND (b.sales_channel_id IS NULL OR "
        "b.sales_channel_id = ?3) "
        "AND (b.from_us IS NULL OR b.from_us <= ?4) AND (b.to_us IS NULL OR b.to_us > ?4) "
        "AND p.from_us <= ?4 AND (p.to_us IS NULL OR p.to_us > ?4) AND p.min_quantity_micro <= ?5 "
        "ORDER BY b.priority DESC, b.sales_channel_id IS NULL, p.min_quantity_micro DESC, p.from_us DESC, p.amount, "
        "b.id LIMIT 1");
    const std::int64_t magnitude = quantity.micro() < 0 ? -quantity.micro() : quantity.micro();
    std::optional<Price> found;
    if (row.all(variant.id, site.currency.code(), site.sales_channel_id, at, magnitude).step())
      found = Price{row.integer(0), row.integer(1)};
    row.reset();
    if (found) return found;
  }
  if (!variant.price || variant.currency != site.currency.code()) return std::nullopt;
  return Price{*variant.price, std::nullopt};
}
}  // namespace holdfast::catalogue

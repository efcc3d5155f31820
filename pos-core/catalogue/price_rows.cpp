#include "catalogue/price_rows.h"

namespace holdfast::catalogue {
namespace {
/// Most stores have no price books: then nobody should pay for asking.
struct AnyBooks {
  std::int64_t version = -1;
  PriceBooks books = PriceBooks::none;
};

#define BEST_PRICE(from, book_from, book_to, priority, active)                                                         \
  "SELECT p.amount, p.price_book_id FROM " from " WHERE p.variant_id = ?1 AND " active                                 \
  " = 1 AND b.currency = ?2 AND (b.sales_channel_id IS NULL OR b.sales_channel_id = ?3) AND (" book_from               \
  " IS NULL OR " book_from " <= ?4) AND (" book_to " IS NULL OR " book_to                                              \
  " > ?4) AND p.from_us <= ?4 AND (p.to_us IS NULL OR p.to_us > ?4) AND p.min_quantity_micro <= ?5 ORDER BY " priority \
  " DESC, b.sales_channel_id IS NULL, p.min_quantity_micro DESC, p.from_us DESC, p.amount, b.id LIMIT 1"
#define FORMER(column) "iif(f.price_book_id IS NULL, b." column ", f." column ")"
#define JOIN_BOOK                                                                                               \
  " p JOIN price_book b ON b.id = p.price_book_id LEFT JOIN price_book_former f ON f.price_book_id = b.id AND " \
  "f.generation > (SELECT generation FROM masters_shown)"

std::optional<Price> best(db::Statement& row, const Variant& variant, Quantity quantity, Instant at, const Site& site) {
  const std::int64_t magnitude = quantity.micro() < 0 ? -quantity.micro() : quantity.micro();
  std::optional<Price> found;
  if (row.all(variant.id, site.currency.code(), site.sales_channel_id, at, magnitude).step())
    found = Price{row.integer(0), row.integer(1)};
  row.reset();
  return found;
}
/// While a version is written that is not shown yet: the prices and books of before.
std::optional<Price> former_price(db::Connection& connection, const Variant& variant, Quantity quantity, Instant at,
                                  const Site& site) {
  db::Statement& held = connection.prepare(
      "SELECT 1 FROM price_held WHERE variant_id = ? AND generation > (SELECT generation FROM masters_shown)");
  const bool kept = held.all(variant.id).step();
  held.reset();
  db::Statement& row = kept ? connection.prepare(BEST_PRICE("price_former" JOIN_BOOK, FORMER("from_us"),
                                                            FORMER("to_us"), FORMER("priority"), FORMER("active")))
                            : connection.prepare(BEST_PRICE("price" JOIN_BOOK, FORMER("from_us"), FORMER("to_us"),
                                                            FORMER("priority"), FORMER("active")));
  return best(row, variant, quantity, at, site);
}
}  // namespace

PriceBooks any_price_books(db::Connection& connection) {
  AnyBooks& cached = connection.attached<AnyBooks>();
  db::Statement& version = connection.prepare("SELECT version FROM reference_version");
  const std::int64_t now = version.step() ? version.integer(0) : 0;
  version.reset();
  if (cached.version != now) {
    db::Statement& books = connection.prepare(
        "SELECT EXISTS (SELECT 1 FROM price_book WHERE active = 1), EXISTS (SELECT 1 FROM masters_shown WHERE "
        "target_version IS NOT NULL)");
    cached = {now, PriceBooks::none};
    if (books.step())
      cached.books = books.flag(1) ? PriceBooks::former : books.flag(0) ? PriceBooks::some : PriceBooks::none;
    books.reset();
  }
  return cached.books;
}

std::optional<Price> price_of(db::Connection& connection, const Variant& variant, Quantity quantity, Instant at,
                              const Site& site) {
  return price_of(connection, variant, quantity, at, site, any_price_books(connection));
}

std::optional<Price> price_of(db::Connection& connection, const Variant& variant, Quantity quantity, Instant at,
                              const Site& site, PriceBooks books) {
  std::optional<Price> found;
  if (books == PriceBooks::former) found = former_price(connection, variant, quantity, at, site);
  if (books == PriceBooks::some)
    found = best(connection.prepare(BEST_PRICE("price p JOIN price_book b ON b.id = p.price_book_id", "b.from_us",
                                               "b.to_us", "b.priority", "b.active")),
                 variant, quantity, at, site);
  if (found) return found;
  if (!variant.price || variant.currency != site.currency.code()) return std::nullopt;
  return Price{*variant.price, std::nullopt};
}
}  // namespace holdfast::catalogue

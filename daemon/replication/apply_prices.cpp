#include "catalogue/price_book.h"
#include "catalogue/variant_rows.h"
#include "money/quantity.h"
#include "replication/apply_masters.h"

namespace holdfast::replication {
namespace {
struct Place {
  std::int64_t variant = 0, book = 0, min_quantity = 0;
  Instant from;
};
/// Where a price lies in the table; refuses what its book or article is not here for.
Result<Place> place_of(db::Transaction& tx, JsonFields& fields) {
  const std::string book_code = fields.text("book", 50), sku = fields.text("sku", 200);
  const auto from = fields.maybe_time("validFrom");
  const auto least = fields.maybe_decimal("minQuantity");
  const auto quantity = least ? parse_scaled(*least, 6) : std::optional<std::int64_t>{0};
  if (!quantity || *quantity < 0) fields.complain("minQuantity", "is no quantity");
  const auto book = catalogue::find_price_book(tx.connection(), book_code);
  const auto variant = catalogue::find_variant_by_sku(tx.connection(), sku);
  if (!book) return refuse(ErrorCode::not_found, "there is no price book " + book_code);
  if (!variant) return refuse(ErrorCode::not_found, "there is no article " + sku);
  return Place{variant->id, book->row, quantity.value_or(0), from.value_or(Instant{0})};
}
void take_out(db::Transaction& tx, const Place& at) {
  tx.prepare("DELETE FROM price WHERE variant_id = ? AND price_book_id = ? AND min_quantity_micro = ? AND from_us = ?")
      .exec(at.variant, at.book, at.min_quantity, at.from);
}
}  // namespace

Result<> apply_price_book(db::Transaction& tx, commands::Context& context, const MasterRow& row, const Json& body,
                          Applied&) {
  const auto known = catalogue::find_price_book(tx.connection(), row.key);
  if (row.goes()) {
    if (known)
      tx.prepare("UPDATE price_book SET active = 0, updated_us = ? WHERE id = ?").exec(context.now, known->row);
    return {};
  }
  std::vector<FieldError> errors;
  JsonFields fields{body, errors};
  catalogue::PriceBook book;
  book.code = row.key;
  book.name = fields.maybe_text("name", 200).value_or(row.key);
  book.currency = fields.maybe_text("currency", 3).value_or(std::string{context.site.currency.code()});
  book.priority = static_cast<int>(fields.maybe_integer("priority", 0, 1'000'000).value_or(0));
  book.from = fields.maybe_time("validFrom");
  book.to = fields.maybe_time("validTo");
  book.active = fields.flag("active", true);
  if (book.currency != context.site.currency.code()) fields.complain("currency", "is not the store's");
  TRY(accept(errors));
  if (!known) {
    book.id = context.ids.next(context.now);
    catalogue::insert(tx, book, context.now);
    return {};
  }
  tx.prepare(
        "UPDATE price_book SET name = ?, priority = ?, from_us = ?, to_us = ?, active = ?, updated_us = ? WHERE id = ?")
      .exec(book.name, book.priority, book.from, book.to, book.active, context.now, known->row);
  return {};
}

Result<> apply_price(db::Transaction& tx, commands::Context&, const MasterRow& row, const Json& body, Applied&) {
  std::vector<FieldError> errors;
  if (!row.before.empty()) {
    const Result<Json> before = parse_json(row.before);
    std::vector<FieldError> ignored;
    if (before) {
      JsonFields fields{*before, ignored};
      // What it was of may be gone by now, and the price with it.
      if (const auto at = place_of(tx, fields)) take_out(tx, *at);
    }
  }
  if (row.goes()) return {};
  JsonFields fields{body, errors};
  const Place at = TRY(place_of(tx, fields));
  const std::int64_t amount = fields.integer("price", 0, 1'000'000'000'000);
  const auto to = fields.maybe_time("validTo");
  TRY(accept(errors));
  take_out(tx, at);
  tx.prepare(
        "INSERT INTO price(variant_id, price_book_id, min_quantity_micro, from_us, to_us, amount) VALUES (?, ?, ?, ?, "
        "?, ?)")
      .exec(at.variant, at.book, at.min_quantity, at.from, to, amount);
  return {};
}
}  // namespace holdfast::replication

#include "routes/till_prices.h"

#include "catalogue/categories_of.h"
#include "commands/listed_price.h"
#include "customers/person_rows.h"

namespace holdfast::routes {
Result<queries::ShowProduct> show_for(const std::string& wanted, db::Connection& connection, const Site& site,
                                      Instant now, int utc_offset_min) {
  customers::Buyer buyer;
  if (wanted != "till") {
    const auto id = parse_uuid(wanted);
    if (!id) return refuse(ErrorCode::invalid_argument, "priceFor is `till` or a customer's id");
    const auto person = customers::find(connection, *id);
    if (!person || person->erased) return refuse(ErrorCode::not_found, "no customer " + wanted);
    buyer = customers::load_buyer(connection, person->row);
  }
  const commands::Reference& reference = commands::reference(connection, site, now);
  if (reference.price_lists.index.empty()) return queries::ShowProduct{connection, site, now, utc_offset_min};
  const auto listed = [&connection, &site, &reference, now, utc_offset_min, buyer](
                          const catalogue::Variant& variant, std::optional<std::int64_t> by_books) {
    return commands::listed_price(reference,
                                  {variant.sku, catalogue::categories_of(connection, variant.id), Quantity::pieces(1)},
                                  buyer, {now, utc_offset_min}, site.currency, by_books);
  };
  return queries::ShowProduct{connection, site, now, utc_offset_min, listed};
}
}  // namespace holdfast::routes

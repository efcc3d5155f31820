#pragma once
#include <map>
#include <memory>
#include <vector>

#include "carts/cart.h"
#include "charges/charge.h"
#include "commands/listed_price.h"
#include "customers/buyer_rows.h"
#include "pricing/price.h"

namespace holdfast::commands {
/// A cart as the pricing pipeline sees it, and where its lines came from.
struct Draft {
  pricing::Basket basket;
  std::shared_ptr<const pricing::Rules> own_rules = {};  ///< with lifted taxes; none: the store's
  const pricing::Rules* rules = nullptr;
  std::vector<std::size_t> line_of_item = {};                   ///< index into basket.lines; npos: a returned line, or money
  std::vector<std::vector<std::size_t>> discount_of_line = {};  ///< indices into cart.discounts, in order
  std::vector<std::size_t> document_discounts = {};
  std::map<std::size_t, Money> shelf_prices = {};  ///< of lines whose price a lifted tax went out of: as it was before
  std::vector<std::size_t> card_lines = {};  ///< of the basket: gift cards, which are money and carry no charges
  std::vector<charges::Line> charges = {};  ///< those lines of the basket come last, in this order
  std::size_t first_charge = 0;
  std::string certificate = {};  ///< number of the one that lifts taxes; empty: none
  std::string buyer_tax_number = {};  ///< of the business that owes taxes itself; empty: none does
};
constexpr std::size_t npos = static_cast<std::size_t>(-1);

bool returns_sold_line(const carts::Item& item);
/// Money that is put by for a layaway, or goes back: no goods, nothing to price.
inline bool moves_money(const carts::Item& item) { return item.card && !item.variant_id; }

/// Lines with their prices by books and price lists, discounts, coupons, who buys, and the charges known so far.
/// Refuses no_price, and conflict when a certificate is asked for that is not there.
Result<Draft> draft_of(db::Connection& connection, carts::Cart& cart, const Site& site, const Reference& reference,
                       const Moment& moment);
/// Charges that look at amounts, by what the goods came to; true: the basket has to be priced again.
bool add_amount_charges(Draft& draft, const carts::Cart& cart, const pricing::PricedBasket& priced,
                        const Reference& reference, const Moment& moment);

/// Of these tenders the one that promotions may ask for: none when there are several.
std::string chosen_tender(const std::vector<std::string>& tenders);
}  // namespace holdfast::commands

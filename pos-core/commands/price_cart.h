#pragma once
#include <map>
#include <vector>

#include "base/digest.h"
#include "carts/cart.h"
#include "commands/reference.h"
#include "orders/order.h"
#include "promotions/rule_use_rows.h"

namespace holdfast::commands {
/// A deposit, fee, service or delivery charge, as the order would store it; `modifies` of its terms is the cart line that
/// it is for.
struct PricedCharge {
  orders::Item item;
  std::optional<int> asked;                    ///< number of the cart's asked charge; none: it came by itself
};

/// A cart with every figure worked out: its lines as the order would store them.
struct PricedCart {
  std::vector<orders::Item> items;             ///< position = the cart item's number
  std::map<std::size_t, std::int64_t> shelf_prices;  ///< by index into items: what one costs with the taxes that were lifted
  std::vector<PricedCharge> charges;
  std::vector<orders::Tax> taxes;
  std::int64_t subtotal = 0, discount = 0, net = 0, tax = 0, total = 0;
  std::vector<std::int64_t> discount_amounts;  ///< one for each of cart.discounts
  std::vector<std::int64_t> promotion_amounts; ///< one for each of cart.promotions; 0: it gives nothing
  std::vector<std::int64_t> code_amounts;      ///< one for each of cart.terms.codes
  std::vector<promotions::RuleUse> rule_uses;  ///< of rules with limits, budgets or codes
  std::string certificate;                     ///< number of the one that lifted taxes
  std::string buyer_tax_number;                ///< of the business that owes the taxes that were not taken
  std::string rules;                           ///< promotion rules that took something: [{"id","version"}]
  Sha256 digest{};                             ///< of the figures, as pricing::digest_of(); nought unless asked for
  std::string derivation;                      ///< what it takes to price it again (pricing/derivation.h); empty: not asked for, or nothing was priced
};

/// Whether it is written down how the figures came about: for orders alone, as a cart is priced again at every step.
enum class Derive { no, yes };
/// Which versions of the rules count: the newest (whatever the clock said when they came), or those of the moment.
enum class Versions { newest, of_then };

/// Prices, discounts, coupons, taxes. Lines that take back a sold line get their share of what was paid for it, to the
/// cent. Refuses no_price, nothing_left_to_return and what pricing::price() refuses.
/// `utc_offset_min`: the store's distance from UTC at `now`, for promotions with hours.
Result<PricedCart> price_cart(db::Connection& connection, carts::Cart& cart, const Site& site, Instant now,
                              int utc_offset_min = 0, Derive derive = Derive::no,
                              Versions versions = Versions::newest);
/// Keeps what it takes to derive the order's figures again.
void keep_pricing(db::Transaction& tx, std::int64_t order_row, const std::string& rules, const Sha256& digest);
}  // namespace holdfast::commands

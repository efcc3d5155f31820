#pragma once
#include <random>

#include "pricing/price.h"

namespace holdfast::test {
/// Baskets by chance under calendars and tax laws by chance: promotions of every kind, goods that are weighed with
/// their tare off, menus whose price lies on their parts, prices of a list by quantity, prices a lifted tax went out
/// of, labels, charges, returns. Taxes inside prices and on top, on one another, inside their own base, by the unit,
/// from a threshold on, never taken, left to the customer. A seed says which.
class RandomSale {
 public:
  explicit RandomSale(std::uint64_t seed) : random_{seed} {}
  std::int64_t below(std::int64_t limit) {
    return static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(limit));
  }

  pricing::Rules rules(std::int64_t promotions);
  pricing::Rules rules(std::string_view promotions);  ///< a JSON array
  pricing::BasketLine line(bool may_return = true);
  /// An article at its price, so many of it, and nothing else said. Goods of one article are all taxed alike.
  pricing::BasketLine plain(std::int64_t article, Quantity quantity);
  /// The lines of a menu: one price over two or three parts, and the menu's own line that costs nothing.
  std::vector<pricing::BasketLine> menu();
  pricing::Basket basket(std::int64_t lines, bool with_returns = true);
  pricing::Occasion occasion();
  std::vector<pricing::ManualDiscount> discounts();  ///< of the document: none, one or two

  static constexpr std::int64_t articles = 8;
  static constexpr Currency currency{"EUR", 2};

 private:
  pricing::Rules law();
  taxes::TaxRate rate(std::string_view code, std::string_view percent, bool included);
  pricing::ManualDiscount discount(std::int64_t kinds);
  std::string select();
  std::string money(std::int64_t most);
  std::string flag() { return below(2) ? "true" : "false"; }
  std::string action();
  std::string rule(std::int64_t id);
  std::mt19937_64 random_;
};
}  // namespace holdfast::test

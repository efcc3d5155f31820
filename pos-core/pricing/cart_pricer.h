#pragma once
#include <map>
#include <memory>

#include "pricing/candidates.h"
#include "pricing/price.h"

namespace holdfast::pricing {
/// Prices a basket that changes a line at a time. What depends on one line alone (its names among the rules, the rules
/// it makes candidates, its amount) is kept between scans; what lines do to each other is done anew, so the answer is
/// always the one price() gives for the same basket, figure by figure and trail entry by trail entry.
class CartPricer {
 public:
  /// `rules` outlive the pricer. Lines come with add().
  CartPricer(Basket basket, const Rules& rules);

  std::size_t add(BasketLine line);  ///< its place
  void replace(std::size_t at, BasketLine line);
  void remove(std::size_t at);  ///< the later ones move up
  void occasion(Occasion occasion);
  void discounts(std::vector<ManualDiscount> discounts);

  const Basket& basket() const { return basket_; }
  Result<PricedBasket> price();

 private:
  struct Known {
    Rational quantity;
    Rational subtotal;
    Trail trail;  ///< of its base amount
  };
  Known know(const BasketLine& line) const;
  LineNames names(const BasketLine& line) const;
  void changed(const LineNames& names, int change);
  void count_occasion(int change);
  void count(std::span<const std::uint32_t> rules, int change);

  Basket basket_;
  const Rules& rules_;
  std::vector<Known> known_;
  std::vector<LineNames> names_;
  std::optional<RuleMemo> memo_;
  std::map<std::uint32_t, int> candidates_;  ///< rank -> how many lines, codes and groups ask for it
};
}  // namespace holdfast::pricing

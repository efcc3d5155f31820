#pragma once
#include <span>
#include <utility>
#include <vector>

#include "pricing/evaluation.h"

namespace holdfast::pricing {
/// A line's names as the rule set numbers them.
struct LineNames {
  std::uint32_t sku = promotions::unknown_name;
  std::vector<std::uint32_t> categories;  ///< sorted
};
LineNames names_of(const BasketLine& line, const promotions::RuleSet& set);

/// Which lines a selection is about, found by name instead of by looking at every line for every rule.
class DealLines {
 public:
  /// Basket and names stay with the caller.
  DealLines(const Basket& basket, std::span<const LineNames> names);

  /// In order of the basket. Items, or charges; what is not discountable is never among them.
  std::vector<std::uint32_t> matching(const promotions::Picked& picked, LineKind kind) const;
  /// Whether any matches; for rules that ask for something in the basket.
  bool any(const promotions::Picked& picked, LineKind kind) const { return !matching(picked, kind).empty(); }

 private:
  using Entry = std::pair<std::uint32_t, std::uint32_t>;  ///< name, line
  bool fits(const promotions::Picked& picked, LineKind kind, std::uint32_t line) const;
  bool is_named(const promotions::Picked& picked, std::uint32_t line) const;

  const Basket& basket_;
  std::span<const LineNames> names_;
  std::vector<Entry> by_sku_;
  std::vector<Entry> by_category_;
};
}  // namespace holdfast::pricing

#pragma once
#include <vector>

#include "commands/article_terms.h"
#include "commands/edit_cart.h"

namespace holdfast::commands {
/// Another article is given instead of a line's, which is not there: at its own price, at that of the line, or at the
/// cheaper of both, as the article's terms say (article_terms.h). The line stays the same line: its number, its seat
/// and course, what belongs to it, and discounts by hand.
struct SubstituteItem {
  Uuid item_id;
  ArticleRef article;  ///< one of the line's substitutes
};
/// Refuses conflict for one that is not among them, for what comes back, for weighed and labelled goods (they are put
/// in anew), and for gift cards.
Result<CartView> substitute_item(db::Transaction& tx, const CartTarget& target, const SubstituteItem& command,
                                 Context& context);

/// What may be given instead of a line, the best first, as it would be sold.
struct Offer {
  Uuid variant;
  std::string sku, name, unit;
  ArticleTerms::SubstitutePrice price = ArticleTerms::SubstitutePrice::own;
  std::int64_t own_price = 0;        ///< of a unit, minor units
  std::int64_t unit_price = 0;       ///< by that policy
  std::optional<Quantity> in_stock;  ///< none: its stock is not counted
};
Result<std::vector<Offer>> substitutes_of(db::Connection& connection, const Uuid& item_id, const Site& site,
                                          Instant now, int utc_offset_min);
}  // namespace holdfast::commands

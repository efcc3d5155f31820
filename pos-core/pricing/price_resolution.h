#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "base/instant.h"
#include "money/quantity.h"

namespace holdfast::pricing {
/// One row of a price book that is about the article in question.
struct PriceCandidate {
  std::uint32_t row = 0;  ///< the caller's own; unique, decides when nothing else does
  int book_priority = 0;  ///< higher books win
  Money price;
  std::optional<Instant> from;  ///< inclusive
  std::optional<Instant> to;    ///< exclusive
  Quantity min_quantity;        ///< from this quantity on, inclusive
  std::string_view channel;     ///< empty: any
};

struct PriceQuery {
  Currency currency;
  Instant at;         ///< business time
  Quantity quantity;  ///< a return counts by its magnitude
  std::string_view channel;
};

struct ResolvedPrice {
  Money price;
  std::optional<std::uint32_t> row;  ///< empty: the base price
};

/// The one row that applies: higher book priority, then bound to the channel, then higher quantity break, then the
/// later start, then the lower price, then the lower row. Without a row the base price of the article counts; without
/// that there is no price, which is not a price of zero.
std::optional<ResolvedPrice> resolve_price(std::span<const PriceCandidate> candidates, std::optional<Money> base_price,
                                           const PriceQuery& query);
}  // namespace holdfast::pricing

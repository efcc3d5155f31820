#include "pricing/price_resolution.h"

#include <algorithm>
#include <limits>
#include <tuple>

namespace holdfast::pricing {
namespace {
bool applies(const PriceCandidate& candidate, const PriceQuery& query) {
  const Quantity quantity = query.quantity < Quantity{} ? -query.quantity : query.quantity;
  return candidate.price.currency() == query.currency && (!candidate.from || *candidate.from <= query.at) &&
         (!candidate.to || query.at < *candidate.to) && candidate.min_quantity <= quantity &&
         (candidate.channel.empty() || candidate.channel == query.channel);
}

/// Larger is better; no two candidates are equal, because their rows differ.
auto rank(const PriceCandidate& candidate) {
  const Instant since = candidate.from.value_or(Instant{std::numeric_limits<std::int64_t>::min()});
  return std::tuple{candidate.book_priority,  !candidate.channel.empty(),  candidate.min_quantity, since,
                    -candidate.price.minor(), -std::int64_t{candidate.row}};
}
}  // namespace

std::optional<ResolvedPrice> resolve_price(std::span<const PriceCandidate> candidates, std::optional<Money> base_price,
                                           const PriceQuery& query) {
  const PriceCandidate* best = nullptr;
  for (const PriceCandidate& candidate : candidates)
    if (applies(candidate, query) && (!best || rank(candidate) > rank(*best))) best = &candidate;
  if (best) return ResolvedPrice{best->price, best->row};
  if (base_price && base_price->currency() == query.currency) return ResolvedPrice{*base_price, std::nullopt};
  return std::nullopt;
}
}  // namespace holdfast::pricing

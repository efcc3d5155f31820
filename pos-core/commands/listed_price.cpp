#include "commands/listed_price.h"

#include <algorithm>

#include "pricing/price_list.h"

namespace holdfast::commands {
std::optional<std::int64_t> listed_price(const Reference& reference, const Listed& article,
                                         const customers::Buyer& buyer, const Moment& moment, Currency currency,
                                         std::optional<std::int64_t> base) {
  if (reference.price_lists.index.empty()) return base;
  pricing::PriceSources sources;
  sources.lists = reference.price_lists.index.about(article.sku, article.categories);
  if (sources.lists.empty()) return base;
  if (base) sources.base_price = Rational{*base};
  const std::int64_t micro = article.quantity.micro() < 0 ? -article.quantity.micro() : article.quantity.micro();
  pricing::PriceQuery query{.sku = article.sku,
                            .categories = article.categories,
                            .quantity = Rational{micro, Quantity::one_micro},
                            .at = moment.now,
                            .channel = "POS",
                            .attributes = {},
                            .currency = std::string{currency.code()},
                            .offset_minutes = moment.utc_offset_min};
  std::optional<Rational> best = pricing::resolve_price(sources, query, pricing::PriceSelection::priority).unit_price;
  for (const std::string& group : buyer.groups) {
    query.attributes["customer_group"] = group;
    const auto price = pricing::resolve_price(sources, query, pricing::PriceSelection::priority).unit_price;
    if (price && (!best || *price < *best)) best = price;
  }
  // Less than nothing off a cheap article is a gift, never money back.
  return best ? std::optional{std::max<std::int64_t>(0, best->rounded())} : std::nullopt;
}
}  // namespace holdfast::commands

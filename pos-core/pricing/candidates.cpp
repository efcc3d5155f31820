#include "pricing/candidates.h"

#include <algorithm>

namespace holdfast::pricing {
std::vector<std::uint32_t> candidate_ranks(std::span<const LineNames> names, const Occasion& occasion,
                                           const promotions::RuleSet& set) {
  std::vector<std::uint32_t> ranks;
  const auto add = [&](std::span<const std::uint32_t> rules) {
    for (const std::uint32_t rule : rules) ranks.push_back(set.rank(rule));
  };
  for (const LineNames& line : names) {
    add(set.for_sku(line.sku));
    for (const std::uint32_t category : line.categories) add(set.for_category(category));
  }
  for (const std::string& code : occasion.codes) add(set.for_coupon(code));
  for (const std::string& group : occasion.customer_groups) add(set.for_group(group));
  add(set.always());
  std::sort(ranks.begin(), ranks.end());
  ranks.erase(std::unique(ranks.begin(), ranks.end()), ranks.end());
  return ranks;
}
}  // namespace holdfast::pricing

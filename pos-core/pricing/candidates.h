#pragma once
#include <span>
#include <vector>

#include "pricing/rule_memo.h"

namespace holdfast::pricing {
/// The rules that a basket of these articles, codes and groups may be about, as ranks in ascending order. Every rule
/// that could take something is among them; what is not among them needs something that is not in the basket.
std::vector<std::uint32_t> candidate_ranks(std::span<const LineNames> names, const Occasion& occasion,
                                           const promotions::RuleSet& set);
/// The promotions' stage with names and candidates known already; `memo` may be none.
void apply_promotions(Evaluation& evaluation, std::span<const LineNames> names, std::span<const std::uint32_t> ranks,
                      RuleMemo* memo);
}  // namespace holdfast::pricing

#pragma once
#include <optional>

#include "pricing/deal_lines.h"

namespace holdfast::pricing {
/// What does not depend on amounts: dates, schedule, channel, customer, code, uses, means of payment. Nothing: allowed.
std::optional<Why> standing_refusal(const promotions::Rule& rule, const Basket& basket);
/// The conditions on the basket, as it stands when the rule's turn comes.
std::optional<Why> condition_refusal(const promotions::Rule& rule, const promotions::PickedRule& picked,
                                     const Evaluation& evaluation, const DealLines& lines);
}  // namespace holdfast::pricing

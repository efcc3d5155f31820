#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "commands/pending_order.h"
#include "commands/place_order.h"

namespace holdfast::commands {
/// Tips that no card terminal takes: cash that stays in the drawer, or a card keyed at a terminal of its own. By the
/// place of each of `given`, 0 where it brings none; below 0 where one goes back with the goods of `order`, which is at
/// most what the orders they come from have left of theirs. Refuses invalid_argument, tender_refused, limit_exceeded.
Result<std::vector<std::int64_t>> tips_by_hand(db::Connection& connection, const std::vector<PaymentOffer>& given,
                                               std::span<const payments::Settled> settled,
                                               std::span<const TerminalShare> shares,
                                               std::span<const orders::Item> items, std::int64_t total);
}  // namespace holdfast::commands

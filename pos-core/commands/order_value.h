#pragma once
#include <vector>

#include "commands/context.h"
#include "orders/order.h"
#include "payments/settle.h"

/// All that an order does to stored value besides its payments (pay_by_value.h), in one call for each of its ends.
namespace holdfast::commands {
/// Before the order is stored: names the accounts behind its payments, and judges points.
Result<> prepare_value(db::Transaction& tx, orders::Order& order, std::vector<payments::Settled>& settled,
                       Context& context);
/// Once it is paid, in the same transaction: cards that it sold, points that it earns, and both taken back.
Result<> post_value_of(db::Transaction& tx, orders::Order& order, Context& context);
/// The same of an order that was pending: what a terminal has settled is not refused any more. A card that cannot be
/// taken back because it was spent meanwhile is left to people, by the audit trail.
void post_value_or_note(db::Transaction& tx, orders::Order& order, Context& context);
}  // namespace holdfast::commands

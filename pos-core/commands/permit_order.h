#pragma once
#include <span>
#include <vector>

#include "commands/pending_order.h"
#include "commands/place_order.h"
#include "payments/settle.h"

namespace holdfast::commands {
/// Asks the capability matrix about every tender of an order, each with its amount, and about what goes through a
/// terminal. `cart`: whose customer pays by points, and what it has set aside; none: nothing of that.
Result<> permit_payments(db::Transaction& tx, const std::vector<PaymentOffer>& given,
                         std::span<const payments::Settled> settled, std::span<const TerminalShare> shares,
                         const carts::Cart* cart, const Context& context);
/// The same about lines that come back without the order they were sold by.
Result<> permit_unreceipted(db::Transaction& tx, const std::vector<orders::Item>& items, const Context& context);
/// About goods that go both ways in one sale; deposits that come back with what is sold are none.
Result<> permit_exchange(db::Transaction& tx, const std::vector<orders::Item>& items, const Context& context);
/// And about lines that another store sold.
Result<> permit_elsewhere(db::Transaction& tx, const std::vector<orders::Item>& items, const Context& context);
}  // namespace holdfast::commands

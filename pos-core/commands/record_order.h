#pragma once
#include "commands/context.h"
#include "orders/order.h"
#include "shifts/shift.h"

namespace holdfast::commands {
/// The last steps that every kind of order shares: receipt number, rows, stock, shift totals, events, journal. The order
/// is complete but for its number; `shift` is the open shift of its register.
void record_order(db::Transaction& tx, orders::Order& order, const shifts::Shift& shift, std::int64_t location_row, Context& context);
/// The same for an order whose row was written when its payment began; its sums and payments are now final.
void record_paid(db::Transaction& tx, orders::Order& order, const shifts::Shift& shift, std::int64_t location_row, Context& context);
}  // namespace holdfast::commands

#pragma once
#include "commands/context.h"
#include "orders/order.h"

namespace holdfast::commands {
/// The last steps of a void, once its mirror order is recorded: what the original had used up is free again, and it is
/// cancelled.
void finish_void(db::Transaction& tx, const orders::Order& mirror, Context& context);
}  // namespace holdfast::commands

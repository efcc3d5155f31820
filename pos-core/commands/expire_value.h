#pragma once
#include "commands/context.h"

namespace holdfast::commands {
/// Lets go of value whose time is over, at most 200 of a kind; run at a start, every minute, and again while it is not
/// 0: what was set aside for carts that never became an order, cards past their expiry, points older than their
/// programme lets them grow (the oldest go first: what was earned before the limit, less all that was ever taken).
std::int64_t expire_value(db::Transaction& tx, Context& context);
}  // namespace holdfast::commands

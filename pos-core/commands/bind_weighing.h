#pragma once
#include "carts/cart.h"
#include "carts/weighing.h"
#include "commands/context.h"

namespace holdfast::commands {
/// Whether the weight may be sold in this cart now. Refuses conflict when it is too old, was sold already, or its scale
/// belongs to other registers, and in_use_elsewhere when another terminal weighed it.
Result<> check_weighing(db::Connection& connection, const carts::Weighing& weighing, const carts::Cart& cart,
                        const Context& context);
/// In the article's unit; invalid_argument when the scale's is another one.
Result<Quantity> weighed_quantity(const carts::Weighing& weighing, const catalogue::Variant& variant);
}  // namespace holdfast::commands

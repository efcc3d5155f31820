#pragma once
#include "commands/edit_cart.h"

/// How every step on a stored cart begins and ends.
namespace holdfast::commands {
/// The cart, active and this terminal's, at the version the caller saw.
Result<carts::Cart> load_for_change(db::Transaction& tx, const CartTarget& target, const Context& context);
/// After a change of lines, discounts, coupons or terms: the cart itself only counts on. Prices it, tells the log,
/// keeps it at hand for its next step.
Result<CartView> finish_step(db::Transaction& tx, carts::Cart&& cart, std::string_view change, Context& context);
/// After a change of the cart's status, owner, customer or note.
Result<CartView> finish_head_step(db::Transaction& tx, carts::Cart&& cart, std::string_view change, Context& context,
                                  std::optional<std::string_view> close_reason = std::nullopt);
}  // namespace holdfast::commands

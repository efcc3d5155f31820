#pragma once
#include <string>

#include "commands/edit_cart.h"

namespace holdfast::commands {
/// The cart as the API answers it.
void append_json(std::string& out, const CartView& view, const Site& site, int utc_offset_min);
/// Loads and prices for reading; a closed cart shows its last figures too.
Result<CartView> view_cart(db::Connection& connection, const Uuid& cart_id, const Site& site, Instant now,
                           int utc_offset_min = 0);
}  // namespace holdfast::commands

#pragma once
#include <string>

#include "base/result.h"
#include "commands/cart_basket.h"

namespace holdfast::commands {
/// Why a cart costs what it costs, for people who ask: `{cartId, version, currency, lines, answer}`. `lines` says of
/// every line where its unit price came from; `answer` is what the engine said of the basket (as POST /v1/price), with
/// the trail, the promotions that took nothing and the reason. Its line ids are the ids of the cart's items and
/// charges. Lines that take back a sold line are not priced: they give back what was paid, and are in `lines` only.
/// Refuses what price_cart() refuses.
Result<std::string> explain_cart(db::Connection& connection, const Uuid& cart_id, const Site& site,
                                 const Moment& moment);
}  // namespace holdfast::commands

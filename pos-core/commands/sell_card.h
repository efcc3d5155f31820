#pragma once
#include "carts/cart.h"
#include "commands/context.h"
#include "commands/edit_cart.h"
#include "commands/reference.h"
#include "orders/order.h"

/// Gift cards as articles: a line names its card, the paid order puts the line's total on it.
namespace holdfast::commands {
/// What a gift card buys is taxed when it is spent (a voucher for goods of any rate is not taxed when it is sold), so
/// an article that is one has a tax category that takes nothing. Refuses conflict, with the taxes that it takes.
Result<> untaxed_card(const Reference& reference, std::int64_t tax_category_row, const std::string& name);

/// Sets `item.card` of a line whose article is a gift card: the card of the code that was scanned (an active one is
/// topped up, one that nobody knows is taken on), or a new one. Refuses invalid_argument (codes, more than one piece),
/// tender_refused (closed, expired), conflict (a taxed article), and a code on any other article.
Result<> bind_card(db::Transaction& tx, carts::Item& item, const AddItem& command, Context& context);

/// What the lines of a paid order do to cards: activated or topped up by a sale, taken back with its return or void.
/// Refuses conflict when what would be taken back was spent already.
Result<> post_cards(db::Transaction& tx, const orders::Order& order, Context& context);
/// The same while an order that takes cards back waits for a card terminal: what they would give back is set aside, so
/// that nobody is paid back and spends the card meanwhile. Released or taken back with the order's end. Of a card that
/// the hub keeps the hub decides. Refuses conflict when something was spent already.
Result<> set_aside_cards(db::Transaction& tx, const orders::Order& order, Context& context);
/// Refuses conflict for a return that took a card back: the card is closed, and stays so.
Result<> voidable_cards(db::Connection& connection, const orders::Order& order);
}  // namespace holdfast::commands

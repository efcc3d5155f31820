#include "commands/spend_points.h"

#include <algorithm>

#include "carts/cart_rows.h"
#include "commands/load_cart.h"
#include "commands/points.h"
#include "commands/reference.h"
#include "commands/value_event.h"
#include "loyalty/accrual.h"
#include "stored_value/lease_rows.h"

namespace holdfast::commands {
namespace {
using stored_value::EntryKind;
using stored_value::Hold;
constexpr std::int64_t hold_seconds = 30 * 60;

void take_off_again(db::Transaction& tx, carts::Cart& cart, Context& context) {
  for (const Hold& hold : stored_value::holds_of_cart(tx.connection(), cart.row))
    if (hold.discount) release_value(tx, hold, "not wanted", std::nullopt, context);
  db::Statement& rows =
      tx.prepare("SELECT DISTINCT discount FROM value_hold WHERE cart_id = ? AND discount IS NOT NULL");
  rows.all(cart.row);
  std::vector<int> gone;
  while (rows.step()) gone.push_back(rows.small(0));
  for (const int discount : gone) {
    const auto erased =
        std::erase_if(cart.discounts, [&](const carts::Discount& each) { return each.discount == discount; });
    if (erased != 0) carts::delete_discount(tx, cart, discount);
  }
}

Result<> set_aside(db::Transaction& tx, carts::Cart& cart, std::int64_t points, Context& context) {
  const loyalty::Programme* found = reference(tx.connection(), context.site, context.now).programme(context.now);
  const stored_value::Account account = TRY(points_account(tx, cart.person_row, context));
  check(found != nullptr);  // or there was no account
  const loyalty::Programme programme = *found;
  if (!programme.redeem.as_discount)
    return refuse(ErrorCode::tender_refused, "points of " + programme.name + " take nothing off: they pay");
  if (account.at_hub && points > stored_value::leased(tx.connection(), account, context.now))
    return refuse(ErrorCode::insufficient_balance,
                  "the hub keeps these points and lent this store " +
                      std::to_string(stored_value::leased(tx.connection(), account, context.now)) +
                      " of them: take so many off, or pay with points, for which the hub is asked");
  if (points > account.available())
    return refuse(ErrorCode::insufficient_balance, "only " + std::to_string(account.available()) + " points are there");
  const PricedCart priced = TRY(price_cart(tx.connection(), cart, context.site, context.now, context.utc_offset_min));
  const loyalty::Worth worth = loyalty::redeemable(programme, points, priced.total);
  if (worth.points == 0 || worth.amount == 0)
    return refuse(ErrorCode::limit_exceeded, "so many points take nothing off this sale");
  carts::Discount discount;
  discount.discount = cart.next_item++;
  discount.percent = false;
  discount.value = worth.amount;
  discount.reason = std::to_string(worth.points) + " " + programme.name;
  discount.staff_id = context.actor_id();
  cart.discounts.push_back(discount);
  carts::insert_discount(tx, cart, discount);
  Hold wanted;
  wanted.id = context.ids.next(context.now);
  wanted.amount = worth.points;
  wanted.cart_row = cart.row;
  wanted.discount = discount.discount;
  wanted.until = context.now.plus_seconds(hold_seconds);
  const Hold held = TRY(stored_value::hold(tx, account, std::move(wanted), context.now));
  tell_value(tx, *stored_value::load(tx.connection(), account.row),
             {.kind = EntryKind::authorise, .held = held.amount, .operation = held.id}, std::nullopt, context);
  return {};
}
}  // namespace

Result<CartView> spend_points(db::Transaction& tx, const CartTarget& target, std::int64_t points, Context& context) {
  TRY(require(tx, context, Permission::sell));
  carts::Cart cart = TRY(load_for_change(tx, target, context));
  take_off_again(tx, cart, context);
  if (points > 0) TRY(set_aside(tx, cart, points, context));
  return finish_step(tx, std::move(cart), "pointsSpent", context);
}

Result<> check_points_spent(db::Connection& connection, const carts::Cart& cart, const PricedCart& priced) {
  if (cart.row == 0 || cart.discounts.empty()) return {};
  db::Statement& rows = connection.prepare(
      "SELECT discount, max(state = 'held') FROM value_hold WHERE cart_id = ? AND discount IS NOT NULL GROUP BY "
      "discount");
  rows.all(cart.row);
  std::vector<std::pair<int, bool>> spent;
  while (rows.step()) spent.emplace_back(rows.small(0), rows.flag(1));
  for (std::size_t i = 0; i < cart.discounts.size(); ++i) {
    const auto found = std::find_if(spent.begin(), spent.end(),
                                    [&](const auto& each) { return each.first == cart.discounts[i].discount; });
    if (found == spent.end()) continue;
    if (!found->second)
      return refuse(ErrorCode::conflict, "the points are no longer set aside: take them off and on again");
    if (priced.discount_amounts[i] != cart.discounts[i].value)
      return refuse(ErrorCode::conflict, "the points are worth more than the sale now: take fewer");
  }
  return {};
}

Result<> take_points_spent(db::Transaction& tx, const orders::Order& order, Context& context) {
  for (const Hold& hold : stored_value::holds_of_order(tx.connection(), order.row)) {
    if (!hold.discount) continue;
    const auto after = TRY(stored_value::capture(tx, hold, hold.amount, order.row, context.now));
    tell_value(tx, after,
               {.kind = EntryKind::redeem, .amount = -hold.amount, .held = -hold.amount, .operation = hold.id},
               order.id, context);
  }
  return {};
}
}  // namespace holdfast::commands

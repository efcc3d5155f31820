// Points that took something off a sale, line by line: what comes back gives its part of them back.
#include <algorithm>

#include "base/check.h"
#include "carts/cart.h"
#include "commands/spend_points.h"
#include "commands/value_event.h"
#include "money/allocation.h"
#include "orders/order_rows.h"

namespace holdfast::commands {
namespace {
using stored_value::EntryKind;

/// What a discount on the whole sale took off one of its lines.
std::int64_t taken_off(const orders::Item& item, const std::string& reason) {
  std::int64_t sum = 0;
  if (item.trail.empty()) return sum;
  const auto trail = parse_json(item.trail);
  check(trail.has_value());
  for (const Json& entry : trail->items()) {
    const Json* stage = entry.find("stage");
    const Json* why = entry.find("reason");
    if (stage == nullptr || stage->text() != "document_discount" || why == nullptr || why->text() != reason) continue;
    const Json* amount = entry.find("amount");
    sum += amount == nullptr ? 0 : amount->integer().value_or(0);
  }
  return sum < 0 ? -sum : sum;
}

/// Whole points to lines, in proportion, so that all lines together give back exactly what was taken.
void keep_shares(db::Transaction& tx, std::int64_t hold_row, std::int64_t points,
                 const std::vector<orders::Item>& items, const std::vector<Rational>& weights) {
  const std::vector<std::int64_t> parts = allocate(points, weights, AllocationPolicy::largest_remainder);
  for (std::size_t i = 0; i < items.size(); ++i)
    if (parts[i] != 0)
      tx.prepare("INSERT INTO points_share(hold_id, position, points) VALUES (?, ?, ?)")
          .exec(hold_row, items[i].position, parts[i]);
}

struct Spent {
  std::int64_t hold_row = 0, account_row = 0, points = 0;
};
std::vector<Spent> spent_on(db::Connection& connection, std::int64_t order_row) {
  db::Statement& rows = connection.prepare(
      "SELECT id, account_id, amount FROM value_hold WHERE order_id = ? AND discount IS NOT NULL AND state = "
      "'captured' ORDER BY id");
  rows.all(order_row);
  std::vector<Spent> out;
  while (rows.step()) out.push_back({rows.integer(0), rows.integer(1), rows.integer(2)});
  return out;
}

struct LineShare {
  int position = 0;
  std::int64_t points = 0, given_back = 0;
};
std::vector<LineShare> shares_of(db::Transaction& tx, const Spent& spent, const orders::Order& sale) {
  const auto read = [&] {
    std::vector<LineShare> out;
    db::Statement& rows =
        tx.prepare("SELECT position, points, given_back FROM points_share WHERE hold_id = ? ORDER BY position");
    rows.all(spent.hold_row);
    while (rows.step()) out.push_back({rows.small(0), rows.integer(1), rows.integer(2)});
    return out;
  };
  std::vector<LineShare> shares = read();
  if (!shares.empty() || sale.items.empty()) return shares;
  // A sale of before the lines were kept: by what was paid for them.
  std::vector<Rational> weights;
  for (const orders::Item& item : sale.items) weights.emplace_back(std::max<std::int64_t>(item.total, 0));
  keep_shares(tx, spent.hold_row, spent.points, sale.items, weights);
  return read();
}

/// Of a line's points, once so much of it is back; the last unit brings the rest.
std::int64_t due(const LineShare& share, Quantity back, Quantity sold) {
  if (sold.is_zero()) return 0;
  return static_cast<std::int64_t>(Int128{share.points} * back.micro() / sold.micro());
}

void post_back(db::Transaction& tx, const Spent& spent, std::int64_t points, const orders::Order& by,
               Context& context) {
  if (points == 0) return;
  const auto account = stored_value::load(tx.connection(), spent.account_row);
  check(account.has_value());
  const auto posted = post_value(tx, *account,
                                 {.kind = points > 0 ? EntryKind::refund : EntryKind::reverse,
                                  .amount = points,
                                  .operation = context.ids.next(context.now),
                                  .order_row = by.row,
                                  .reason = points > 0 ? "returned" : "return voided"},
                                 by.id, context);
  check(posted.has_value());
}

/// `sale` as it stands, but for what `undone` takes back of its returns.
void settle(db::Transaction& tx, const orders::Order& by, const orders::Order& sale,
            const std::vector<orders::Item>* undone, const Spent& spent, Context& context) {
  const auto account = stored_value::load(tx.connection(), spent.account_row);
  check(account.has_value());
  std::int64_t there = account->available();  // what was spent meanwhile is not taken below zero
  std::int64_t change = 0;
  for (const LineShare& share : shares_of(tx, spent, sale)) {
    const auto sold = std::find_if(sale.items.begin(), sale.items.end(),
                                   [&](const orders::Item& each) { return each.position == share.position; });
    check(sold != sale.items.end());
    Quantity back = sold->returned;
    for (const orders::Item& item : undone ? *undone : std::vector<orders::Item>{})
      if (item.origin && item.origin->order_row == sale.row && item.origin->position == share.position)
        back = back + item.quantity;
    std::int64_t step = due(share, back, sold->quantity) - share.given_back;
    if (step < 0 && !account->at_hub) {  // the hub takes it itself and notes what is missing
      step = -std::min(-step, there);
      there += step;
    }
    if (step == 0) continue;
    change += step;
    tx.prepare("UPDATE points_share SET given_back = given_back + ? WHERE hold_id = ? AND position = ?")
        .exec(step, spent.hold_row, share.position);
  }
  post_back(tx, spent, change, by, context);
}
}  // namespace

void keep_points_shares(db::Transaction& tx, const carts::Cart& cart, const orders::Order& order) {
  for (const stored_value::Hold& hold : stored_value::holds_of_order(tx.connection(), order.row)) {
    const auto off = std::find_if(cart.discounts.begin(), cart.discounts.end(),
                                  [&](const carts::Discount& each) { return each.discount == hold.discount; });
    if (!hold.discount || off == cart.discounts.end()) continue;
    std::vector<Rational> weights;
    for (const orders::Item& item : order.items) weights.emplace_back(taken_off(item, off->reason));
    keep_shares(tx, hold.row, hold.amount, order.items, weights);
  }
}

void return_points_spent(db::Transaction& tx, const orders::Order& by, const std::vector<orders::Item>& items,
                         Returning returning, Context& context) {
  std::vector<std::int64_t> origins;
  for (const orders::Item& item : items)
    if (item.origin && std::find(origins.begin(), origins.end(), item.origin->order_row) == origins.end())
      origins.push_back(item.origin->order_row);
  for (const std::int64_t origin : origins) {
    const std::vector<Spent> spent = spent_on(tx.connection(), origin);
    if (spent.empty()) continue;
    const auto sale = orders::load(tx.connection(), origin);
    check(sale.has_value());
    for (const Spent& each : spent)
      settle(tx, by, *sale, returning == Returning::undone ? &items : nullptr, each, context);
  }
}

void give_points_spent(db::Transaction& tx, std::int64_t voided_row, const orders::Order& mirror, Context& context) {
  for (const Spent& spent : spent_on(tx.connection(), voided_row)) {
    db::Statement& back = tx.prepare("SELECT coalesce(sum(given_back), 0) FROM points_share WHERE hold_id = ?");
    check(back.all(spent.hold_row).step());
    const std::int64_t given = back.integer(0);
    back.reset();
    tx.prepare("UPDATE points_share SET given_back = points WHERE hold_id = ?").exec(spent.hold_row);
    post_back(tx, spent, spent.points - given, mirror, context);
  }
}
}  // namespace holdfast::commands

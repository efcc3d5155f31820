// What orders do to points, and what the till shows of that before.
#include <algorithm>

#include "base/check.h"
#include "catalogue/categories_of.h"
#include "commands/points.h"
#include "commands/reference.h"
#include "commands/spend_points.h"
#include "commands/value_event.h"
#include "loyalty/accrual.h"
#include "orders/order_rows.h"
#include "stored_value/lease_rows.h"

namespace holdfast::commands {
namespace {
using stored_value::Account;
using stored_value::EntryKind;

std::vector<loyalty::Line> lines_of(db::Connection& connection, const std::vector<orders::Item>& items) {
  std::vector<loyalty::Line> out;
  for (const orders::Item& item : items) {
    // A gift card is money in another form: what it buys earns, it does not.
    if (item.quantity.micro() <= 0 || item.card) continue;
    loyalty::Line line{item.position, item.sku, {}, item.total, item.quantity};
    if (item.variant_id) line.categories = catalogue::categories_of(connection, *item.variant_id);
    out.push_back(std::move(line));
  }
  return out;
}

std::int64_t paid_by_points(const orders::Order& order) {
  std::int64_t sum = 0;
  for (const orders::Payment& payment : order.payments)
    if (payment.value && payment.value->kind == "points") sum += payment.amount;
  return sum;
}

void earn(db::Transaction& tx, const orders::Order& order, Context& context) {
  const loyalty::Programme* programme = reference(tx.connection(), context.site, context.now).programme(context.now);
  if (programme == nullptr || !order.person_row || order.kind == orders::Kind::void_) return;
  const std::vector<loyalty::Line> lines = lines_of(tx.connection(), order.items);
  if (lines.empty()) return;
  const auto opened = points_account(tx, order.person_row, context);
  check(opened.has_value());
  Account account = *opened;
  std::int64_t total = 0;  // of what was bought: what comes back in an exchange pays for it as money does
  for (const loyalty::Line& line : lines) total += line.paid;
  const std::int64_t spent = spent_before(tx.connection(), account.row);
  for (const loyalty::Earning& earning :
       loyalty::earn(*programme, lines, spent, total, paid_by_points(order), context.now)) {
    tx.prepare(
          "INSERT INTO loyalty_earning(order_id, rule, account_id, version, base, points, basis) VALUES (?, ?, ?, ?, "
          "?, ?, ?)")
        .exec(order.row, earning.rule, account.row, programme->version, earning.base, earning.points,
              loyalty::encode(earning.basis));
    if (earning.points == 0) continue;
    const auto posted = post_value(tx, account,
                                   {.kind = EntryKind::earn,
                                    .amount = earning.points,
                                    .operation = order.id,
                                    .part = earning.rule,
                                    .order_row = order.row},
                                   order.id, context);
    if (posted) account = *posted;
  }
}

struct Row {
  loyalty::Earning earning;
  std::int64_t account_row = 0;
  std::int64_t base_back = 0, points_back = 0, points_short = 0;
};
std::vector<Row> earnings_of(db::Connection& connection, std::int64_t order_row) {
  std::vector<Row> out;
  db::Statement& rows = connection.prepare(
      "SELECT rule, account_id, base, points, basis, base_back, points_back, points_short FROM loyalty_earning WHERE "
      "order_id = ? ORDER "
      "BY rule");
  rows.all(order_row);
  while (rows.step()) {
    Row row;
    row.earning = {rows.small(0), rows.integer(2), rows.integer(3), loyalty::decode_basis(rows.text(4))};
    row.account_row = rows.integer(1);
    row.base_back = rows.integer(5);
    row.points_back = rows.integer(6);
    row.points_short = rows.integer(7);
    out.push_back(std::move(row));
  }
  return out;
}

/// Moves an earning to what it is once `base_back` of it came back: points are taken as far as they are there, or given
/// back when a return is voided.
void settle(db::Transaction& tx, const orders::Order& order, std::int64_t earned_by, Row row, std::int64_t base_back,
            int part, Context& context) {
  base_back = std::clamp<std::int64_t>(base_back, 0, row.earning.base);
  const std::int64_t gone =
      std::clamp<std::int64_t>(loyalty::points_gone(row.earning, base_back), 0, row.earning.points);
  const auto account = stored_value::load(tx.connection(), row.account_row);
  check(account.has_value());
  std::int64_t change = row.points_back - gone;  // of the balance
  if (change < 0) {
    // What the hub keeps it takes itself, as far as it is there, and notes what is not.
    const std::int64_t there = account->at_hub ? -change : std::min(-change, account->available());
    row.points_short += -change - there;
    change = -there;
  } else {
    const std::int64_t never_taken = std::min(change, row.points_short);
    row.points_short -= never_taken;
    change -= never_taken;
  }
  tx.prepare(
        "UPDATE loyalty_earning SET base_back = ?, points_back = ?, points_short = ? WHERE order_id = ? AND rule = ?")
      .exec(base_back, gone, row.points_short, earned_by, row.earning.rule);
  if (change == 0) return;
  const auto posted = post_value(
      tx, *account,
      {.kind = EntryKind::reverse, .amount = change, .operation = order.id, .part = part, .order_row = order.row},
      order.id, context);
  check(posted.has_value());
}

/// What comes back (`direction` 1), or goes out again because its return is voided (-1).
void take_back(db::Transaction& tx, const orders::Order& order, const std::vector<orders::Item>& items, int direction,
               Context& context) {
  std::vector<std::int64_t> origins;
  for (const orders::Item& item : items)
    if (item.origin && std::find(origins.begin(), origins.end(), item.origin->order_row) == origins.end())
      origins.push_back(item.origin->order_row);
  int part = 1000;  // beside the rules of what the same order earned
  for (const std::int64_t origin : origins)
    for (Row& row : earnings_of(tx.connection(), origin)) {
      std::int64_t back = row.base_back;
      for (const orders::Item& item : items) {
        if (!item.origin || item.origin->order_row != origin) continue;
        const auto& mine = row.earning.basis.positions;
        if (std::find(mine.begin(), mine.end(), item.origin->position) == mine.end()) continue;
        const std::int64_t came = row.earning.basis.by_quantity ? item.quantity.micro() : item.total;
        back += direction * (came < 0 ? -came : came);
      }
      if (back != row.base_back) settle(tx, order, origin, row, back, part++, context);
    }
}
}  // namespace

void post_points(db::Transaction& tx, const orders::Order& order, Context& context) {
  if (order.kind == orders::Kind::void_ && order.original_row) {
    const auto original = orders::load(tx.connection(), *order.original_row);
    check(original.has_value());
    int part = 2000;
    for (Row& row : earnings_of(tx.connection(), original->row))
      settle(tx, order, original->row, row, row.earning.base, part++, context);
    take_back(tx, order, original->items, -1, context);
    return_points_spent(tx, order, original->items, Returning::undone, context);
    give_points_spent(tx, original->row, order, context);
    return;
  }
  take_back(tx, order, order.items, 1, context);
  return_points_spent(tx, order, order.items, Returning::done, context);
  if (order.person_row) earn(tx, order, context);
}

std::string loyalty_view(db::Connection& connection, const carts::Cart& cart, const PricedCart& priced,
                         const Site& site, Instant now) {
  const loyalty::Programme* programme = cart.person_row ? reference(connection, site, now).programme(now) : nullptr;
  if (programme == nullptr) return {};
  const auto account = stored_value::find_points(connection, *cart.person_row, programme->id);
  const std::int64_t spent = account ? spent_before(connection, account->row) : 0;
  const bool at_hub = account && account->at_hub;
  const auto known = at_hub ? stored_value::find_lease(connection, account->row) : std::nullopt;
  const std::int64_t available = known ? known->hub : account && !at_hub ? account->available() : 0;
  std::vector<loyalty::Line> lines = lines_of(connection, priced.items);
  std::int64_t bought = 0, points = 0;
  for (const loyalty::Line& line : lines) bought += line.paid;
  for (const loyalty::Earning& earning : loyalty::earn(*programme, lines, spent, bought, 0, now))
    points += earning.points;
  const loyalty::Worth worth = loyalty::redeemable(*programme, available, priced.total);
  const loyalty::Tier* tier = loyalty::tier_of(*programme, spent);
  std::string out;
  JsonWriter json{out};
  json.begin_object().member("programme", programme->id).member("name", programme->name).member("balance", available);
  if (tier != nullptr) json.key("tier").begin_object().member("id", tier->id).member("name", tier->name).end_object();
  json.member("wouldEarn", points).key("mayRedeem").begin_object().member("points", worth.points);
  json.member("amount", worth.amount).end_object();
  if (programme->redeem.as_discount) json.member("asDiscount", true);
  if (programme->at_hub) json.member("keptBy", "hub");
  if (known) json.key("asOf").time(known->as_of, 0);
  if (programme->at_hub) {
    const std::int64_t lent = account ? stored_value::leased(connection, *account, now) : 0;
    const loyalty::Worth alone = loyalty::redeemable(*programme, lent, priced.total);
    json.key("leased").begin_object().member("points", alone.points).member("amount", alone.amount).end_object();
  }
  json.end_object();
  return out;
}
}  // namespace holdfast::commands

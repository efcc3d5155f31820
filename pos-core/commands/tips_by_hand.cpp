#include "commands/tips_by_hand.h"

#include <algorithm>
#include <set>

#include "base/check.h"

namespace holdfast::commands {
namespace {
std::int64_t sum_of(db::Statement& row, std::int64_t order) {
  check(row.all(order).step());
  const std::int64_t sum = row.integer(0);
  row.reset();
  return sum;
}

/// What is left of an order's tips: those that were given, less what went back with its goods. What a void took back is
/// as if it had never been.
std::int64_t tips_left(db::Connection& connection, std::int64_t order) {
  const std::int64_t taken =
      sum_of(connection.prepare("SELECT coalesce(sum(p.tip + coalesce(a.tip_taken, 0)), 0) FROM payment p LEFT JOIN "
                                "payment_attempt a ON a.id = p.attempt_id WHERE p.order_id = ?"),
             order);
  const std::int64_t back = sum_of(
      connection.prepare("SELECT coalesce(sum(p.tip), 0) FROM payment p JOIN orders o ON o.id = p.order_id WHERE p.tip "
                         "< 0 AND o.kind <> 'void' AND o.voided_by IS NULL AND EXISTS (SELECT 1 FROM order_item i "
                         "WHERE i.order_id = o.id AND i.original_order_id = ?)"),
      order);
  return taken + back;
}

std::int64_t returnable(db::Connection& connection, std::span<const orders::Item> items) {
  std::set<std::int64_t> sold;
  for (const orders::Item& item : items)
    if (item.origin) sold.insert(item.origin->order_row);
  std::int64_t left = 0;
  for (const std::int64_t order : sold) left += tips_left(connection, order);
  return left;
}

Result<> acceptable(const PaymentOffer& offer, const payments::Settled& paid, bool back, const std::string& at) {
  const auto refused = [&at](std::string why) {
    return refuse(ErrorCode::invalid_argument, why, {{at, "does not belong here"}});
  };
  if (!paid.tender->tips) return refused("`" + paid.tender->code + "` takes no tip that no card terminal asks for");
  if (offer.offline) return refused("a card that is taken without its host brings no tip");
  if (back && !paid.tender->tips->refunded)
    return refuse(ErrorCode::tender_refused, "tips of `" + paid.tender->code + "` do not go back with the goods",
                  {{at, "does not belong here"}});
  const std::int64_t in_all = std::abs(paid.tendered) + *offer.tip;
  if (paid.tender->max_amount && in_all > *paid.tender->max_amount)
    return refuse(ErrorCode::limit_exceeded, "`" + paid.tender->code + "` takes at most " +
                                                 std::to_string(*paid.tender->max_amount) + ", the tip included");
  return {};
}
}  // namespace

Result<std::vector<std::int64_t>> tips_by_hand(db::Connection& connection, const std::vector<PaymentOffer>& given,
                                               std::span<const payments::Settled> settled,
                                               std::span<const TerminalShare> shares,
                                               std::span<const orders::Item> items, std::int64_t total) {
  std::vector<std::int64_t> tips(given.size(), 0);
  const bool back = total < 0;
  std::int64_t in_all = 0;
  for (std::size_t i = 0; i < given.size(); ++i) {
    const bool by_terminal =
        std::any_of(shares.begin(), shares.end(), [i](const auto& share) { return share.payment == i; });
    if (by_terminal || given[i].tip.value_or(0) == 0) continue;
    TRY(acceptable(given[i], settled[i], back, "/payments/" + std::to_string(i) + "/tip"));
    tips[i] = back ? -*given[i].tip : *given[i].tip;
    in_all += *given[i].tip;
  }
  if (!back || in_all == 0) return tips;
  const std::int64_t left = returnable(connection, items);
  if (in_all > left)
    return refuse(ErrorCode::limit_exceeded,
                  "of the tips of what comes back " + std::to_string(left) + " is left, not " + std::to_string(in_all));
  return tips;
}
}  // namespace holdfast::commands

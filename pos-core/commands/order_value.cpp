#include "commands/order_value.h"

#include "commands/pay_by_value.h"
#include "commands/points.h"
#include "commands/sell_card.h"
#include "orders/order_rows.h"

namespace holdfast::commands {
Result<> prepare_value(db::Transaction& tx, orders::Order& order, std::vector<payments::Settled>& settled,
                       Context& context) {
  TRY(name_accounts(tx, order, settled, context));
  for (const orders::Payment& payment : order.payments)
    if (payment.value && payment.value->points && payment.amount > 0)
      TRY(points_may_pay(tx.connection(), *payment.value->points, payment.amount, order.total, context));
  return {};
}

Result<> post_value_of(db::Transaction& tx, orders::Order& order, Context& context) {
  TRY(post_cards(tx, order, context));
  post_points(tx, order, context);
  orders::read_values(tx.connection(), order);
  return {};
}

void post_value_or_note(db::Transaction& tx, orders::Order& order, Context& context) {
  if (const auto posted = post_cards(tx, order, context); !posted) {
    std::string detail;
    JsonWriter{detail}.begin_object().member("why", posted.error().detail).end_object();
    audit(tx, context, "balance_not_moved", to_string(order.id), detail);
  }
  post_points(tx, order, context);
  orders::read_values(tx.connection(), order);
}
}  // namespace holdfast::commands

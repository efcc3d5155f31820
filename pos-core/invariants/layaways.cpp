#include "invariants/check_all.h"

namespace holdfast::invariants {
namespace {
constexpr std::string_view rule = "layaways";

template <std::size_t n>
void each(db::Connection& connection, Findings& findings, const char (&query)[n], std::string_view what) {
  db::Statement& rows = connection.prepare(query);
  while (rows.step()) findings.add(rule, "layaway " + std::to_string(rows.integer(0)), std::string{what});
}
}  // namespace

/// What is kept is closed to every till, no more is paid in than the goods cost, and the end of one has an order: that
/// is paid, and nothing is left on the account.
void check_layaways(db::Connection& connection, Findings& findings) {
  each(connection, findings,
       "SELECT l.id FROM layaway l JOIN cart c ON c.id = l.cart_id WHERE c.status <> 'CHECKED_OUT'",
       "its cart is open");
  each(connection, findings,
       "SELECT l.id FROM layaway l JOIN value_account a ON a.id = l.account_id WHERE a.balance > l.total",
       "more was paid in than the goods cost");
  each(connection, findings,
       "SELECT l.id FROM layaway l JOIN value_account a ON a.id = l.account_id LEFT JOIN orders o ON o.id = l.order_id "
       "WHERE l.status IN ('pickedUp', 'cancelled') AND (a.balance <> 0 OR o.receipt IS NULL OR o.voided_by IS NOT "
       "NULL)",
       "is over, and its money or its order is not");
  each(connection, findings,
       "SELECT l.id FROM layaway l LEFT JOIN orders o ON o.id = l.order_id WHERE l.status IN ('pickingUp', "
       "'cancelling') AND o.status IS NOT 'PENDING_PAYMENT'",
       "waits for an order that does not wait");
  each(
      connection, findings,
      "SELECT l.id FROM layaway l JOIN value_account a ON a.id = l.account_id JOIN (SELECT account_id, sum(amount) AS "
      "moved FROM value_entry WHERE kind IN ('activate', 'top_up', 'reverse', 'redeem', 'refund') GROUP BY account_id) "
      "e ON e.account_id = a.id WHERE e.moved <> a.balance",
      "its account moved otherwise than by orders");
}
}  // namespace holdfast::invariants

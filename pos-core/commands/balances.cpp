#include "commands/balances.h"

#include "commands/move_voucher.h"
#include "commands/pay_by_value.h"
#include "payments/account.h"
#include "payments/stored_value.h"

namespace holdfast::commands {
namespace {
/// Before anything is begun: a card terminal that has paid its share back cannot be told that the rest did not work.
Result<> accept_credit(db::Connection& connection, const payments::Settled& paid) {
  if (paid.tender->kind != payments::TenderKind::voucher || paid.amount >= 0) return {};
  const auto value = payments::find_stored_value(connection, *paid.reference);
  if (value && is_elsewhere(connection, *value))
    return refuse(ErrorCode::conflict,
                  "the voucher is in another store now: have it brought here first, or pay back another way");
  return {};
}
}  // namespace

Result<> move_balances(db::Transaction& tx, const orders::Order& order, const std::vector<payments::Settled>& payments,
                       Balances which, Context& context) {
  for (const payments::Settled& paid : payments) {
    if (paid.amount == 0) continue;
    if (which != Balances::given) TRY(accept_credit(tx.connection(), paid));
    if ((which == Balances::taken && paid.amount < 0) || (which == Balances::given && paid.amount > 0)) continue;
    if (paid.tender->kind == payments::TenderKind::voucher) {
      if (paid.amount > 0)
        TRY(payments::redeem(tx, *paid.reference, paid.amount, order.row, context.now));
      else
        TRY(payments::credit(tx, *paid.reference, -paid.amount, order.row, context.now));
    }
    if (payments::is_stored_value(paid.tender->kind)) TRY(move_value(tx, order, paid, context));
    if (paid.tender->kind == payments::TenderKind::account) {
      if (!order.person_row) return refuse(ErrorCode::tender_refused, "a sale on account needs a customer");
      TRY(payments::charge_account(tx, *order.person_row, paid.amount, context.now));
    }
  }
  return {};
}
}  // namespace holdfast::commands

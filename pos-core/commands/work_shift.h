#pragma once
#include "commands/context.h"
#include "shifts/shift.h"

namespace holdfast::commands {
struct OpenShift {
  Uuid register_id;
  std::int64_t opening_cash = 0;
};
Result<shifts::Shift> open_shift(db::Transaction& tx, const OpenShift& command, Context& context);

struct MoveCash {
  Uuid shift_id;
  std::string kind;              ///< payIn, payOut, drop, noSale
  std::int64_t amount = 0;
  std::string reason;
};
struct CashMovement {
  Uuid id;
  std::int64_t expected_cash = 0;
};
Result<CashMovement> move_cash(db::Transaction& tx, const MoveCash& command, Context& context);

struct CloseShift {
  Uuid shift_id;
  std::optional<std::int64_t> counted_cash;
  std::vector<shifts::Denomination> denominations;   ///< used when there is no counted_cash
  std::string variance_reason;
};
/// Open carts of the register are carried over to the next shift or voided, as the policy says. Above the variance limit
/// it takes a reason and somebody who may approve.
Result<shifts::Shift> close_shift(db::Transaction& tx, const CloseShift& command, Context& context);
}  // namespace holdfast::commands

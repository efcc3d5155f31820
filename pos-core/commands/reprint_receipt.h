#pragma once
#include "commands/context.h"

namespace holdfast::commands {
/// The next copy of a receipt, journaled before it is printed: who, when, which receipt, which copy.
struct Reprint {
  Uuid order;
  std::string receipt_number;
  int copy = 0;  ///< 1..99
};
/// Refuses not_found, conflict (no receipt yet) and limit_exceeded (99 copies). Anybody signed on may.
Result<Reprint> reprint_receipt(db::Transaction& tx, const Uuid& order_id, Context& context);
}  // namespace holdfast::commands

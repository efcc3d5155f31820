#pragma once
#include <optional>

#include "commands/context.h"
#include "orders/order.h"
#include "payments/card_payment.h"

/// What a terminal's answer and a person's decision have in common.
namespace holdfast::commands {
/// Splits what was taken in all into goods, tip and cashback; nothing when it cannot be an answer to this request.
struct Taken {
  std::int64_t goods = 0, tip = 0, cashback = 0;
};
std::optional<Taken> believed(const payments::CardPayment& payment, std::int64_t amount, std::int64_t tip,
                              std::int64_t cashback);
/// Into the payment, which is approved; of a reversal what it gives back.
void book(db::Connection& connection, payments::CardPayment& payment, const Taken& taken);
/// The attempt has an outcome, and is stored. Unless it is all that was asked for, what waits behind it is not begun
/// any more. The order takes its next step.
orders::Status after_outcome(db::Transaction& tx, const payments::CardPayment& payment, Context& context);
}  // namespace holdfast::commands

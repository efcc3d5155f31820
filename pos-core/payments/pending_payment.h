#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "payments/settle.h"

namespace holdfast::payments {
/// One payment of an order that waits for card terminals: as it was planned, and what a terminal made of it so far.
struct PendingPayment {
  std::int64_t tender_id = 0;
  std::int64_t amount = 0;  ///< planned; negative: paid back
  std::int64_t tendered = 0;
  std::optional<std::int64_t> foreign_amount, rate_micro;
  std::optional<std::string> reference;
  std::optional<std::int64_t> attempt_row;  ///< a terminal takes it; the rest is of its attempt
  bool full = false;                        ///< approved as asked for
  std::int64_t approved = 0;                ///< goods, >= 0
  std::int64_t tip = 0, cashback = 0;       ///< on top; negative: given back

  bool by_terminal() const { return attempt_row.has_value(); }
};

enum class NextStep {
  wait,  ///< some terminal has not answered
  pay_as_planned,
  pay_otherwise,  ///< less was approved, but what else was given covers it: settle offers_left()
  ask,            ///< something was taken, and something is due: the cashier goes on
  cancel,         ///< no terminal took anything
};
/// Pure. `live`: an attempt of this order, a reversal too, has no outcome yet.
NextStep next_step(Money total, const std::vector<PendingPayment>& payments, const std::vector<Tender>& tenders,
                   bool live);
/// What terminals were asked for and have not approved, >= 0.
std::int64_t due(const std::vector<PendingPayment>& payments);
/// What is really there, as offers: from terminals what they approved, the rest as it was handed over. In their order;
/// `kept` gets the index of the payment behind each offer.
std::vector<Offer> offers_left(const std::vector<PendingPayment>& payments, const std::vector<Tender>& tenders,
                               std::vector<std::size_t>& kept);
}  // namespace holdfast::payments

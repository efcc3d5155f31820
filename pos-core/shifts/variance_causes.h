#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/instant.h"

namespace holdfast::shifts {
/// Something that happened in a shift and may explain why its cash is off. Amounts in minor units, never below zero.
struct Happening {
  enum class What { order, card_payment, cash_movement, shift } what = What::order;
  Uuid id;
  std::string label;  ///< for people: a receipt number, a reason, a person's code
  std::int64_t amount = 0;
  Instant at;
};
std::string_view name_of(Happening::What what);  ///< `cardPayment`

struct VarianceFacts {
  std::int64_t variance = 0;  ///< counted less expected: above zero there is too much
  std::int64_t opening_cash = 0;
  std::optional<std::int64_t> usual_float;  ///< that of the register's earlier shifts; none: there are none
  std::optional<Happening> shift_before;    ///< what was counted at its end
  std::vector<Happening> no_sales;
  std::vector<Happening> voids_after_print;  ///< of a receipt that was printed: the cash that went back
  std::vector<Happening> doubtful_cards;     ///< nobody was sure whether they paid, or a person said so
  std::vector<Happening> cash_as_large;      ///< cash payments of exactly the variance
  std::vector<Happening> cards_as_large;     ///< by a terminal that is not connected, of exactly the variance
  std::vector<Happening> refunds_as_large;   ///< cash paid back, of exactly the variance
  std::vector<Happening> pay_ins, pay_outs;  ///< drops are among the pay-outs
  std::vector<std::int64_t> denominations;   ///< values that were counted, at least one piece
};

enum class Cause {
  unknown_card,      ///< a card payment in doubt: the money came in cash after all, or never came
  void_after_print,  ///< voided after its receipt was out: the cash did not go back
  no_sale,           ///< the drawer was open without a sale
  missing_float,     ///< what was in the drawer at the start was not what was said
  wrong_tender,      ///< cash for card, or card for cash
  refund_not_paid,   ///< booked as paid back, and still in the drawer
  movement_twice,    ///< a pay-in or pay-out was booked twice, or booked the wrong way round
  miscount,          ///< one note or coin more or less than was counted
};
std::string_view name_of(Cause cause);  ///< `unknownCard`

enum class Likelihood {
  exact,     ///< it accounts for the whole difference
  possible,  ///< it goes the right way, with another amount
  hint,      ///< it says nothing of amounts
};
std::string_view name_of(Likelihood likelihood);

struct ProposedCause {
  Cause cause = Cause::no_sale;
  Likelihood likelihood = Likelihood::hint;
  std::int64_t explains = 0;  ///< of the variance, with its sign; 0 for a hint
  std::vector<Happening> facts;
};
/// Proposals for a person who counts again, the likeliest first; empty when nothing is off. Pure.
std::vector<ProposedCause> variance_causes(const VarianceFacts& facts);
}  // namespace holdfast::shifts

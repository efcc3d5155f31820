#include "payments/settle.h"

#include "money/cash_rounding.h"

namespace holdfast::payments {
namespace {
bool is_cash(const Tender& tender) { return tender.kind == TenderKind::cash || tender.kind == TenderKind::foreign_cash; }

Result<> acceptable(const Offer& offer, std::size_t index) {
  const std::string at = "/payments/" + std::to_string(index);
  if (!offer.tender->active) return refuse(ErrorCode::tender_refused, "tender `" + offer.tender->code + "` is switched off");
  if (offer.amount && *offer.amount < 0)
    return refuse(ErrorCode::invalid_argument, "an amount is never negative", {{at + "/amount", "must not be negative"}});
  if (offer.amount && offer.tender->max_amount && *offer.amount > *offer.tender->max_amount)
    return refuse(ErrorCode::limit_exceeded, "`" + offer.tender->code + "` takes at most " + std::to_string(*offer.tender->max_amount));
  return {};
}

std::string missing(Money due, std::int64_t given) {
  return "due " + to_decimal(due) + " " + std::string{due.currency().code()} + ", given " +
         to_decimal(Money{given, due.currency()});
}

struct Sums {
  std::int64_t cash = 0;
  std::int64_t other = 0;
};
}  // namespace

std::int64_t exchanged(std::int64_t foreign_minor, const Tender& tender, Currency store, Currency foreign) {
  return divide(Int128{foreign_minor} * tender.rate_micro.value_or(1'000'000) * store.minor_per_major(),
                Int128{1'000'000} * foreign.minor_per_major());
}

Result<Settlement> settle(Money total, const std::vector<Offer>& offers) {
  const bool refund = total.minor() < 0;
  const std::int64_t due = refund ? -total.minor() : total.minor();
  Settlement out;
  Sums sums;
  const Offer* open = nullptr;
  const Tender* cash = nullptr;  // decides the smallest coin and who gives change
  for (std::size_t i = 0; i < offers.size(); ++i) {
    const Offer& offer = offers[i];
    TRY(acceptable(offer, i));
    if (is_cash(*offer.tender) && (cash == nullptr || offer.tender->kind == TenderKind::cash)) cash = offer.tender;
    if (!offer.amount) {
      if (open != nullptr) return refuse(ErrorCode::invalid_argument, "only one payment may go without an amount");
      open = &offer;
      continue;
    }
    (is_cash(*offer.tender) ? sums.cash : sums.other) = checked_add(is_cash(*offer.tender) ? sums.cash : sums.other, *offer.amount);
  }
  std::int64_t open_amount = 0;
  if (open != nullptr && !is_cash(*open->tender)) {
    open_amount = due - sums.other - sums.cash;
    if (open_amount < 0) return refuse(ErrorCode::overpaid, missing(Money{due, total.currency()}, sums.other + sums.cash));
    sums.other += open_amount;
  }
  const std::int64_t rest = due - sums.other;  // what cash has to cover
  if (rest < 0) return refuse(ErrorCode::overpaid, missing(Money{due, total.currency()}, sums.other));
  std::int64_t cash_due = rest;
  // A card that takes the exact rest behind an explicit cash amount leaves nothing to round.
  const bool exact_cash = open != nullptr && !is_cash(*open->tender);
  if (cash != nullptr && !exact_cash) {
    const Money paid_otherwise{refund ? -sums.other : sums.other, total.currency()};
    const CashDue rounded = holdfast::cash_due(total, paid_otherwise, {cash->rounding_step, cash->rounding_mode});
    cash_due = refund ? -rounded.payable.minor() : rounded.payable.minor();
    out.rounding = cash_due - rest;
  }
  if (open != nullptr && is_cash(*open->tender)) {
    if (open->tender->kind == TenderKind::foreign_cash)
      return refuse(ErrorCode::invalid_argument, "foreign cash needs its foreignAmount");
    open_amount = cash_due > sums.cash ? cash_due - sums.cash : 0;
    sums.cash += open_amount;
  }
  // Paying back the exact amount in cash where coins do not allow it means the rounded one.
  const bool unrounded_refund = refund && cash != nullptr && sums.cash == rest && sums.cash != cash_due;
  if (unrounded_refund) sums.cash = cash_due;
  if (sums.cash < cash_due)
    return refuse(ErrorCode::underpaid, missing(Money{due + out.rounding, total.currency()}, sums.cash + sums.other));
  out.change = sums.cash - cash_due;
  if (out.change > 0 && (refund || cash == nullptr || !cash->gives_change))
    return refuse(ErrorCode::overpaid, missing(Money{due + out.rounding, total.currency()}, sums.cash + sums.other));

  std::int64_t change_left = out.change;
  const std::int64_t sign = refund ? -1 : 1;
  for (const Offer& offer : offers) {
    std::int64_t tendered = offer.amount.value_or(open_amount);
    if (unrounded_refund && is_cash(*offer.tender) && offer.amount) tendered += cash_due - rest;
    Settled settled{offer.tender, tendered, tendered, offer.foreign_amount, offer.reference};
    out.paid += sign * tendered;
    if (is_cash(*offer.tender) && change_left > 0) {
      const std::int64_t back = std::min(change_left, settled.amount);
      settled.amount -= back;
      change_left -= back;
    }
    settled.amount *= sign;
    settled.tendered *= sign;
    if (settled.foreign_amount) *settled.foreign_amount *= sign;
    out.payments.push_back(std::move(settled));
  }
  out.rounding *= sign;
  return out;
}
}  // namespace holdfast::payments

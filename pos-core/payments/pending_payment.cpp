#include "payments/pending_payment.h"

#include <algorithm>

#include "base/check.h"

namespace holdfast::payments {
namespace {
std::int64_t size_of(std::int64_t amount) { return amount < 0 ? -amount : amount; }

const Tender& tender_of(const PendingPayment& payment, const std::vector<Tender>& tenders) {
  const auto found =
      std::find_if(tenders.begin(), tenders.end(), [&](const Tender& each) { return each.id == payment.tender_id; });
  check(found != tenders.end());
  return *found;
}
}  // namespace

std::int64_t due(const std::vector<PendingPayment>& payments) {
  std::int64_t sum = 0;
  for (const PendingPayment& payment : payments)
    if (payment.by_terminal()) sum += std::max<std::int64_t>(0, size_of(payment.amount) - payment.approved);
  return sum;
}

std::vector<Offer> offers_left(const std::vector<PendingPayment>& payments, const std::vector<Tender>& tenders,
                               std::vector<std::size_t>& kept) {
  std::vector<Offer> offers;
  kept.clear();
  for (std::size_t i = 0; i < payments.size(); ++i) {
    const PendingPayment& payment = payments[i];
    const std::int64_t given = payment.by_terminal() ? payment.approved : size_of(payment.tendered);
    if (payment.by_terminal() && given == 0) continue;
    Offer offer{&tender_of(payment, tenders), given, payment.foreign_amount, payment.reference};
    if (offer.foreign_amount) *offer.foreign_amount = size_of(*offer.foreign_amount);
    offers.push_back(std::move(offer));
    kept.push_back(i);
  }
  return offers;
}

NextStep next_step(Money total, const std::vector<PendingPayment>& payments, const std::vector<Tender>& tenders,
                   bool live) {
  if (live) return NextStep::wait;
  std::int64_t taken = 0;
  bool full = true;
  for (const PendingPayment& payment : payments) {
    if (!payment.by_terminal()) continue;
    taken += payment.approved;
    full = full && payment.full;
  }
  if (full) return NextStep::pay_as_planned;
  if (taken == 0) return NextStep::cancel;
  std::vector<std::size_t> kept;
  return settle(total, offers_left(payments, tenders, kept)) ? NextStep::pay_otherwise : NextStep::ask;
}
}  // namespace holdfast::payments

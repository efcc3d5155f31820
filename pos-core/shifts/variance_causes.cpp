#include "shifts/variance_causes.h"

#include <algorithm>
#include <array>

namespace holdfast::shifts {
namespace {
/// Collects what may be the cause of one variance.
class Proposals {
 public:
  explicit Proposals(std::int64_t variance) : variance_{variance} {}

  /// Each happening moves the count by its amount, up or down as `sign` says: one that is the whole variance, all of
  /// them together, or a part of it.
  void of_amounts(Cause cause, const std::vector<Happening>& happened, int sign) {
    if (happened.empty() || (variance_ > 0) != (sign > 0)) return;
    std::int64_t sum = 0;
    std::vector<Happening> part;
    for (const Happening& each : happened) {
      if (sign * each.amount == variance_) return add(cause, Likelihood::exact, variance_, {each});
      sum += each.amount;
      if (each.amount > 0 && each.amount < magnitude()) part.push_back(each);
    }
    if (sign * sum == variance_) return add(cause, Likelihood::exact, variance_, happened);
    if (part.empty()) return;
    std::int64_t explained = 0;
    for (const Happening& each : part) explained += each.amount;
    add(cause, Likelihood::possible, sign * std::min(explained, magnitude()), std::move(part));
  }
  void add(Cause cause, Likelihood likelihood, std::int64_t explains, std::vector<Happening> facts) {
    out_.push_back({cause, likelihood, explains, std::move(facts)});
  }
  std::int64_t magnitude() const { return variance_ < 0 ? -variance_ : variance_; }

  std::vector<ProposedCause> sorted() && {
    std::vector<ProposedCause> out;
    for (const Likelihood likelihood : {Likelihood::exact, Likelihood::possible, Likelihood::hint})
      std::copy_if(out_.begin(), out_.end(), std::back_inserter(out),
                   [&](const ProposedCause& each) { return each.likelihood == likelihood; });
    return out;
  }

 private:
  std::int64_t variance_;
  std::vector<ProposedCause> out_;
};

/// The drawer began with other cash than was said.
void of_float(const VarianceFacts& facts, Proposals& out) {
  std::vector<Happening> before;
  if (facts.shift_before) before.push_back(*facts.shift_before);
  // Said so much, and nothing was there; or the other way round.
  if (facts.opening_cash > 0 && facts.variance == -facts.opening_cash)
    return out.add(Cause::missing_float, Likelihood::exact, facts.variance, std::move(before));
  if (facts.usual_float && *facts.usual_float - facts.opening_cash == facts.variance)
    return out.add(Cause::missing_float, Likelihood::exact, facts.variance, std::move(before));
  if (!facts.shift_before) return;
  const std::int64_t gap = facts.shift_before->amount - facts.opening_cash;
  if (gap == facts.variance)
    out.add(Cause::missing_float, Likelihood::exact, facts.variance, std::move(before));
  else if (facts.usual_float && facts.opening_cash != *facts.usual_float)
    out.add(Cause::missing_float, Likelihood::hint, 0, std::move(before));
}

/// The same amount twice, or booked with the wrong sign: that is off by twice the amount.
void of_movements(const VarianceFacts& facts, const std::vector<Happening>& moved, int sign, Proposals& out) {
  for (std::size_t i = 0; i < moved.size(); ++i) {
    if (sign * 2 * moved[i].amount == facts.variance)
      return out.add(Cause::movement_twice, Likelihood::exact, facts.variance, {moved[i]});
    for (std::size_t k = i + 1; k < moved.size(); ++k)
      if (moved[k].amount == moved[i].amount && sign * moved[i].amount == facts.variance)
        return out.add(Cause::movement_twice, Likelihood::exact, facts.variance, {moved[i], moved[k]});
  }
}
}  // namespace

std::string_view name_of(Happening::What what) {
  constexpr std::array<std::string_view, 4> names{"order", "cardPayment", "cashMovement", "shift"};
  return names[static_cast<std::size_t>(what)];
}
std::string_view name_of(Cause cause) {
  constexpr std::array<std::string_view, 8> names{"unknownCard", "voidAfterPrint", "noSale",        "missingFloat",
                                                  "wrongTender", "refundNotPaid",  "movementTwice", "miscount"};
  return names[static_cast<std::size_t>(cause)];
}
std::string_view name_of(Likelihood likelihood) {
  constexpr std::array<std::string_view, 3> names{"exact", "possible", "hint"};
  return names[static_cast<std::size_t>(likelihood)];
}

std::vector<ProposedCause> variance_causes(const VarianceFacts& facts) {
  if (facts.variance == 0) return {};
  const bool over = facts.variance > 0;
  Proposals out{facts.variance};
  // In doubt, and paid in cash after all: too much. Booked as paid in cash after the terminal failed, and the card was
  // charged too, is no matter of the drawer.
  out.of_amounts(Cause::unknown_card, facts.doubtful_cards, 1);
  out.of_amounts(Cause::void_after_print, facts.voids_after_print, 1);
  of_float(facts, out);
  if (over && !facts.cards_as_large.empty())
    out.add(Cause::wrong_tender, Likelihood::exact, facts.variance, facts.cards_as_large);
  if (!over && !facts.cash_as_large.empty())
    out.add(Cause::wrong_tender, Likelihood::exact, facts.variance, facts.cash_as_large);
  if (over && !facts.refunds_as_large.empty())
    out.add(Cause::refund_not_paid, Likelihood::exact, facts.variance, facts.refunds_as_large);
  of_movements(facts, facts.pay_ins, -1, out);
  of_movements(facts, facts.pay_outs, 1, out);
  if (std::find(facts.denominations.begin(), facts.denominations.end(), out.magnitude()) != facts.denominations.end())
    out.add(Cause::miscount, Likelihood::possible, facts.variance, {});
  if (!over && !facts.no_sales.empty()) out.add(Cause::no_sale, Likelihood::hint, 0, facts.no_sales);
  return std::move(out).sorted();
}
}  // namespace holdfast::shifts

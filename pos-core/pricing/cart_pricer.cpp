#include "pricing/cart_pricer.h"

#include "pricing/stages.h"

namespace holdfast::pricing {
CartPricer::CartPricer(Basket basket, const Rules& rules) : basket_{std::move(basket)}, rules_{rules} {
  std::vector<BasketLine> lines = std::move(basket_.lines);
  basket_.lines.clear();
  if (rules_.promotions) {
    memo_.emplace(*rules_.promotions);
    count(rules_.promotions->always(), 1);
  }
  count_occasion(1);
  for (BasketLine& line : lines) add(std::move(line));
}

CartPricer::Known CartPricer::know(const BasketLine& line) const {
  Known known;
  Basket alone{basket_.currency, {line}, {}, {}};
  Evaluation evaluation = base_amounts(alone, rules_);
  known.quantity = evaluation.quantities.front();
  known.subtotal = evaluation.subtotals.front();
  known.trail = std::move(evaluation.trail);
  return known;
}

void CartPricer::count(std::span<const std::uint32_t> rules, int change) {
  for (const std::uint32_t rule : rules) {
    const auto at = candidates_.try_emplace(rules_.promotions->rank(rule), 0).first;
    if ((at->second += change) == 0) candidates_.erase(at);
  }
}

LineNames CartPricer::names(const BasketLine& line) const {
  return rules_.promotions ? names_of(line, *rules_.promotions) : LineNames{};
}

void CartPricer::changed(const LineNames& names, int change) {
  if (!rules_.promotions) return;
  memo_->forget(names);
  count(rules_.promotions->for_sku(names.sku), change);
  for (const std::uint32_t category : names.categories) count(rules_.promotions->for_category(category), change);
}

void CartPricer::count_occasion(int change) {
  if (!rules_.promotions) return;
  for (const std::string& code : basket_.occasion.codes) count(rules_.promotions->for_coupon(code), change);
  for (const std::string& group : basket_.occasion.customer_groups) count(rules_.promotions->for_group(group), change);
}

std::size_t CartPricer::add(BasketLine line) {
  known_.push_back(know(line));
  names_.push_back(names(line));
  changed(names_.back(), 1);
  basket_.lines.push_back(std::move(line));
  return basket_.lines.size() - 1;
}

void CartPricer::replace(std::size_t at, BasketLine line) {
  known_[at] = know(line);
  changed(names_[at], -1);
  names_[at] = names(line);
  changed(names_[at], 1);
  basket_.lines[at] = std::move(line);
}

void CartPricer::remove(std::size_t at) {
  changed(names_[at], -1);
  if (memo_) memo_->forget_all();  // places have moved
  const auto place = static_cast<std::ptrdiff_t>(at);
  known_.erase(known_.begin() + place);
  names_.erase(names_.begin() + place);
  basket_.lines.erase(basket_.lines.begin() + place);
}

void CartPricer::occasion(Occasion occasion) {
  count_occasion(-1);
  if (memo_ && occasion.spent != basket_.occasion.spent) memo_.emplace(*rules_.promotions);  // budgets have moved
  basket_.occasion = std::move(occasion);
  count_occasion(1);
}

void CartPricer::discounts(std::vector<ManualDiscount> discounts) { basket_.discounts = std::move(discounts); }

Result<PricedBasket> CartPricer::price() {
  if (rules_.exact())
    return refuse(ErrorCode::invalid_argument, "a document is not priced by rules that leave fractions");
  TRY(normalise(basket_, rules_));
  Evaluation evaluation{basket_, rules_, {}, {}, {}, {}, {}, {}, {}};
  evaluation.trail.reserve(known_.size() * 4);
  evaluation.taken.reserve(known_.size() * 2);
  evaluation.quantities.reserve(known_.size());
  evaluation.subtotals.reserve(known_.size());
  for (std::size_t i = 0; i < known_.size(); ++i) {
    const Known& known = known_[i];
    evaluation.quantities.push_back(known.quantity);
    evaluation.subtotals.push_back(known.subtotal);
    for (TrailEntry entry : known.trail) {
      entry.line = static_cast<std::uint32_t>(i);
      evaluation.trail.push_back(entry);
    }
  }
  evaluation.amounts = evaluation.subtotals;
  apply_line_discounts(evaluation);
  std::vector<std::uint32_t> ranks;
  ranks.reserve(candidates_.size());
  for (const auto& [rank, count] : candidates_) ranks.push_back(rank);
  if (memo_) apply_promotions(evaluation, names_, ranks, &*memo_);
  return priced(std::move(evaluation));
}
}  // namespace holdfast::pricing

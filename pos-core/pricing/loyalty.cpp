#include "pricing/loyalty.h"

namespace holdfast::pricing {
namespace {
Rational least(const Rational& a, const Rational& b) { return b < a ? b : a; }
Rational whole_down(const Rational& value) {
  return value < Rational{} ? Rational{} : Rational{value.rounded(Rounding::floor)};
}

Redemption by_points(const LoyaltyProgram& program, const Rational& points, const std::optional<Rational>& sale) {
  Rational lots = whole_down(points / program.lot);
  if (sale && Rational{} < program.value) lots = least(lots, whole_down(*sale / (program.value * program.lot)));
  const Rational used = lots * program.lot;
  return {used, used * program.value};
}

Redemption by_rewards(const LoyaltyProgram& program, const Rational& points, const std::optional<Rational>& sale,
                      const std::optional<Rational>& max_rewards) {
  Rational rewards = whole_down(points / program.cost);
  if (max_rewards) rewards = least(rewards, *max_rewards);
  if (sale && Rational{} < program.value) rewards = least(rewards, whole_down(*sale / program.value));
  return {rewards * program.cost, rewards * program.value};
}

Redemption by_percent(const LoyaltyProgram& program, const Rational& points, const Rational& sale) {
  if (points < program.cost || !(Rational{} < sale)) return {};
  const Rational off{(sale * program.value / Rational{100}).rounded()};
  return {program.cost, least(program.cap ? least(off, *program.cap) : off, sale)};
}
}  // namespace

Rational points_for_amount(const LoyaltyProgram& program, const Rational& amount) {
  if (program.earn == EarnMode::per_amount)
    return Rational{(amount / program.amount_per_point).rounded(program.rounding.value_or(Rounding::floor))};
  if (program.earn != EarnMode::percent_per_amount) return {};
  const Rational points = amount / program.minor_per_major * program.points_per_unit;
  return program.rounding ? Rational{points.rounded(*program.rounding)} : points;
}

Rational points_for_units(const LoyaltyProgram& program, const Rational& units) {
  if (program.earn != EarnMode::per_unit) return {};
  const Rational points = units * program.points_per_unit;
  return program.rounding ? Rational{points.rounded(*program.rounding)} : points;
}

std::string tier_of(const LoyaltyProgram& program, const Rational& spent) {
  const LoyaltyTier* reached = nullptr;
  for (const LoyaltyTier& tier : program.tiers)
    if (!(spent < tier.min_spent) && (!reached || !(tier.min_spent < reached->min_spent))) reached = &tier;
  return reached ? reached->id : "";
}

Redemption redeemable(const LoyaltyProgram& program, const Rational& balance, const std::optional<Rational>& wished,
                      const std::optional<Rational>& sale, const std::optional<Rational>& max_rewards) {
  const Rational points = wished ? least(balance, *wished) : balance;
  switch (program.reward) {
    case RewardKind::per_point:
      return by_points(program, points, sale);
    case RewardKind::per_reward:
      return by_rewards(program, points, sale, max_rewards);
    case RewardKind::percent:
      return by_percent(program, points, sale.value_or(Rational{}));
    case RewardKind::none:
      return {};
  }
  return {};
}

Rational points_taken_back(const LoyaltyProgram& program, const Rational& original, const Rational& returned_before,
                           const Rational& returned) {
  return points_for_amount(program, original - returned_before) -
         points_for_amount(program, original - returned_before - returned);
}
}  // namespace holdfast::pricing

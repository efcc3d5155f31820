#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "money/rational.h"

namespace holdfast::pricing {
enum class EarnMode : std::uint8_t {
  none,
  per_amount,          ///< a point for each full amount
  percent_per_amount,  ///< points for each major unit of currency
  per_unit,            ///< points for each article
};
enum class RewardKind : std::uint8_t {
  none,
  per_point,   ///< each point is worth an amount, `lot` points at a time
  per_reward,  ///< `cost` points for an amount
  percent,     ///< `cost` points for a percentage of the sale
};
struct LoyaltyTier {
  std::string id;
  Rational min_spent;
};

/// A loyalty program as a document. Amounts are minor units.
struct LoyaltyProgram {
  EarnMode earn = EarnMode::none;
  Rational amount_per_point = {};
  Rational points_per_unit = {};
  std::optional<Rounding> rounding = {};  ///< of points; per_amount: down unless said otherwise
  Rational minor_per_major = 100;
  RewardKind reward = RewardKind::none;
  Rational value = {};
  Rational lot = 1;
  Rational cost = {};
  std::optional<Rational> cap = {};
  std::vector<LoyaltyTier> tiers = {};
};

struct LoyaltyAccount {
  Rational balance = {};
  Rational spent = {};
};

struct Redemption {
  Rational points = {};
  Rational discount = {};
};

/// Points of a sale. Earned on what is paid with money: after discounts, without what points paid.
Rational points_for_amount(const LoyaltyProgram& program, const Rational& amount);
Rational points_for_units(const LoyaltyProgram& program, const Rational& units);
/// The highest tier reached by all that was spent, this sale included; empty below the first.
std::string tier_of(const LoyaltyProgram& program, const Rational& spent);
/// What points may pay of a sale: never more than the balance, the wish or the sale. Nothing is taken yet.
Redemption redeemable(const LoyaltyProgram& program, const Rational& balance, const std::optional<Rational>& wished,
                      const std::optional<Rational>& sale, const std::optional<Rational>& max_rewards);
/// What a return takes back: the points that the kept part alone would not have earned; returning everything takes
/// back everything, in whatever parts.
Rational points_taken_back(const LoyaltyProgram& program, const Rational& original, const Rational& returned_before,
                           const Rational& returned);
}  // namespace holdfast::pricing

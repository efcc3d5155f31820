#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "money/quantity.h"

namespace holdfast::scale {
enum class WeightUnit { kilogram, gram, pound, ounce };
/// `kg`, `g`, `lb`, `oz`.
std::string_view to_string(WeightUnit unit);
/// Those names in any letter case.
std::optional<WeightUnit> parse_unit(std::string_view name);

/// A weight as a scale gave it: unit and number of decimals are part of what it said and are printed again.
struct Weight {
  Quantity amount;
  WeightUnit unit = WeightUnit::kilogram;
  int decimals = 3;  ///< 0 to 6
  friend bool operator==(const Weight&, const Weight&) = default;
};

/// Digits with at most one point between them, a sign and blanks in front allowed: `00.482`, `  -0.02`. Empty for
/// anything else, more than six decimals, or a magnitude above 1,000,000,000.
std::optional<Weight> parse_weight(std::string_view digits, WeightUnit unit);
/// All decimals of the scale, no unit: `0.480`.
std::string digits_of(const Weight& weight);
/// `0.480 kg`.
std::string to_string(const Weight& weight);
/// The same weight in another unit, where that is exact in six decimals: between kg and g, and between lb and oz. A
/// scale's pounds are never turned into kilograms; the article has to be priced in the scale's unit.
std::optional<Quantity> amount_in(const Weight& weight, WeightUnit unit);
}  // namespace holdfast::scale

#include "scale/weight.h"

#include <algorithm>

namespace holdfast::scale {
namespace {
struct UnitName {
  WeightUnit unit;
  std::string_view name;
};
constexpr UnitName units[] = {
    {WeightUnit::kilogram, "kg"}, {WeightUnit::gram, "g"}, {WeightUnit::pound, "lb"}, {WeightUnit::ounce, "oz"}};

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }

std::optional<Quantity> divided(Quantity amount, std::int64_t by) {
  if (amount.micro() % by != 0) return std::nullopt;
  return Quantity::from_micro(amount.micro() / by);
}
std::optional<Quantity> multiplied(Quantity amount, std::int64_t by) {
  std::int64_t micro = 0;
  if (__builtin_mul_overflow(amount.micro(), by, &micro)) return std::nullopt;
  return Quantity::from_micro(micro);
}
}  // namespace

std::string_view to_string(WeightUnit unit) { return std::ranges::find(units, unit, &UnitName::unit)->name; }

std::optional<WeightUnit> parse_unit(std::string_view name) {
  for (const UnitName& row : units)
    if (std::ranges::equal(row.name, name, {}, {}, lower)) return row.unit;
  return std::nullopt;
}

std::optional<Weight> parse_weight(std::string_view digits, WeightUnit unit) {
  digits.remove_prefix(std::min(digits.find_first_not_of(' '), digits.size()));
  const bool negative = digits.starts_with('-');
  if (negative || digits.starts_with('+')) digits.remove_prefix(1);
  digits.remove_prefix(std::min(digits.find_first_not_of(' '), digits.size()));
  if (digits.empty() || digits.front() < '0' || digits.front() > '9') return std::nullopt;
  const std::size_t point = digits.find('.');
  const std::size_t decimals = point == std::string_view::npos ? 0 : digits.size() - point - 1;
  const auto amount = decimals > 6 ? std::nullopt : parse_quantity(digits);
  if (!amount) return std::nullopt;
  return Weight{negative ? -*amount : *amount, unit, static_cast<int>(decimals)};
}

std::string digits_of(const Weight& weight) {
  std::int64_t divisor = Quantity::one_micro;
  for (int i = 0; i < weight.decimals; ++i) divisor /= 10;
  return format_scaled(divide(weight.amount.micro(), divisor), weight.decimals, false);
}

std::string to_string(const Weight& weight) { return digits_of(weight) + " " + std::string{to_string(weight.unit)}; }

std::optional<Quantity> amount_in(const Weight& weight, WeightUnit unit) {
  if (weight.unit == unit) return weight.amount;
  if (weight.unit == WeightUnit::gram && unit == WeightUnit::kilogram) return divided(weight.amount, 1000);
  if (weight.unit == WeightUnit::kilogram && unit == WeightUnit::gram) return multiplied(weight.amount, 1000);
  if (weight.unit == WeightUnit::ounce && unit == WeightUnit::pound) return divided(weight.amount, 16);
  if (weight.unit == WeightUnit::pound && unit == WeightUnit::ounce) return multiplied(weight.amount, 16);
  return std::nullopt;
}
}  // namespace holdfast::scale

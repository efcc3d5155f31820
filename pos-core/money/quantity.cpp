#include "money/quantity.h"

namespace holdfast {
std::optional<std::int64_t> parse_scaled(std::string_view text, int decimals) {
  const bool negative = !text.empty() && text.front() == '-';
  if (negative) text.remove_prefix(1);
  if (text.empty() || text.size() > 40) return std::nullopt;
  std::int64_t value = 0;
  int fraction = -1;  // digits seen after the point
  bool digit_seen = false;
  const auto push = [&](int digit) {
    return !__builtin_mul_overflow(value, std::int64_t{10}, &value) &&
           !__builtin_add_overflow(value, std::int64_t{digit}, &value);
  };
  for (const char c : text) {
    if (c == '.') {
      if (fraction >= 0 || !digit_seen) return std::nullopt;
      fraction = 0;
      continue;
    }
    if (c < '0' || c > '9') return std::nullopt;
    digit_seen = true;
    if (fraction >= 0 && ++fraction > decimals) {
      if (c != '0') return std::nullopt;
      continue;
    }
    if (!push(c - '0')) return std::nullopt;
  }
  if (!digit_seen || fraction == 0) return std::nullopt;
  for (int i = fraction < 0 ? 0 : fraction; i < decimals; ++i)
    if (!push(0)) return std::nullopt;
  return negative ? -value : value;
}

std::string format_scaled(std::int64_t value, int decimals, bool trim) {
  const auto bits = static_cast<std::uint64_t>(value);
  std::string digits = std::to_string(value < 0 ? 0 - bits : bits);  // unsigned, so that the least value has a magnitude
  const auto places = static_cast<std::size_t>(decimals);
  if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
  if (places > 0) {
    digits.insert(digits.size() - places, 1, '.');
    if (trim) {
      while (digits.back() == '0') digits.pop_back();
      if (digits.back() == '.') digits.pop_back();
    }
  }
  if (value < 0) digits.insert(0, 1, '-');
  return digits;
}

std::optional<Quantity> parse_quantity(std::string_view text) {
  const auto micro = parse_scaled(text, 6);
  constexpr std::int64_t limit = 1'000'000'000LL * Quantity::one_micro;
  if (!micro || *micro > limit || *micro < -limit) return std::nullopt;
  return Quantity::from_micro(*micro);
}
std::string to_string(Quantity quantity) { return format_scaled(quantity.micro(), 6, true); }

std::optional<Percent> parse_percent(std::string_view text) {
  const auto micro = parse_scaled(text, 6);
  if (!micro) return std::nullopt;
  return Percent::from_micro(*micro);
}
std::string to_string(Percent percent) { return format_scaled(percent.micro(), 6, true); }
}  // namespace holdfast

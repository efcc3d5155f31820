#include "money/money.h"

#include <algorithm>
#include <limits>
#include <numeric>

#include "money/quantity.h"

namespace holdfast {
std::optional<Currency> find_currency(std::string_view code) {
  const auto rows = iso_currencies();
  const auto found = std::lower_bound(rows.begin(), rows.end(), code,
                                      [](const CurrencyRow& row, std::string_view wanted) { return row.code < wanted; });
  if (found == rows.end() || found->code != code) return std::nullopt;
  return Currency{found->code, found->minor_units};
}

std::optional<Money> parse_money(std::string_view text, Currency currency) {
  const auto minor = parse_scaled(text, currency.minor_units());
  if (!minor) return std::nullopt;
  return Money{*minor, currency};
}

std::string to_decimal(Money amount) { return format_scaled(amount.minor(), amount.currency().minor_units(), false); }

namespace {
/// Truncated; by the processor's own division where both fit it.
Int128 quotient(Int128 above, Int128 below) {
  const auto a = static_cast<std::int64_t>(above);
  const auto b = static_cast<std::int64_t>(below);
  if (a == above && b == below && a != std::numeric_limits<std::int64_t>::min()) return a / b;
  return above / below;
}
}  // namespace

std::vector<std::int64_t> allocate(std::int64_t total, std::span<const std::int64_t> weights) {
  std::vector<std::int64_t> parts(weights.size(), 0);
  if (weights.empty()) return parts;
  Int128 sum = 0;
  for (const std::int64_t weight : weights) sum += weight;
  if (sum == 0) {
    parts.front() = total;
    return parts;
  }
  // Work with magnitudes so that a negative total mirrors the positive one.
  const bool negative = total < 0;
  const Int128 amount = negative ? -Int128{total} : Int128{total};
  std::vector<Int128> rest(weights.size());
  Int128 given = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const Int128 exact = amount * weights[i];  // over `sum`
    Int128 share = quotient(exact, sum);
    if (share * sum != exact && ((exact < 0) != (sum < 0))) --share;  // floor
    rest[i] = exact - share * sum;
    if (sum < 0) rest[i] = -rest[i];
    parts[i] = static_cast<std::int64_t>(share);
    given += share;
  }
  std::vector<std::size_t> order(weights.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto left = static_cast<std::size_t>(amount - given);
  check(left <= order.size());
  if (left > 0 && left < order.size())
    std::nth_element(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(left), order.end(),
                     [&](std::size_t a, std::size_t b) { return rest[a] != rest[b] ? rest[a] > rest[b] : a < b; });
  for (std::size_t i = 0; i < left; ++i) ++parts[order[i]];
  if (negative)
    for (std::int64_t& part : parts) part = -part;
  return parts;
}

std::vector<Money> allocate(Money total, std::span<const std::int64_t> weights) {
  std::vector<Money> parts;
  parts.reserve(weights.size());
  for (const std::int64_t part : allocate(total.minor(), weights)) parts.emplace_back(part, total.currency());
  return parts;
}
}  // namespace holdfast

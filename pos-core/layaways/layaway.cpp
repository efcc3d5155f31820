#include "layaways/layaway.h"

#include <algorithm>
#include <array>

#include "money/rounding.h"

namespace holdfast::layaways {
namespace {
constexpr std::array<std::string_view, 5> statuses{"open", "pickingUp", "pickedUp", "cancelling", "cancelled"};
}

std::string_view name_of(Status status) { return statuses[static_cast<std::size_t>(status)]; }
std::optional<Status> parse_status(std::string_view name) {
  const auto found = std::find(statuses.begin(), statuses.end(), name);
  if (found == statuses.end()) return std::nullopt;
  return static_cast<Status>(found - statuses.begin());
}

std::int64_t least_first_payment(std::int64_t total, const SitePolicy& policy) {
  return std::min(total, divide(Int128{total} * policy.layaway_min_percent, 100, Rounding::up));
}

std::int64_t cancellation_fee(std::int64_t total, std::int64_t paid, const SitePolicy& policy) {
  const std::int64_t share = divide(Int128{total} * policy.layaway_fee_percent, 100, Rounding::half_up);
  return std::min(paid, policy.layaway_fee + share);
}
}  // namespace holdfast::layaways

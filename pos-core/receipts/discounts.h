#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "orders/order.h"

namespace holdfast::receipts {
/// What was taken off under one name; minor units, positive on a sale.
struct Deduction {
  enum class Cause { line, coupon, document };
  Cause cause = Cause::line;
  std::string name;  ///< reason or code; empty when nobody gave one
  std::int64_t amount = 0;
  friend bool operator==(const Deduction&, const Deduction&) = default;
};
/// Of one line, in order, as its trail tells; what the trail does not explain (goods that came back) is a line's
/// discount without a name. They add up to item.discount.
std::vector<Deduction> deductions_of(const orders::Item& item);
/// Those over several lines, added up by name in the order they worked.
std::vector<Deduction> shared_deductions(const orders::Order& order);
}  // namespace holdfast::receipts

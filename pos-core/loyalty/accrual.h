#pragma once
#include <string>
#include <vector>

#include "loyalty/programme.h"
#include "money/quantity.h"

/// What a sale earns and what a return takes back: pure. Points are whole.
namespace holdfast::loyalty {
struct Line {
  int position = 0;
  std::string sku;
  std::vector<std::string> categories;  ///< slugs, with those above them
  std::int64_t paid = 0;                ///< minor units, after discounts, with tax
  Quantity quantity;
};
/// What one rule gave. `base` is minor units or millionths of a unit; `basis` says how points follow from it, for good:
/// a return works with the rule as it was.
struct Earning {
  int rule = 0;  ///< index into Programme::earn
  std::int64_t base = 0;
  std::int64_t points = 0;
  struct Basis {
    bool by_quantity = false;
    Rational per_point;
    Rounding rounding = Rounding::floor;
    std::vector<int> positions;
  } basis;
};
/// `spent`: what the customer had spent before, for the tier. `by_points` of `total` was paid with points: that part
/// earns nothing.
std::vector<Earning> earn(const Programme& programme, const std::vector<Line>& lines, std::int64_t spent,
                          std::int64_t total, std::int64_t by_points, Instant at);
/// All points that are gone once `back` of the base came back; returning everything takes back everything.
std::int64_t points_gone(const Earning& earning, std::int64_t back);

const Tier* tier_of(const Programme& programme, std::int64_t spent);
/// The most points that may pay for a sale of `total`, of a balance; and their worth.
struct Worth {
  std::int64_t points = 0;
  std::int64_t amount = 0;
};
Worth redeemable(const Programme& programme, std::int64_t balance, std::int64_t total);
/// Points for exactly this amount. Refuses tender_refused when no whole lot is worth that.
Result<std::int64_t> points_for(const Programme& programme, std::int64_t amount);

std::string encode(const Earning::Basis& basis);
Earning::Basis decode_basis(std::string_view text);
}  // namespace holdfast::loyalty

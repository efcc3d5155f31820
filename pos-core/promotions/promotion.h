#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "base/id.h"
#include "base/instant.h"
#include "base/result.h"

namespace holdfast::promotions {
enum class DiscountType { percentage, amount };
std::string_view name_of(DiscountType type);  ///< `PERCENTAGE`, `AMOUNT` (seed 002)

/// A code a customer may enter. Limits that are not set do not apply.
struct Promotion {
  std::int64_t row = 0;
  Uuid id;
  std::string code;  ///< letter case does not count
  DiscountType type = DiscountType::percentage;
  std::int64_t value = 0;                       ///< percent in millionths, or minor units
  std::optional<Instant> valid_from, valid_to;  ///< from <= now < to
  std::optional<std::int64_t> max_redemptions;
  std::optional<std::int64_t> max_per_person;
  std::optional<std::int64_t> min_subtotal;  ///< minor units, before any discount
  std::int64_t redemptions = 0;
  bool active = true;
};

/// What the rules have to know of the cart it is used in.
struct Use {
  Instant now;
  std::optional<std::int64_t> person_row = std::nullopt;
  std::int64_t person_redemptions = 0;                  ///< of this code by that person
  std::optional<std::int64_t> subtotal = std::nullopt;  ///< none: not known yet, its limit is not looked at
};
/// Refuses with coupon_refused and the reason.
Result<> check_usable(const Promotion& promotion, const Use& use);
}  // namespace holdfast::promotions

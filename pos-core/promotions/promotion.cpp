#include "promotions/promotion.h"

namespace holdfast::promotions {
std::string_view name_of(DiscountType type) {
  switch (type) {
    case DiscountType::percentage:
      return "PERCENTAGE";
    case DiscountType::amount:
      return "AMOUNT";
  }
  return "";
}

Result<> check_usable(const Promotion& promotion, const Use& use) {
  const auto refused = [&](std::string why) {
    return refuse(ErrorCode::coupon_refused, "`" + promotion.code + "` " + std::move(why));
  };
  if (!promotion.active) return refused("is no longer in use");
  if (promotion.valid_from && use.now < *promotion.valid_from) return refused("is not valid yet");
  if (promotion.valid_to && use.now >= *promotion.valid_to) return refused("has expired");
  if (promotion.max_redemptions && promotion.redemptions >= *promotion.max_redemptions)
    return refused("has been used up");
  if (promotion.max_per_person && !use.person_row) return refused("is for known customers: name the customer first");
  if (promotion.max_per_person && use.person_redemptions >= *promotion.max_per_person)
    return refused("has been used by this customer as often as it may be");
  if (promotion.min_subtotal && use.subtotal && *use.subtotal < *promotion.min_subtotal)
    return refused("needs a larger purchase");
  return {};
}
}  // namespace holdfast::promotions

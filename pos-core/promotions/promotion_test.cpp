#include "promotions/promotion.h"

#include <catch2/catch.hpp>

namespace holdfast::promotions {
namespace {
constexpr Instant t0{1'795'255'200'000'000};
bool usable_now(const Promotion& promotion, const Use& use = {.now = t0}) {
  return check_usable(promotion, use).has_value();
}
}  // namespace

TEST_CASE("a code counts from its first moment until just before its last", "[promotions]") {
  Promotion promotion;
  CHECK(usable_now(promotion));
  promotion.valid_from = t0;
  promotion.valid_to = t0.plus_seconds(1);
  CHECK(usable_now(promotion));
  CHECK_FALSE(usable_now(promotion, {.now = t0.plus_seconds(-1)}));
  CHECK_FALSE(usable_now(promotion, {.now = t0.plus_seconds(1)}));
  promotion.active = false;
  CHECK_FALSE(usable_now(promotion));
}

TEST_CASE("limits of a code apply one by one", "[promotions]") {
  Promotion promotion;
  promotion.max_redemptions = 2;
  promotion.redemptions = 1;
  CHECK(usable_now(promotion));
  promotion.redemptions = 2;
  CHECK(check_usable(promotion, {.now = t0}).error().code == ErrorCode::coupon_refused);
  promotion.redemptions = 0;
  promotion.max_per_person = 1;
  CHECK_FALSE(usable_now(promotion));
  CHECK(usable_now(promotion, {.now = t0, .person_row = 1}));
  CHECK_FALSE(usable_now(promotion, {.now = t0, .person_row = 1, .person_redemptions = 1}));
  promotion.max_per_person.reset();
  promotion.min_subtotal = 200;
  CHECK(usable_now(promotion));
  CHECK(usable_now(promotion, {.now = t0, .subtotal = 200}));
  CHECK_FALSE(usable_now(promotion, {.now = t0, .subtotal = 199}));
}
}  // namespace holdfast::promotions

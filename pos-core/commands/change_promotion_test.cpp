#include "commands/change_promotion.h"

#include <catch2/catch.hpp>

#include "promotions/promotion_rows.h"
#include "support/test_store.h"

namespace holdfast::commands {
namespace {
using namespace promotions;
using payments::credit;
using payments::find_stored_value;
using payments::StoredValue;
using test::TestStore;
constexpr Instant t0{1'795'255'200'000'000};

StoredValue issue(TestStore& store, std::int64_t amount) {
  store.acting = &store.manager;
  return store.run([&](db::Transaction& tx, Context& ctx) { return issue_voucher(tx, {amount, {}, store.seed}, ctx); })
      .value();
}
}  // namespace

TEST_CASE("a use is counted once and given back with its order", "[promotions]") {
  TestStore store;
  store.acting = &store.manager;
  const std::int64_t person = store.add_person("Regular");
  Promotion once;
  once.code = "ONCE";
  once.type = DiscountType::amount;
  once.value = 100;
  once.max_redemptions = 1;
  const auto made = store.run([&](db::Transaction& tx, Context& ctx) { return create_promotion(tx, once, ctx); });
  REQUIRE(made);
  const auto redeem_once = [&](std::int64_t order) {
    return store.run([&](db::Transaction& tx, Context&) {
      return promotions::redeem(tx, made->row, order, person, 100, store.now);
    });
  };
  CHECK(redeem_once(1));
  CHECK(redeem_once(2).error().code == ErrorCode::coupon_refused);
  CHECK(redemptions_of(store.db, made->row, person) == 1);
  CHECK(usable(store.db, "once", store.now, {}, {}).error().code == ErrorCode::coupon_refused);
  store.change([&](db::Transaction& tx) { give_back(tx, 1, store.now); });
  CHECK(usable(store.db, "once", store.now, {}, {})->row == made->row);
  CHECK(redemptions_of(store.db, made->row, person) == 0);
}

TEST_CASE("codes that say nothing or exist in other letter case are refused", "[promotions]") {
  TestStore store;
  store.acting = &store.manager;
  const auto create = [&](Promotion promotion) {
    return store.run([&](db::Transaction& tx, Context& ctx) { return create_promotion(tx, promotion, ctx); });
  };
  Promotion promotion;
  promotion.code = "HALF";
  promotion.value = 50'000'000;
  REQUIRE(create(promotion));
  promotion.code = "half";
  CHECK(create(promotion).error().code == ErrorCode::duplicate);
  promotion.code = "MORE";
  promotion.value = 100'000'001;
  CHECK(create(promotion).error().code == ErrorCode::invalid_argument);
  promotion.value = 0;
  CHECK(create(promotion).error().code == ErrorCode::invalid_argument);
  promotion.value = 1;
  promotion.valid_from = promotion.valid_to = t0;
  CHECK(create(promotion).error().code == ErrorCode::invalid_argument);
  CHECK(usable(store.db, "NONE", store.now, {}, {}).error().code == ErrorCode::coupon_refused);
}

TEST_CASE("a limit that is taken away no longer applies", "[promotions]") {
  TestStore store;
  store.acting = &store.manager;
  Promotion promotion;
  promotion.code = "LATE";
  promotion.value = 1'000'000;
  promotion.valid_to = t0;
  const auto made = store.run([&](db::Transaction& tx, Context& ctx) { return create_promotion(tx, promotion, ctx); });
  REQUIRE(made);
  CHECK_FALSE(usable(store.db, "LATE", store.now, {}, {}));
  ChangePromotion change;
  change.id = made->id;
  change.valid_to = std::optional<Instant>{};
  REQUIRE(store.run([&](db::Transaction& tx, Context& ctx) { return change_promotion(tx, change, ctx); }));
  CHECK(usable(store.db, "LATE", store.now, {}, {}));
}
TEST_CASE("a voucher pays until it is empty and takes refunds", "[payments]") {
  TestStore store;
  const std::string code = issue(store, 1000).code;
  const auto use = [&](std::int64_t amount) {
    return store.run([&](db::Transaction& tx, Context&) { return payments::redeem(tx, code, amount, 1, store.now); });
  };
  CHECK(use(600));
  CHECK(use(401).error().code == ErrorCode::insufficient_balance);
  CHECK(use(400));
  CHECK(find_stored_value(store.db, code)->balance == 0);
  REQUIRE(store.run([&](db::Transaction& tx, Context&) { return credit(tx, code, 50, 2, store.now); }));
  CHECK(find_stored_value(store.db, code)->balance == 50);
  CHECK(store.number("SELECT sum(amount) FROM stored_value_move") == 50);
  CHECK(store.run([&](db::Transaction& tx, Context&) { return payments::redeem(tx, "NONE", 1, 1, store.now); })
            .error()
            .code == ErrorCode::not_found);
}

TEST_CASE("an expired voucher pays no more but takes a refund", "[payments]") {
  TestStore store;
  const StoredValue value = issue(store, 1000);
  store.change([&](db::Transaction& tx) { tx.prepare("UPDATE stored_value SET expires_us = ?").exec(store.now); });
  CHECK(store.run([&](db::Transaction& tx, Context&) { return payments::redeem(tx, value.code, 1, 1, store.now); })
            .error()
            .code == ErrorCode::tender_refused);
  CHECK(store.run([&](db::Transaction& tx, Context&) { return credit(tx, value.code, 1, 1, store.now); }));
}

TEST_CASE("a cashier issues no vouchers of their own", "[payments]") {
  TestStore store;
  store.cashier.permissions.reset(static_cast<std::size_t>(Permission::cash_movement));
  store.acting = &store.cashier;
  CHECK(store.run([&](db::Transaction& tx, Context& ctx) { return issue_voucher(tx, {1, {}, 1}, ctx); }).error().code ==
        ErrorCode::approval_required);
}
}  // namespace holdfast::commands

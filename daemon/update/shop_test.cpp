#include "update/shop.h"

#include "support/card_shop.h"
#include "update/last_look.h"

namespace holdfast::update {
namespace {
using test::AttemptEvent;
constexpr std::int64_t minute = 60, hour = 60 * minute;

struct Store : test::Shop {
  rollout::ShopState state() { return shop_state(db, now); }
  /// What the shop is doing, in the order of ShopState.
  std::string doing() {
    const rollout::ShopState at = state();
    std::string out;
    for (const auto& [is, word] : {std::pair{at.paying, "paying "},
                                   {at.busy, "busy "},
                                   {at.open_shift, "open "},
                                   {at.closed_lately, "closed-lately "}})
      if (is) out += word;
    return out;
  }
  /// What the last look says: what it waits for, or `now`.
  std::string look(const rollout::UpdatePolicy& policy, bool forced = false, bool still_wanted = true) {
    acting = nullptr;
    const auto answer = run([&](auto& tx, auto& context) {
      return last_look(policy, 0, forced, [&] { return still_wanted; })(tx, context);
    });
    acting = &manager;
    if (answer) return answer->closing ? "now" : "now, and sells on";
    return answer.error().fields.empty() ? answer.error().detail : answer.error().fields.front().detail;
  }
};
rollout::UpdatePolicy at_any_hour(bool needs_no_shift = true) {
  return {.from_minute = 0, .to_minute = 0, .needs_no_shift = needs_no_shift, .peers = {}};
}
}  // namespace

TEST_CASE("what a shop is doing is seen in its rows: carts, shifts, and when they were closed", "[update]") {
  Store shop;
  CHECK(shop.doing() == "open ");
  const Uuid cart = shop.fill_cart();
  CHECK(shop.doing() == "busy open ");
  shop.advance(2 * minute - 1);
  CHECK(shop.doing() == "busy open ");
  shop.advance(2);
  CHECK(shop.doing() == "open ");  // nobody is at it any more
  const Uuid again = shop.fill_cart();
  CHECK(shop.doing() == "busy open ");
  REQUIRE(shop.run([&](auto& tx, auto& context) { return commands::suspend_cart(tx, {again, {}}, "", context); }));
  CHECK(shop.doing() == "open ");  // parked: the customer went for something
  REQUIRE(shop.run(
      [&](auto& tx, auto& context) { return commands::create_cart(tx, {shop.register_id, {}, {}, ""}, context); }));
  CHECK(shop.doing() == "open ");  // with nothing in it nobody is served
  REQUIRE(shop.place(cart, {test::pay("cash")}));
  CHECK(shop.doing() == "open ");
  REQUIRE(shop.close_shift());
  CHECK(shop.doing().empty());  // somebody may still be printing the report
  shop.advance(5 * minute);
  CHECK(shop.doing() == "closed-lately ");
  shop.advance(12 * hour);
  CHECK(shop.doing().empty());
}

TEST_CASE("money on its way is seen from the order to the terminal's last word", "[update]") {
  Store shop;
  const auto waits = shop.place(shop.fill_cart(), {test::card()});
  REQUIRE(waits);
  CHECK(shop.state().paying);
  const Uuid attempt = shop.next().id;
  SECTION("approved") {
    for (const AttemptEvent event : {AttemptEvent::arm, AttemptEvent::acknowledged, AttemptEvent::lost}) {
      shop.record(attempt, event);
      CHECK(shop.state().paying);
    }
    shop.advance(24 * hour);
    CHECK(shop.state().paying);  // unknown, however long
    shop.record(attempt, AttemptEvent::approved, test::approved(2000));
    CHECK_FALSE(shop.state().paying);
  }
  SECTION("declined") {
    shop.record(attempt, AttemptEvent::arm);
    CHECK(shop.state().paying);
    shop.record(attempt, AttemptEvent::declined, test::refused());
    CHECK_FALSE(shop.state().paying);
  }
  CHECK(shop.state().open_shift);
}

TEST_CASE("the last look sees all that began since the moment was found", "[update]") {
  Store shop;
  REQUIRE(shop.close_shift());
  CHECK(shop.look(at_any_hour()) == "now");
  CHECK(shop.look(at_any_hour(), false, false) == "it took too long");
  // A shift is opened while the devices are knocked at: the policy does not want that.
  REQUIRE(
      shop.run([&](auto& tx, auto& context) { return commands::open_shift(tx, {shop.register_id, 100}, context); }));
  CHECK(shop.look(at_any_hour()) == "shift");
  CHECK(shop.look(at_any_hour(false)) == "now");
  CHECK(shop.look(at_any_hour(), true) == "now");  // a person does not want to wait for it
  const Uuid cart = shop.fill_cart();
  CHECK(shop.look(at_any_hour(false)) == "cart");
  CHECK(shop.look(at_any_hour(false), true) == "now");
  REQUIRE(shop.place(cart, {test::card()}));
  CHECK(shop.look(at_any_hour(false)) == "payment");
  CHECK(shop.look(at_any_hour(false), true) == "payment");  // whoever wants it
  rollout::UpdatePolicy night = at_any_hour();
  night.from_minute = 2 * 60;
  night.to_minute = 3 * 60;
  Store closed;
  REQUIRE(closed.close_shift());
  CHECK(closed.look(night) == "window");  // it is ten in the morning
}
}  // namespace holdfast::update

#include "commands/subscribe.h"

#include <catch2/catch.hpp>

#include "commands/change_customer.h"
#include "commands/work_shift.h"
#include "subscriptions/subscription_rows.h"
#include "support/test_store.h"

namespace holdfast::commands {
namespace {
using subscriptions::Plan;
using subscriptions::Status;
using test::TestStore;

struct Club : TestStore {
  Club() {
    acting = &manager;
    plan = create("coffee", 3900, 0).value();
    person = person_id(add_person("Sam Scriber"));
  }
  Result<Plan> create(const char* code, std::int64_t price, int trial_days) {
    Plan wanted;
    wanted.code = code;
    wanted.name = "A coffee a day";
    wanted.price = price;
    wanted.trial_period_days = trial_days;
    return run([&](db::Transaction& tx, Context& ctx) { return create_plan(tx, wanted, ctx); });
  }
  Result<subscriptions::Subscription> enrol(const Enrol& command) {
    return run([&](db::Transaction& tx, Context& ctx) {
      return commands::enrol(tx, command, ctx,
                             [](const Plan&) -> Result<std::optional<FirstOrder>> { return std::nullopt; });
    });
  }
  Plan plan;
  Uuid person;
};
}  // namespace

TEST_CASE("enrolling without paying waits, or begins with the trial", "[commands]") {
  Club club;
  const auto pending = club.enrol({club.person, club.plan.id, {}});
  REQUIRE(pending);
  CHECK(pending->status == Status::pending);
  CHECK(pending->next_billing_date == "2026-11-21");
  const Plan trial = club.create("trial", 100, 14).value();
  const test::Variant tea = club.add_variant("TEA", 100);
  const auto active = club.enrol({club.person, trial.id, {{tea.id, Quantity::pieces(3)}}});
  REQUIRE(active);
  CHECK(active->status == Status::active);
  CHECK(active->next_billing_date == "2026-12-05");
  const auto read = subscriptions::find(club.db, active->id);
  REQUIRE(read);
  REQUIRE(read->items.size() == 1);
  CHECK(read->items[0].sku == "TEA");
  CHECK(read->items[0].quantity == Quantity::pieces(3));
  CHECK_FALSE(read->first_order);
}

TEST_CASE("a first period that is paid is an order of the plan's price", "[commands]") {
  Club club;
  REQUIRE(club.run([&](db::Transaction& tx, Context& ctx) { return open_shift(tx, {club.register_id, 1000}, ctx); }));
  const auto enrolled = club.run([&](db::Transaction& tx, Context& ctx) {
    return enrol_and_sell(tx, {club.person, club.plan.id, {}}, {club.register_id, {{"card", {}, {}, {}, {}}}}, ctx);
  });
  REQUIRE(enrolled);
  CHECK(enrolled->status == Status::active);
  CHECK(enrolled->next_billing_date == "2026-12-21");
  REQUIRE(enrolled->first_order);
  CHECK(club.number("SELECT total FROM orders") == 3900);
  CHECK(club.text("SELECT name FROM order_item") == "A coffee a day");
  CHECK(club.number("SELECT person_id FROM orders") == enrolled->person_row);
  CHECK(subscriptions::find(club.db, enrolled->id)->first_order == enrolled->first_order);
}

TEST_CASE("without a shift nothing is sold and nobody enrolled", "[commands]") {
  Club club;
  const auto enrolled = club.run([&](db::Transaction& tx, Context& ctx) {
    return enrol_and_sell(tx, {club.person, club.plan.id, {}}, {club.register_id, {{"card", {}, {}, {}, {}}}}, ctx);
  });
  CHECK(enrolled.error().code == ErrorCode::no_open_shift);
  CHECK(club.number("SELECT count(*) FROM subscription") == 0);
}

TEST_CASE("an enrolment needs a person, a plan that is sold and real articles", "[commands]") {
  Club club;
  CHECK(club.enrol({Uuid{}, club.plan.id, {}}).error().code == ErrorCode::not_found);
  CHECK(club.enrol({club.person, Uuid{}, {}}).error().code == ErrorCode::not_found);
  CHECK(club.enrol({club.person, club.plan.id, {{Uuid{}, Quantity::pieces(1)}}}).error().code == ErrorCode::not_found);
  CHECK(club.create("coffee", 1, 0).error().code == ErrorCode::duplicate);
  club.change([&](db::Transaction& tx) { tx.prepare("UPDATE subscription_plan SET active = 0").run(); });
  CHECK(club.enrol({club.person, club.plan.id, {}}).error().code == ErrorCode::conflict);
}

TEST_CASE("cancelling ends renewals and keeps the history", "[commands]") {
  Club club;
  const auto enrolled = club.enrol({club.person, club.plan.id, {}});
  REQUIRE(enrolled);
  CHECK(
      club.run([&](db::Transaction& tx, Context& ctx) { return erase_customer(tx, club.person, ctx); }).error().code ==
      ErrorCode::conflict);
  const auto cancel = [&] {
    return club.run([&](db::Transaction& tx, Context& ctx) { return cancel_subscription(tx, enrolled->id, ctx); });
  };
  const auto cancelled = cancel();
  REQUIRE(cancelled);
  CHECK(cancelled->status == Status::cancelled);
  CHECK(cancelled->canceled == club.now);
  CHECK_FALSE(cancelled->next_billing_date);
  const auto read = subscriptions::find(club.db, enrolled->id);
  REQUIRE(read->events.size() == 1);
  CHECK(read->events[0].type == "CANCELLATION");
  CHECK(cancel());
  CHECK(club.number("SELECT count(*) FROM subscription_event") == 1);
  CHECK(club.number("SELECT count(*) FROM ztracking_subscription") == 1);
  CHECK(club.event_types() == "CatalogueChanged SubscriptionCreated SubscriptionCancelled");
}
}  // namespace holdfast::commands

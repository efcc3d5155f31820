// Books made anew and rows let go of, over the real rows.
#include "engine/upkeep.h"

#include <catch2/catch.hpp>

#include "database/hub_fixture.h"
#include "engine/projection.h"
#include "engine/publishing.h"

namespace holdfast::database {
namespace {
constexpr std::int64_t day = seconds_per_day;
engine::MasterRow price(std::string key, int amount) {
  return {"price", std::move(key), wire::Op::put, "{\"amount\":" + std::to_string(amount) + "}"};
}
}  // namespace

TEST_CASE("changes are let go of by age, and who was away for longer is told to take a snapshot", "[hub]") {
  HubFixture hub;
  const engine::ChannelKey channel{"tenant-1", "channel-1"};
  for (int i = 0; i < 5; ++i) {
    const std::vector<engine::MasterRow> rows{price("a", i)};
    REQUIRE(engine::publish(hub.hub, channel, rows, hub.now.plus_seconds(i * 10 * day)));
  }
  const Instant later = hub.now.plus_seconds(45 * day);
  const auto roots = [&](std::int64_t version) {
    return wire::decode_feed_page(engine::changes(hub.hub, channel, {version, 0}, 10).body)->roots;
  };
  const wire::Roots newest = roots(5), third = roots(3);
  CHECK(engine::forget_old_changes(hub.hub, channel, 30, later) == 2);  // those of day 0 and 10
  CHECK(engine::changes(hub.hub, channel, {1, 0}, 10).status == 410);
  CHECK(engine::changes(hub.hub, channel, {2, 0}, 10).status == 200);
  CHECK(roots(5) == newest);
  CHECK(roots(3) == third);
  CHECK(engine::forget_old_changes(hub.hub, channel, 30, later) == 0);
  CHECK(engine::forget_old_changes(hub.hub, channel, 1, hub.now.plus_seconds(900 * day)) == 3);
  CHECK(engine::changes(hub.hub, channel, {5, 0}, 10).status == 200);
  CHECK(roots(5) == newest);
}
TEST_CASE("a site's books are made anew from its log, with what a person put right, and odd sums are told", "[hub]") {
  HubFixture hub;
  LogFixture log{"site-1"};
  log.add_sale(1, 1995, "1-000001");
  log.add_sale(2, -500, "1-000002");
  log.add(3, "OrderPaid", "o3", R"({"total":"nonsense"})");
  log.add_sale(4, 300, "1-000003");
  hub.push(log.all());
  hub.project();
  const std::string id = to_string(numbered_id(77));
  const std::string corrected = LogFixture::envelope(
      numbered_id(3), "OrderPaid", "o3",
      R"({"orderId":")" + id + R"(","currency":"EUR","total":50,"registerId":"r1","receiptNumber":"1-000009",)" +
          R"("businessDate":"2026-11-21","payments":[{"tender":"cash","amount":50}]})");
  REQUIRE(engine::replay(hub.hub, hub.site, {1, 3}, {"Ada", ""}, corrected, hub.now) == engine::Outcome::done);
  const auto sums = [&] { return hub.read([&](engine::HubTransaction& tx) { return tx.books.sales(hub.site); }); };
  const auto before = sums();
  const engine::Rebuilt same = engine::rebuild_books(hub.hub, hub.site, hub.now);
  CHECK(same.known);
  CHECK(same.orders == 4);
  CHECK(same.differences == 0);
  CHECK(sums() == before);
  hub.opened.session->prepare("UPDATE sales_total SET total = total + 1").run();
  const engine::Rebuilt mended = engine::rebuild_books(hub.hub, hub.site, hub.now);
  CHECK(mended.differences == 2);  // what was there, and what is right
  CHECK(sums() == before);
  CHECK_FALSE(engine::rebuild_books(hub.hub, {"tenant-1", "nobody"}, hub.now).known);
}

TEST_CASE("bodies of old events go, their proofs stay, and a person's work is left alone", "[hub]") {
  HubFixture hub;
  LogFixture log{"site-1"};
  log.add_sale(1, 100, "1-000001");
  log.add(2, "OrderPaid", "o2", R"({"total":"nonsense"})");
  log.add_sale(3, 300, "1-000003");
  hub.push(log.batch(1, 2));
  hub.project();
  const Instant later = hub.now.plus_seconds(100 * day);
  const auto batch = log.batch(3, 1);
  hub.ingest.take_events(hub.site, wire::Coding::identity, wire::encode_batch(batch.header, batch.lines), later);
  CHECK(engine::forget_old_bodies(hub.hub, hub.site, 30, 500, later) == 1);
  const auto body = [&](std::int64_t seq) {
    return hub.read([&](engine::HubTransaction& tx) { return tx.sites.row(hub.site, {1, seq})->body.has_value(); });
  };
  CHECK_FALSE(body(1));
  CHECK(body(2));  // held
  CHECK(body(3));  // young, and not projected
  CHECK(hub.count("site_hole") == 0);
  CHECK(hub.push(log.all()).status == 200);  // all of it again is known, and nothing changes
  CHECK_FALSE(body(1));
  const engine::Rebuilt refused = engine::rebuild_books(hub.hub, hub.site, later);
  CHECK_FALSE(refused.whole);
  CHECK(hub.read([&](engine::HubTransaction& tx) { return tx.books.sales(hub.site); }).size() == 1);
}
TEST_CASE("everything that is old goes in one call, and nothing that is not", "[hub]") {
  HubFixture hub;
  const engine::ChannelKey channel{"tenant-1", "channel-1"};
  hub.hub.write([&](engine::HubTransaction& tx) {
    tx.fleet.put(engine::Tenant{"tenant-1", "One"}, hub.now);
    tx.fleet.put(engine::SalesChannel{channel, "One"}, hub.now);
  });
  for (int i = 0; i < 5; ++i) {
    const std::vector<engine::MasterRow> rows{price("a", i)};
    REQUIRE(engine::publish(hub.hub, channel, rows, hub.now.plus_seconds(i * 10 * day)));
  }
  const Instant later = hub.now.plus_seconds(45 * day);
  const engine::LetGo gone = engine::let_go(hub.hub, {30, 0}, later);
  CHECK(gone.versions == 2);
  CHECK(gone.bodies == 0);
  CHECK(gone.months.empty());
  CHECK(engine::let_go(hub.hub, {30, 0}, later).versions == 0);
}
}  // namespace holdfast::database

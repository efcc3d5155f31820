// What a look at a fleet reads: stretches that are over once, those that are open each time.
#include "database/hub_fixture.h"
#include "rollouts/steering.h"

#include <catch2/catch.hpp>

using namespace holdfast;
using namespace holdfast::rollouts;

namespace {
constexpr std::int64_t hour = 3600, every_s = 30, old_release = 7, new_release = 8;
const std::string digest(64, 'a');

rollout::Manifest manifest() {
  rollout::Manifest out;
  out.release = "0.8.0";
  out.counter = new_release;
  out.architecture = "amd64";
  out.compatibility = {{1, 1}, {1, 1}, 1, 5};
  out.components = {{"holdfastd", "0.8.0"}};
  out.schema_writes = 30;
  out.schema_reads = 1;
  out.files = {{"bin/holdfastd", 1, digest, 0755}};
  return out;
}
engine::Rollout wanted() {
  engine::Rollout out;
  out.plan = rings::parse_plan(R"({"rings":[{"name":"all","permille":1000,"soakSeconds":864000}]})").value();
  out.plan.id = database::numbered_id(1);
  out.plan.bundle = "holdfast-0.8.0.hfb";
  out.plan.digest = digest;
  out.plan.counter = new_release;
  out.release = "0.8.0";
  out.manifest = rollout::manifest_text(manifest());
  return out;
}

struct Fleet : database::HubFixture {
  Fleet() {
    for (const char* name : {"site-1", "site-2", "site-3"})
      hub.write([&](engine::HubTransaction& tx) {
        if (name != site.site) engine::enrol(tx, {site.tenant, name}, "channel-" + std::string{name}, now);
        tx.fleet.put_card({site.tenant, name}, name, now);
      });
  }
  void says(const std::string& name, std::int64_t counter) {
    const std::string text =
        R"({"runs":{"release":"x","counter":)" + std::to_string(counter) +
        R"(},"managed":true,"architecture":"amd64","schema":20,"launcher":1,"state":"idle","bad":[]})";
    hub.write([&](engine::HubTransaction& tx) {
      take_report(tx.rollouts, {site.tenant, name}, parse_report(text).value(), text, hour, now);
    });
  }
  void sells(const std::string& name, std::int64_t counter, std::int64_t sales, Instant at) {
    rings::Signals signals;
    signals.sales = sales;
    hub.write([&](engine::HubTransaction& tx) {
      tx.rollouts.add({site.tenant, name}, Instant{at.unix_us() / (hour * 1'000'000) * hour * 1'000'000}, counter,
                      signals);
    });
  }
  /// Sales of a site before and after, as the look has them.
  std::pair<std::int64_t, std::int64_t> sales_of(const std::string& name) {
    std::pair<std::int64_t, std::int64_t> out{-1, -1};
    hub.read([&](engine::HubTransaction& tx) {
      const auto rollout = tx.rollouts.rollout(site.tenant, database::numbered_id(1));
      for (const FleetSite& each : look_at_fleet(tx, site.tenant, *rollout, now))
        if (each.id == name) out = {each.standing.trend.before.sales, each.standing.trend.after.sales};
    });
    return out;
  }
  void look() { steer(hub, site.tenant, every_s, hour, now); }
  void forget_stretches() { opened.session->prepare("DELETE FROM site_signals").exec(); }
};
}  // namespace

TEST_CASE("stretches that are over are read once, and a look counts as before", "[rollouts][hub]") {
  Fleet fleet;
  const Instant began = fleet.now.plus_seconds(1800);
  for (int hours = 1; hours <= 24 * 8; ++hours)
    for (const char* name : {"site-1", "site-2"})
      fleet.sells(name, old_release, 10, fleet.now.plus_seconds(-hours * hour));
  fleet.now = began;
  fleet.says("site-1", old_release);
  fleet.says("site-2", old_release);
  REQUIRE(begin(fleet.hub, fleet.site.tenant, wanted(), "0.8.0", fleet.now).has_value());
  // The hours that begin within a week, the last is the one in which it began: nothing was sold in that so far.
  constexpr std::int64_t week = (7 * 24 - 1) * 10;
  CHECK(fleet.sales_of("site-1") == std::pair<std::int64_t, std::int64_t>{week, 0});
  fleet.sells("site-1", old_release, 3, began);
  fleet.sells("site-1", new_release, 5, began.plus_seconds(hour));
  fleet.sells("site-2", old_release, 7, began.plus_seconds(hour));
  fleet.now = began.plus_seconds(hour + every_s);
  fleet.says("site-1", new_release);
  for (const auto& [name, sales] : {std::pair{"site-1", std::pair<std::int64_t, std::int64_t>{week + 3, 5}},
                                    std::pair{"site-2", std::pair<std::int64_t, std::int64_t>{week, 7}}})
    CHECK(fleet.sales_of(name) == sales);
  fleet.look();
  CHECK(fleet.count("site_trend") > 0);
  CHECK(fleet.sales_of("site-1") == std::pair<std::int64_t, std::int64_t>{week + 3, 5});
  CHECK(fleet.sales_of("site-2") == std::pair<std::int64_t, std::int64_t>{week, 7});
  // What is open is added to, and summed up when it is over: once, however often it is looked at.
  fleet.sells("site-1", new_release, 5, fleet.now);
  fleet.now = fleet.now.plus_seconds(3 * hour);
  for (int looks = 0; looks < 3; ++looks) {
    fleet.look();
    fleet.now = fleet.now.plus_seconds(every_s);
  }
  CHECK(fleet.sales_of("site-1") == std::pair<std::int64_t, std::int64_t>{week + 3, 10});
  fleet.forget_stretches();
  CHECK(fleet.sales_of("site-1") == std::pair<std::int64_t, std::int64_t>{week + 3, 10});
  CHECK(fleet.sales_of("site-2") == std::pair<std::int64_t, std::int64_t>{week, 7});
  CHECK(fleet.sales_of("site-3") == std::pair<std::int64_t, std::int64_t>{0, 0});
}

TEST_CASE("with each ring what was counted begins anew, over the same days for sites with the release and without",
          "[rollouts][hub]") {
  Fleet fleet;
  engine::Rollout two = wanted();
  two.plan.rings.insert(two.plan.rings.begin(), {"canary", {"site-1"}, 0, 864'000});
  fleet.says("site-1", old_release);
  fleet.says("site-2", old_release);
  fleet.sells("site-1", old_release, 10, fleet.now.plus_seconds(-hour));
  REQUIRE(begin(fleet.hub, fleet.site.tenant, two, "0.8.0", fleet.now).has_value());
  fleet.says("site-1", new_release);
  using Sales = std::pair<std::int64_t, std::int64_t>;
  for (int hours = 0; hours < 30; ++hours) {  // one day with it, of which most is summed up
    fleet.sells("site-1", new_release, 3, fleet.now);
    fleet.sells("site-2", old_release, 2, fleet.now);
    fleet.now = fleet.now.plus_seconds(hour);
    fleet.look();
  }
  CHECK(fleet.sales_of("site-1") == Sales{10, 90});
  CHECK(fleet.sales_of("site-2") == Sales{0, 60});
  REQUIRE(fleet.count("site_trend") > 0);
  REQUIRE(decide(fleet.hub, fleet.site.tenant, database::numbered_id(1), Decision::advance, "Imke", "", fleet.now)
              .has_value());
  CHECK(fleet.sales_of("site-1") == Sales{10, 0});
  CHECK(fleet.sales_of("site-2") == Sales{0, 0});
  for (int hours = 0; hours < 6; ++hours) {
    fleet.now = fleet.now.plus_seconds(hour);
    fleet.sells("site-1", new_release, 3, fleet.now);
    fleet.sells("site-2", old_release, 2, fleet.now);
    fleet.look();
    CHECK(fleet.sales_of("site-1") == Sales{10, 3 * (hours + 1)});
    CHECK(fleet.sales_of("site-2") == Sales{0, 2 * (hours + 1)});
  }
}

TEST_CASE("a rollout that is over shows what was known at its last look", "[rollouts][hub]") {
  Fleet fleet;
  fleet.says("site-1", new_release);
  REQUIRE(begin(fleet.hub, fleet.site.tenant, wanted(), "0.8.0", fleet.now).has_value());
  fleet.sells("site-1", new_release, 4, fleet.now.plus_seconds(hour));
  fleet.now = fleet.now.plus_seconds(hour);
  fleet.look();
  REQUIRE(decide(fleet.hub, fleet.site.tenant, database::numbered_id(1), Decision::go_back, "Imke", "slow", fleet.now)
              .has_value());
  fleet.says("site-1", old_release);
  fleet.now = fleet.now.plus_seconds(every_s);
  fleet.look();
  fleet.sells("site-1", old_release, 100, fleet.now.plus_seconds(hour));
  fleet.now = fleet.now.plus_seconds(5 * hour);
  fleet.look();
  CHECK(fleet.sales_of("site-1") == std::pair<std::int64_t, std::int64_t>{0, 4});
}

TEST_CASE("a fleet is read page by page", "[rollouts][hub]") {
  Fleet fleet;
  REQUIRE(begin(fleet.hub, fleet.site.tenant, wanted(), "0.8.0", fleet.now).has_value());
  fleet.hub.read([&](engine::HubTransaction& tx) {
    const auto rollout = tx.rollouts.rollout(fleet.site.tenant, database::numbered_id(1));
    const FleetPage first = page_of_fleet(tx, fleet.site.tenant, *rollout, "", 2, fleet.now);
    REQUIRE(first.sites.size() == 2);
    CHECK(first.last == "site-2");
    const FleetPage rest = page_of_fleet(tx, fleet.site.tenant, *rollout, first.last, 2, fleet.now);
    REQUIRE(rest.sites.size() == 1);
    CHECK(rest.sites.front().id == "site-3");
    CHECK(rest.last.empty());
    CHECK(page_of_fleet(tx, fleet.site.tenant, *rollout, "", 3, fleet.now).last.empty());
  });
}

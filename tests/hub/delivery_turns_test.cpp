#include <catch2/catch.hpp>
#include <map>
#include <random>
#include <set>

#include "courier/turn.h"
#include "database/hub_fixture.h"
#include "engine/announce.h"

/// Deliveries under virtual time: two hubs that take turns by their leases, targets that fail, processes that die
/// between sending and writing it down. The rows and the rules are the real ones; only the call itself is made up.
namespace holdfast::courier {
namespace {
using database::HubFixture;
using database::LogFixture;
using webhooks::Verdict;

class World : public HubFixture {
 public:
  explicit World(std::uint32_t seed) : random_{seed} {
    rules_.retry_s.assign(6, 1);
    rules_.breaker = {4, 60, 5, 1};
    const engine::SiteKey second{"tenant-1", "site-2"};
    hub.write([&](engine::HubTransaction& tx) {
      tx.fleet.put(engine::Tenant{"tenant-1", "T"}, now);
      engine::enrol(tx, second, "channel-1", now);
      engine::Endpoint endpoint;
      endpoint.key = key;
      endpoint.types = "order.paid";
      endpoint.document = "{}";
      endpoint.created = endpoint.changed = now;
      tx.outbound.put(endpoint);
    });
    sell(site, 12);
    sell(second, 12);
  }

  /// Until nothing is left to do; false when that does not end.
  bool run() {
    for (int step = 0; step < 20'000; ++step) {
      if (caught_up()) return true;
      turn(hubs_[random_() % 2]);
      now = Instant{now.unix_us() + static_cast<std::int64_t>(random_() % 3'000'000)};
    }
    return false;
  }

  /// What a target took, per site, in the order in which it took each for the first time.
  std::map<std::string, std::vector<std::string>> taken;
  std::map<std::string, int> sent, crashes;  ///< by event
  std::map<std::string, std::vector<std::string>> dead;
  std::map<std::string, std::vector<std::string>> logged;  ///< what the stores sent
  int both_at_once = 0;
  engine::EndpointKey key{"tenant-1", "e1"};

  Tools tools(const std::string& holder) {
    return {[this](const std::function<void(engine::HubDatabase&)>& work) { work(hub); },
            [this] { return now; },
            [this](std::span<std::uint8_t> bytes) {
              for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>(random_());
            },
            [](const engine::ChannelKey&) {},
            webhooks::Seal{"authority"},
            holder,
            webhooks::Reach::all,
            {},
            {},
            90,
            registry_};
  }

 private:
  void sell(const engine::SiteKey& of, int count) {
    LogFixture log{of.site};
    for (int i = 1; i <= count; ++i) {
      const auto number = static_cast<std::uint64_t>(i) + (of.site == "site-2" ? 1000 : 0);
      log.add_sale(number, 100 + i, "1-" + std::to_string(100'000 + static_cast<int>(number)));
      logged[of.site].push_back(to_string(database::numbered_id(number)));
    }
    ingest.take_events(of, wire::Coding::identity, wire::encode_batch(log.all().header, log.all().lines), now);
    while (engine::project_some(hub, of, 100, now)) {
    }
  }
  Verdict answer() {
    const auto dice = random_() % 10;
    return dice < 6 ? Verdict::delivered : dice < 9 ? Verdict::failed : Verdict::refused;
  }

  void turn(const std::string& holder) {
    const Tools mine = tools(holder);
    Turn turn;
    hub.write([&](engine::HubTransaction& tx) { turn = claim(tx, key, mine, now); });
    if (!turn.mine) return;
    // Whoever claims has the lease to itself until it ends.
    if (holder != last_holder_ && now < lease_until_) ++both_at_once;
    last_holder_ = holder;
    lease_until_ = now.plus_seconds(lease_s);
    std::set<std::string> left;
    for (const Job& job : turn.jobs) {
      if (left.contains(job.site.site)) continue;
      Outcome outcome;
      outcome.attempt.verdict = answer();
      ++sent[job.id];
      if (outcome.attempt.verdict == Verdict::delivered) {
        auto& lane = taken[job.site.site];
        if (std::find(lane.begin(), lane.end(), job.id) == lane.end()) lane.push_back(job.id);
      }
      if (random_() % 12 == 0) return void(++crashes[job.id]);  // sent, and never written down
      Next next = Next::stop;
      hub.write([&](engine::HubTransaction& tx) { next = record(tx, turn, job, outcome, rules_, mine, now); });
      lease_until_ = now.plus_seconds(lease_s);
      if (next == Next::stop) return;
      if (next == Next::leave_lane) left.insert(job.site.site);
    }
  }
  bool caught_up() {
    bool all = true;
    hub.write([&](engine::HubTransaction& tx) {
      all = true;
      for (const engine::Lane& lane : tx.outbound.lanes(key)) all = all && lane.event_no == lane.last_no;
      dead.clear();
      for (const auto& letter : tx.outbound.dead(key, engine::DeadStatus::pending, 500))
        dead[letter.site].push_back(letter.event_id);
    });
    return all;
  }

  std::mt19937 random_;
  webhooks::DeliveryRules rules_;
  metrics::Registry registry_;
  std::string hubs_[2]{"hub-a", "hub-b"};
  std::string last_holder_;
  Instant lease_until_;
};
}  // namespace

TEST_CASE("through failures, deaths and two hubs each event is taken or set aside, in its site's order", "[hub]") {
  for (std::uint32_t seed = 1; seed <= 5; ++seed) {
    INFO("seed " << seed);
    World world{seed};
    REQUIRE(world.run());
    CHECK(world.both_at_once == 0);
    for (const auto& [site, events] : world.logged) {
      std::vector<std::string> met;
      std::size_t place = 0;
      for (const std::string& id : world.taken[site]) {
        const auto at = std::find(events.begin(), events.end(), id);
        REQUIRE(at != events.end());
        const auto index = static_cast<std::size_t>(at - events.begin());
        CHECK(index >= place);  // none is taken before one that came earlier, unless that was set aside
        place = index;
        met.push_back(id);
      }
      for (const std::string& id : events) {
        const bool was_taken = std::find(met.begin(), met.end(), id) != met.end();
        const auto& aside = world.dead[site];
        const bool was_dead = std::find(aside.begin(), aside.end(), id) != aside.end();
        CHECK((was_taken || was_dead));
        // Taken and written down, it is never sent again.
        if (was_taken && !was_dead && world.crashes[id] == 0) CHECK(world.sent[id] <= 7);
      }
    }
  }
}

TEST_CASE("a lease is held against another hub, and free when its time is up", "[hub]") {
  World world{7};
  const auto claim_as = [&](const std::string& holder) {
    Turn turn;
    world.hub.write([&](engine::HubTransaction& tx) { turn = claim(tx, world.key, world.tools(holder), world.now); });
    return turn;
  };
  const Turn first = claim_as("hub-a");
  REQUIRE(first.mine);
  REQUIRE_FALSE(first.jobs.empty());
  const Turn refused = claim_as("hub-b");
  CHECK_FALSE(refused.mine);
  CHECK(refused.look_again == world.now.plus_seconds(lease_s));
  CHECK(claim_as("hub-a").mine);  // the same data folder, started again
  world.now = world.now.plus_seconds(lease_s);
  CHECK(claim_as("hub-b").mine);
  // What the first one sent meanwhile is not written down: the second sends it again.
  Next next = Next::go_on;
  world.hub.write([&](engine::HubTransaction& tx) {
    next = record(tx, first, first.jobs[0], {{Verdict::delivered, {}}, 204, 0, {}, {}, {}, {}}, {},
                  world.tools("hub-a"), world.now);
  });
  CHECK(next == Next::stop);
  CHECK(claim_as("hub-b").jobs.at(0).number == first.jobs[0].number);
}
}  // namespace holdfast::courier

// Ten thousand sites in virtual time, releases that are good or bad in different ways.
#include <catch2/catch.hpp>
#include <random>

#include "rings/rollout.h"

using namespace holdfast;
using namespace holdfast::rings;

namespace {
constexpr int sites = 10'000;
constexpr std::int64_t hour = 3600, old_release = 7, new_release = 8;
const Instant start = *parse_rfc3339("2026-11-21T00:00:00Z");

struct Release {
  int dies_permille = 0;       ///< of sites: it cannot prove itself there, and the site goes back
  int unknown_permille = 5;    ///< of scans
  int slower_permille = 1000;  ///< time of a sale
  int integrity_permille = 0;  ///< of sites and days
  int crashes_permille = 0;    ///< of sites and days
};

/// A fleet that trades by day, updates by night, and is out of reach now and then.
class Fleet {
 public:
  Fleet(std::uint64_t seed, Release release)
      : random_{seed}, release_{release}, fleet_(sites), doomed_(sites), away_until_(sites) {
    for (int i = 0; i < sites; ++i) {
      Standing& site = fleet_[static_cast<std::size_t>(i)];
      Uuid id;
      for (int byte = 0; byte < 4; ++byte)
        id.bytes[static_cast<std::size_t>(15 - byte)] = static_cast<std::uint8_t>((i + 1) >> (8 * byte));
      site.site = to_string(id);
      site.running = old_release;
      site.trend.before = trade(Release{});
      doomed_[static_cast<std::size_t>(i)] = chance(release.dies_permille);
    }
  }
  const std::vector<Standing>& all() const { return fleet_; }

  void hour_passes(const Plan& plan, const State& state, int of_the_day) {
    for (std::size_t i = 0; i < fleet_.size(); ++i) {
      Standing& site = fleet_[i];
      away_until_[i] = std::max(away_until_[i] - 1, 0);
      if (away_until_[i] == 0 && chance(2)) away_until_[i] = 1 + static_cast<int>(random_() % 96);
      site.reachable = away_until_[i] == 0;
      const bool night = of_the_day < 6;
      if (night && site.reachable) change_over(site, wish_for(plan, state, site), doomed_[i]);
      if (of_the_day == 20) end_of_day(site);
    }
  }

 private:
  bool chance(int permille) { return static_cast<int>(random_() % 1000) < permille; }
  Signals trade(const Release& with) {
    const auto sales = static_cast<std::int64_t>(200 + random_() % 300);
    Signals out{.trading_s = 12 * hour,
                .sales = sales,
                .scans = sales * 5,
                .scans_unknown = 0,
                .prints = sales,
                .prints_failed = sales / 200,
                .cards = sales / 2,
                .cards_declined = sales / 50,
                .errors = sales / 400,
                .restarts = 0,
                .sale_us = sales * 20'000 * with.slower_permille / 1000,
                .lag_s = 12 * hour * 2,
                .integrity_errors = 0,
                .card_mismatches = 0};
    out.scans_unknown = out.scans * with.unknown_permille / 1000;
    return out;
  }
  void change_over(Standing& site, Wish wish, bool doomed) {
    if (wish == Wish::release && chance(500)) {
      site.progress = doomed ? Progress::went_back : Progress::committed;
      site.running = doomed ? old_release : new_release;
      site.trend.after = {};
    }
    if (wish == Wish::release_before) {
      site.running = old_release;
      site.progress = Progress::went_back;
    }
  }
  void end_of_day(Standing& site) {
    const bool has_it = site.running == new_release;
    site.trend.after += trade(has_it ? release_ : Release{});
    if (has_it && chance(release_.integrity_permille)) ++site.trend.after.integrity_errors;
    if (has_it && chance(release_.crashes_permille)) ++site.crashes;
  }

  std::mt19937_64 random_;
  Release release_;
  std::vector<Standing> fleet_;
  std::vector<bool> doomed_;
  std::vector<int> away_until_;
};

struct End {
  State state;
  int with_it = 0, most_with_it = 0, days = 0;
};
End roll_out(std::uint64_t seed, Release release, bool goes_back = false) {
  Plan plan;
  plan.counter = new_release;
  plan.before = old_release;
  plan.id.bytes[0] = static_cast<std::uint8_t>(seed);
  plan.rings = usual_rings();
  Fleet fleet{seed, release};
  plan.rings[0].sites = {fleet.all()[static_cast<std::size_t>(seed * 37 % sites)].site};
  End end;
  for (int at = 0; at < 24 * 40; ++at) {
    end.state = look(plan, end.state, fleet.all(), start.plus_seconds(at * hour)).state;
    if (goes_back && end.state.phase == Phase::stopped) end.state = go_back(end.state, "it is bad").value();
    if (end.state.phase == Phase::done || end.state.phase == Phase::gone_back ||
        (!goes_back && end.state.phase == Phase::stopped))
      break;
    fleet.hour_passes(plan, end.state, at % 24);
    const auto with_it = std::ranges::count(fleet.all(), new_release, &Standing::running);
    end.most_with_it = std::max(end.most_with_it, static_cast<int>(with_it));
    end.days = at / 24 + 1;
  }
  for (const Standing& site : fleet.all()) {
    REQUIRE((site.running == old_release || site.running == new_release));  // never without a working version
    end.with_it += site.running == new_release;
  }
  return end;
}
}  // namespace

TEST_CASE("a good release reaches ten thousand sites, though some are bad and some away", "[rings]") {
  for (const std::uint64_t seed : {1U, 2U, 3U}) {
    const End end = roll_out(seed, {.dies_permille = 2});
    CHECK(end.state.phase == Phase::done);
    CHECK(end.with_it > sites * 95 / 100);
    CHECK(end.days < 20);
  }
}

TEST_CASE("a bad release never leaves its first rings", "[rings]") {
  struct Case {
    const char* what;
    Release release;
    std::size_t last_ring;
  };
  const Case cases[] = {
      {"dies everywhere", {.dies_permille = 1000}, 0},
      {"dies at one site in twenty", {.dies_permille = 50}, 1},
      {"half of its scans find nothing", {.unknown_permille = 500}, 1},
      {"sales take three times as long", {.slower_permille = 3000}, 1},
      {"breaks the books of one site in a hundred, a day", {.integrity_permille = 10}, 2},
      {"starts anew at one site in ten, a day", {.crashes_permille = 100}, 1},
  };
  for (const Case& each : cases)
    for (const std::uint64_t seed : {1U, 2U, 3U, 4U, 5U}) {
      INFO(each.what << ", seed " << seed);
      const End end = roll_out(seed, each.release);
      CHECK(end.state.phase == Phase::stopped);
      CHECK(end.state.ring <= each.last_ring);
      CHECK(end.most_with_it < sites * 12 / 100);
    }
}

TEST_CASE("after going back no site runs the bad release, those that were away neither", "[rings]") {
  const End end = roll_out(4, {.unknown_permille = 500}, true);
  CHECK(end.state.phase == Phase::gone_back);
  CHECK(end.with_it == 0);
}

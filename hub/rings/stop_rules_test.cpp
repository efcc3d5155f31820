// Each rule that stops a release: the least that trips it, and a little less, which does not; against what was there
// before, and against what happens meanwhile at the sites without it.
#include <algorithm>
#include <catch2/catch.hpp>

#include "rings/rollout.h"

using namespace holdfast;
using namespace holdfast::rings;

namespace {
constexpr std::int64_t hour = 3600;
Signals week() {
  return {.trading_s = 1000 * hour,
          .sales = 100'000,
          .scans = 500'000,
          .scans_unknown = 2'500,
          .prints = 100'000,
          .prints_failed = 500,
          .cards = 50'000,
          .cards_declined = 2'000,
          .errors = 200,
          .restarts = 10,
          .sale_us = 100'000 * 20'000LL,
          .lag_s = 1000 * hour * 60,
          .integrity_errors = 0,
          .card_mismatches = 0};
}

struct Rule {
  const char* kind;
  std::int64_t Signals::* signal;
  std::int64_t trips;  ///< the least value that stops a release where nothing happened elsewhere
  std::int64_t half;   ///< what doubles the rate elsewhere
};
// The rate of before times 1.5 and the rule's slack, and two standard deviations of that many (rounded up), and one
// more. Prints: 0.5 % * 1.5 + 1 % of 100,000 = 1,750, and 2 * 42 = 84. Lag and time of a sale are means, without
// chance.
const Rule rules[] = {
    {"scans", &Signals::scans_unknown, 6'250 + 2 * 80 + 1, 5'000},
    {"prints", &Signals::prints_failed, 1'750 + 2 * 42 + 1, 1'000},
    {"declined", &Signals::cards_declined, 4'000 + 2 * 64 + 1, 4'000},
    {"errors", &Signals::errors, 800 + 2 * 29 + 1, 400},
    {"slow", &Signals::sale_us, 100'000 * 35'001LL, 100'000 * 40'000LL},
    {"lag", &Signals::lag_s, 1000 * hour * 121, 1000 * hour * 120},
};

std::vector<std::string> kinds(const Trend& with, const Trend& without) {
  std::vector<std::string> out;
  for (const Reason& reason : worse(with, without, Rules{})) out.push_back(reason.kind);
  return out;
}
using Kinds = std::vector<std::string>;
}  // namespace

TEST_CASE("each signal stops a release from a certain value on, and not below", "[rings]") {
  const Trend same{week(), week()};
  for (const Rule& rule : rules) {
    INFO(rule.kind);
    Trend with = same;
    with.after.*rule.signal = rule.trips;
    CHECK(kinds(with, same) == Kinds{rule.kind});
    with.after.*rule.signal = rule.trips - (rule.kind == std::string_view{"slow"}  ? 100'000
                                            : rule.kind == std::string_view{"lag"} ? 1000 * hour
                                                                                   : 1);
    CHECK(kinds(with, same).empty());
  }
}

TEST_CASE("what got worse by as much at the sites without it is not the release's fault", "[rings]") {
  const Trend same{week(), week()};
  for (const Rule& rule : rules) {
    INFO(rule.kind);
    Trend with = same, without = same;
    with.after.*rule.signal = rule.trips;
    REQUIRE(kinds(with, same) == Kinds{rule.kind});
    without.after.*rule.signal = rule.half;
    CHECK(kinds(with, without).empty());
    // Nothing is known of the sites without it: what was before is all there is.
    CHECK(kinds(with, {}) == Kinds{rule.kind});
    // It was always so there.
    with.before.*rule.signal = rule.trips;
    CHECK(kinds(with, same).empty());
  }
}

TEST_CASE("where it got better everywhere else, staying as bad as before stops it", "[rings]") {
  // Elsewhere half of what it was: half of it is to be expected here, too.
  for (const Rule& rule : {rules[4], rules[5]}) {
    INFO(rule.kind);
    Trend with{week(), week()}, without{week(), week()};
    with.before.*rule.signal *= 10;
    with.after.*rule.signal *= 10;
    CHECK(kinds(with, without).empty());
    without.after.*rule.signal /= 2;
    CHECK(kinds(with, without) == Kinds{rule.kind});
  }
}

TEST_CASE("sales below four fifths of what was to be expected stop a release", "[rings]") {
  const Trend same{week(), week()};
  Trend with = same;
  with.after.sales = 80'000;
  CHECK(kinds(with, same).empty());
  with.after.sales = 79'999;
  CHECK(kinds(with, same) == Kinds{"sales"});
  Trend holiday = same;
  holiday.after.sales = 60'000;
  CHECK(kinds(with, holiday).empty());
  CHECK(kinds(with, {}) == Kinds{"sales"});
}

TEST_CASE("sales are held against those of the same days alone", "[rings]") {
  // A Sunday of half the sales: of two days that the others traded, and of a week that was before.
  Trend with{week(), week()}, without{week(), week()};
  with.after.trading_s = 100 * hour, with.after.sales = 5'000;
  without.after.trading_s = 200 * hour, without.after.sales = 20'000;
  const auto says = [&](const Trend& others) {
    const Kinds all = kinds(with, others);
    return std::ranges::find(all, "sales") != all.end();
  };
  CHECK_FALSE(says(without));
  CHECK_FALSE(says({}));
  without.after.trading_s = 100 * hour, without.after.sales = 5'000;
  CHECK_FALSE(says(without));
  without.after.sales = 10'000;
  CHECK(says(without));
  without.after.trading_s = 133 * hour, without.after.sales = 13'300;
  CHECK(says(without));
  without.after.trading_s = 134 * hour, without.after.sales = 13'400;
  CHECK_FALSE(says(without));
}

TEST_CASE("starts of their own stop a release when they are more than before and more than elsewhere", "[rings]") {
  // Ten in a thousand hours before: fifteen may be, and two standard deviations more.
  const Trend same{week(), week()};
  Trend with = same;
  with.after.restarts = 15 + 2 * 4;
  CHECK_FALSE(more_restarts(with, same, Rules{}));
  with.after.restarts = 15 + 2 * 4 + 1;
  CHECK(more_restarts(with, same, Rules{}));
  Trend storm = same;
  storm.after.restarts = 20;
  CHECK_FALSE(more_restarts(with, storm, Rules{}));
  with.before.restarts = 20;
  CHECK_FALSE(more_restarts(with, same, Rules{}));
  // Never before, and one store twice: no trend. It never traded because it never stayed up: that is one.
  CHECK_FALSE(more_restarts({{}, {.trading_s = 10 * hour}}, {}, Rules{}));
  CHECK(more_restarts({{}, {.restarts = 3}}, {}, Rules{}));
}

namespace {
Plan one_ring() {
  Plan plan;
  plan.counter = 8;
  plan.rings = {{"broad", {}, 1000, 24 * hour}};
  return plan;
}
/// `with` sites that run it, of which `silent` are not heard of; `others` that wait, of which `away` are not.
std::vector<Standing> fleet(int with, int silent, int others, int away) {
  std::vector<Standing> out;
  for (int i = 0; i < with + others; ++i) {
    const bool has_it = i < with;
    out.push_back({"site-" + std::to_string(i),
                   has_it ? Progress::committed : Progress::waiting,
                   has_it ? 8 : 7,
                   has_it ? i >= silent : i - with >= away,
                   0,
                   {}});
  }
  return out;
}
Kinds stops(const std::vector<Standing>& fleet) {
  Kinds out;
  for (const Reason& reason : look(one_ring(), {}, fleet, Instant{}).state.reasons) out.push_back(reason.kind);
  return out;
}
}  // namespace

TEST_CASE("sites that are not heard of once they took it stop a release, a line that is away for all does not",
          "[rings]") {
  CHECK(stops(fleet(100, 9, 100, 3)).empty());  // one in thirty is nothing strange, and three times that is not yet
  CHECK(stops(fleet(100, 10, 100, 3)) == Kinds{"silent"});
  CHECK(stops(fleet(100, 30, 100, 10)).empty());
  CHECK(stops(fleet(100, 31, 100, 10)) == Kinds{"silent"});
  CHECK(stops(fleet(100, 100, 100, 100)).empty());  // it is the hub that was away
  CHECK(stops(fleet(4, 1, 100, 0)).empty());        // one bad site
  CHECK(stops(fleet(4, 2, 100, 0)) == Kinds{"silent"});
  CHECK(stops(fleet(100, 100, 0, 0)).empty());  // nobody is left to compare with
}

TEST_CASE("sites that start anew by themselves stop a release when they are many", "[rings]") {
  auto crashing = [](int sites, std::int64_t elsewhere) {
    auto all = fleet(100, 0, 100, 0);
    for (Standing& site : all) {
      const bool has_it = site.progress == Progress::committed;
      site.trend.before = site.trend.after = {.trading_s = 10 * hour};
      if (has_it && sites-- > 0) site.crashes = 2, site.trend.after.restarts = 2;
      if (!has_it && elsewhere-- > 0) site.trend.after.restarts = 2;
    }
    return stops(all);
  };
  CHECK(crashing(1, 0).empty());
  CHECK(crashing(2, 0) == Kinds{"crashes"});
  CHECK(crashing(2, 2).empty());
  CHECK(crashing(10, 2) == Kinds{"crashes"});
}

#include <catch2/catch.hpp>

#include "rings/rollout.h"

using namespace holdfast;
using namespace holdfast::rings;

namespace {
const Instant start = *parse_rfc3339("2026-11-21T00:00:00Z");
constexpr std::int64_t hour = 3600, old_release = 7, new_release = 8;

Uuid id_of(int number) {
  Uuid id;
  for (int byte = 0; byte < 4; ++byte)
    id.bytes[static_cast<std::size_t>(15 - byte)] = static_cast<std::uint8_t>(number >> (8 * byte));
  return id;
}
std::string site_id(int number) { return to_string(id_of(number)); }
Plan plan_of(std::vector<Ring> rings) {
  Plan plan;
  plan.id = id_of(99);
  plan.counter = new_release;
  plan.before = old_release;
  plan.rings = std::move(rings);
  return plan;
}
Standing site(int number, Progress progress) {
  return {site_id(number), progress, progress == Progress::committed ? new_release : old_release, true, 0, {}};
}
Signals day() {
  return {.trading_s = 10 * hour,
          .sales = 1000,
          .scans = 5000,
          .scans_unknown = 25,
          .prints = 1000,
          .prints_failed = 5,
          .cards = 500,
          .cards_declined = 20,
          .errors = 2,
          .restarts = 0,
          .sale_us = 1000 * 20'000,
          .lag_s = 10 * hour * 2,
          .integrity_errors = 0,
          .card_mismatches = 0};
}
std::vector<std::string> kinds(const std::vector<Reason>& reasons) {
  std::vector<std::string> out;
  for (const Reason& reason : reasons) out.push_back(reason.kind);
  return out;
}
using Kinds = std::vector<std::string>;
}  // namespace

TEST_CASE("a site is in the first ring that names it, else where it was dealt", "[rings]") {
  Plan plan = plan_of(usual_rings());
  plan.rings[0].sites = {site_id(5)};
  CHECK(ring_of(plan, site_id(5)) == 0);
  std::vector<int> sizes(plan.rings.size());
  for (int i = 100; i < 10'100; ++i) ++sizes[ring_of(plan, site_id(i))];
  CHECK(sizes[0] == 0);
  CHECK(sizes[1] == Approx(100).margin(40));
  CHECK(sizes[2] == Approx(900).margin(120));
  CHECK(sizes[3] == Approx(4000).margin(250));
  Plan other = plan;
  other.id = id_of(98);
  int same = 0;
  for (int i = 100; i < 1100; ++i) same += ring_of(plan, site_id(i)) == 1 && ring_of(other, site_id(i)) == 1;
  CHECK(same < 5);  // another release, other canaries
}

TEST_CASE("a ring that soaked makes place for the next, and the last one ends it", "[rings]") {
  const Plan plan = plan_of({{"canary", {site_id(1)}, 0, 24 * hour}, {"broad", {}, 1000, 48 * hour}});
  State state;
  std::vector<Standing> fleet{site(1, Progress::waiting), site(2, Progress::waiting)};
  CHECK(wish_for(plan, state, fleet[0]) == Wish::release);
  CHECK(wish_for(plan, state, fleet[1]) == Wish::nothing);
  CHECK(look(plan, state, fleet, start).state.ring == 0);
  fleet[0] = site(1, Progress::committed);
  state = look(plan, state, fleet, start).state;
  REQUIRE(state.soaking_since == start);
  CHECK(state.ring_since == start);
  CHECK(look(plan, state, fleet, start.plus_seconds(24 * hour - 1)).state.ring == 0);
  const Step next = look(plan, state, fleet, start.plus_seconds(24 * hour));
  CHECK(next.state.ring == 1);
  CHECK(next.state.ring_since == start.plus_seconds(24 * hour));
  CHECK(next.events == std::vector<std::string>{"Ring `broad` begins."});
  CHECK(wish_for(plan, next.state, fleet[1]) == Wish::release);
  fleet[1] = site(2, Progress::committed);
  state = look(plan, next.state, fleet, start.plus_seconds(25 * hour)).state;
  CHECK(look(plan, state, fleet, start.plus_seconds(73 * hour)).state.phase == Phase::done);
}

TEST_CASE("one bad site does not stop a ring, a trend does", "[rings]") {
  const Plan plan = plan_of({{"broad", {}, 1000, 24 * hour}});
  std::vector<Standing> fleet;
  for (int i = 0; i < 100; ++i) fleet.push_back(site(i, Progress::committed));
  fleet[0] = site(0, Progress::went_back);
  CHECK(look(plan, {}, fleet, start).state.phase == Phase::running);
  fleet[1] = site(1, Progress::went_back);
  const Step stopped = look(plan, {}, fleet, start);
  CHECK(stopped.state.phase == Phase::stopped);
  CHECK(kinds(stopped.state.reasons) == Kinds{"wentBack"});
  CHECK(wish_for(plan, stopped.state, site(7, Progress::waiting)) == Wish::nothing);
  for (int i = 100; i < 200; ++i) fleet.push_back(site(i, Progress::committed));
  CHECK(look(plan, {}, fleet, start).state.phase == Phase::running);  // 2 of 200 are below 2 %
}

TEST_CASE("a ring of one site that went back stops", "[rings]") {
  const Plan plan = plan_of({{"first", {site_id(1)}, 0, hour}, {"broad", {}, 1000, hour}});
  const std::vector<Standing> fleet{site(1, Progress::went_back), site(2, Progress::waiting)};
  CHECK(look(plan, {}, fleet, start).state.phase == Phase::stopped);
}

TEST_CASE("sites out of reach do not hold a ring up, and join later", "[rings]") {
  const Plan plan = plan_of({{"broad", {}, 1000, hour}});
  std::vector<Standing> fleet;
  for (int i = 0; i < 20; ++i) fleet.push_back(site(i, Progress::committed));
  for (int i = 20; i < 30; ++i) {
    fleet.push_back(site(i, Progress::waiting));
    fleet.back().reachable = false;
  }
  const State state = look(plan, {}, fleet, start).state;
  CHECK(state.soaking_since);
  const State done = look(plan, state, fleet, start.plus_seconds(hour)).state;
  CHECK(done.phase == Phase::done);
  CHECK(wish_for(plan, done, fleet[25]) == Wish::release);
}

TEST_CASE("what got worse is told from what got worse everywhere", "[rings]") {
  const Rules rules;
  const Trend same{day(), day()};
  CHECK(worse(same, same, rules).empty());
  Trend bad = same;
  bad.after.scans_unknown = 400;
  CHECK(kinds(worse(bad, same, rules)) == Kinds{"scans"});
  CHECK(worse(bad, bad, rules).size() == 1);  // elsewhere it doubled at most, as far as we believe
  Trend slow = same;
  slow.after.sale_us = 1000 * 45'000;
  CHECK(kinds(worse(slow, same, rules)) == Kinds{"slow"});
  CHECK(worse(slow, slow, rules).empty());  // the whole trade got slower
  Trend quiet = same;
  quiet.after.sales = 500, quiet.after.sale_us = 500 * 20'000;
  CHECK(kinds(worse(quiet, same, rules)) == Kinds{"sales"});
  CHECK(worse(quiet, quiet, rules).empty());  // a holiday
  Trend declined = same;
  declined.after.cards_declined = 80;
  CHECK(kinds(worse(declined, same, rules)) == Kinds{"declined"});
  Trend few = same;
  few.after = {.trading_s = hour / 2,
               .sales = 10,
               .scans = 20,
               .scans_unknown = 10,
               .prints = 10,
               .prints_failed = 5,
               .cards = 5,
               .cards_declined = 4,
               .errors = 1,
               .restarts = 0,
               .sale_us = 10 * 90'000,
               .lag_s = 0,
               .integrity_errors = 0,
               .card_mismatches = 0};
  CHECK(worse(few, same, rules).empty());  // chance
  few.after.integrity_errors = 1;
  CHECK(kinds(worse(few, same, rules)) == Kinds{"books"});  // never chance
}

TEST_CASE("a person pauses, overrules, goes back", "[rings]") {
  const Plan plan = plan_of({{"broad", {}, 1000, hour}});
  std::vector<Standing> fleet;
  for (int i = 0; i < 10; ++i) fleet.push_back(site(i, i < 2 ? Progress::went_back : Progress::committed));
  fleet.push_back(site(10, Progress::waiting));
  State state = look(plan, {}, fleet, start).state;
  REQUIRE(state.phase == Phase::stopped);
  CHECK_FALSE(pause(state, "x"));
  state = resume(state).value();
  state = look(plan, state, fleet, start).state;
  CHECK(state.phase == Phase::running);  // looked into
  fleet[5].trend = {day(), day()};
  fleet[5].trend.after.card_mismatches = 1;
  CHECK(kinds(look(plan, state, fleet, start).state.reasons) == Kinds{"cards"});  // that was not
  state = pause(state, "Black Friday").value();
  CHECK(wish_for(plan, state, fleet[10]) == Wish::nothing);
  state = go_back(state, "the till is too slow").value();
  CHECK(wish_for(plan, state, fleet[5]) == Wish::release_before);
  CHECK(wish_for(plan, state, fleet[0]) == Wish::nothing);
  CHECK(look(plan, state, fleet, start).state.phase == Phase::going_back);
  for (Standing& each : fleet) each.running = old_release;
  CHECK(look(plan, state, fleet, start).state.phase == Phase::gone_back);
  CHECK_FALSE(advance(plan, state, start));
}

TEST_CASE("sites that cannot go back are named and not waited for", "[rings]") {
  const Plan plan = plan_of({{"all", {}, 1000, hour}});
  std::vector<Standing> fleet{site(1, Progress::committed), site(2, Progress::committed), site(3, Progress::committed),
                              site(4, Progress::waiting)};
  State state = go_back({}, "it migrated and is too slow").value();
  for (const int number : {0, 1}) fleet[static_cast<std::size_t>(number)].progress = Progress::stays;
  CHECK(wish_for(plan, state, fleet[0]) == Wish::nothing);
  CHECK(wish_for(plan, state, fleet[2]) == Wish::release_before);
  Step step = look(plan, state, fleet, start);
  CHECK(step.state.phase == Phase::going_back);  // the third one still can
  CHECK(step.events.empty());
  fleet[2] = site(3, Progress::went_back);
  step = look(plan, state, fleet, start);
  CHECK(step.state.phase == Phase::gone_back);
  CHECK(kinds(step.state.reasons) == Kinds{"person", "stays"});
  CHECK(step.state.reasons[1].text ==
        "2 sites cannot go back and keep it: the way on is a newer release that is mended; the way back is a backup "
        "from before, which loses what was sold since.");
  REQUIRE(step.events.size() == 1);
  CHECK_THAT(step.events[0], Catch::EndsWith(step.state.reasons[1].text));
  CHECK(parse_state(state_text(step.state)).value().reasons == step.state.reasons);
  // One for which a way opens later, as when a person clears what is in it, leaves it after all.
  fleet[0].progress = Progress::committed;
  CHECK(wish_for(plan, step.state, fleet[0]) == Wish::release_before);
  CHECK(wish_for(plan, step.state, fleet[1]) == Wish::nothing);
}

TEST_CASE("a plan that a person advances waits for them", "[rings]") {
  Plan plan = plan_of({{"canary", {site_id(1)}, 0, 0}, {"broad", {}, 1000, hour}});
  plan.automatic = false;
  const std::vector<Standing> fleet{site(1, Progress::committed), site(2, Progress::waiting)};
  State state = look(plan, {}, fleet, start).state;
  state = look(plan, state, fleet, start).state;
  REQUIRE(state.phase == Phase::waiting);
  CHECK(wish_for(plan, state, fleet[1]) == Wish::nothing);
  CHECK(advance(plan, state, start).value().ring == 1);
  CHECK(advance(plan, state, start).value().ring_since == start);
}

TEST_CASE("plans are read and written, and complained about by pointer", "[rings]") {
  const Plan plan =
      parse_plan(
          R"({"rings":[{"name":"canary","sites":["00000000-0000-0000-0000-000000000001"],"soakHours":2},{"name":"all","permille":1000}],"rules":{"rollbackSites":3},"automatic":false,"leastSafeCounter":7,"bytesPerSecond":65536})")
          .value();
  CHECK(plan.rings[0].soak_s == 2 * hour);
  CHECK(plan.rules.rollback_sites == 3);
  CHECK((plan.least_safe == 7 && plan.bytes_per_second == 65'536));
  CHECK(plan_text(parse_plan(plan_text(plan)).value()) == plan_text(plan));
  CHECK(parse_plan("{}").value().rings.size() == usual_rings().size());
  for (const auto& [text, pointer] :
       {std::pair{R"({"rings":[{"name":"a","permille":500}]})", "/rings/0/permille"},
        std::pair{R"({"rings":[{"name":"a","permille":500},{"name":"b","permille":400},{"name":"c","permille":1000}]})",
                  "/rings/1/permille"},
        std::pair{R"({"rings":[{"name":"a","sites":[7],"permille":1000}]})", "/rings/0/sites/0"},
        std::pair{R"({"rules":{"worsePermille":900}})", "/rules/worsePermille"},
        std::pair{R"({"rings":[{"name":"a","permille":1000,"soakHours":1,"soakSeconds":5}]})", "/rings/0/soakSeconds"},
        std::pair{R"({"bytesPerSecond":10})", "/bytesPerSecond"}, std::pair{R"({"speed":1})", "/speed"}}) {
    const auto refused = parse_plan(text);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().fields[0].pointer == pointer);
  }
}

TEST_CASE("a state is the same when it was written and read", "[rings]") {
  const State state{Phase::stopped, 2,    start, {{"scans", "More of them: \"7 %\"."}, {"person", "sleep"}},
                    {"cards"},      start};
  const State back = parse_state(state_text(state)).value();
  CHECK(back.phase == state.phase);
  CHECK(back.ring == 2);
  CHECK(back.soaking_since == start);
  CHECK(back.reasons == state.reasons);
  CHECK(back.overruled == state.overruled);
  CHECK(back.ring_since == start);
  CHECK_FALSE(parse_state(state_text({})).value().soaking_since);
  CHECK_FALSE(parse_state(R"({"phase":"asleep","ring":0})"));
}

TEST_CASE("a plan may say that what a rule stops goes back by itself", "[rings]") {
  Plan plan = plan_of({{"canary", {site_id(1)}, 0, 0}, {"broad", {}, 1000, hour}});
  plan.back_when_stopped = true;
  std::vector<Standing> fleet{site(1, Progress::committed), site(2, Progress::waiting)};
  fleet[0].trend.after.integrity_errors = 1;
  State state = look(plan, {}, fleet, start).state;
  REQUIRE(state.phase == Phase::going_back);
  CHECK(state.reasons[0].kind == "books");
  CHECK(wish_for(plan, state, fleet[0]) == Wish::release_before);
  CHECK(wish_for(plan, state, fleet[1]) == Wish::nothing);
  fleet[0] = site(1, Progress::went_back);
  CHECK(look(plan, state, fleet, start).state.phase == Phase::gone_back);
}

TEST_CASE("a handful more than the few there were before is chance", "[rings]") {
  const auto scanned = [](std::int64_t scans, std::int64_t unknown) {
    Signals out;
    out.scans = scans;
    out.scans_unknown = unknown;
    return out;
  };
  const Rules rules;
  // 2 % before and now 2.8 %, of which five more are luck; the others had a quiet minute.
  CHECK(worse({scanned(600, 12), scanned(500, 14)}, {scanned(300, 9), scanned(400, 2)}, rules).empty());
  CHECK(worse({scanned(600, 12), scanned(500, 30)}, {}, rules).size() == 1);
  // Nothing is known of before: what the others have meanwhile is what to expect.
  CHECK(worse({{}, scanned(500, 14)}, {scanned(5000, 100), scanned(5000, 100)}, rules).empty());
  CHECK(worse({{}, scanned(500, 250)}, {scanned(5000, 100), scanned(5000, 100)}, rules).size() == 1);
}

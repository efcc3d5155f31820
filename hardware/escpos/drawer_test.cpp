#include "escpos/drawer.h"

#include <catch2/catch.hpp>

#include "escpos/kick_session.h"

using namespace holdfast;
using namespace holdfast::escpos;

namespace {
constexpr Instant t0{1'700'000'000'000'000};
PrinterStatus with_pin(std::optional<bool> high) {
  PrinterStatus status;
  status.drawer_pin_high = high;
  return status;
}
std::optional<KickOutcome> outcome_of(KickSession& session, Instant now) {
  while (auto action = session.poll()) {
    if (const auto* end = std::get_if<KickSession::Finished>(&*action)) return end->outcome;
    session.on_written(std::get<KickSession::Send>(*action).bytes.size(), now);
  }
  return std::nullopt;
}
constexpr std::string_view well_and_closed{"\x10\x00\x00\x00", 4};
constexpr std::string_view well_and_open{"\x14\x00\x00\x00", 4};
}  // namespace

TEST_CASE("what pin 3 means is a matter of the drawer", "[escpos]") {
  const DrawerWiring high{DrawerPin::two, {}, true};
  const DrawerWiring low{DrawerPin::two, {}, false};
  CHECK(drawer_state(with_pin(true), high) == DrawerState::open);
  CHECK(drawer_state(with_pin(true), low) == DrawerState::closed);
  CHECK(drawer_state(with_pin(false), low) == DrawerState::open);
  CHECK(drawer_state(with_pin(std::nullopt), high) == DrawerState::unknown);
  CHECK(drawer_state(with_pin(true), {}) == DrawerState::unknown);
}

TEST_CASE("the polarity is learnt by opening and closing", "[escpos]") {
  CHECK(learn_open_when_high(true, false) == true);
  CHECK(learn_open_when_high(false, true) == false);
  CHECK_FALSE(learn_open_when_high(true, true));
  CHECK_FALSE(learn_open_when_high(true, std::nullopt));
}

TEST_CASE("a drawer left open is told of once", "[escpos]") {
  DrawerWatch watch{{DrawerPin::two, {}, true}, 30};
  watch.on_status(with_pin(false), t0);
  CHECK_FALSE(watch.poll());
  watch.on_status(with_pin(true), t0.plus_seconds(10));
  CHECK(watch.poll() == DrawerWatch::Event{DrawerWatch::Opened{}});
  CHECK(watch.deadline() == t0.plus_seconds(40));
  watch.on_time(t0.plus_seconds(39));
  CHECK_FALSE(watch.poll());
  watch.on_time(t0.plus_seconds(40));
  CHECK(watch.poll() == DrawerWatch::Event{DrawerWatch::LeftOpen{t0.plus_seconds(10)}});
  CHECK_FALSE(watch.deadline());
  watch.on_status(with_pin(false), t0.plus_seconds(55));
  CHECK(watch.poll() == DrawerWatch::Event{DrawerWatch::Closed{45}});
  watch.on_status(with_pin(true), t0.plus_seconds(60));
  watch.on_status({}, t0.plus_seconds(61));
  CHECK(watch.state() == DrawerState::unknown);
  CHECK_FALSE(watch.deadline());
}

TEST_CASE("a kick goes at once where it can, and the switch says what became of it", "[escpos]") {
  PrinterWatch watch{*find_profile("epson-tm-t88v")};
  const DrawerWiring wiring{DrawerPin::two, {}, true};
  watch.on_link_up(t0);
  CHECK(kick_bytes(watch, wiring) == std::string_view{"\x1bp\x00\x19\xfa", 5});  // status not known: in order
  watch.on_bytes(well_and_closed, t0);
  CHECK(kick_bytes(watch, wiring) == std::string_view{"\x10\x14\x01\x00\x01", 5});

  KickSession opens{kick_bytes(watch, wiring), wiring, watch};
  opens.start(t0);
  CHECK_FALSE(outcome_of(opens, t0));
  opens.on_bytes(well_and_open, t0.plus_seconds(1));
  CHECK(outcome_of(opens, t0) == KickOutcome::opened);

  KickSession again{kick_bytes(watch, wiring), wiring, watch};
  again.start(t0);
  CHECK(again.poll() == KickSession::Action{KickSession::Finished{KickOutcome::already_open}});

  watch.on_bytes(well_and_closed, t0);
  KickSession stuck{kick_bytes(watch, wiring), wiring, watch};
  stuck.start(t0);
  CHECK_FALSE(outcome_of(stuck, t0));
  stuck.on_time(t0.plus_seconds(3));
  CHECK(outcome_of(stuck, t0) == KickOutcome::stayed_closed);
}

TEST_CASE("a kick is never repeated, and a lost link leaves it unknown", "[escpos]") {
  PrinterWatch watch{*find_profile("zjiang-pos-5890")};
  watch.on_link_up(t0);
  KickSession clone{kick_bytes(watch, {}), {}, watch};
  clone.start(t0);
  CHECK(outcome_of(clone, t0) == KickOutcome::sent);

  KickSession lost{kick_bytes(watch, {}), {}, watch};
  lost.start(t0);
  CHECK(std::holds_alternative<KickSession::Send>(*lost.poll()));
  lost.on_link_lost(t0);
  CHECK(outcome_of(lost, t0) == KickOutcome::unknown);

  KickSession none{{}, {}, watch};
  none.start(t0);
  CHECK(outcome_of(none, t0) == KickOutcome::not_sent);
}

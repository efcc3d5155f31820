#include "capabilities/terminal_mode.h"

#include <catch2/catch.hpp>
#include <random>

namespace holdfast::capabilities {
namespace {
using Light = TerminalMode::Light;
constexpr Instant start{1'000'000'000};
Instant at(std::int64_t seconds) { return start.plus_seconds(seconds); }

struct Look {
  std::int64_t second;
  Light light;
  bool in_doubt;
  Mode mode;
  Cause cause;
  std::int64_t since;
};
}  // namespace

TEST_CASE("a terminal's mode follows its light, not at once, and says why and since when", "[capabilities]") {
  constexpr Look looks[] = {
      {0, Light::away, false, Mode::online, Cause::starting, 0},  // the line is being opened
      {1, Light::well, false, Mode::online, Cause::answers, 0},
      {5, Light::away, false, Mode::online, Cause::answers, 0},
      {14, Light::away, false, Mode::online, Cause::answers, 0},  // it closes idle lines: given a moment
      {15, Light::away, false, Mode::edge, Cause::no_answer, 15},
      {16, Light::fault, false, Mode::edge, Cause::device, 15},  // there is a line again, and it says it is unwell
      {17, Light::well, false, Mode::edge, Cause::device, 15},
      {20, Light::away, false, Mode::edge, Cause::no_answer, 15},  // gone again: the five seconds begin anew
      {21, Light::well, true, Mode::edge, Cause::no_answer, 15},
      {25, Light::well, true, Mode::edge, Cause::no_answer, 15},
      {26, Light::well, true, Mode::draining, Cause::backlog, 26},
      {30, Light::well, false, Mode::online, Cause::answers, 30},
      {31, Light::fault, false, Mode::online, Cause::answers, 30},
      {41, Light::fault, false, Mode::edge, Cause::device, 41},
  };
  TerminalMode terminal{at(0)};
  for (const Look& look : looks) {
    terminal.on_look(look.light, look.in_doubt, at(look.second));
    INFO("second " << look.second);
    CHECK(terminal.mode() == look.mode);
    CHECK(terminal.cause() == look.cause);
    CHECK(terminal.since() == at(look.since));
  }
}

TEST_CASE("a terminal that was never there is away once its moment is over", "[capabilities]") {
  TerminalMode terminal{at(0)};
  terminal.on_look(Light::away, false, at(9));
  CHECK(terminal.mode() == Mode::online);
  terminal.on_look(Light::away, false, at(10));
  CHECK(terminal.mode() == Mode::edge);
  CHECK(terminal.cause() == Cause::no_answer);
}

TEST_CASE("a terminal that comes and goes has to stay longer each time", "[capabilities]") {
  TerminalMode terminal{at(0)};
  std::int64_t second = 0, longest = 0;
  for (int round = 0; round < 8; ++round) {
    for (int i = 0; i < 12; ++i) terminal.on_look(Light::away, false, at(++second));
    REQUIRE(terminal.mode() == Mode::edge);
    const std::int64_t from = second + 1;
    while (terminal.mode() == Mode::edge) terminal.on_look(Light::well, false, at(++second));
    const std::int64_t waited = second - from;
    CHECK((waited >= longest || longest == 300));
    longest = std::max(longest, waited);
  }
  CHECK(longest > 60);
  CHECK(longest <= 300);
}

TEST_CASE(
    "whatever a terminal's light does, a mode of away lasts five seconds and never begins within ten of a good one",
    "[capabilities]") {
  std::mt19937 random{5};
  TerminalMode terminal{at(0)};
  std::int64_t last_well = 0;
  Mode before = terminal.mode();
  for (std::int64_t second = 0; second < 20'000; ++second) {
    const auto light = static_cast<Light>(random() % 7 == 0 ? static_cast<std::int64_t>(random() % 3) : (second / 40) % 3);
    terminal.on_look(light, random() % 50 == 0, at(second));
    if (light == Light::well) last_well = second;
    if (before != Mode::edge && terminal.mode() == Mode::edge) CHECK(second - last_well >= 10);
    if (before == Mode::edge && terminal.mode() != Mode::edge) CHECK(light == Light::well);
    CHECK((terminal.mode() == Mode::draining) == (terminal.cause() == Cause::backlog));
    before = terminal.mode();
  }
}
}  // namespace holdfast::capabilities

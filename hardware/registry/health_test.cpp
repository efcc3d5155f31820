#include "registry/health.h"

#include <catch2/catch.hpp>

using namespace holdfast;
using namespace holdfast::registry;

namespace {
constexpr Instant t0{1'795'255'200'000'000};
Instant after_ms(std::int64_t ms) { return Instant{t0.unix_us() + ms * 1000}; }
const escpos::PrinterProfile& model() { return *escpos::find_profile("epson-tm-t88vi"); }
/// Answers one whole round of questions.
void answer(escpos::PrinterWatch& watch, const char* bytes, Instant now) {
  (void)watch.poll(now);
  (void)watch.on_bytes(std::string_view{bytes, 4}, now);
}
constexpr const char* well = "\x12\x12\x12\x12";
constexpr const char* no_paper = "\x1a\x32\x12\x72";
constexpr const char* little_paper = "\x12\x12\x12\x1e";
}  // namespace

TEST_CASE("a printer is looked for, then online, and paper that runs low is a warning", "[registry]") {
  escpos::PrinterWatch watch{model()};
  PrinterHealth health{{}, t0};
  CHECK(key_of(health.health().word) == "connecting");
  watch.on_link_up(t0);
  health.on_link_up(t0);
  answer(watch, well, t0);
  health.on_status(watch, std::nullopt, t0);
  CHECK((light_of(health.health()) == "online" && health.health().last_good == t0));
  answer(watch, little_paper, after_ms(600));
  health.on_status(watch, std::nullopt, after_ms(600));
  CHECK(light_of(health.health()) == "warning");
  CHECK(hint_of(health.health().word) == "have_paper_ready");
}

TEST_CASE("trouble says what it is and since when, and when it was last well", "[registry]") {
  escpos::PrinterWatch watch{model()};
  PrinterHealth health{{}, t0};
  watch.on_link_up(t0);
  health.on_link_up(t0);
  answer(watch, well, t0);
  health.on_status(watch, std::nullopt, t0);
  (void)health.take_change();
  answer(watch, no_paper, after_ms(900));
  health.on_status(watch, std::nullopt, after_ms(900));
  CHECK(health.take_change());
  CHECK_FALSE(health.take_change());
  CHECK((light_of(health.health()) == "fault" && key_of(health.health().word) == "paper_end"));
  CHECK((health.health().since == after_ms(900) && health.health().last_good == t0));
}

TEST_CASE("a lost link is told after a moment, one that is back at once is not", "[registry]") {
  PrinterHealth health{{}, t0};
  escpos::PrinterWatch watch{model()};
  watch.on_link_up(t0);
  health.on_link_up(t0);
  answer(watch, well, t0);
  health.on_status(watch, std::nullopt, t0);
  health.on_link_down("reset by peer", after_ms(1000));
  CHECK(light_of(health.health()) == "online");
  CHECK(health.deadline() == after_ms(1700));
  health.on_link_up(after_ms(1200));
  CHECK_FALSE(health.deadline().has_value());
  health.on_link_down("refused", after_ms(2000));
  health.on_time(after_ms(2700));
  CHECK((light_of(health.health()) == "offline" && health.health().why == "refused"));
}

TEST_CASE("silence is a fault of a printer that answers, and nothing of one that need not", "[registry]") {
  const auto word_after_silence = [](const escpos::PrinterProfile& profile) {
    escpos::PrinterWatch watch{profile};
    PrinterHealth health{{}, t0};
    watch.on_link_up(t0);
    health.on_link_up(t0);
    (void)watch.poll(t0);
    health.on_status(watch, std::nullopt, after_ms(3000));
    return std::string{light_of(health.health())} + " " + std::string{key_of(health.health().word)};
  };
  CHECK(word_after_silence(model()) == "fault not_answering");
  CHECK(word_after_silence(escpos::unknown_printer()) == "online status_unknown");
}

TEST_CASE("a drawer left open is a warning from its limit until it is closed", "[registry]") {
  constexpr const char* open = "\x16\x12\x12\x12";
  escpos::DrawerWiring wiring;
  wiring.open_when_high = true;
  escpos::PrinterWatch watch{model()};
  PrinterHealth health{wiring, t0, 5};
  const auto look = [&](const char* bytes, std::int64_t ms) {
    answer(watch, bytes, after_ms(ms));
    health.on_status(watch, std::nullopt, after_ms(ms));
  };
  watch.on_link_up(t0);
  health.on_link_up(t0);
  look(open, 0);
  CHECK(health.deadline() == after_ms(5000));
  CHECK((key_of(health.health().word) == "online" && health.health().drawer == escpos::DrawerState::open));
  // The link is opened anew in between: it is the same opening.
  watch.on_link_lost();
  health.on_link_down("closed", after_ms(2000));
  watch.on_link_up(after_ms(2100));
  health.on_link_up(after_ms(2100));
  health.on_status(watch, std::nullopt, after_ms(2100));
  look(open, 2200);
  CHECK(health.deadline() == after_ms(5000));
  (void)health.take_change();
  health.on_time(after_ms(5000));
  health.on_status(watch, std::nullopt, after_ms(5000));
  CHECK(health.take_change());
  CHECK((light_of(health.health()) == "warning" && key_of(health.health().word) == "drawer_open"));
  CHECK(hint_of(health.health().word) == "close_drawer");
  CHECK_FALSE(health.deadline().has_value());
  look("\x1e\x32\x12\x72", 5600);  // what keeps it from printing comes first
  CHECK(key_of(health.health().word) == "paper_end");
  look(open, 6200);
  look(well, 7000);
  CHECK((key_of(health.health().word) == "online" && health.health().drawer == escpos::DrawerState::closed));
  CHECK_FALSE(health.health().drawer_left_open);
}

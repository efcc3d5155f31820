#include "registry/health.h"

#include <array>
#include <utility>

namespace holdfast::registry {
namespace {
struct Words {
  std::string_view key, hint;
};
constexpr std::array<Words, 16> words{{
    {"connecting", ""},
    {"online", ""},
    {"status_unknown", ""},
    {"drawer_open", "close_drawer"},
    {"paper_low", "have_paper_ready"},
    {"paper_end", "load_paper"},
    {"cover_open", "close_cover"},
    {"cutter_error", "free_cutter"},
    {"recoverable_error", "switch_off_and_on"},
    {"unrecoverable_error", "call_service"},
    {"head_hot", "wait_for_it"},
    {"feeding", "wait_for_it"},
    {"offline", "press_online"},
    {"not_taking_data", "switch_off_and_on"},
    {"not_answering", "check_cable"},
    {"away", "check_power_and_cable"},
}};

Word word_of(escpos::Trouble trouble) {
  using escpos::Trouble;
  switch (trouble) {
    case Trouble::cover_open:
      return Word::cover_open;
    case Trouble::paper_end:
      return Word::paper_end;
    case Trouble::cutter_error:
      return Word::cutter_error;
    case Trouble::recoverable_error:
      return Word::recoverable_error;
    case Trouble::unrecoverable_error:
      return Word::unrecoverable_error;
    case Trouble::head_hot:
      return Word::head_hot;
    case Trouble::feeding:
      return Word::feeding;
    case Trouble::offline:
      return Word::offline;
    case Trouble::not_taking_data:
      return Word::not_taking_data;
    case Trouble::not_answering:
      return Word::not_answering;
  }
  return Word::offline;
}
}  // namespace

std::string_view key_of(Word word) { return words[static_cast<std::size_t>(word)].key; }
std::string_view hint_of(Word word) { return words[static_cast<std::size_t>(word)].hint; }

std::string_view light_of(const Health& health) {
  switch (health.state) {
    case State::away:
      return "offline";
    case State::online:
      return health.word == Word::paper_low || health.word == Word::drawer_open ? "warning" : "online";
    case State::trouble:
      return "fault";
  }
  return "offline";
}

DeviceHealth device_health(const Health& health) {
  constexpr std::array<std::string_view, 3> drawers{"unknown", "closed", "open"};
  DeviceHealth told;
  told.light = light_of(health);
  told.word = key_of(health.word);
  told.hint = hint_of(health.word);
  told.why = health.why;
  told.since = health.since;
  told.last_good = health.last_good;
  told.drawer = drawers[static_cast<std::size_t>(health.drawer)];
  return told;
}

PrinterHealth::PrinterHealth(escpos::DrawerWiring wiring, Instant now, std::int64_t drawer_limit_seconds)
    : drawer_{wiring, drawer_limit_seconds}, down_since_{now} {
  health_.since = now;
}

void PrinterHealth::become(State state, Word word, Instant now) {
  if (state == State::online) health_.last_good = now;
  if (health_.state == state && health_.word == word) return;
  health_.state = state;
  health_.word = word;
  health_.since = now;
  changed_ = true;
}

void PrinterHealth::on_link_up(Instant) {
  down_since_.reset();
  told_away_ = false;
  health_.why.clear();
}

void PrinterHealth::on_link_down(std::string why, Instant now) {
  health_.why = std::move(why);
  if (!down_since_) down_since_ = now;
  on_time(now);
}

/// A link that is opened again says nothing of the drawer for a moment: it is as it was until the printer has answered.
void PrinterHealth::look_at_drawer(const escpos::PrinterStatus& status, Instant now) {
  drawer_.on_status(status, now);
  drawer_.on_time(now);
  bool left_open = health_.drawer_left_open && drawer_.state() == escpos::DrawerState::open;
  while (const auto event = drawer_.poll()) left_open = std::holds_alternative<escpos::DrawerWatch::LeftOpen>(*event);
  if (std::exchange(health_.drawer_left_open, left_open) != left_open) changed_ = true;
  if (std::exchange(health_.drawer, drawer_.state()) != drawer_.state()) changed_ = true;
}

void PrinterHealth::on_time(Instant now) {
  if (!down_since_ || told_away_ || now.unix_us() < down_since_->unix_us() + away_after_us) return;
  told_away_ = true;
  look_at_drawer({}, now);
  become(State::away, Word::away, now);
}

std::optional<Instant> PrinterHealth::deadline() const {
  if (!down_since_ || told_away_) return drawer_.deadline();
  return Instant{down_since_->unix_us() + away_after_us};
}

void PrinterHealth::on_status(const escpos::PrinterWatch& watch, std::optional<escpos::Trouble> job, Instant now) {
  if (!watch.is_up()) return;
  health_.skipped_bytes = static_cast<std::int64_t>(watch.skipped_bytes());
  if (watch.status().drawer_pin_high) look_at_drawer(watch.status(), now);
  const auto trouble = watch.trouble() ? watch.trouble() : job;
  if (trouble) return become(State::trouble, word_of(*trouble), now);
  if (!watch.can_ask()) return become(State::online, Word::status_unknown, now);
  if (watch.is_silent(now)) {
    const bool fault = watch.profile().has(escpos::Feature::answers);
    return become(fault ? State::trouble : State::online, fault ? Word::not_answering : Word::status_unknown, now);
  }
  if (!watch.has_answered()) return;  // just asked
  const bool low = watch.status().paper == escpos::Paper::near_end;
  const bool left_open = health_.drawer_left_open;
  become(State::online, left_open ? Word::drawer_open : low ? Word::paper_low : Word::online, now);
}

bool PrinterHealth::take_change() { return std::exchange(changed_, false); }
}  // namespace holdfast::registry

#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/instant.h"
#include "escpos/drawer.h"
#include "escpos/printer_watch.h"
#include "registry/device_health.h"

namespace holdfast::registry {
enum class State { away, online, trouble };
/// What a person reads of a device; each has a key (`paper_end`) for which the screens have words.
enum class Word {
  connecting,
  online,
  status_unknown,  ///< the link is up and the device says nothing, as many do
  drawer_open,     ///< for longer than the shop wants
  paper_low,
  paper_end,
  cover_open,
  cutter_error,
  recoverable_error,
  unrecoverable_error,
  head_hot,
  feeding,
  offline,
  not_taking_data,
  not_answering,
  away,  ///< no link
};
std::string_view key_of(Word word);
/// What to do about it, as a key (`load_paper`); empty when there is nothing to do.
std::string_view hint_of(Word word);

struct Health {
  State state = State::away;
  Word word = Word::connecting;
  std::string why;                   ///< of a link that cannot be opened, in words of the operating system
  Instant since;                     ///< it is like this
  std::optional<Instant> last_good;  ///< it could print
  escpos::DrawerState drawer = escpos::DrawerState::unknown;
  bool drawer_left_open = false;   ///< longer than its limit
  std::int64_t skipped_bytes = 0;  ///< what it said and nobody understood
};
/// `online`, `warning`, `fault` or `offline`: the words that the API has for a light.
std::string_view light_of(const Health& health);
DeviceHealth device_health(const Health& health);

/// How one printer is, from what its link and its watch know. It holds a lost link back for a moment: a printer that
/// closes idle connections, or is opened again after a job, is not away.
class PrinterHealth {
 public:
  static constexpr std::int64_t away_after_us = 700'000;
  explicit PrinterHealth(escpos::DrawerWiring wiring, Instant now,
                         std::int64_t drawer_limit_seconds = escpos::DrawerWatch::default_left_open_seconds);
  void on_link_up(Instant now);
  void on_link_down(std::string why, Instant now);
  /// `job`: what a running job knows besides (no data taken, no answer).
  void on_status(const escpos::PrinterWatch& watch, std::optional<escpos::Trouble> job, Instant now);
  void on_time(Instant now);
  std::optional<Instant> deadline() const;
  const Health& health() const { return health_; }
  /// True once after each change that is worth telling: of state, word or drawer.
  bool take_change();

 private:
  void become(State state, Word word, Instant now);
  void look_at_drawer(const escpos::PrinterStatus& status, Instant now);
  escpos::DrawerWatch drawer_;
  Health health_;
  std::optional<Instant> down_since_;
  bool told_away_ = false;
  bool changed_ = true;
};
}  // namespace holdfast::registry

#pragma once
#include <deque>
#include <optional>
#include <variant>

#include "base/instant.h"
#include "escpos/commands.h"
#include "escpos/printer_status.h"

namespace holdfast::escpos {
/// How a cash drawer hangs on its printer (hardware reference 3). The switch comes back as pin 3, and which level means
/// open is a matter of the drawer's wiring; without a value there is no switch, or nobody has learnt it yet.
struct DrawerWiring {
  DrawerPin pin = DrawerPin::two;
  Pulse pulse;
  std::optional<bool> open_when_high;
  friend bool operator==(const DrawerWiring& a, const DrawerWiring& b) {
    return a.pin == b.pin && a.pulse.on_ms == b.pulse.on_ms && a.pulse.off_ms == b.pulse.off_ms &&
           a.open_when_high == b.open_when_high;
  }
};
enum class DrawerState { unknown, closed, open };
/// Unknown without a status or a switch: never "closed".
DrawerState drawer_state(const PrinterStatus& status, const DrawerWiring& wiring);
/// "Open it, close it": which level means open, from the pin in both positions. Empty when it is the same in both.
std::optional<bool> learn_open_when_high(std::optional<bool> pin_when_open, std::optional<bool> pin_when_closed);

/// Watches one drawer: tells when it opens and closes, and once when it has been left open.
class DrawerWatch {
 public:
  static constexpr std::int64_t default_left_open_seconds = 60;
  struct Opened {
    friend bool operator==(const Opened&, const Opened&) = default;
  };
  struct Closed {
    std::int64_t open_seconds;
    friend bool operator==(const Closed&, const Closed&) = default;
  };
  struct LeftOpen {
    Instant since;
    friend bool operator==(const LeftOpen&, const LeftOpen&) = default;
  };
  using Event = std::variant<Opened, Closed, LeftOpen>;

  explicit DrawerWatch(DrawerWiring wiring, std::int64_t left_open_seconds = default_left_open_seconds)
      : wiring_{wiring}, left_open_seconds_{left_open_seconds} {}
  void on_status(const PrinterStatus& status, Instant now);  ///< an empty one when the link is lost
  void on_time(Instant now);
  std::optional<Event> poll();
  std::optional<Instant> deadline() const { return deadline_; }
  DrawerState state() const { return state_; }

 private:
  DrawerWiring wiring_;
  std::int64_t left_open_seconds_;
  DrawerState state_ = DrawerState::unknown;
  Instant opened_;
  std::optional<Instant> deadline_;
  std::deque<Event> events_;
};
}  // namespace holdfast::escpos

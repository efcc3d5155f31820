#pragma once
#include <deque>
#include <optional>
#include <string>
#include <variant>

#include "base/instant.h"
#include "escpos/drawer.h"
#include "escpos/printer_watch.h"

namespace holdfast::escpos {
enum class KickOutcome {
  opened,         ///< its switch says so
  sent,           ///< there is no switch to say more
  stayed_closed,  ///< the switch says that it did not open: locked, or not plugged in
  already_open,   ///< nothing was sent
  not_sent,       ///< surely no pulse
  unknown,        ///< the link was lost: it may have opened
};

/// The bytes of a pulse for an ESC/POS printer: at once where the printer has that and is idle and well, else in the
/// order of its data. Empty when the profile has no drawer.
std::string kick_bytes(const PrinterWatch& watch, const DrawerWiring& wiring);

/// Opens a drawer once. It never repeats a pulse: a second one opens a drawer that somebody has just closed (hardware
/// reference 3). Who and why is journaled by the caller before start().
class KickSession {
 public:
  struct Send {
    std::string bytes;
    friend bool operator==(const Send&, const Send&) = default;
  };
  struct Finished {
    KickOutcome outcome;
    friend bool operator==(const Finished&, const Finished&) = default;
  };
  using Action = std::variant<Send, Finished>;

  /// `pulse`: from kick_bytes(), or what another printer takes (star::put_kick).
  KickSession(std::string pulse, DrawerWiring wiring, PrinterWatch& watch);
  void start(Instant now);
  void on_bytes(std::string_view bytes, Instant now);
  void on_written(std::size_t count, Instant now);
  void on_link_lost(Instant now);
  void on_time(Instant now);
  std::optional<Action> poll();
  std::optional<Instant> deadline() const;
  bool is_finished() const { return state_ == State::finished; }

 private:
  enum class State { idle, writing, looking, finished };
  void advance(Instant now);
  void send(std::string bytes);
  void finish(KickOutcome outcome, Instant now);

  std::string pulse_;
  DrawerWiring wiring_;
  PrinterWatch& watch_;
  State state_ = State::idle;
  DrawerState before_ = DrawerState::unknown;
  std::size_t in_flight_ = 0;
  std::optional<Instant> limit_;
  std::deque<Action> actions_;
};
}  // namespace holdfast::escpos

#pragma once
#include <deque>

#include "capabilities/link_mode.h"

namespace holdfast::capabilities {
/// How it stands with one card terminal, from what its driver says of it now and then. A terminal closes idle lines and
/// is carried about, so one that is lost is given a moment, and one that is back has to stay. Times are steady. It
/// knows no `slow`: nobody but the customer waits for a card.
///  - to edge: not there for 10 s on end.
///  - to online: there for 5 s on end; more than 4 changes in 10 minutes double that each time, up to 5 minutes.
///  - draining: there, and what became of an earlier payment is still to be asked of it.
class TerminalMode {
 public:
  enum class Light : std::uint8_t {
    away,   ///< no line
    fault,  ///< a line, and nothing on it that can be used
    well
  };
  explicit TerminalMode(Instant now) : since_{now}, steady_since_{now} {}
  /// `in_doubt`: payments of it have no outcome yet.
  void on_look(Light light, bool in_doubt, Instant now);

  Mode mode() const { return mode_; }
  Cause cause() const { return cause_; }
  Instant since() const { return since_; }
  std::int64_t wait_to_return_s(Instant now) const;

 private:
  void change(Mode mode, Cause cause, Instant now);

  Mode mode_ = Mode::online;  // until it is known better
  Cause cause_ = Cause::starting;
  Instant since_;
  bool there_ = false;
  Instant steady_since_;         // there, or not there, since then
  std::deque<Instant> changes_;  // edge <-> there, of the last 10 minutes
};
}  // namespace holdfast::capabilities

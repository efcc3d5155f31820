#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/instant.h"

namespace holdfast::emulator {
/// A device that speaks over a line of bytes, as its shell sees it: told what happened, asked what to say next. Knows
/// no socket and no clock.
class LineDevice {
 public:
  virtual ~LineDevice() = default;
  virtual void on_link_up(Instant) {}
  virtual void on_link_lost(Instant) {}
  virtual void on_bytes(std::string_view bytes, Instant now) = 0;
  virtual void on_time(Instant) {}
  /// One whole message to the till: what line faults count.
  virtual std::optional<std::string> poll() = 0;
  virtual std::optional<Instant> deadline() const { return {}; }
  /// False while it starts: nobody can connect.
  virtual bool accepts_link(Instant) const { return true; }
  virtual void power_cycle(Instant) {}
};

/// The device's end of a cable: one till at a time. A shell implements it over TCP or a pseudo-terminal.
class Line {
 public:
  class Listener {
   public:
    virtual ~Listener() = default;
    virtual void on_line_up() = 0;
    virtual void on_line_lost() = 0;
    virtual void on_line_bytes(std::string_view bytes) = 0;
    virtual void on_line_written() = 0;
  };
  virtual ~Line() = default;
  /// From now on the listener is told; it outlives the line.
  virtual void start(Listener& listener) = 0;
  /// One write at a time: the next after on_line_written(). Without a link it is dropped.
  virtual void write(std::string bytes) = 0;
  /// Hangs up on the till, which may come again. The listener is told, as when the till hangs up.
  virtual void cut() = 0;
  /// Out: hangs up, and nobody can connect before it is in again.
  virtual void plug(bool in) = 0;
  virtual bool connected() const = 0;
  /// As the daemon's settings write it: `tcp://127.0.0.1:20007`, `serial:///run/scale`.
  virtual std::string address() const = 0;
};
}  // namespace holdfast::emulator

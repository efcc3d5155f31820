#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/instant.h"

namespace holdfast::registry {
/// What speaks with one device over one line, without the line: told what happened, asked what to send. One more
/// protocol is one of these; LineActor moves its bytes and its time.
class LineDevice {
 public:
  virtual ~LineDevice() = default;
  virtual void on_link_up(Instant now) = 0;
  virtual void on_link_lost(Instant now) = 0;
  virtual void on_bytes(std::string_view bytes, Instant now) = 0;  ///< of a HID device: one report
  virtual void on_time(Instant now) = 0;                           ///< once deadline() has passed
  virtual std::optional<std::string> poll(Instant now) = 0;        ///< one write; drained after every call above
  virtual std::optional<Instant> deadline() const = 0;
};
}  // namespace holdfast::registry

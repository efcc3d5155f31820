#pragma once
#include <optional>
#include <string>

#include "base/instant.h"
#include "registry/device_health.h"

namespace holdfast::registry {
/// How a device is of which only its line and its answers tell: scales, scanners, displays, card terminals. A line that
/// is lost for a moment (a terminal that closes idle connections) is held back for `away_after_us`.
class LinkHealth {
 public:
  static constexpr std::int64_t away_after_us = 700'000;
  explicit LinkHealth(Instant now);
  void on_link_up(Instant now);
  void on_link_down(std::string why, Instant now);
  void on_answer(Instant now);  ///< it spoke and made sense
  /// It was asked and kept silent, or spoke of a fault: keys as in health.h (`not_answering`).
  void on_trouble(std::string_view word, std::string_view hint, std::string why, Instant now);
  void on_time(Instant now);
  std::optional<Instant> deadline() const;
  const DeviceHealth& health() const { return health_; }
  /// True once after each change that is worth telling.
  bool take_change();

 private:
  void become(std::string_view light, std::string_view word, std::string_view hint, Instant now);
  DeviceHealth health_;
  std::optional<Instant> down_since_;
  bool changed_ = true;
};
}  // namespace holdfast::registry

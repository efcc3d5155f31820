#pragma once
#include <optional>
#include <string>
#include <utility>

#include "display/emulated_display.h"
#include "emulator/line.h"

namespace holdfast::emulator {
/// A line display on a cable of its own.
class VirtualDisplay : public LineDevice {
 public:
  explicit VirtualDisplay(display::DisplaySettings settings) : settings_{settings}, glass_{settings} {}
  const display::EmulatedDisplay& glass() const { return glass_; }
  display::Dialect dialect() const { return settings_.dialect; }
  std::int64_t bytes() const { return bytes_; }  ///< that it has taken
  void on_bytes(std::string_view bytes, Instant) override {
    bytes_ += static_cast<std::int64_t>(bytes.size());
    out_ += glass_.on_bytes(bytes);
  }
  std::optional<std::string> poll() override {
    if (out_.empty()) return std::nullopt;
    return std::exchange(out_, {});
  }
  void power_cycle(Instant) override { glass_ = display::EmulatedDisplay{settings_}; }

 private:
  display::DisplaySettings settings_;
  display::EmulatedDisplay glass_;
  std::string out_;
  std::int64_t bytes_ = 0;
};
}  // namespace holdfast::emulator

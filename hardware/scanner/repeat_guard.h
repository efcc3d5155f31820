#pragma once
#include <chrono>
#include <optional>
#include <string>

#include "base/instant.h"
#include "scanner/scan_event.h"

namespace holdfast::scanner {
/// Keeps a code that stays before the window from being rung up again and again. One per scanner: the same code counts
/// once until it has been out of sight for the window; another code in between ends that, since then something moved.
class RepeatGuard {
 public:
  /// Zero lets everything pass, for shops that ring up two of a kind by holding one there.
  explicit RepeatGuard(std::chrono::milliseconds window = std::chrono::milliseconds{300}) : window_{window} {}
  bool is_repeat(const ScanEvent& event, Instant now) {
    std::string code = lookup_text(event);
    const std::int64_t since = last_ ? now.unix_us() - last_->unix_us() : 0;
    const bool repeat = last_ && code == code_ && since >= 0 && since < window_.count() * 1000;
    code_ = std::move(code);
    last_ = now;
    return repeat;
  }

 private:
  std::chrono::milliseconds window_;
  std::string code_;
  std::optional<Instant> last_;
};
}  // namespace holdfast::scanner

#include "escpos/drawer.h"

#include <utility>

namespace holdfast::escpos {
namespace {
constexpr std::int64_t us_a_second = 1'000'000;
}

DrawerState drawer_state(const PrinterStatus& status, const DrawerWiring& wiring) {
  if (!status.drawer_pin_high || !wiring.open_when_high) return DrawerState::unknown;
  return *status.drawer_pin_high == *wiring.open_when_high ? DrawerState::open : DrawerState::closed;
}

std::optional<bool> learn_open_when_high(std::optional<bool> pin_when_open, std::optional<bool> pin_when_closed) {
  if (!pin_when_open || !pin_when_closed || *pin_when_open == *pin_when_closed) return std::nullopt;
  return pin_when_open;
}

/// What was unknown before and is open now counts as opened now: nobody knows since when.
void DrawerWatch::on_status(const PrinterStatus& status, Instant now) {
  const DrawerState state = drawer_state(status, wiring_);
  if (state == state_) return;
  const DrawerState before = std::exchange(state_, state);
  deadline_.reset();
  switch (state) {
    case DrawerState::open:
      opened_ = now;
      deadline_ = now.plus_seconds(left_open_seconds_);
      events_.push_back(Opened{});
      return;
    case DrawerState::closed:
      if (before == DrawerState::open) events_.push_back(Closed{(now.unix_us() - opened_.unix_us()) / us_a_second});
      return;
    case DrawerState::unknown:
      return;
  }
}

void DrawerWatch::on_time(Instant now) {
  if (!deadline_ || now < *deadline_) return;
  deadline_.reset();
  events_.push_back(LeftOpen{opened_});
}

std::optional<DrawerWatch::Event> DrawerWatch::poll() {
  if (events_.empty()) return std::nullopt;
  const Event event = events_.front();
  events_.pop_front();
  return event;
}
}  // namespace holdfast::escpos

#include "display/line_display.h"

#include <algorithm>
#include <utility>

namespace holdfast::display {
namespace {
constexpr std::int64_t us(std::chrono::milliseconds time) { return time.count() * 1000; }
constexpr Instant after(Instant at, std::int64_t wait_us) { return Instant{at.unix_us() + wait_us}; }
}  // namespace

LineDisplay::LineDisplay(DisplaySettings settings, DisplayTiming timing)
    : writer_{std::move(settings)}, timing_{timing} {}

void LineDisplay::on_link_up(Instant now) {
  linked_ = true;
  bytes_ = writer_.start();
  on_glass_.reset();
  next_write_.reset();
  shown_at_ = now;
  refresh(now);
}

void LineDisplay::on_link_lost() {
  linked_ = false;
  bytes_.clear();
  on_glass_.reset();
  deadline_.reset();
}

void LineDisplay::show(View view, Instant now) {
  if (view != view_) {
    view_ = std::move(view);
    shown_at_ = now;
  }
  refresh(now);
}

std::uint64_t LineDisplay::step_at(Instant now) const {
  const std::int64_t moving = now.unix_us() - shown_at_.unix_us() - us(timing_.rest);
  return moving < 0 ? 0 : static_cast<std::uint64_t>(moving / us(timing_.step)) + 1;
}

void LineDisplay::refresh(Instant now) {
  if (!linked_) return;
  deadline_.reset();
  if (next_write_ && now < *next_write_) {
    deadline_ = next_write_;  // the newest view at that time
    return;
  }
  const std::uint64_t step = step_at(now);
  const Screen screen = render(view_, step);
  const std::string lines = writer_.write(screen, on_glass_);
  if (!lines.empty()) {
    bytes_ += lines;
    next_write_ = after(now, us(timing_.least_gap));
    on_glass_ = screen;
  }
  if (scrolls(view_))
    deadline_ = after(shown_at_, us(timing_.rest) + static_cast<std::int64_t>(step) * us(timing_.step));
}

void LineDisplay::on_time(Instant now) {
  if (deadline_ && now >= *deadline_) refresh(now);
}

std::optional<std::string> LineDisplay::poll() {
  if (bytes_.empty()) return std::nullopt;
  return std::exchange(bytes_, {});
}
}  // namespace holdfast::display

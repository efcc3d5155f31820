#pragma once
#include <chrono>
#include <optional>
#include <string>

#include "base/instant.h"
#include "display/dialect.h"
#include "display/view.h"

namespace holdfast::display {
struct DisplayTiming {
  std::chrono::milliseconds step{350};      ///< a scrolling text moves by one column
  std::chrono::milliseconds rest{1500};     ///< before it begins to
  std::chrono::milliseconds least_gap{60};  ///< between two writes: both lines take 45 ms at 9600 baud
};

/// One line display: the newest view wins, only changed lines are sent, long texts scroll. A display does not answer,
/// so after each loss of the link everything is sent again. It knows no port and no clock.
class LineDisplay {
 public:
  explicit LineDisplay(DisplaySettings settings, DisplayTiming timing = {});
  void on_link_up(Instant now);
  void on_link_lost();
  void show(View view, Instant now);
  void on_time(Instant now);          ///< once deadline() has passed
  std::optional<std::string> poll();  ///< bytes to send; drain it after every call above
  std::optional<Instant> deadline() const { return deadline_; }

 private:
  void refresh(Instant now);
  std::uint64_t step_at(Instant now) const;
  DisplayWriter writer_;
  DisplayTiming timing_;
  View view_;
  Instant shown_at_;  ///< when the view began
  bool linked_ = false;
  std::optional<Screen> on_glass_;  ///< empty: not known
  std::optional<Instant> next_write_;
  std::string bytes_;
  std::optional<Instant> deadline_;
};
}  // namespace holdfast::display

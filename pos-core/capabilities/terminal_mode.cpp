#include "capabilities/terminal_mode.h"

#include <algorithm>

namespace holdfast::capabilities {
namespace {
constexpr std::int64_t lost_after_s = 10, back_after_s = 5, longest_wait_s = 300, flicker_window_s = 600;
constexpr std::size_t calm_changes = 4;
}  // namespace

std::int64_t TerminalMode::wait_to_return_s(Instant now) const {
  const auto recent = static_cast<std::size_t>(std::count_if(
      changes_.begin(), changes_.end(), [now](Instant at) { return at.plus_seconds(flicker_window_s) > now; }));
  std::int64_t wait = back_after_s;
  for (std::size_t i = calm_changes; i < recent && wait < longest_wait_s; ++i) wait *= 2;
  return std::min(wait, longest_wait_s);
}

void TerminalMode::on_look(Light light, bool in_doubt, Instant now) {
  const bool there = light == Light::well;
  if (there != there_) {
    there_ = there;
    steady_since_ = now;
  }
  const Mode present = in_doubt ? Mode::draining : Mode::online;
  if (there) {
    // At the very start there is nothing to be unsure of.
    if (mode_ == Mode::edge && now < steady_since_.plus_seconds(wait_to_return_s(now))) return;
    return change(present, in_doubt ? Cause::backlog : Cause::answers, now);
  }
  const Cause why = light == Light::away ? Cause::no_answer : Cause::device;
  if (mode_ == Mode::edge) {
    cause_ = why;
    return;
  }
  if (now >= steady_since_.plus_seconds(lost_after_s)) change(Mode::edge, why, now);
}

void TerminalMode::change(Mode mode, Cause cause, Instant now) {
  if (mode != mode_) {
    if ((mode == Mode::edge) != (mode_ == Mode::edge)) changes_.push_back(now);
    while (!changes_.empty() && changes_.front().plus_seconds(flicker_window_s) <= now) changes_.pop_front();
    since_ = now;
  }
  mode_ = mode;
  cause_ = cause;
}
}  // namespace holdfast::capabilities

#include "promotions/schedule.h"

namespace holdfast::promotions {
namespace {
constexpr std::int64_t minute_us = 60'000'000;
constexpr std::int64_t minutes_per_day = 24 * 60;

bool covers(const Window& window, std::int64_t weekday, std::int64_t minute) {
  const auto opens = [&](std::int64_t day) { return window.days[static_cast<std::size_t>((day + 7) % 7)]; };
  if (window.from < window.to) return opens(weekday) && minute >= window.from && minute < window.to;
  return (opens(weekday) && minute >= window.from) || (opens(weekday - 1) && minute < window.to);
}
}  // namespace

bool Schedule::is_open(Instant at, int offset_minutes) const {
  if (windows.empty()) return true;
  const std::int64_t us = at.unix_us();
  const std::int64_t minutes = (us >= 0 ? us : us - (minute_us - 1)) / minute_us + offset_minutes;
  const std::int64_t day = (minutes >= 0 ? minutes : minutes - (minutes_per_day - 1)) / minutes_per_day;
  const std::int64_t weekday = ((day + 3) % 7 + 7) % 7;  // 1970-01-01 was a Thursday
  for (const Window& window : windows)
    if (covers(window, weekday, minutes - day * minutes_per_day)) return true;
  return false;
}
}  // namespace holdfast::promotions

#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace holdfast {
/// A point in time: microseconds since 1970-01-01T00:00:00Z. The core never reads a clock; this is handed in.
class Instant {
 public:
  constexpr Instant() = default;
  constexpr explicit Instant(std::int64_t unix_us) : unix_us_{unix_us} {}
  constexpr std::int64_t unix_us() const { return unix_us_; }
  friend constexpr auto operator<=>(Instant, Instant) = default;
  constexpr Instant plus_seconds(std::int64_t seconds) const { return Instant{unix_us_ + seconds * 1'000'000}; }

 private:
  std::int64_t unix_us_ = 0;
};

constexpr std::int64_t seconds_per_day = 86'400;

/// RFC 3339 with milliseconds and an offset: `2026-03-01T10:00:00.000+01:00`, `Z` for zero.
std::string to_rfc3339(Instant at, int offset_minutes = 0);
void append_rfc3339(std::string& out, Instant at, int offset_minutes = 0);
/// Any RFC 3339 date-time; fractions beyond microseconds are cut. Leap second 60 is taken as 59.
std::optional<Instant> parse_rfc3339(std::string_view text);
/// `YYYY-MM-DD` of that instant at that offset.
std::string to_date(Instant at, int offset_minutes = 0);
/// Start (UTC) of a `YYYY-MM-DD`; empty when it is no day of the calendar.
std::optional<Instant> parse_date(std::string_view text);
}  // namespace holdfast

#pragma once
#include <sys/timex.h>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "base/instant.h"

/// How far the machine's clock can be relied on: what the kernel reckons of it, and who keeps it right.
namespace holdfast::doctor {
struct Clock {
  bool synchronised = false;         ///< the kernel was told so, lately
  std::string source;                ///< `chrony`, `timesyncd`, `ntpd`, `ptp`; empty: nobody that is known
  std::int64_t offset_us = 0;        ///< what is still being put right of it
  std::int64_t error_us = 0;         ///< how wrong it may be at most, as the kernel reckons; it grows between two looks
  std::optional<Instant> last_sync;  ///< where its keeper notes it
  friend bool operator==(const Clock&, const Clock&) = default;
};
enum class ClockQuality {
  good,
  rough,  ///< it is kept, and may be off by more than a second all the same
  free,   ///< nobody keeps it
};
std::string_view name_of(ClockQuality quality);
ClockQuality quality_of(const Clock& clock);

/// Of what adjtimex(2) filled in and returned, and of what runs on the machine, by what it keeps below `run` (`/run`).
Clock clock_of(const timex& state, int returned, const std::filesystem::path& run);
Clock observe_clock();
}  // namespace holdfast::doctor

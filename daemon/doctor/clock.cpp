#include "doctor/clock.h"

#include <array>
#include <chrono>
#include <cstdlib>

namespace holdfast::doctor {
namespace {
namespace fs = std::filesystem;
constexpr std::int64_t rough_us = 1'000'000;  // a receipt's time is in seconds

/// What each keeper of the clock leaves below /run while it works.
struct Keeper {
  const char *source, *trace;
};
constexpr std::array<Keeper, 5> keepers{{{"chrony", "chrony/chronyd.pid"},
                                         {"chrony", "chrony/chronyd.sock"},
                                         {"ntpd", "ntpd.pid"},
                                         {"ptp", "phc2sys.pid"},
                                         {"timesyncd", "systemd/timesync"}}};

std::optional<Instant> changed(const fs::path& file) {
  std::error_code missing;
  const auto at = fs::last_write_time(file, missing);
  if (missing) return std::nullopt;
  const auto since = std::chrono::file_clock::to_sys(at).time_since_epoch();
  return Instant{std::chrono::duration_cast<std::chrono::microseconds>(since).count()};
}
}  // namespace

std::string_view name_of(ClockQuality quality) {
  switch (quality) {
    case ClockQuality::good:
      return "good";
    case ClockQuality::rough:
      return "rough";
    case ClockQuality::free:
      return "free";
  }
  return "";
}

ClockQuality quality_of(const Clock& clock) {
  if (!clock.synchronised) return ClockQuality::free;
  const bool rough = std::abs(clock.offset_us) > rough_us || clock.error_us > rough_us;
  return rough ? ClockQuality::rough : ClockQuality::good;
}

Clock clock_of(const timex& state, int returned, const fs::path& run) {
  Clock clock;
  clock.offset_us = (state.status & STA_NANO) != 0 ? state.offset / 1'000 : state.offset;
  clock.error_us = state.maxerror;
  for (const Keeper& keeper : keepers) {
    std::error_code error;
    if (!fs::exists(run / keeper.trace, error)) continue;
    clock.source = keeper.source;
    break;
  }
  // systemd-timesyncd(8): touched with each answer of its server.
  if (clock.source == "timesyncd") clock.last_sync = changed(run / "systemd/timesync/synchronized");
  // Where the kernel may not be asked (a container), what timesyncd notes has to do.
  clock.synchronised =
      returned >= 0 ? returned != TIME_ERROR && (state.status & STA_UNSYNC) == 0 : clock.last_sync.has_value();
  return clock;
}

Clock observe_clock() {
  timex state{};
  const int returned = adjtimex(&state);
  return clock_of(state, returned, "/run");
}
}  // namespace holdfast::doctor

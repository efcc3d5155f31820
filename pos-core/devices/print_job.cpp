#include "devices/print_job.h"

#include <array>

namespace holdfast::devices {
namespace {
constexpr std::array<std::string_view, 7> kinds{"receipt", "copy",        "gift",   "x_report",
                                                "test",    "drawer_kick", "kitchen"};
constexpr std::array<std::string_view, 7> states{"queued",  "printing", "sent",   "confirmed",
                                                 "unknown", "failed",   "expired"};
}  // namespace

std::string_view name_of(JobKind kind) { return kinds[static_cast<std::size_t>(kind)]; }
std::string_view name_of(JobState state) { return states[static_cast<std::size_t>(state)]; }
std::optional<JobKind> parse_job_kind(std::string_view name) {
  for (std::size_t i = 0; i < kinds.size(); ++i)
    if (kinds[i] == name) return static_cast<JobKind>(i);
  return std::nullopt;
}
std::optional<JobState> parse_job_state(std::string_view name) {
  for (std::size_t i = 0; i < states.size(); ++i)
    if (states[i] == name) return static_cast<JobState>(i);
  return std::nullopt;
}

std::int64_t lifetime_seconds(JobKind kind) {
  constexpr std::int64_t minute = 60;
  switch (kind) {
    case JobKind::receipt:
    case JobKind::kitchen:
      return 15 * minute;
    case JobKind::copy:
    case JobKind::gift:
    case JobKind::x_report:
      return 10 * minute;
    case JobKind::test:
      return minute;
    case JobKind::drawer_kick:
      return kick_seconds;
  }
  return minute;
}

bool may_follow(JobState from, JobState to) {
  switch (from) {
    case JobState::queued:
      return to == JobState::printing || to == JobState::failed || to == JobState::expired;
    case JobState::printing:
      return to != JobState::queued && to != JobState::printing;
    case JobState::unknown:
      return to == JobState::confirmed;
    case JobState::failed:
    case JobState::expired:
      return to == JobState::queued;
    case JobState::sent:
    case JobState::confirmed:
      return false;
  }
  return false;
}

Result<Retry> retry_of(const PrintJob& job) {
  switch (job.state) {
    case JobState::queued:
    case JobState::printing:
      return refuse(ErrorCode::conflict, "the job is still on its way");
    case JobState::confirmed:
      return refuse(ErrorCode::conflict, "the printer has confirmed it: ask for a copy");
    case JobState::sent:
    case JobState::unknown:
    case JobState::failed:
    case JobState::expired:
      break;
  }
  if (job.kind == JobKind::drawer_kick)
    return refuse(ErrorCode::conflict, "a drawer is not opened twice: open it again with its reason");
  if (job.state == JobState::failed || job.state == JobState::expired) return Retry::again;
  const bool numbered = job.kind == JobKind::receipt || job.kind == JobKind::copy;
  return numbered ? Retry::copy : Retry::anew;
}
}  // namespace holdfast::devices

#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/id.h"
#include "base/instant.h"
#include "base/result.h"

namespace holdfast::devices {
enum class JobKind : std::uint8_t { receipt, copy, gift, x_report, test, drawer_kick, kitchen };
enum class JobState : std::uint8_t {
  queued,     ///< nothing has left yet
  printing,   ///< its first byte may have left
  sent,       ///< the printer took it and cannot say more
  confirmed,  ///< the printer says that it has printed it
  unknown,    ///< possibly printed, in part or whole: again only as a copy, and by a person
  failed,     ///< surely not printed
  expired,    ///< not begun in time, so surely not printed
};
std::string_view name_of(JobKind kind);
std::string_view name_of(JobState state);
std::optional<JobKind> parse_job_kind(std::string_view name);
std::optional<JobState> parse_job_state(std::string_view name);

/// One thing to be printed, or a drawer to be opened, as the ledger has it.
struct PrintJob {
  std::int64_t row = 0;  ///< its number: the printer names its last four digits when it is done
  Uuid id;
  std::int64_t device_row = 0;
  Uuid device;
  std::optional<std::int64_t> register_row, order_row, shift_row, ticket_row;
  std::optional<Uuid> register_id, order, shift, ticket;  ///< a kitchen's is of an order, or of a course's ticket
  std::optional<std::string> receipt_number;
  JobKind kind = JobKind::receipt;
  int copy = 0;  ///< 1..99 of a copy
  bool opens_drawer = false;
  std::optional<std::string> drawer;  ///< what became of the pulse; `unknown` from before it is sent
  JobState state = JobState::queued;
  std::string why;  ///< a word: `link_lost`, `restart`, …
  std::optional<Uuid> retry_of;
  Instant created_at, changed_at, expires_at;
};

/// How long a job may wait for its printer: paper that comes later is of use to nobody, and a drawer that opens later
/// opens with nobody there.
std::int64_t lifetime_seconds(JobKind kind);
/// The pulse that goes with a receipt is given only so long after the sale.
inline constexpr std::int64_t kick_seconds = 10;

constexpr bool is_over(JobState state) { return state != JobState::queued && state != JobState::printing; }
/// Which state may come after which. Nothing but a person's retry leaves an end, except that the printer's own word
/// settles what was unknown.
bool may_follow(JobState from, JobState to);

/// What another try of this job is.
enum class Retry {
  again,  ///< surely not printed: the same job once more
  copy,   ///< it may have been printed: a copy, marked as one
  anew,   ///< the same, where no copy is numbered: another job
};
/// Refuses conflict: while it runs, once it is confirmed, and for a drawer, which nobody opens twice by a retry.
Result<Retry> retry_of(const PrintJob& job);
}  // namespace holdfast::devices

#pragma once
#include <span>
#include <vector>

#include "checks/course.h"
#include "commands/context.h"
#include "devices/print_job.h"

namespace holdfast::commands {
/// What somebody wants printed; of a receipt the copy (journaled as a reprint) or the gift receipt, never the original.
struct QueuePrint {
  devices::JobKind kind = devices::JobKind::copy;
  std::optional<Uuid> order, shift;
  std::optional<Uuid> device, register_id;  ///< where: the device, else what the register has for it
};
/// Refuses not_found, and conflict where the register has no printer. Emits PrintJobChanged.
Result<devices::PrintJob> queue_print(db::Transaction& tx, const QueuePrint& command, Context& context);

/// An event after which something is printed or a drawer opens: an order was paid, cash moved, a no-sale. A receipt that
/// somebody has to decide about with the fiscal unit is printed once that is `decided`.
struct PrintCause {
  enum class What { order, decided, cash } what = What::order;
  Uuid subject;  ///< order or shift
  Instant at;
};
/// The jobs of a stretch of the event log that ends at `seq`, once: the cursor `print` moves with them. What has
/// expired by now, or happened before the printer was set up for that register, is passed over.
std::vector<devices::PrintJob> queue_prints_after(db::Transaction& tx, std::span<const PrintCause> causes,
                                                  std::int64_t seq, Context& context);

/// A course's ticket for every kitchen printer that has a line of it, once; `again` marks it as a copy, of which there
/// may be any number.
enum class Again : bool { no, yes };
std::vector<devices::PrintJob> queue_course_ticket(db::Transaction& tx, const checks::CourseTicket& ticket, Again again,
                                                   Context& context);

struct PrintOutcome {
  std::int64_t job_row = 0;
  devices::JobState state = devices::JobState::sent;
  std::string why;
  std::optional<std::string> drawer = {};  ///< none: as it was
};
/// Refuses conflict where that cannot follow. Ends are told by PrintJobChanged.
Result<devices::PrintJob> record_print_outcome(db::Transaction& tx, const PrintOutcome& outcome, Context& context);
/// What became of the drawer, before and after its pulse; the job's state stays.
void record_drawer(db::Transaction& tx, std::int64_t job_row, std::string_view drawer, Context& context);
/// At a start: what was being printed when the daemon ended is unknown now. The devices that had such jobs.
std::vector<std::int64_t> settle_prints_after_restart(db::Transaction& tx, Context& context);
/// The printer names a job that ended as unknown: it was printed. `number`: the low four digits of its row.
std::optional<devices::PrintJob> confirm_late(db::Transaction& tx, std::int64_t device_row, int number,
                                              Context& context);

/// A job that has not begun is not to be printed any more: `failed`, `discarded`. Refuses conflict for any other.
Result<devices::PrintJob> discard_print(db::Transaction& tx, const Uuid& id, Context& context);
/// See devices::Retry: the same job, or a new one, which a copy is.
Result<devices::PrintJob> retry_print(db::Transaction& tx, const Uuid& id, Context& context);
}  // namespace holdfast::commands

#pragma once
#include <vector>

#include "db/transaction.h"
#include "devices/print_job.h"

namespace holdfast::devices {
/// Fills row. An original receipt, or a ticket on that printer, that is in the ledger already is not queued again:
/// false then.
bool insert(db::Transaction& tx, PrintJob& job, std::optional<std::int64_t> staff_row);
Result<PrintJob> load_job(db::Connection& connection, const Uuid& id);
Result<PrintJob> load_job(db::Connection& connection, std::int64_t row);
/// The ticket of a course on that printer, if it was queued before.
std::optional<Uuid> first_ticket_job(db::Connection& connection, std::int64_t ticket_row, std::int64_t device_row);
/// Writes state, why, drawer, times and expiry back.
void update(db::Transaction& tx, const PrintJob& job);

/// What waits, in the order it came: for one device, or for all.
std::vector<PrintJob> queued_jobs(db::Connection& connection);
/// What was on its way when the daemon ended.
std::vector<PrintJob> jobs_in(db::Connection& connection, JobState state);

/// Devices whose latest job that left for the printer is in doubt, under way, or was taken just now without a word:
/// what it left open there, an unfinished picture perhaps, swallows the next one unless that ends it first.
std::vector<std::int64_t> broken_devices(db::Connection& connection, Instant now);

struct JobFilter {
  std::optional<Uuid> order, device, register_id;
  std::optional<JobState> state;
  std::int64_t before = 0;  ///< row; 0: from the newest
  int limit = 50;
};
/// Newest first.
std::vector<PrintJob> list_jobs(db::Connection& connection, const JobFilter& filter);
}  // namespace holdfast::devices

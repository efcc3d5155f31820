#pragma once
#include <functional>

#include "backup/run_schedule.h"
#include "routes/api.h"

namespace holdfast::routes {
/// /v1/backups…: those that are kept, one now, when and where they are made, rehearsals of putting
/// one in place, and doing so.
/// `schedule` outlives the table.
struct BackupDesk {
  std::filesystem::path data;
  backup::RunSchedule& schedule;
  std::function<void()> restart;  ///< a restored store is ready beside: begin anew with it; called on any thread
};
void add_backup_routes(Api& api, const BackupDesk& desk);
}  // namespace holdfast::routes

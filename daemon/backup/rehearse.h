#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "backup/store_copy.h"
#include "backup/totals.h"

namespace holdfast::backup {
/// What became of putting a backup in place somewhere else.
struct Rehearsal {
  Instant at;
  std::string file;
  bool sealed = false;
  std::int64_t bytes = 0, milliseconds = 0;
  std::vector<std::string> violations;  ///< in the restored store
  std::int64_t totals = 0;              ///< sums that were compared
  struct Difference {
    std::string name, live, restored;
  };
  std::vector<Difference> differences;
  std::int64_t events_since = 0;  ///< what the live store wrote after the backup
  std::string failure;            ///< why it could not be restored at all; empty: it could
  bool good() const { return failure.empty() && violations.empty() && differences.empty(); }
};
/// Restores `file` into `scratch` (made, and removed again unless `keep`), checks every rule of the books there, and
/// compares the sums with those of the live store as it was then. Changes nothing of the live store; runs beside its
/// daemon. The outcome is added to `DATA/rehearsals.jsonl`.
Rehearsal rehearse(const std::filesystem::path& data, const std::filesystem::path& file, const Lock& lock,
                   const std::filesystem::path& scratch, bool keep, Instant now, const Pages& seen = {});
std::string to_json(const Rehearsal& rehearsal);
/// The newest first; damaged lines are left out.
std::vector<std::string> last_rehearsals(const std::filesystem::path& data, std::size_t most);
}  // namespace holdfast::backup

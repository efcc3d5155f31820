#pragma once
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "backup/sealed_backup.h"
#include "base/id.h"
#include "base/instant.h"
#include "db/connection.h"

namespace holdfast::backup {
/// Pages done and pages in all.
using Pages = std::function<void(std::int64_t, std::int64_t)>;

struct Made {
  std::filesystem::path file;
  std::int64_t bytes = 0;
  bool sealed = false;
  std::vector<std::string> violations;  ///< of what must always hold, in the copy; empty: sound
};
/// Copies the store of a data folder into one new file, beside a running daemon too: a snapshot, verified by every rule
/// of the books, under its own name only once it is whole and synced. With a lock it is sealed, and holds `pepper` and
/// `field-keys` as well. Refuses not_found (no store), conflict (the file is there). Throws when the disk fails.
Result<Made> make(const std::filesystem::path& data, const std::filesystem::path& file, const Lock& lock,
                  const Pages& seen = {});

struct Restored {
  std::int64_t epoch = 0;
  bool same_pepper = true;      ///< PINs work: the file was there, or came with the backup
  bool same_field_keys = true;  ///< customers can be read
};
/// Who puts a copy in place, for the audit trail of what is restored; the ids are found there, or stand for nobody.
struct Restorer {
  std::string by;  ///< in words: a staff code, or who typed the command
  Uuid staff{}, terminal{};
};
struct RestoreWish {
  std::filesystem::path file, data;
  Lock lock;
  bool replace = false;  ///< a store that is there
  /// A rehearsal: nothing else was written since, elsewhere, so epoch and receipt numbers stay.
  bool rehearsal = false;
  Restorer who = {};
};
/// Puts a backup in place. The caller holds the data folder's lock. Verifies first; then the event log begins another
/// epoch and every register the next series of numbers, as what was written after the backup has happened all the same,
/// and the audit trail says who did it. Refuses not_found, invalid_argument (no backup), conflict (violations, a store is there, does not open).
Result<Restored> restore(const RestoreWish& wish, Instant now, const Pages& seen = {});
/// The last step of it, on a copy that is in nobody's use: the next epoch and the next series of receipt numbers. The
/// epoch.
Result<std::int64_t> begin_next_life(const std::filesystem::path& database, Instant now);

/// What `make` and `restore` verify by; at most 20 sentences.
std::vector<std::string> violations_in(const std::filesystem::path& database, const Pages& seen = {});
}  // namespace holdfast::backup

#pragma once
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "backup/s3_bucket.h"
#include "backup/store_copy.h"

namespace holdfast::backup {
/// When and where backups are made by themselves: `DATA/backup.json`, mode 0600, the secret in it sealed by the field
/// keys.
struct Schedule {
  bool on = false;
  std::filesystem::path folder;  ///< of its own; made when it is not there
  int minute_of_day = 150;       ///< in the store's time zone: 02:30
  int keep = 14;                 ///< files; older ones of this store go
  Lock lock;                     ///< none: in clear, which a folder outside the appliance is no place for
  S3Place s3;                    ///< where sealed ones are sent as well (off_site.h); empty: nowhere
};
/// Throws vault::Unreadable when the secret does not open, std::runtime_error when the file is damaged.
Schedule load_schedule(const std::filesystem::path& data);
void save_schedule(const std::filesystem::path& data, const Schedule& schedule);

/// A backup in the schedule's folder, by its name: `holdfast-SITE-20261121T023000Z.hfbak` (`.db` in clear).
struct Kept {
  std::filesystem::path file;
  Instant at;
  std::int64_t bytes = 0;
  bool sealed = false;
};
std::string file_name(const std::string& site, Instant at, bool sealed);
/// What all of a site's begin with.
std::string name_start(const std::string& site);
struct Named {
  Instant at;
  bool sealed = false;
};
/// What a name says; nothing for what is no backup's.
std::optional<Named> parse_name(std::string_view name);
/// Of this site, the newest first; a folder that is not there has none.
std::vector<Kept> kept_in(const std::filesystem::path& folder, const std::string& site);
/// When the next one is due, after the newest there is (none: at once). Once a day at its minute; what was slept
/// through is made up for at once.
Instant next_due(const Schedule& schedule, std::optional<Instant> newest, Instant now,
                 const std::function<int(Instant)>& utc_offset_min);
/// Makes one in the folder and lets go of those beyond `keep`, never of the one just made, and of none while that one
/// has violations.
Result<Made> make_scheduled(const std::filesystem::path& data, const Schedule& schedule, const std::string& site,
                            Instant now);
}  // namespace holdfast::backup

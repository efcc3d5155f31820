#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "backup/schedule.h"

namespace holdfast::backup {
// Copies of the scheduled backups in an S3-compatible store. All of it blocks on the network: never on the I/O thread.

/// That a place takes, lists, gives and removes: done by an object of a few bytes. Refuses with what the server said.
Result<> try_off_site(const S3Place& place);
/// Sends a backup of the folder, lets go of those beyond `keep` there (never of this one) and remembers which there
/// are. Refuses invalid_argument for one that is not sealed: those do not leave the house.
Result<> send_off_site(const std::filesystem::path& data, const Schedule& schedule, const std::filesystem::path& file,
                       const std::string& site);
/// Asks which there are of this site (empty: of any), the newest first; `Kept::file` is the name alone.
Result<std::vector<Kept>> list_off_site(const S3Place& place, const std::string& site);
/// Into a folder, under its own name; what lies there already is not fetched again.
Result<std::filesystem::path> fetch_off_site(const S3Place& place, const std::string& name,
                                             const std::filesystem::path& folder);

/// What was there when somebody last asked or sent: `DATA/backups-off-site.json`, for pages that must not wait.
std::vector<Kept> remembered_off_site(const std::filesystem::path& data);
void remember_off_site(const std::filesystem::path& data, const std::vector<Kept>& kept);
/// Whether the newest of the folder is not there yet.
bool is_off_site_due(const std::filesystem::path& data, const Schedule& schedule, const std::vector<Kept>& here);
}  // namespace holdfast::backup

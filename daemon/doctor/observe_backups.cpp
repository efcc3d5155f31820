#include "backup/off_site.h"
#include "backup/rehearse.h"
#include "backup/schedule.h"
#include "base/json.h"
#include "doctor/observe.h"

namespace holdfast::doctor {
namespace {
/// Of the newest rehearsal that was good.
std::optional<Instant> rehearsed(const std::filesystem::path& data) {
  constexpr std::size_t looked_at = 20;
  for (const std::string& line : backup::last_rehearsals(data, looked_at)) {
    const auto told = parse_json(line);
    const Json* good = told ? told->find("good") : nullptr;
    const Json* at = told ? told->find("at") : nullptr;
    if (good != nullptr && good->truth() && at != nullptr && at->is_string()) return parse_rfc3339(at->text());
  }
  return std::nullopt;
}
}  // namespace

Backups observe_backups(const std::filesystem::path& data, const std::string& site_id) {
  Backups seen;
  try {
    const backup::Schedule schedule = backup::load_schedule(data);
    seen.scheduled = schedule.on;
    seen.folder = schedule.folder.string();
    std::error_code error;
    seen.folder_there = !seen.folder.empty() && std::filesystem::is_directory(schedule.folder, error);
    if (seen.folder_there && !site_id.empty())
      if (const auto kept = backup::kept_in(schedule.folder, site_id); !kept.empty()) {
        seen.newest = kept.front().at;
        seen.oldest = kept.back().at;
        seen.newest_sealed = kept.front().sealed;
      }
    if (!schedule.s3.empty()) seen.elsewhere = schedule.s3.bucket;
    if (const auto there = backup::remembered_off_site(data); !there.empty()) seen.sent = there.front().at;
    seen.rehearsed = rehearsed(data);
  } catch (const std::exception& failure) {
    seen.unreadable = failure.what();
  }
  return seen;
}
}  // namespace holdfast::doctor

#include "cli/observe_updates.h"

#include "base/json.h"
#include "update/releases.h"

namespace holdfast::cli {
namespace {
/// When what is known of releases has to be said anew: the end of the timestamp role (TUF, section 4.3).
std::optional<Instant> end_of_metadata(const rollout::TrustedFiles& files) {
  const auto file = files.find("timestamp");
  if (file == files.end()) return std::nullopt;
  const auto document = parse_json(file->second);
  const Json* said = document ? document->find("signed") : nullptr;
  const Json* expires = said != nullptr ? said->find("expires") : nullptr;
  return expires != nullptr && expires->is_string() ? parse_rfc3339(expires->text()) : std::nullopt;
}
}  // namespace

doctor::Updates observe_updates(const std::filesystem::path& releases, const std::filesystem::path& data) {
  doctor::Updates seen;
  std::error_code error;
  if (releases.empty() || !std::filesystem::is_directory(releases, error)) return seen;
  seen.managed = true;
  try {
    update::Releases kept{releases, data, ""};
    seen.running = kept.running().release;
    const rollout::TrustedFiles trusted = kept.trusted();
    seen.trusts_somebody = !trusted.empty();
    seen.metadata_end = end_of_metadata(trusted);
    if (const auto journey = kept.journey()) {
      seen.under_way = journey->release;
      seen.under_way_since = journey->begun;
    }
    if (const auto history = kept.history();
        !history.empty() && history.front().outcome != update::Outcome::committed) {
      seen.failed = history.front().journey.release;
      seen.failed_as = update::name_of(history.front().outcome);
      seen.why_failed = history.front().cause.text;
    }
  } catch (const std::exception& failure) {
    seen.unreadable = failure.what();
  }
  return seen;
}
}  // namespace holdfast::cli

#include "backup/rehearse.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <map>

#include "base/json.h"
#include "base/json_writer.h"
#include "db/transaction.h"
#include "vault/keys_of.h"

namespace holdfast::backup {
namespace {
std::filesystem::path log_of(const std::filesystem::path& data) { return data / "rehearsals.jsonl"; }

void remember(const std::filesystem::path& data, const Rehearsal& rehearsal) {
  const std::string line = to_json(rehearsal) + "\n";
  const int fd = ::open(log_of(data).c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (fd < 0) return;  // a folder that cannot be written to is told of elsewhere
  if (::write(fd, line.data(), line.size()) == static_cast<ssize_t>(line.size())) ::fsync(fd);
  ::close(fd);
}

void compare(const std::filesystem::path& live_file, const std::filesystem::path& restored_file, Rehearsal& out) {
  db::Connection restored{restored_file, db::Access::reader}, live{live_file, db::Access::reader};
  const db::Snapshot of_restored{restored}, of_live{live};
  const Extent extent = extent_of(restored);
  out.events_since = extent_of(live).last_event - extent.last_event;
  std::map<std::string, std::pair<std::string, std::string>> both;
  for (const Total& total : totals_of(live, extent)) both[total.name].first = total.value;
  for (const Total& total : totals_of(restored, extent)) both[total.name].second = total.value;
  out.totals = static_cast<std::int64_t>(both.size());
  for (const auto& [name, values] : both)
    if (values.first != values.second) out.differences.push_back({name, values.first, values.second});
}
}  // namespace

Rehearsal rehearse(const std::filesystem::path& data, const std::filesystem::path& file, const Lock& lock,
                   const std::filesystem::path& scratch, bool keep, Instant now, const Pages& seen) {
  const auto start = std::chrono::steady_clock::now();
  Rehearsal out;
  out.at = now;
  out.file = file.string();
  std::error_code error;
  out.sealed = is_sealed(file);
  if (const auto size = std::filesystem::file_size(file, error); !error) out.bytes = static_cast<std::int64_t>(size);
  const bool fresh = std::filesystem::create_directories(scratch, error);
  if (!fresh && !std::filesystem::is_empty(scratch, error)) {
    out.failure = scratch.string() + " is not empty";
    return out;  // it is somebody's, so nothing is removed, and nothing was rehearsed
  }
  try {
    std::filesystem::permissions(scratch, std::filesystem::perms::owner_all);
    // Checked and copied, and checked where it lies: three times over the same pages.
    const Pages first = [&](std::int64_t done, std::int64_t of) {
      if (seen) seen(2 * done, 3 * of);
    };
    const Pages last = [&](std::int64_t done, std::int64_t of) {
      if (seen) seen(2 * of + done, 3 * of);
    };
    const auto restored = restore({file, scratch, lock, false, true}, now, first);
    if (!restored) {
      out.failure = restored.error().detail;
    } else {
      out.violations = violations_in(scratch / "store.db", last);
      compare(data / "store.db", scratch / "store.db", out);
    }
  } catch (const std::exception& broken) {
    out.failure = broken.what();
  }
  if (!keep) std::filesystem::remove_all(scratch, error);
  out.milliseconds =
      std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start).count();
  remember(data, out);
  return out;
}

std::string to_json(const Rehearsal& rehearsal) {
  std::string text;
  JsonWriter json{text};
  json.begin_object().key("at").time(rehearsal.at, 0);
  json.member("good", rehearsal.good())
      .member("file", rehearsal.file)
      .member("sealed", rehearsal.sealed)
      .member("bytes", rehearsal.bytes)
      .member("milliseconds", rehearsal.milliseconds)
      .member("totals", rehearsal.totals)
      .member("eventsSince", rehearsal.events_since);
  json.key("differences").begin_array();
  for (const Rehearsal::Difference& each : rehearsal.differences)
    json.begin_object()
        .member("name", each.name)
        .member("live", each.live)
        .member("restored", each.restored)
        .end_object();
  json.end_array().key("violations").begin_array();
  for (const std::string& each : rehearsal.violations) json.value(each);
  json.end_array();
  if (!rehearsal.failure.empty()) json.member("failure", rehearsal.failure);
  json.end_object();
  return text;
}

std::vector<std::string> last_rehearsals(const std::filesystem::path& data, std::size_t most) {
  std::vector<std::string> found;
  std::ifstream in{log_of(data)};
  for (std::string line; std::getline(in, line);)
    if (parse_json(line)) found.push_back(line);
  std::reverse(found.begin(), found.end());
  if (found.size() > most) found.resize(most);
  return found;
}
}  // namespace holdfast::backup

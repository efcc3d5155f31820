#pragma once
#include <deque>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "log/log.h"

namespace holdfast::log {
/// One entry as it was written, and what of it filters ask about.
struct Entry {
  Instant at;
  Level level = Level::info;
  std::string correlation_id, entity_type, entity_id, message;
  std::string line;  ///< the whole entry, JSON
};
struct Filter {
  Level least = Level::debug;
  std::optional<Instant> since = {}, until = {};  ///< since <= at < until
  std::string correlation_id = {};                ///< empty: any
  std::vector<std::string> mentions = {};         ///< every one of these texts stands in the line
};
/// Nothing for a line that is no entry (of another program, or cut off).
std::optional<Entry> parse_entry(std::string_view line);
bool fits(const Entry& entry, const Filter& filter);

struct Source {
  std::filesystem::path file;      ///< empty: the journal of systemd
  std::string unit = "holdfastd";  ///< there
};
/// The newest `most` entries that fit, oldest first. The journal is read by `journalctl`, from `since` (a day back
/// unless told). Throws std::runtime_error when there is no such file or program. Blocks: not on a thread that serves.
std::vector<Entry> read_log(const Source& source, const Filter& filter, std::size_t most, Instant now);
}  // namespace holdfast::log

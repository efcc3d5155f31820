#include <charconv>
#include <iostream>

#include "base/json_writer.h"
#include "cli/console.h"
#include "cli/data_folder.h"
#include "cli/moments.h"
#include "cli/operator_tools.h"
#include "cli/stop.h"
#include "config/machine.h"
#include "db/connection.h"
#include "log/read_log.h"

namespace holdfast::cli {
Instant parse_moment(const std::string& text, Instant now) {
  if (auto at = parse_rfc3339(text)) return *at;
  if (auto at = parse_date(text)) return *at;
  std::int64_t count = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  const std::string_view unit = std::string_view{text}.substr(static_cast<std::size_t>(end - text.data()));
  const std::int64_t seconds = unit == "m" ? 60 : unit == "h" ? 3600 : unit == "d" ? 86'400 : 0;
  if (error != std::errc{} || seconds == 0 || count < 0 || count > 1'000'000)
    throw Stop{"`" + text + "` is no time",
               "give a day (2026-11-21), an RFC 3339 time, or a span back from now: 90m, 12h, 7d"};
  return now.plus_seconds(-count * seconds);
}

std::vector<log::Entry> read_entries(const Logs& wish, const log::Filter& filter) {
  try {
    return log::read_log({wish.file, wish.unit}, filter, wish.lines, config::wall_clock());
  } catch (const std::runtime_error& broken) {
    throw Stop{broken.what(), "name the daemon's log file with --file, or read the journal on the machine that has it"};
  }
}

int show_logs(const Logs& wish) {
  log::Filter filter;
  const auto level = log::parse_level(wish.level);
  if (!level) throw Stop{"there is no level `" + wish.level + "`", "debug, info, warn, error or fatal"};
  filter.least = *level;
  if (!wish.since.empty()) filter.since = parse_moment(wish.since, config::wall_clock());
  filter.correlation_id = wish.correlation_id;
  if (wish.register_number > 0) {
    if (wish.data.empty())
      throw Stop{"--register needs --data", "give the store's data folder: registers are known there"};
    db::Connection reader{database_of(wish.data), db::Access::reader};
    db::Statement& row = reader.prepare("SELECT uuid FROM register WHERE number = ?");
    if (!row.all(wish.register_number).step())
      throw Stop{"there is no register " + std::to_string(wish.register_number), "`holdfast status` lists them"};
    filter.mentions.push_back(to_string(row.uuid(0)));
    row.reset();
  }
  for (const log::Entry& entry : read_entries(wish, filter)) {
    if (wish.json) {
      std::cout << entry.line << "\n";
      continue;
    }
    constexpr const char* names[] = {"DEBUG", "INFO ", "WARN ", "ERROR", "FATAL"};
    std::cout << to_rfc3339(entry.at) << "  " << names[static_cast<std::size_t>(entry.level)] << "  " << entry.message;
    if (!entry.entity_type.empty()) std::cout << "  " << entry.entity_type << " " << entry.entity_id;
    if (!entry.correlation_id.empty()) std::cout << "  [" << entry.correlation_id << "]";
    std::cout << "\n";
  }
  return 0;
}
}  // namespace holdfast::cli

#include "log/read_log.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <functional>
#include <memory>
#include <stdexcept>

#include "base/json.h"

extern char** environ;

namespace holdfast::log {
namespace {
std::string member(const Json& json, std::string_view name) {
  const Json* found = json.find(name);
  return found != nullptr && found->is_string() ? found->text() : std::string{};
}
std::optional<Level> level_of(std::string_view name) {
  std::string lower{name};
  for (char& c : lower) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  return parse_level(lower);
}

/// Lines of what a program writes, without a shell between.
void each_line_of(std::vector<std::string> arguments, const std::function<void(std::string_view)>& seen) {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error{"no pipe can be made"};
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
  posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
  std::vector<char*> argv;
  for (std::string& argument : arguments) argv.push_back(argument.data());
  argv.push_back(nullptr);
  pid_t child = -1;
  const int failed = ::posix_spawnp(&child, argv[0], &actions, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  ::close(ends[1]);
  if (failed != 0) {
    ::close(ends[0]);
    throw std::runtime_error{arguments[0] + ": " + std::strerror(failed)};
  }
  std::string pending;
  std::array<char, 65'536> buffer{};
  for (ssize_t count = 0; (count = ::read(ends[0], buffer.data(), buffer.size())) > 0;) {
    pending.append(buffer.data(), static_cast<std::size_t>(count));
    std::size_t start = 0;
    for (std::size_t end = 0; (end = pending.find('\n', start)) != std::string::npos; start = end + 1)
      seen(std::string_view{pending}.substr(start, end - start));
    pending.erase(0, start);
  }
  ::close(ends[0]);
  int status = 0;
  ::waitpid(child, &status, 0);
}
}  // namespace

std::optional<Entry> parse_entry(std::string_view line) {
  if (!line.starts_with('{')) return std::nullopt;
  const auto json = parse_json(line);
  if (!json || !json->is_object()) return std::nullopt;
  const auto at = parse_rfc3339(member(*json, "timestamp"));
  const auto level = level_of(member(*json, "level"));
  if (!at || !level) return std::nullopt;
  return Entry{*at,
               *level,
               member(*json, "correlation_id"),
               member(*json, "entity_type"),
               member(*json, "entity_id"),
               member(*json, "message"),
               std::string{line}};
}

bool fits(const Entry& entry, const Filter& filter) {
  if (entry.level < filter.least) return false;
  if (filter.since && entry.at < *filter.since) return false;
  if (filter.until && !(entry.at < *filter.until)) return false;
  if (!filter.correlation_id.empty() && entry.correlation_id != filter.correlation_id) return false;
  for (const std::string& text : filter.mentions)
    if (entry.line.find(text) == std::string::npos) return false;
  return true;
}

std::vector<Entry> read_log(const Source& source, const Filter& filter, std::size_t most, Instant now) {
  std::deque<Entry> kept;
  const auto seen = [&](std::string_view line) {
    // Cheap before dear: a line that does not hold the id cannot fit.
    if (!filter.correlation_id.empty() && line.find(filter.correlation_id) == std::string_view::npos) return;
    auto entry = parse_entry(line);
    if (!entry || !fits(*entry, filter)) return;
    kept.push_back(*std::move(entry));
    if (kept.size() > most) kept.pop_front();
  };
  if (source.file.empty()) {
    constexpr std::int64_t day_s = 86'400;
    const Instant since = filter.since.value_or(now.plus_seconds(-day_s));
    each_line_of({"journalctl", "--quiet", "--no-pager", "--output=cat", "--unit=" + source.unit,
                  "--since=@" + std::to_string(since.unix_us() / 1'000'000)},
                 seen);
  } else {
    std::ifstream in{source.file};
    if (!in) throw std::runtime_error{source.file.string() + " cannot be read"};
    for (std::string line; std::getline(in, line);) seen(line);
  }
  return {std::make_move_iterator(kept.begin()), std::make_move_iterator(kept.end())};
}
}  // namespace holdfast::log

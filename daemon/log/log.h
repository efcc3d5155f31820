#pragma once
#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace holdfast::log {
enum class Level { debug, info, warn, error, fatal };
std::optional<Level> parse_level(std::string_view name);

/// `error: {type, message, retryable}` of an entry.
struct Fault {
  std::string_view type;
  std::string_view message;
  bool retryable = false;
};
/// One member of an entry besides timestamp, level, service and message. Names are those of seed 004 section 11.3:
/// correlation_id, entity_type, entity_id, duration_ms, error. No names of people, no tokens, no bodies.
struct Field {
  std::string_view name;
  std::variant<std::string_view, std::int64_t, Fault> value;
};
struct Destination {
  Level least = Level::info;
  std::filesystem::path file;  ///< empty: standard error
  std::string tenant_id, node_id;
  std::string service = "holdfastd";
};

/// Sets where entries go; before it, and after it with defaults, to standard error. Once, at start.
void open(const Destination& destination);
bool enabled(Level level);
/// One line of JSON; any thread. Free text is scrubbed.
void write(Level level, std::string_view message, std::initializer_list<Field> fields = {});
void flush();

inline void debug(std::string_view message, std::initializer_list<Field> fields = {}) {
  if (enabled(Level::debug)) write(Level::debug, message, fields);
}
inline void info(std::string_view message, std::initializer_list<Field> fields = {}) {
  write(Level::info, message, fields);
}
inline void warn(std::string_view message, std::initializer_list<Field> fields = {}) {
  write(Level::warn, message, fields);
}
inline void error(std::string_view message, std::initializer_list<Field> fields = {}) {
  write(Level::error, message, fields);
}
}  // namespace holdfast::log

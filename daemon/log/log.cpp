#include "log/log.h"

#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <array>
#include <chrono>

#include "base/json_writer.h"
#include "log/scrub.h"

namespace holdfast::log {
namespace {
constexpr std::array<std::string_view, 5> names{"DEBUG", "INFO", "WARN", "ERROR", "FATAL"};

/// The one logger of the process: where a line goes is no business of those who write it.
struct Sink {
  std::shared_ptr<spdlog::logger> logger;
  Destination destination;
};
Sink make_sink(Destination destination) {
  spdlog::sink_ptr sink;
  if (destination.file.empty())
    sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
  else
    sink = std::make_shared<spdlog::sinks::basic_file_sink_mt>(destination.file.string());
  auto logger = std::make_shared<spdlog::logger>("holdfastd", std::move(sink));
  logger->set_pattern("%v");
  logger->set_level(spdlog::level::trace);
  logger->flush_on(spdlog::level::info);
  return {std::move(logger), std::move(destination)};
}
Sink& sink() {
  static Sink only = make_sink({});
  return only;
}
Instant wall_clock() {
  using namespace std::chrono;
  return Instant{duration_cast<microseconds>(system_clock::now().time_since_epoch()).count()};
}
void append(JsonWriter& json, const Field& field) {
  json.key(field.name);
  if (const auto* text = std::get_if<std::string_view>(&field.value)) {
    json.value(scrub(*text));
  } else if (const auto* number = std::get_if<std::int64_t>(&field.value)) {
    json.value(*number);
  } else {
    const Fault& fault = std::get<Fault>(field.value);
    json.begin_object()
        .member("type", fault.type)
        .member("message", scrub(fault.message))
        .member("retryable", fault.retryable)
        .end_object();
  }
}
}  // namespace

std::optional<Level> parse_level(std::string_view name) {
  constexpr std::array<std::string_view, 5> words{"debug", "info", "warn", "error", "fatal"};
  for (std::size_t i = 0; i < words.size(); ++i)
    if (words[i] == name) return static_cast<Level>(i);
  return std::nullopt;
}

void open(const Destination& destination) { sink() = make_sink(destination); }
bool enabled(Level level) { return level >= sink().destination.least; }

void write(Level level, std::string_view message, std::initializer_list<Field> fields) {
  if (!enabled(level)) return;
  const Sink& to = sink();
  std::string line;
  JsonWriter json{line};
  json.begin_object().key("timestamp").time(wall_clock(), 0);
  json.member("level", names[static_cast<std::size_t>(level)]).member("service", to.destination.service);
  if (!to.destination.tenant_id.empty()) json.member("tenant_id", to.destination.tenant_id);
  if (!to.destination.node_id.empty()) json.member("node_id", to.destination.node_id);
  for (const Field& field : fields) append(json, field);
  json.member("message", scrub(message)).end_object();
  to.logger->log(level == Level::debug ? spdlog::level::debug : spdlog::level::info,
                 spdlog::string_view_t{line.data(), line.size()});
}
void flush() { sink().logger->flush(); }
}  // namespace holdfast::log

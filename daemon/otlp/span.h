#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/instant.h"

namespace holdfast::otlp {
/// One request as a trace tells of it. Ids are lower-case hex: 32, 16 and 16 digits.
struct Span {
  std::string trace_id, span_id, parent_id;  ///< no parent: it began here
  std::string name;                          ///< `POST /v1/sales`: method and route, never what was asked for
  Instant begin;
  std::int64_t microseconds = 0;
  int status = 0;  ///< of HTTP
  std::string correlation_id;
};
/// Who tells: `service.name`, `service.version`, `service.instance.id`, ….
using Resource = std::vector<std::pair<std::string, std::string>>;

/// An ExportTraceServiceRequest in OTLP's JSON encoding (opentelemetry-proto 1.x, docs/specification.md "JSON Protobuf
/// Encoding": ids in hex, 64-bit numbers as strings, enumerations as numbers).
std::string encode(std::span<const Span> spans, const Resource& resource);
/// Takes `00-<trace>-<span>-<flags>` apart; nothing when it is none.
bool split_traceparent(std::string_view text, std::string& trace_id, std::string& span_id);
}  // namespace holdfast::otlp

#pragma once
#include <string>

#include "base/id.h"
#include "http/message.h"

namespace holdfast::routes {
/// What ties a request to its events and log lines. The correlation id is X-Correlation-Id when it is 1 to 64 visible
/// ASCII characters, else the trace id of a valid `traceparent`, else a new UUIDv7.
struct Trace {
  std::string correlation_id;
  std::string traceparent;  ///< W3C Trace Context: the trace goes on with a span of ours
};
Trace trace_of(const http::Request& request, const Uuid& fresh_id, std::uint64_t fresh_span);
/// 1 to `most` visible ASCII characters.
bool is_visible_ascii(std::string_view text, std::size_t most);
}  // namespace holdfast::routes

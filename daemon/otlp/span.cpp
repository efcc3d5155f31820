#include "otlp/span.h"

#include "base/json_writer.h"

namespace holdfast::otlp {
namespace {
constexpr int kind_server = 2, status_error = 2, first_server_error = 500;

void text_attribute(JsonWriter& json, std::string_view key, std::string_view value) {
  json.begin_object()
      .member("key", key)
      .key("value")
      .begin_object()
      .member("stringValue", value)
      .end_object()
      .end_object();
}
void append(JsonWriter& json, const Span& span) {
  const std::int64_t begin = span.begin.unix_us();
  json.begin_object().member("traceId", span.trace_id).member("spanId", span.span_id);
  if (!span.parent_id.empty()) json.member("parentSpanId", span.parent_id);
  json.member("name", span.name).member("kind", kind_server);
  json.member("startTimeUnixNano", std::to_string(begin) + "000");
  json.member("endTimeUnixNano", std::to_string(begin + span.microseconds) + "000").key("attributes").begin_array();
  json.begin_object().member("key", "http.response.status_code").key("value").begin_object();
  json.member("intValue", std::to_string(span.status)).end_object().end_object();
  text_attribute(json, "correlation_id", span.correlation_id);
  json.end_array();
  if (span.status >= first_server_error) json.key("status").begin_object().member("code", status_error).end_object();
  json.end_object();
}
}  // namespace

std::string encode(std::span<const Span> spans, const Resource& resource) {
  std::string out;
  JsonWriter json{out};
  json.begin_object()
      .key("resourceSpans")
      .begin_array()
      .begin_object()
      .key("resource")
      .begin_object()
      .key("attributes")
      .begin_array();
  for (const auto& [key, value] : resource) text_attribute(json, key, value);
  json.end_array().end_object().key("scopeSpans").begin_array().begin_object();
  json.key("scope").begin_object().member("name", "holdfast").end_object().key("spans").begin_array();
  for (const Span& span : spans) append(json, span);
  json.end_array().end_object().end_array().end_object().end_array().end_object();
  return out;
}

bool split_traceparent(std::string_view text, std::string& trace_id, std::string& span_id) {
  constexpr std::size_t length = 55;
  if (text.size() < length || text[2] != '-' || text[35] != '-' || text[52] != '-') return false;
  trace_id = text.substr(3, 32);
  span_id = text.substr(36, 16);
  return true;
}
}  // namespace holdfast::otlp

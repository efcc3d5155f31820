#include "routes/problem.h"

#include "base/json_writer.h"

namespace holdfast::routes {
http::Response problem(const Error& error, std::string_view correlation_id) {
  const ErrorRow& row = taxonomy(error.code);
  http::Response response;
  response.status = row.status;
  response.content_type = "application/problem+json";
  JsonWriter json{response.body};
  json.begin_object().member("type", row.type).member("title", row.title).member("status", row.status);
  json.member("detail", error.detail).member("errorClass", row.error_class).member("retryable", row.retryable);
  json.member("correlationId", correlation_id);
  if (!error.fields.empty()) {
    json.key("errors").begin_array();
    for (const FieldError& field : error.fields)
      json.begin_object().member("pointer", field.pointer).member("detail", field.detail).end_object();
    json.end_array();
  }
  if (!error.more.empty()) json.raw(error.more);
  json.end_object();
  if (row.status == 429) response.headers.push_back({"Retry-After", error.code == ErrorCode::locked_out ? "60" : "1"});
  if (row.status == 503) response.headers.push_back({"Retry-After", error.code == ErrorCode::busy ? "1" : "5"});
  if (row.status == 401) response.headers.push_back({"WWW-Authenticate", "Bearer"});
  return response;
}
}  // namespace holdfast::routes

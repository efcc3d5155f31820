#include "server/call.h"

#include <charconv>

namespace holdfast::server {
http::Response json(int status, std::string body) { return {status, "application/json", std::move(body), {}}; }
http::Response no_content() { return {204, {}, {}, {}}; }

http::Response problem(const Error& error) {
  const ErrorRow& row = taxonomy(error.code);
  http::Response response{row.status, "application/problem+json", {}, {}};
  JsonWriter out{response.body};
  out.begin_object().member("type", row.type).member("title", row.title).member("status", row.status);
  out.member("detail", error.detail).member("errorClass", row.error_class).member("retryable", row.retryable);
  if (!error.fields.empty()) {
    out.key("errors").begin_array();
    for (const FieldError& field : error.fields)
      out.begin_object().member("pointer", field.pointer).member("detail", field.detail).end_object();
    out.end_array();
  }
  out.end_object();
  if (row.status == 401) response.headers.push_back({"WWW-Authenticate", "Bearer"});
  if (row.status == 429 || row.status == 503) response.headers.push_back({"Retry-After", "1"});
  return response;
}

http::Response problem(const engine::Reply& refusal) {
  return {refusal.status, "application/problem+json", refusal.body, {}};
}

Result<Json> json_body(const Call& call, Codes codes) {
  const std::string_view type = call.request.header("Content-Type");
  if (!http::equal_ignoring_case(type.substr(0, type.find(';')), "application/json"))
    return refuse(ErrorCode::unsupported_media_type, "this call takes application/json");
  Json body = TRY(parse_json(call.request.body));
  if (!body.is_object()) return refuse(ErrorCode::invalid_body, "the body is no JSON object");
  TRY(refuse_cards(body, codes));
  return body;
}

Result<std::int64_t> query_integer(const Call& call, std::string_view name, std::int64_t otherwise, std::int64_t least,
                                   std::int64_t most) {
  const auto text = call.request.query_value(name);
  if (!text) return otherwise;
  std::int64_t value = 0;
  const auto [end, failed] = std::from_chars(text->data(), text->data() + text->size(), value);
  if (failed != std::errc{} || end != text->data() + text->size() || value < least || value > most)
    return refuse(ErrorCode::invalid_argument, std::string{name} + " is a whole number from " + std::to_string(least) +
                                                   " to " + std::to_string(most));
  return value;
}
}  // namespace holdfast::server

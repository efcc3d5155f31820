#include "panel/panel.h"

#include "base/json.h"
#include "base/json_writer.h"
#include "panel/page.h"

namespace holdfast::panel {
namespace {
using http::Method;
using http::Response;

Response plain(int status, std::string text) { return {status, "text/plain; charset=utf-8", std::move(text), {}}; }
Response nothing_here() { return plain(404, "nothing here\n"); }
Response wrong(const FieldError& error) { return plain(400, error.pointer + " " + error.detail + "\n"); }

void write_head(JsonWriter& json, const Station& station) {
  json.member("name", station.name()).member("kind", station.kind());
  json.member("address", station.address()).member("connected", station.connected());
}

Response state_of(const Station& station) {
  std::string out;
  JsonWriter json{out};
  json.begin_object();
  write_head(json, station);
  station.write(json);
  json.end_object();
  return {200, "application/json", std::move(out), {}};
}
}  // namespace

Response Panel::list() const {
  std::string out;
  JsonWriter json{out};
  json.begin_object().key("items").begin_array();
  for (const auto& station : stations_) {
    json.begin_object();
    write_head(json, *station);
    json.end_object();
  }
  json.end_array().end_object();
  return {200, "application/json", std::move(out), {}};
}

Response Panel::change(Station& station, const std::string& body) {
  const auto document = parse_json(body);
  if (!document) return plain(400, document.error().detail + "\n");
  std::vector<FieldError> errors;
  JsonFields fields{*document, errors};
  station.change(*document, fields, errors);
  return errors.empty() ? state_of(station) : wrong(errors.front());
}

Response Panel::act(Station& station, std::string_view action, const std::string& body) {
  const auto document = parse_json(body.empty() ? "{}" : body);
  if (!document) return plain(400, document.error().detail + "\n");
  std::vector<FieldError> errors;
  JsonFields fields{*document, errors};
  if (!station.act(action, fields, errors)) return nothing_here();
  return errors.empty() ? state_of(station) : wrong(errors.front());
}

Response Panel::answer(const http::Request& request) {
  const std::string_view path = request.path();
  const bool gets = request.method == Method::get;
  if (gets && path == "/") return {200, "text/html; charset=utf-8", std::string{page()}, {}};
  if (gets && path == "/devices") return list();
  const std::size_t slash = path.find('/', 1);
  const std::string_view name = path.substr(1, slash == std::string_view::npos ? slash : slash - 1);
  for (const auto& station : stations_) {
    if (station->name() != name) continue;
    if (slash == std::string_view::npos) {
      if (gets) return state_of(*station);
      return request.method == Method::patch ? change(*station, request.body) : plain(405, "GET or PATCH\n");
    }
    const std::string_view rest = path.substr(slash + 1);
    if (auto response = station->serve(request.method, rest)) return std::move(*response);
    return request.method == Method::post ? act(*station, rest, request.body) : nothing_here();
  }
  return nothing_here();
}
}  // namespace holdfast::panel

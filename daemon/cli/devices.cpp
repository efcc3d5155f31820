#include <iostream>

#include "base/json_writer.h"
#include "cli/operator_commands.h"
#include "cli/stop.h"

namespace holdfast::cli {
namespace {
/// The device with this id or name; empty when there is none.
std::string find_device(Backend& backend, const std::string& name) {
  for (const Json& device : backend.list("/v1/devices"))
    if (text_of(device, "id") == name || text_of(device, "name") == name) return text_of(device, "id");
  return {};
}
std::string id_of(Backend& backend, const std::string& name) {
  std::string id = find_device(backend, name);
  if (id.empty()) throw Stop{"no device `" + name + "`", "`holdfast devices list` shows them"};
  return id;
}
std::string register_id(Backend& backend, int number) {
  for (const Json& each : backend.list("/v1/registers"))
    if (integer_of(each, "number") == number) return text_of(each, "id");
  throw Stop{"no register " + std::to_string(number), "`holdfast status` shows them"};
}
}  // namespace

int list_devices(const Where& where, bool json) {
  const auto backend = connect(where);
  if (json) {
    std::cout << backend->get("/v1/devices").body << "\n";
    return 0;
  }
  for (const Json& device : backend->list("/v1/devices")) {
    std::cout << text_of(device, "id") << "  " << text_of(device, "name") << "  " << text_of(device, "kind") << "  "
              << text_of(device, "address") << "  " << text_of(device, "state") << " (" << text_of(device, "words")
              << ")";
    if (const std::string hint = text_of(device, "hint"); !hint.empty()) std::cout << "  " << hint;
    if (const std::string good = text_of(device, "lastGoodAt"); !good.empty()) std::cout << "  last good " << good;
    std::cout << "\n";
  }
  return 0;
}

int put_printer(const Where& where, const Printer& printer) {
  const auto backend = connect(where);
  const std::string id = find_device(*backend, printer.name);
  std::string body;
  JsonWriter json{body};
  json.begin_object();
  if (id.empty()) json.member("kind", "receipt_printer");
  json.member("name", printer.name).member("address", printer.address).member("profile", printer.profile);
  if (printer.drawer_switch) json.key("settings").begin_object().member("openWhenHigh", true).end_object();
  if (printer.register_number)
    json.key("registers").begin_array().value(register_id(*backend, *printer.register_number)).end_array();
  json.end_object();
  const Json stored = id.empty() ? backend->need(http::Method::post, "/v1/devices", body)
                                 : backend->need(http::Method::patch, "/v1/devices/" + id, body);
  std::cout << text_of(stored, "id") << "\n";
  return 0;
}

int test_device(const Where& where, const std::string& name, bool json) {
  const auto backend = connect(where);
  const Reply reply = backend->call(http::Method::post, "/v1/devices/" + id_of(*backend, name) + "/test");
  if (!reply.ok()) throw Stop{problem_text(reply), {}};
  if (json)
    std::cout << reply.body << "\n";
  else
    std::cout << "print job " << integer_of(reply.json(), "number") << " is queued\n";
  return 0;
}

int trace_device(const Where& where, const std::string& name) {
  const auto backend = connect(where);
  const Reply reply = backend->get("/v1/devices/" + id_of(*backend, name) + "/trace");
  if (!reply.ok()) throw Stop{problem_text(reply), {}};
  std::cout << reply.body;
  return 0;
}
}  // namespace holdfast::cli

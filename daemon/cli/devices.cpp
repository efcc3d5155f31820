#include <algorithm>
#include <fstream>
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

/// `true`, `false` and whole numbers are what they look like; everything else is text, and what is in quotes too.
void write_value(JsonWriter& json, std::string_view text) {
  constexpr std::size_t most_digits = 15;
  const bool number = !text.empty() && text.size() <= most_digits && (text.size() == 1 || text[0] != '0') &&
                      text.find_first_not_of("0123456789") == std::string_view::npos;
  const bool quoted = text.size() >= 2 && text.front() == '"' && text.back() == '"';
  if (number || text == "true" || text == "false")
    json.raw(text);
  else
    json.value(quoted ? text.substr(1, text.size() - 2) : text);
}

void write_settings(JsonWriter& json, const std::vector<std::string>& settings) {
  json.key("settings").begin_object();
  for (const std::string& setting : settings) {
    const std::size_t sign = setting.find('=');
    const bool plain = sign != std::string::npos && sign > 0 &&
                       std::ranges::all_of(setting.substr(0, sign),
                                           [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
    if (!plain) throw Stop{"`" + setting + "` is no name=value", {}};
    json.key(setting.substr(0, sign));
    write_value(json, std::string_view{setting}.substr(sign + 1));
  }
  json.end_object();
}

std::string secret_of(const DeviceSetting& device) {
  if (device.secret_file.empty()) return device.secret;
  std::ifstream file{device.secret_file};
  std::string secret;
  if (!std::getline(file, secret)) throw Stop{"cannot read " + device.secret_file, {}};
  return secret;
}

/// Creates it, or changes the one with this id.
void store_device(Backend& backend, const std::string& id, const std::string& body) {
  const Json stored = id.empty() ? backend.need(http::Method::post, "/v1/devices", body)
                                 : backend.need(http::Method::patch, "/v1/devices/" + id, body);
  std::cout << text_of(stored, "id") << "\n";
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
  store_device(*backend, id, body);
  return 0;
}

int put_device(const Where& where, const DeviceSetting& device) {
  const auto backend = connect(where);
  const std::string id = find_device(*backend, device.name), secret = secret_of(device);
  std::string body;
  JsonWriter json{body};
  json.begin_object();
  if (id.empty()) json.member("kind", device.kind);
  json.member("name", device.name).member("address", device.address).member("profile", device.profile);
  if (!device.settings.empty()) write_settings(json, device.settings);
  if (!secret.empty()) json.member("secret", secret);
  if (!device.registers.empty()) {
    json.key("registers").begin_array();
    for (const int number : device.registers) json.value(register_id(*backend, number));
    json.end_array();
  }
  json.end_object();
  store_device(*backend, id, body);
  return 0;
}

int remove_device(const Where& where, const std::string& name) {
  const auto backend = connect(where);
  const Reply reply = backend->call(http::Method::delete_, "/v1/devices/" + id_of(*backend, name));
  if (!reply.ok()) throw Stop{problem_text(reply), {}};
  return 0;
}

int test_device(const Where& where, const std::string& name, bool json) {
  const auto backend = connect(where);
  const Reply reply = backend->call(http::Method::post, "/v1/devices/" + id_of(*backend, name) + "/test");
  if (!reply.ok()) throw Stop{problem_text(reply), {}};
  if (json)
    std::cout << reply.body << "\n";
  else if (const Json answer = reply.json(); answer.find("printJobId") != nullptr)
    std::cout << "print job " << integer_of(answer, "number") << " is queued\n";
  else
    std::cout << text_of(answer, "state") << " (" << text_of(answer, "words") << ")\n";
  return 0;
}

int trace_device(const Where& where, const std::string& name, std::optional<bool> traced) {
  const auto backend = connect(where);
  if (traced) {
    std::string body;
    JsonWriter{body}.begin_object().member("traced", *traced).end_object();
    backend->need(http::Method::patch, "/v1/devices/" + id_of(*backend, name), body);
    std::cout << (*traced ? "What goes over its line is recorded.\n" : "Nothing of it is recorded.\n");
    return 0;
  }
  const Reply reply = backend->get("/v1/devices/" + id_of(*backend, name) + "/trace");
  if (!reply.ok()) throw Stop{problem_text(reply), {}};
  std::cout << reply.body;
  return 0;
}
}  // namespace holdfast::cli

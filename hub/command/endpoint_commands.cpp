#include <algorithm>
#include <cstdio>
#include <iostream>
#include <iterator>

#include "base/json.h"
#include "base/json_writer.h"
#include "command/order.h"
#include "config/data_folder.h"

namespace holdfast::command {
namespace {
using http::Method;

constexpr std::string_view commands[] = {
    "webhook add",    "webhook list",   "webhook rotate",     "webhook remove",       "webhook enable",
    "webhook pause",  "webhook replay", "webhook deliveries", "webhook dead-letters", "connector put",
    "connector list", "secret set",     "secret list",        "secret remove"};

std::string member(const Json& json, std::string_view name) {
  const Json* found = json.find(name);
  return found == nullptr ? std::string{} : found->text();
}

void write_types(JsonWriter& out, std::string_view types) {
  out.key("types").begin_array();
  while (!types.empty()) {
    const std::string_view type = types.substr(0, types.find(','));
    out.value(type);
    types.remove_prefix(std::min(types.size(), type.size() + 1));
  }
  out.end_array();
}

std::string new_webhook(const Settings& settings) {
  std::string body;
  JsonWriter out{body};
  out.begin_object().member("url", settings.argument);
  write_types(out, settings.types.empty() ? "*" : settings.types);
  if (!settings.signing.empty()) out.member("signing", settings.signing);
  if (!settings.site_name.empty()) out.member("name", settings.site_name);
  out.end_object();
  return body;
}

std::string new_connector(const Settings& settings) {
  if (settings.file.empty()) throw Wrong{"connector put needs --file, its document"};
  std::string body;
  JsonWriter out{body};
  out.begin_object().key("document").raw(config::read_file(settings.file));
  if (!settings.url.empty()) out.member("url", settings.url);
  if (!settings.config.empty()) out.key("config").raw(config::read_file(settings.config));
  out.end_object();
  return body;
}

std::string secret_from_input() {
  std::string value{std::istreambuf_iterator<char>{std::cin}, {}};
  while (value.ends_with('\n') || value.ends_with('\r')) value.pop_back();
  if (value.empty()) throw Wrong{"secret set takes the value on its standard input"};
  std::string body;
  JsonWriter{body}.begin_object().member("value", value).end_object();
  return body;
}

void print_endpoint(const Json& endpoint) {
  std::printf("%s  %s  %s  %s  waiting %s  dead letters %s  breaker %s\n", member(endpoint, "endpointId").c_str(),
              member(endpoint, "kind").c_str(), member(endpoint, "state").c_str(), member(endpoint, "url").c_str(),
              member(endpoint, "waiting").c_str(), member(endpoint, "deadLetters").c_str(),
              member(endpoint, "breaker").c_str());
}
void print_item(const Settings& settings, const Json& item) {
  if (settings.command == "secret list") return void(std::printf("%s\n", item.text().c_str()));
  if (settings.command == "webhook deliveries")
    return void(std::printf(
        "%s  %s  %s  try %s  %s  HTTP %s  %s us  %s\n", member(item, "at").c_str(), member(item, "type").c_str(),
        member(item, "eventId").c_str(), member(item, "attempt").c_str(), member(item, "outcome").c_str(),
        member(item, "status").c_str(), member(item, "durationUs").c_str(), member(item, "detail").c_str()));
  if (settings.command == "webhook dead-letters")
    return void(std::printf("%s  %s  %s  tries %s  %s\n", member(item, "id").c_str(), member(item, "type").c_str(),
                            member(item, "eventId").c_str(), member(item, "attempts").c_str(),
                            member(item, "trouble").c_str()));
  print_endpoint(item);
}
}  // namespace

bool is_endpoint_command(std::string_view two_words) {
  return std::find(std::begin(commands), std::end(commands), two_words) != std::end(commands);
}

std::optional<Order> endpoint_order(const Settings& settings) {
  const std::string& command = settings.command;
  if (!is_endpoint_command(command)) return std::nullopt;
  const std::string tenant = settings.tenant.empty() ? "" : "?tenant=" + http::percent_encode(settings.tenant);
  const std::string what = http::percent_encode(settings.argument), endpoint = "/v1/endpoints/" + what;
  if (what.empty() && !command.ends_with(" list")) throw Wrong{command + " needs a name, id or URL"};
  const auto state = [&](std::string_view word) {
    return Order{Method::put, endpoint + "/state" + tenant, "{\"state\":\"" + std::string{word} + "\"}"};
  };
  if (command == "webhook add") return Order{Method::post, "/v1/webhooks" + tenant, new_webhook(settings)};
  if (command == "webhook rotate") return Order{Method::post, "/v1/webhooks/" + what + "/rotate" + tenant, "{}"};
  if (command == "webhook remove") return Order{Method::delete_, endpoint + tenant, {}};
  if (command == "webhook enable") return state("enabled");
  if (command == "webhook pause") return state("paused");
  if (command == "webhook deliveries") return Order{Method::get, endpoint + "/deliveries" + tenant, {}};
  if (command == "webhook dead-letters") return Order{Method::get, endpoint + "/dead-letters" + tenant, {}};
  if (command == "webhook replay")
    return Order{Method::post, endpoint + "/dead-letters/all/replay" + tenant, R"({"reviewedBy":"command line"})"};
  if (command == "connector put") return Order{Method::put, "/v1/connectors/" + what + tenant, new_connector(settings)};
  if (command == "secret list") return Order{Method::get, "/v1/secrets" + tenant, {}};
  if (command == "secret set") return Order{Method::put, "/v1/secrets/" + what + tenant, secret_from_input()};
  if (command == "secret remove") return Order{Method::delete_, "/v1/secrets/" + what + tenant, {}};
  return Order{Method::get, "/v1/endpoints" + tenant, {}};
}

bool print_endpoint_answer(const Settings& settings, const std::string& body) {
  if (!is_endpoint_command(settings.command)) return false;
  if (body.empty()) return true;
  const auto json = parse_json(body);
  if (settings.json || !json) return std::printf("%s\n", body.c_str()), true;
  if (const Json* items = json->find("items"); items != nullptr) {
    for (const Json& item : items->items()) print_item(settings, item);
    return true;
  }
  if (const std::string count = member(*json, "decided"); !count.empty())
    return std::printf("%s tried again\n", count.c_str()), true;
  print_endpoint(*json);
  if (const std::string secret = member(*json, "secret"); !secret.empty())
    std::printf("secret, shown this once: %s\n", secret.c_str());
  if (const std::string key = member(*json, "publicKey"); !key.empty())
    std::printf("public key for the receiver: %s\n", key.c_str());
  return true;
}
}  // namespace holdfast::command

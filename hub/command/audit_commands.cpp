#include <algorithm>
#include <cstdio>
#include <iterator>

#include "base/json.h"
#include "base/json_writer.h"
#include "command/order.h"

namespace holdfast::command {
namespace {
using http::Method;
constexpr std::string_view commands[] = {"operator add", "operator list", "operator remove"};

std::string member(const Json& json, std::string_view name) {
  const Json* found = json.find(name);
  return found == nullptr ? std::string{} : found->text();
}
/// `reason Black Friday, ring early`: what is told besides the name.
std::string in_words(const Json& detail) {
  std::string text;
  for (const auto& [name, value] : detail.members())
    if (name != "by") text += (text.empty() ? "" : ", ") + name + " " + value.text();
  return text;
}
}  // namespace

bool is_audit_command(std::string_view words) {
  return words == "audit" || std::find(std::begin(commands), std::end(commands), words) != std::end(commands);
}

std::optional<Order> audit_order(const Settings& settings) {
  if (settings.command == "audit" && settings.verify) return Order{Method::get, "/v1/audit/verification", {}};
  if (settings.command == "audit")
    return Order{Method::get,
                 "/v1/audit?limit=" + std::to_string(settings.lines) +
                     (settings.by.empty() ? "" : "&by=" + http::percent_encode(settings.by)),
                 {}};
  if (settings.command == "operator list") return Order{Method::get, "/v1/operators", {}};
  if (settings.command == "operator remove")
    return Order{Method::delete_, "/v1/operators/" + http::percent_encode(settings.argument), {}};
  if (settings.command != "operator add") return std::nullopt;
  Order order{Method::post, "/v1/operators", {}};
  JsonWriter{order.body}.begin_object().member("name", settings.argument).end_object();
  return order;
}

bool print_audit_answer(const Settings& settings, const std::string& body) {
  if (!is_audit_command(settings.command)) return false;
  const auto json = parse_json(body);
  if (settings.json || (!json && !body.empty())) return std::printf("%s\n", body.c_str()), true;
  if (!json) return std::printf("removed %s\n", settings.argument.c_str()), true;
  if (settings.verify) {
    const std::string wrong = member(*json, "wrongAt"), entries = member(*json, "entries");
    if (audit_holds(body))
      std::printf("the chain holds: %s entries, the newest is %s\n", entries.c_str(), member(*json, "newest").c_str());
    else
      std::printf("the chain is broken at entry %s\n", wrong.c_str());
    return true;
  }
  if (settings.command == "operator add") return std::printf("%s\n", member(*json, "token").c_str()), true;
  for (const Json& item : json->find("items")->items())
    if (settings.command == "operator list")
      std::printf("%s  since %s by %s%s\n", member(item, "name").c_str(), member(item, "madeAt").c_str(),
                  member(item, "madeBy").c_str(), item.find("removedAt")->is_string() ? "  removed" : "");
    else
      std::printf("%s  %s  %s  %s  %s  %s\n", member(item, "id").c_str(), member(item, "at").c_str(),
                  member(item, "by").c_str(), member(item, "action").c_str(), member(item, "subject").c_str(),
                  in_words(*item.find("detail")).c_str());
  return true;
}

bool audit_holds(const std::string& body) {
  const auto json = parse_json(body);
  const Json* holds = json ? json->find("holds") : nullptr;
  return holds != nullptr && holds->truth();
}
}  // namespace holdfast::command

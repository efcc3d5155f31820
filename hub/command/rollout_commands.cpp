#include <algorithm>
#include <cstdio>
#include <iterator>

#include "base/json.h"
#include "base/json_writer.h"
#include "command/order.h"
#include "config/data_folder.h"

namespace holdfast::command {
namespace {
using http::Method;

constexpr std::string_view commands[] = {"rollout create",  "rollout list",   "rollout show", "rollout releases",
                                         "rollout advance", "rollout resume", "rollout halt", "rollout back",
                                         "rollout rollback"};

std::string member(const Json& json, std::string_view name) {
  const Json* found = json.find(name);
  return found == nullptr ? std::string{} : found->text();
}

std::string new_rollout(const Settings& settings) {
  std::string body;
  JsonWriter out{body};
  out.begin_object().member("bundle", settings.argument);
  if (!settings.ring.empty()) out.member("ring", settings.ring);
  if (!settings.plan.empty()) out.key("plan").raw(config::read_file(settings.plan));
  if (!settings.by.empty()) out.member("by", settings.by);
  out.end_object();
  return body;
}
std::string decision(const Settings& settings) {
  std::string body;
  JsonWriter out{body};
  out.begin_object();
  if (!settings.by.empty()) out.member("by", settings.by);
  if (!settings.reason.empty()) out.member("reason", settings.reason);
  out.end_object();
  return body;
}

void print_rollout(const Json& rollout) {
  std::printf("%s  release %s (%s)  %s  ring %s\n", member(rollout, "rolloutId").c_str(),
              member(rollout, "release").c_str(), member(rollout, "counter").c_str(), member(rollout, "phase").c_str(),
              member(rollout, "ring").c_str());
  if (const Json* reasons = rollout.find("reasons"); reasons != nullptr)
    for (const Json& reason : reasons->items()) std::printf("  %s\n", member(reason, "text").c_str());
}
void print_fleet(const Json& answer) {
  if (const Json* rollout = answer.find("rollout"); rollout != nullptr) print_rollout(*rollout);
  const Json* fleet = answer.find("fleet");
  const Json* rings = fleet != nullptr ? fleet->find("rings") : nullptr;
  if (rings != nullptr)
    for (const Json& ring : rings->items())
      std::printf(
          "  ring %s: %s sites, %s with it, %s taking, %s proving, %s waiting, %s went back, %s refused, %s cannot go "
          "back\n",
          member(ring, "name").c_str(), member(ring, "sites").c_str(), member(ring, "committed").c_str(),
          member(ring, "taking").c_str(), member(ring, "proving").c_str(), member(ring, "waiting").c_str(),
          member(ring, "wentBack").c_str(), member(ring, "refused").c_str(), member(ring, "stays").c_str());
  if (const Json* events = answer.find("events"); events != nullptr)
    for (const Json& event : events->items())
      std::printf("  %s  %s%s%s\n", member(event, "at").c_str(), member(event, "by").c_str(),
                  member(event, "by").empty() ? "" : ": ", member(event, "text").c_str());
}
}  // namespace

bool is_rollout_command(std::string_view two_words) {
  return std::find(std::begin(commands), std::end(commands), two_words) != std::end(commands);
}

std::optional<Order> rollout_order(const Settings& settings) {
  const std::string& command = settings.command;
  if (!is_rollout_command(command)) return std::nullopt;
  const std::string tenant = settings.tenant.empty() ? "" : "?tenant=" + http::percent_encode(settings.tenant);
  if (command == "rollout list") return Order{Method::get, "/v1/rollouts" + tenant, {}};
  if (command == "rollout releases") return Order{Method::get, "/v1/releases" + tenant, {}};
  if (settings.argument.empty())
    throw Wrong{command + (command == "rollout create" ? " needs a bundle's name" : " needs an id")};
  if (command == "rollout create") return Order{Method::post, "/v1/rollouts" + tenant, new_rollout(settings)};
  const std::string one = "/v1/rollouts/" + http::percent_encode(settings.argument);
  if (command == "rollout show") return Order{Method::get, one + tenant, {}};
  const bool back = command == "rollout back" || command == "rollout rollback";
  const bool explains = command == "rollout halt" || back;
  if (explains && settings.reason.empty()) throw Wrong{command + " needs --reason"};
  const std::string verb = command == "rollout halt"   ? "/pause"
                           : back                      ? "/rollback"
                                                       : "/" + command.substr(command.find(' ') + 1);
  return Order{Method::post, one + verb + tenant, decision(settings)};
}

bool print_rollout_answer(const Settings& settings, const std::string& body) {
  if (!is_rollout_command(settings.command)) return false;
  const auto json = parse_json(body);
  if (settings.json || !json) return std::printf("%s\n", body.c_str()), true;
  if (json->find("fleet") != nullptr) return print_fleet(*json), true;
  const Json* items = json->find("items");
  if (items == nullptr) return print_rollout(*json), true;
  const bool releases = settings.command == "rollout releases";
  for (const Json& item : items->items())
    if (releases)
      std::printf("%s  release %s (%s)  %s  %s bytes\n", member(item, "name").c_str(), member(item, "release").c_str(),
                  member(item, "counter").c_str(), member(item, "architecture").c_str(), member(item, "size").c_str());
    else
      print_rollout(item);
  if (const std::string trouble = member(*json, "trouble"); !trouble.empty()) std::printf("%s\n", trouble.c_str());
  return true;
}
}  // namespace holdfast::command

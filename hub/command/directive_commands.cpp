#include <algorithm>
#include <cstdio>

#include "base/json.h"
#include "base/json_writer.h"
#include "command/order.h"

namespace holdfast::command {
namespace {
using http::Method;

/// As they are typed, and the directive's kind; without one it is about directives.
struct Word {
  std::string_view command, kind;
};
constexpr Word words[] = {{"site downsync", "downsync"}, {"site upsync", "upsync"}, {"site rebuild-masters", "rebuild"},
                          {"site drain", "drain"},       {"site pause", "pause"},   {"site resume", "resume"},
                          {"site directives", ""},       {"site cancel", ""}};
const Word* word_of(std::string_view command) {
  const auto found =
      std::find_if(std::begin(words), std::end(words), [&](const Word& it) { return it.command == command; });
  return found == std::end(words) ? nullptr : found;
}
std::string member(const Json& json, std::string_view name) {
  const Json* found = json.find(name);
  return found == nullptr ? std::string{} : found->text();
}
void print_one(const Json& one) {
  std::printf("%s  %s %s  %s%s%s  by %s at %s  %s\n", member(one, "directiveId").c_str(), member(one, "kind").c_str(),
              member(one, "direction").c_str(), member(one, "state").c_str(), member(one, "detail").empty() ? "" : ": ",
              member(one, "detail").c_str(), member(one, "orderedBy").c_str(), member(one, "orderedAt").c_str(),
              member(one, "reason").c_str());
}
}  // namespace

bool is_directive_command(std::string_view two_words) { return word_of(two_words) != nullptr; }

std::optional<Order> directive_order(const Settings& settings) {
  const Word* word = word_of(settings.command);
  if (word == nullptr) return std::nullopt;
  if (settings.argument.empty()) throw Wrong{settings.command + " needs a site id"};
  const std::string tenant = settings.tenant.empty() ? "" : "?tenant=" + http::percent_encode(settings.tenant);
  const std::string all = "/v1/sites/" + http::percent_encode(settings.argument) + "/directives";
  if (settings.command == "site directives") return Order{Method::get, all + tenant, {}};
  const std::string by = settings.by.empty() ? "command line" : settings.by;
  std::string body;
  JsonWriter out{body};
  if (word->kind.empty()) {
    if (settings.directive.empty()) throw Wrong{"site cancel needs --directive ID"};
    out.begin_object().member("cancelledBy", by).end_object();
    return Order{Method::post, all + "/" + http::percent_encode(settings.directive) + "/cancel" + tenant, body};
  }
  out.begin_object().member("kind", word->kind).member("orderedBy", by);
  if (!settings.direction.empty()) out.member("direction", settings.direction);
  if (!settings.reason.empty()) out.member("reason", settings.reason);
  if (!settings.valid_minutes.empty()) out.key("validMinutes").raw(settings.valid_minutes);
  out.end_object();
  return Order{Method::post, all + tenant, body};
}

bool print_directive_answer(const Settings& settings, const std::string& body) {
  if (!is_directive_command(settings.command)) return false;
  const auto json = parse_json(body);
  if (settings.json || !json) return std::printf("%s\n", body.c_str()), true;
  const Json* items = json->find("items");
  if (items == nullptr) return print_one(*json), true;
  for (const Json& one : items->items()) print_one(one);
  return true;
}
}  // namespace holdfast::command

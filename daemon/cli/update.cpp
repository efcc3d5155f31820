#include "cli/update.h"

#include <filesystem>
#include <iostream>

#include "base/json_writer.h"
#include "cli/console.h"
#include "cli/data_folder.h"
#include "cli/stop.h"
#include "config/data_folder.h"
#include "config/machine.h"
#include "rollout/trusted_set.h"

namespace holdfast::cli {
namespace {
/// The daemon that runs there. Nobody takes the folder for himself here: between two releases it is free for a moment.
std::unique_ptr<Backend> daemon_of(const Where& where) {
  if (!where.url.empty() || where.data.empty()) return connect(where);
  if (const auto runtime = read_runtime(where.data)) return connect_url(runtime->url, runtime->token);
  throw Stop{"no daemon runs on " + where.data, "releases are put in place by the one that runs: start it"};
}
Json need(const Where& where, http::Method method, const std::string& target, const std::string& body = {}) {
  const Reply reply = daemon_of(where)->call(method, target, body);
  if (reply.status == 404 && target.find("/bad/") == std::string::npos)
    throw Stop{"no daemon runs there that could be updated", "releases are put in place by the one that runs"};
  if (!reply.ok()) throw Stop{problem_text(reply), "`holdfast update status` says how things stand"};
  return reply.body.empty() ? Json{} : reply.json();
}
Json member(const Json& object, std::string_view name) {
  const Json* found = object.find(name);
  return found != nullptr ? *found : Json{};
}
void print_journey(const Json& state) {
  std::cout << text_of(state, "state") << ": " << text_of(state, "release") << " (" << integer_of(state, "counter")
            << ") from " << text_of(state, "source") << ", " << integer_of(state, "percent") << " %";
  if (const std::string waits = text_of(state, "waitsFor"); !waits.empty()) std::cout << ", waits for " << waits;
  if (const std::string opens = text_of(state, "opensAt"); !opens.empty()) std::cout << " until " << opens;
  std::cout << "\n";
}
}  // namespace

int update_status(const Where& where, bool json) {
  const Reply reply = daemon_of(where)->get("/v1/update");
  if (!reply.ok()) throw Stop{"no daemon runs there that could be updated", "start it, or look at another address"};
  if (json) return std::cout << reply.body << "\n", 0;
  const Json state = reply.json(), runs = member(state, "runs"), last = member(state, "last");
  std::cout << "Runs " << text_of(runs, "release") << " (" << integer_of(runs, "counter") << ") since "
            << text_of(runs, "since") << "\n";
  if (!member(state, "managed").truth())
    std::cout << "It was not started by the launcher: releases are put in by hand.\n";
  if (text_of(state, "state") != "idle") print_journey(state);
  if (last.is_object())
    std::cout << "Last: " << text_of(last, "release") << " " << text_of(last, "outcome") << " at "
              << text_of(last, "at") << (text_of(last, "cause").empty() ? "" : ": " + text_of(last, "cause")) << "\n";
  if (const Json closed = member(state, "noWayBack"); text_of(closed, "reason") == "migrated")
    std::cout << text_of(closed, "detail")
              << " A newer release leads on; a backup from before leads back, without what "
              << "was sold since.\n";
  if (const std::string problem = text_of(state, "problem"); !problem.empty()) std::cout << problem << "\n";
  for (const Json& digest : member(state, "bad").items())
    std::cout << "Went back here: " << digest.text() << " (`holdfast update clear` lets it be tried again)\n";
  return 0;
}

int update_history(const Where& where, bool json) {
  const Json history = need(where, http::Method::get, "/v1/update/history");
  if (json) return std::cout << daemon_of(where)->get("/v1/update/history").body << "\n", 0;
  Table table{{"at", "release", "counter", "source", "outcome", "why"}};
  for (const Json& past : member(history, "items").items())
    table.add({text_of(past, "at"), text_of(past, "release"), std::to_string(integer_of(past, "counter")),
               text_of(past, "source"), text_of(past, "outcome"), text_of(past, "cause")});
  std::cout << table.text();
  return 0;
}

int update_act(const Where& where, const std::string& act) {
  need(where, http::Method::post, "/v1/update/" + act, "{}");
  std::cout << "Asked for.\n";
  return 0;
}

int update_from(const Where& where, const std::string& folder) {
  std::string body;
  JsonWriter{body}.begin_object().member("path", std::filesystem::absolute(folder).string()).end_object();
  need(where, http::Method::post, "/v1/update/from", body);
  std::cout << "It is looked at; `holdfast update status` says what becomes of it.\n";
  return 0;
}

int clear_bad_release(const Where& where, const std::string& sha256) {
  need(where, http::Method::delete_, "/v1/update/bad/" + sha256);
  std::cout << "It may be tried again.\n";
  return 0;
}

int update_policy(const Where& where, const UpdatePolicyWish& wish) {
  const Json now = member(need(where, http::Method::get, "/v1/update"), "policy");
  std::string body;
  JsonWriter json{body};
  json.begin_object();
  const auto flag = [&](std::string_view name, const std::optional<bool>& wanted) {
    json.member(name, wanted.value_or(member(now, name).truth()));
  };
  flag("automatic", wish.automatic);
  flag("afterClose", wish.after_close);
  flag("needsNoOpenShift", wish.needs_no_shift);
  flag("shares", wish.shares);
  json.member("from", wish.from.empty() ? text_of(now, "from") : wish.from);
  json.member("to", wish.to.empty() ? text_of(now, "to") : wish.to);
  json.member("bytesPerSecond", wish.bytes_per_second.value_or(integer_of(now, "bytesPerSecond")));
  json.key("days").begin_array();
  for (const int day : wish.days) json.value(std::int64_t{day});
  if (wish.days.empty())
    for (const Json& day : member(now, "days").items()) json.value(day.integer().value_or(1));
  json.end_array().key("peers").begin_array();
  for (const std::string& peer : wish.peers) json.value(peer);
  if (wish.peers.empty())
    for (const Json& peer : member(now, "peers").items()) json.value(peer.text());
  json.end_array().end_object();
  need(where, http::Method::put, "/v1/update/policy", body);
  std::cout << "From now on " << body << "\n";
  return 0;
}

int trust_releases(const std::string& root_document, const std::string& releases) {
  const std::string text = read_text(root_document);
  const auto begun = rollout::TrustedSet::begin(text, config::wall_clock(), rollout::Expiry::enforced);
  if (!begun) throw Stop{root_document + ": " + begun.error().detail, "`holdfast bundle root` and `sign` make one"};
  if (const auto usable = begun->end_roots(); !usable)
    throw Stop{root_document + ": " + usable.error().detail, "ask its owners for the newest"};
  const std::filesystem::path folder = releases, file = folder / "root.json";
  if (std::filesystem::exists(file) && read_text(file.string()) != text)
    throw Stop{"another root is believed there", "a new root follows from the old one by itself; otherwise remove " +
                                                     file.string() + " and trust.json beside it"};
  std::filesystem::create_directories(folder);
  config::write_file(file, text, config::Secrecy::open);
  // Who says whom to trust may also be here because a clock ran ahead.
  std::filesystem::remove(folder / "time.json");
  std::cout << "Releases that " << root_document << " stands for are believed in " << releases << "\n";
  return 0;
}
}  // namespace holdfast::cli

#include <chrono>
#include <iostream>
#include <thread>

#include "base/json_writer.h"
#include "cli/console.h"
#include "cli/operator_commands.h"
#include "cli/stop.h"

namespace holdfast::cli {
namespace {
constexpr std::chrono::milliseconds look_again{250};

Json member(const Json& object, std::string_view name) {
  const Json* found = object.find(name);
  return found != nullptr ? *found : Json{};
}
void print_way(std::string_view name, const Json& way, const std::string& what) {
  std::cout << name << ": " << text_of(way, "link");
  if (const std::string since = text_of(way, "since"); !since.empty()) std::cout << " since " << since;
  std::cout << "; " << what << "\n";
  if (const Json* holders = way.find("pausedBy"); holders != nullptr && holders->is_array())
    for (const Json& each : holders->items())
      std::cout << "  paused by the " << text_of(each, "owner") << ", " << text_of(each, "by")
                << (text_of(each, "reason").empty() ? "" : ": ") << text_of(each, "reason") << "\n";
  if (const std::string error = text_of(way, "lastError"); !error.empty())
    std::cout << "  " << error << " (breaker " << text_of(way, "breaker") << ")\n";
}
std::string switch_body(const ReplicationWish& wish) {
  std::string body;
  JsonWriter json{body};
  json.begin_object();
  if (!wish.direction.empty()) json.member("direction", wish.direction);
  if (!wish.reason.empty()) json.member("reason", wish.reason);
  json.end_object();
  return body;
}
}  // namespace

int enrol(const Where& where, const Enrol& enrol, bool json) {
  std::string body;
  JsonWriter{body}.begin_object().member("hub", enrol.hub).member("token", enrol.token).end_object();
  const Reply reply = connect(where)->call(http::Method::post, "/v1/replication/enrolment", body);
  if (!reply.ok()) throw Stop{problem_text(reply), "ask the hub's operator for a new token, and check the address"};
  if (json)
    std::cout << reply.body << "\n";
  else
    std::cout << "This store is enrolled at " << text_of(reply.json(), "hub") << ", channel "
              << text_of(reply.json(), "channelId") << ".\n";
  return 0;
}

int replication_status(const Where& where, bool json) {
  const auto backend = connect(where);
  const Reply reply = backend->get("/v1/replication");
  if (!reply.ok()) throw Stop{problem_text(reply), "is the store set up?"};
  if (json) {
    std::cout << reply.body << "\n";
    return 0;
  }
  const Json state = reply.json(), up = member(state, "up"), down = member(state, "down");
  const std::string hub = text_of(state, "hub");
  std::cout << (hub.empty() ? "Not enrolled, or no daemon is running here." : "Hub " + hub) << "\n";
  print_way("up", up,
            text_of(up, "pendingRecords") + " events wait, " + text_of(up, "pendingOrders") + " paid orders of " +
                text_of(up, "pendingAmount") + " " + text_of(up, "currency") +
                " in minor units among them; the hub has " + text_of(up, "ackSeq") + " of " + text_of(up, "headSeq") +
                " in epoch " + text_of(up, "epoch"));
  print_way("down", down, "masters of version " + text_of(down, "activeVersion"));
  Table table{{"data set", "rows", "not in force", "digest", "changed", "equal to the hub's"}};
  if (const Json* sets = down.find("datasets"); sets != nullptr)
    for (const Json& set : sets->items())
      table.add({text_of(set, "dataset"), text_of(set, "rows"), text_of(set, "notInForce"),
                 text_of(set, "digest").substr(0, 16), text_of(set, "changedAt"),
                 text_of(set, "confirmedAt") + (member(set, "stale").truth() ? " (stale)" : "")});
  std::cout << table.text();
  if (const std::int64_t letters = integer_of(state, "deadLetters"); letters != 0)
    std::cout << letters << " dead letters wait for a person: `holdfast replication dead-letters`\n";
  return 0;
}

int run_replication(const Where& where, const ReplicationWish& wish, bool json) {
  const auto backend = connect(where);
  std::string body;
  JsonWriter{body}.begin_object().member("kind", wish.kind).end_object();
  Json run = backend->need(http::Method::post, "/v1/replication/runs", body);
  const std::string id = text_of(run, "runId");
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds{wish.wait_s};
  while (text_of(run, "state") == "running" && std::chrono::steady_clock::now() < until) {
    std::this_thread::sleep_for(look_again);
    run = backend->need("/v1/replication/runs/" + id);
  }
  const std::string state = text_of(run, "state");
  if (json)
    std::cout << backend->get("/v1/replication/runs/" + id).body << "\n";
  else
    std::cout << wish.kind << " " << id << ": " << state << " " << text_of(run, "error") << "\n";
  return state == "failed" ? 1 : 0;
}

int pause_replication(const Where& where, const ReplicationWish& wish) {
  connect(where)->need(http::Method::post, "/v1/replication/pause", switch_body(wish));
  std::cout << "Paused.\n";
  return 0;
}
int resume_replication(const Where& where, const ReplicationWish& wish) {
  ReplicationWish plain = wish;
  plain.reason.clear();
  connect(where)->need(http::Method::post, "/v1/replication/resume", switch_body(plain));
  std::cout << "Resumed.\n";
  return 0;
}

int list_dead_letters(const Where& where, bool json) {
  const auto backend = connect(where);
  if (json) {
    const Reply reply = backend->get("/v1/sync/dead-letters?limit=200");
    std::cout << reply.body << "\n";
    return reply.ok() ? 0 : 1;
  }
  Table table{{"id", "way", "what", "status", "tries", "why"}};
  for (const Json& row : backend->list("/v1/sync/dead-letters")) {
    const std::string key = text_of(row, "key");
    table.add({text_of(row, "deadLetterId"), text_of(row, "direction"),
               key.empty() ? text_of(row, "eventType") + " " + text_of(row, "epoch") + ":" + text_of(row, "seq")
                           : text_of(row, "dataset") + " " + key,
               text_of(row, "status"), text_of(row, "attempts"), text_of(row, "detail")});
  }
  std::cout << table.text();
  return 0;
}

int decide_dead_letter(const Where& where, const ReplicationWish& wish, bool release) {
  std::string body;
  JsonWriter json{body};
  json.begin_object();
  if (!wish.reason.empty()) json.member("reason", wish.reason);
  json.end_object();
  connect(where)->need(http::Method::post, "/v1/sync/dead-letters/" + wish.letter + (release ? "/replay" : "/discard"),
                       body);
  std::cout << (release ? "It goes up once more.\n" : "Discarded.\n");
  return 0;
}
}  // namespace holdfast::cli

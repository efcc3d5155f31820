#include <iostream>

#include "base/json_writer.h"
#include "cli/console.h"
#include "cli/operator_commands.h"
#include "cli/stop.h"

namespace holdfast::cli {
int close_day(const Where& where, const DayWish& wish, bool json) {
  const auto backend = connect(where);
  std::string body;
  JsonWriter writer{body};
  writer.begin_object();
  if (!wish.date.empty()) writer.member("businessDate", wish.date);
  writer.member("openShifts", wish.name_open_shifts ? "name" : "refuse").end_object();
  const Reply reply = backend->call(http::Method::post, "/v1/days", body);
  if (!reply.ok()) throw Stop{problem_text(reply), "`holdfast day list` shows what is sealed"};
  std::cout << (json ? reply.body + "\n" : text_of(reply.json(), "text"));
  return 0;
}

int list_days(const Where& where, bool json) {
  const auto backend = connect(where);
  if (json) {
    std::cout << backend->get("/v1/days?limit=200").body << "\n";
    return 0;
  }
  Table table{{">seal", "business day", ">records", ">total", ">not at the hub", "SHA-256"}};
  for (const Json& day : backend->list("/v1/days")) {
    const Json& seal = *day.find("seal");
    table.add({text_of(day, "number"), text_of(day, "businessDate"), text_of(seal, "records"),
               money_text(integer_of(seal, "total"), text_of(seal, "currency")),
               text_of(*seal.find("unsent"), "orders"), text_of(day, "sha256").substr(0, 16)});
  }
  std::cout << table.text();
  return 0;
}

int show_day(const Where& where, const std::string& number, bool json) {
  const auto backend = connect(where);
  const Reply reply = backend->get("/v1/days/" + number);
  if (!reply.ok()) throw Stop{problem_text(reply), "`holdfast day list` shows what is sealed"};
  std::cout << (json ? reply.body + "\n" : text_of(reply.json(), "text"));
  return 0;
}

int list_journal_keys(const Where& where, bool json) {
  const auto backend = connect(where);
  if (json) {
    std::cout << backend->get("/v1/journal-keys").body << "\n";
    return 0;
  }
  Table table{{">key", "fingerprint", "made", "why", "vouched for"}};
  for (const Json& key : backend->list("/v1/journal-keys"))
    table.add({text_of(key, "generation"), text_of(key, "fingerprint"), text_of(key, "madeAt"), text_of(key, "reason"),
               text_of(key, "endorsement").empty() ? "no" : "by the key before"});
  std::cout << table.text();
  return 0;
}

int rotate_journal_key(const Where& where) {
  const Json made = connect(where)->need(http::Method::post, "/v1/journal-keys", "");
  std::cout << "key " << text_of(made, "generation") << " signs from now on: " << text_of(made, "fingerprint") << "\n";
  return 0;
}

int verify_audit(const Where& where, bool json) {
  const Reply reply = connect(where)->get("/v1/audit-check");
  if (!reply.ok()) throw Stop{problem_text(reply), "it takes the permission to read the audit trail"};
  const Json found = reply.json();
  const bool sound = found.find("sound")->truth();
  if (json)
    std::cout << reply.body << "\n";
  else if (sound)
    std::cout << text_of(found, "entries") << " entries follow one from the other; head " << text_of(found, "head")
              << "\n";
  else
    std::cout << "entry " << text_of(found, "brokenAt") << " was changed, or one before it is missing\n";
  return sound ? 0 : 1;
}
}  // namespace holdfast::cli

#include <iostream>

#include "base/check.h"
#include "base/json_writer.h"
#include "cli/act.h"
#include "cli/console.h"
#include "cli/data_folder.h"
#include "cli/operator_commands.h"
#include "cli/secret_argument.h"
#include "cli/stop.h"
#include "config/machine.h"
#include "db/transaction.h"

namespace holdfast::cli {
int list_staff(const Where& where, bool json) {
  const auto backend = connect(where);
  const Reply reply = backend->get("/v1/staff?limit=200");
  if (json && reply.ok()) {
    std::cout << reply.body << "\n";
    return 0;
  }
  Table table{{"code", "name", "role", "active"}};
  for (const Json& row : backend->list("/v1/staff"))
    table.add({text_of(row, "code"), text_of(row, "name"), text_of(row, "role"), text_of(row, "active")});
  std::cout << table.text();
  return 0;
}

int add_staff(const Where& where, const NewStaff& staff, bool json) {
  const auto backend = connect(where);
  std::string body;
  JsonWriter writer{body};
  writer.begin_object()
      .member("code", staff.code)
      .member("name", staff.name)
      .member("role", staff.role)
      .member("pin", secret_argument(staff.pin, "PIN"))
      .end_object();
  const Reply reply = backend->call(http::Method::post, "/v1/staff", body);
  if (!reply.ok()) throw Stop{problem_text(reply), "roles are listed by GET /v1/roles; a PIN is 4 to 12 digits"};
  if (json)
    std::cout << reply.body << "\n";
  else
    std::cout << staff.code << " " << staff.name << " may sign on as " << staff.role << ".\n";
  return 0;
}

int set_pin(const Where& where, const std::string& code, const std::string& given) {
  const std::string pin = secret_argument(given, "new PIN");
  const auto backend = connect(where);
  for (const Json& row : backend->list("/v1/staff")) {
    if (text_of(row, "code") != code) continue;
    std::string body;
    JsonWriter writer{body};
    writer.begin_object().member("pin", pin).end_object();
    backend->need(http::Method::patch, "/v1/staff/" + text_of(row, "id"), body);
    std::cout << "The PIN of " << code << " is set.\n";
    return 0;
  }
  throw Stop{"nobody has the staff code " + code, "`holdfast staff list` shows the codes"};
}

namespace {
/// For a demo or a test bench, whose code is printed once and used for days. Answers when it ends now.
Instant prolong_newest_code(const Where& where, int hours) {
  if (where.data.empty()) throw Stop{"--valid-hours needs --data", "leave it out, or give the data folder"};
  const std::optional<DataLock> lock = DataLock::try_take(where.data);
  if (!lock) throw Stop{"a daemon is running on " + where.data, "stop it first, or leave --valid-hours out"};
  db::Connection writer{database_of(where.data), db::Access::writer};
  db::Transaction tx{writer};
  tx.prepare("UPDATE pairing_code SET expires_us = created_us + ? WHERE id = (SELECT max(id) FROM pairing_code)")
      .exec(std::int64_t{hours} * 3'600'000'000);
  db::Statement& row = tx.prepare("SELECT expires_us FROM pairing_code ORDER BY id DESC LIMIT 1");
  check(row.step());
  const Instant ends = row.instant(0);
  row.reset();
  std::string detail;
  JsonWriter{detail}.begin_object().member("by", typed_by()).member("validHours", hours).end_object();
  daybook::append_act(tx, {"pairing_code", "store", detail}, config::wall_clock());
  tx.commit();
  writer.checkpoint(true);
  return ends;
}

std::string pairing_json(const Json& answer, Instant ends) {
  std::string out;
  JsonWriter json{out};
  json.begin_object().member("code", text_of(answer, "code")).key("expiresAt").time(ends, 0);
  json.key("registerId");
  const std::string reg = text_of(answer, "registerId");
  if (reg.empty()) json.null();
  else json.value(reg);
  json.end_object();
  return out;
}
}  // namespace

int pair(const Where& where, const Pairing& pairing, bool json) {
  auto backend = connect(where);
  std::string body;
  JsonWriter writer{body};
  writer.begin_object();
  if (pairing.register_number) {
    std::string id;
    for (const Json& row : backend->list("/v1/registers"))
      if (integer_of(row, "number") == *pairing.register_number) id = text_of(row, "id");
    if (id.empty())
      throw Stop{"there is no register " + std::to_string(*pairing.register_number), "`holdfast status` lists them"};
    writer.member("registerId", id);
  }
  writer.member("uses", pairing.uses).end_object();
  const Reply reply = backend->call(http::Method::post, "/v1/pairing-codes", body);
  if (!reply.ok()) throw Stop{problem_text(reply), "ask with the session of somebody who may set up devices"};
  backend.reset();
  const std::optional<Instant> ends =
      pairing.valid_hours ? std::optional{prolong_newest_code(where, *pairing.valid_hours)} : std::nullopt;
  if (json)
    std::cout << (ends ? pairing_json(reply.json(), *ends) : reply.body) << "\n";
  else
    std::cout << "Pairing code " << text_of(reply.json(), "code") << ", good for "
              << (pairing.valid_hours ? std::to_string(*pairing.valid_hours) + " hours" : "a quarter of an hour")
              << ".\n"
              << "Enter it at the terminal (POST /v1/pairings).\n";
  return 0;
}
}  // namespace holdfast::cli

#include "commands/note_software.h"

namespace holdfast::commands {
namespace {
std::optional<Software> served_before(db::Connection& connection) {
  db::Statement& row = connection.prepare("SELECT release, counter, digest FROM software");
  std::optional<Software> found;
  if (row.step()) found = Software{row.string(0), row.integer(1), row.string(2)};
  row.reset();
  return found;
}
void append(JsonWriter& json, const Software& software) {
  json.begin_object().member("release", software.release).member("counter", software.counter);
  if (!software.digest.empty()) json.member("sha256", software.digest);
  json.end_object();
}
}  // namespace

bool is_noted(db::Connection& connection, const Software& now) { return served_before(connection) == now; }

void note_software(db::Transaction& tx, const Software& now, Context& context) {
  const std::optional<Software> before = served_before(tx.connection());
  if (before == now) return;
  tx.prepare(
        "INSERT INTO software(id, release, counter, digest, since_us) VALUES (1, ?, ?, ?, ?) ON CONFLICT (id) DO "
        "UPDATE "
        "SET release = excluded.release, counter = excluded.counter, digest = excluded.digest, since_us = "
        "excluded.since_us")
      .exec(now.release, now.counter, now.digest, context.now);
  if (!before) return;
  std::string payload;
  JsonWriter json{payload};
  json.begin_object().key("now");
  append(json, now);
  json.key("before");
  append(json, *before);
  json.end_object();
  audit(tx, context, "software_changed", now.release, payload);
  context.emit(tx, "SoftwareChanged", "system", Uuid{}, std::move(payload));
}
}  // namespace holdfast::commands

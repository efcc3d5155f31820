#include "replication/report.h"

#include "queries/show_replication.h"

namespace holdfast::replication {
namespace {
/// Documents name a register by its id alone; people know it by its name.
void append_registers(JsonWriter& json, db::Connection& connection) {
  json.key("registers").begin_array();
  db::Statement& rows = connection.prepare("SELECT uuid, number, name FROM register ORDER BY number LIMIT 200");
  while (rows.step())
    json.begin_object().member("id", rows.uuid(0)).member("number", rows.integer(1)).member("name", rows.text(2)).end_object();
  json.end_array();
}
}  // namespace

std::string report_document(db::Connection& connection, std::string_view release, std::int64_t acked,
                            const std::vector<wire::DirectiveOutcome>& outcomes, Instant now) {
  const queries::UpwardProgress up = queries::upward_progress(connection);
  const queries::DownwardProgress down = queries::downward_progress(connection);
  const queries::Waiting waiting = queries::waiting_after(connection, up.base_seq + acked);
  std::string out;
  JsonWriter json{out};
  // Whoever can say this is online; the hub knows by the silence when that is over.
  json.begin_object().member("mode", "online").member("release", release).member("backlog", waiting.records);
  if (waiting.oldest && waiting.records > 0) json.key("backlogSince").time(*waiting.oldest, 0);
  json.member("epoch", up.epoch).member("headSeq", up.head_seq).member("ackSeq", acked);
  json.member("pendingOrders", waiting.orders).member("pendingAmount", waiting.money);
  if (waiting.orders > 0) {
    db::Statement& site = connection.prepare("SELECT currency FROM site WHERE id = 1");
    const std::string currency = site.step() ? site.string(0) : std::string{};
    site.reset();
    json.key("waiting").begin_array().begin_object().member("currency", currency);
    json.member("orders", waiting.orders).member("total", waiting.money).end_object().end_array();
  }
  json.key("paused").begin_array();
  for (const std::string_view direction : {"up", "down"}) {
    const queries::Switch asked = queries::replication_switch(connection, direction);
    if (asked.store_paused)
      json.begin_object()
          .member("direction", direction)
          .member("owner", "store")
          .member("by", asked.store_by)
          .end_object();
    if (asked.hub_paused)
      json.begin_object().member("direction", direction).member("owner", "hub").member("by", asked.hub_by).end_object();
  }
  json.end_array();
  append_registers(json, connection);
  if (!outcomes.empty()) json.key("directives").raw(wire::encode(outcomes));
  json.member("activeVersion", down.active_version).member("deadLetters", queries::pending_dead_letters(connection));
  json.key("at").time(now, 0).end_object();
  return out;
}
}  // namespace holdfast::replication

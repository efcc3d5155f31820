#include "replication/report.h"

#include "queries/show_replication.h"

namespace holdfast::replication {
std::string report_document(db::Connection& connection, std::string_view release, std::int64_t acked, Instant now) {
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
  json.member("activeVersion", down.active_version).member("deadLetters", queries::pending_dead_letters(connection));
  json.key("at").time(now, 0).end_object();
  return out;
}
}  // namespace holdfast::replication

#include "replication/outbox.h"

#include <algorithm>

#include "events/stored_body.h"

namespace holdfast::replication {
namespace {
Sha256 digest_of(std::string_view bytes) {
  Sha256 out{};
  std::copy_n(bytes.begin(), std::min(bytes.size(), out.size()), out.begin());
  return out;
}
events::Epoch epoch_in(db::Connection& connection, std::int64_t epoch) {
  const std::int64_t last = events::last_seq(connection);
  return events::find_epoch(connection, epoch).value_or(events::Epoch{epoch, last, last});
}
}  // namespace

Outbox::Outbox(const std::filesystem::path& file, std::string site_id, std::int64_t epoch)
    : connection_{file, db::Access::reader}, site_id_{std::move(site_id)}, epoch_{epoch_in(connection_, epoch)} {}

wire::Link Outbox::head() {
  const events::EventLog::Head head = events::head_of(connection_, site_id_, epoch_.epoch);
  return {head.seq - epoch_.base_seq, head.hash};
}

std::optional<Sha256> Outbox::hash_at(std::int64_t seq) { return events::hash_at(connection_, site_id_, epoch_, seq); }

std::vector<edge::OutboxEvent> Outbox::read(std::int64_t after, int most_events, std::int64_t most_bytes) {
  db::Statement& rows = connection_.prepare(
      "SELECT e.seq, e.event_id, e.type, e.body, e.body_coding, e.body_sha, e.hash, c.hash FROM event_log e "
      "LEFT JOIN carried_hash c ON c.epoch = ? AND c.epoch_seq = e.seq - ? WHERE e.seq > ? ORDER BY e.seq LIMIT ?");
  rows.all(epoch_.epoch, epoch_.base_seq, epoch_.base_seq + after, most_events);
  std::vector<edge::OutboxEvent> out;
  std::int64_t bytes = 0;
  while (rows.step()) {
    edge::OutboxEvent event{
        rows.integer(0) - epoch_.base_seq, rows.uuid(1), rows.string(2), {}, digest_of(rows.blob(5)), {}};
    if (!rows.is_null(3)) event.body = events::open_body(connection_, rows.blob(3), rows.small(4), rows.integer(0));
    event.hash = digest_of(rows.is_null(7) ? rows.blob(6) : rows.blob(7));
    bytes += static_cast<std::int64_t>(event.body.size());
    if (!out.empty() && bytes > most_bytes) break;
    out.push_back(std::move(event));
  }
  rows.reset();
  return out;
}

std::optional<std::int64_t> Outbox::local_seq(const wire::Place& place) {
  const auto epoch = events::find_epoch(connection_, place.epoch);
  return epoch && place.seq > 0 ? std::optional{epoch->base_seq + place.seq} : std::nullopt;
}

std::optional<std::string> Outbox::body_at(const wire::Place& place) {
  const auto seq = local_seq(place);
  if (!seq) return std::nullopt;
  db::Statement& row = connection_.prepare("SELECT body, body_coding FROM event_log WHERE seq = ?");
  row.all(*seq);
  std::optional<std::string> body;
  if (row.step() && !row.is_null(0)) body = events::open_body(connection_, row.blob(0), row.small(1), *seq);
  row.reset();
  return body;
}
}  // namespace holdfast::replication

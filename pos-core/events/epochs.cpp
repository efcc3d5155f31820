#include "events/epochs.h"

#include <algorithm>

namespace holdfast::events {
namespace {
constexpr std::size_t most_landmarks = 200;

Sha256 digest_of(std::string_view bytes) {
  Sha256 out{};
  std::copy_n(bytes.begin(), std::min(bytes.size(), out.size()), out.begin());
  return out;
}
std::span<const std::uint8_t> span_of(const Sha256& digest) { return digest; }

/// The last seq that belongs to the life of this epoch, whoever came after it.
std::int64_t end_of(db::Connection& connection, const Epoch& epoch) {
  db::Statement& next = connection.prepare("SELECT own_after FROM event_epoch WHERE epoch > ? ORDER BY epoch LIMIT 1");
  next.all(epoch.epoch);
  const std::int64_t end = next.step() ? next.integer(0) : last_seq(connection);
  next.reset();
  return end;
}

std::optional<Sha256> own_hash(db::Connection& connection, std::int64_t seq) {
  db::Statement& row = connection.prepare("SELECT hash FROM event_log WHERE seq = ?");
  row.all(seq);
  std::optional<Sha256> hash;
  if (row.step()) hash = digest_of(row.blob(0));
  row.reset();
  return hash;
}
std::optional<Sha256> carried_hash(db::Connection& connection, std::int64_t epoch, std::int64_t n) {
  db::Statement& row = connection.prepare("SELECT hash FROM carried_hash WHERE epoch = ? AND epoch_seq = ?");
  row.all(epoch, n);
  std::optional<Sha256> hash;
  if (row.step()) hash = digest_of(row.blob(0));
  row.reset();
  return hash;
}

std::string site_id_of(db::Connection& connection) {
  db::Statement& row = connection.prepare("SELECT site_id FROM site WHERE id = 1");
  std::string id = row.step() ? row.string(0) : std::string{};
  row.reset();
  return id;
}
}  // namespace

std::optional<Epoch> find_epoch(db::Connection& connection, std::int64_t epoch) {
  db::Statement& row = connection.prepare("SELECT base_seq, own_after FROM event_epoch WHERE epoch = ?");
  row.all(epoch);
  std::optional<Epoch> found;
  if (row.step())
    found = Epoch{epoch, row.integer(0), row.integer(1)};
  else if (epoch == 1)
    found = Epoch{};
  row.reset();
  return found;
}

EventLog::Head head_of(db::Connection& connection, std::string_view site_id, std::int64_t epoch) {
  const std::int64_t last = last_seq(connection);
  const Epoch at = find_epoch(connection, epoch).value_or(Epoch{epoch, last, last});
  EventLog::Head head{last, genesis(site_id, epoch), epoch, at.base_seq};
  if (last > at.own_after)
    head.hash = own_hash(connection, last).value_or(head.hash);
  else if (const auto carried = carried_hash(connection, epoch, last - at.base_seq))
    head.hash = *carried;
  return head;
}

Result<EventLog::Head> begin_epoch(db::Transaction& tx, std::int64_t epoch, std::int64_t common,
                                   std::string_view reason, Instant now) {
  db::Statement& present = tx.prepare("SELECT epoch FROM site WHERE id = 1");
  const bool later = present.step() && present.integer(0) < epoch;
  present.reset();
  if (!later) return refuse(ErrorCode::conflict, "an epoch must be above the one before it");
  const std::string site_id = site_id_of(tx.connection());
  const std::int64_t last = last_seq(tx.connection());
  const std::int64_t base = std::clamp<std::int64_t>(common, 0, last);
  EventLog::Head head{last, genesis(site_id, epoch), epoch, base};
  tx.prepare("INSERT INTO event_epoch(epoch, base_seq, own_after, reason, begun_us) VALUES (?, ?, ?, ?, ?)")
      .exec(epoch, base, last, reason, now);
  db::Statement& rows = tx.prepare("SELECT seq, event_id, body_sha FROM event_log WHERE seq > ? ORDER BY seq");
  rows.all(base);
  while (rows.step()) {
    const std::int64_t n = rows.integer(0) - base;
    head.hash = chain(head.hash, n, rows.uuid(1), digest_of(rows.blob(2)));
    tx.prepare("INSERT INTO carried_hash(epoch, epoch_seq, hash) VALUES (?, ?, ?)").exec(epoch, n, span_of(head.hash));
  }
  tx.prepare("UPDATE site SET epoch = ? WHERE id = 1").exec(epoch);
  tx.prepare("DELETE FROM upsync_state").run();
  tx.prepare("DELETE FROM epoch_request").run();
  return head;
}

std::optional<Sha256> hash_at(db::Connection& connection, std::string_view site_id, const Epoch& epoch,
                              std::int64_t n) {
  if (n < 0) return std::nullopt;
  if (n == 0) return genesis(site_id, epoch.epoch);
  const std::int64_t seq = epoch.base_seq + n;
  if (seq > end_of(connection, epoch)) return std::nullopt;
  return seq > epoch.own_after ? own_hash(connection, seq) : carried_hash(connection, epoch.epoch, n);
}

std::vector<Landmark> landmarks(db::Connection& connection, std::string_view site_id) {
  std::vector<Epoch> epochs;
  db::Statement& rows = connection.prepare("SELECT epoch, base_seq, own_after FROM event_epoch ORDER BY epoch DESC");
  while (rows.step()) epochs.push_back({rows.integer(0), rows.integer(1), rows.integer(2)});
  if (epochs.empty() || epochs.back().epoch != 1) epochs.push_back({});
  std::vector<Landmark> marks;
  for (const Epoch& epoch : epochs) {
    std::int64_t n = end_of(connection, epoch) - epoch.base_seq;
    for (std::int64_t step = 1; n > 0 && marks.size() < most_landmarks; n -= step, step *= 2)
      if (const auto hash = hash_at(connection, site_id, epoch, n)) marks.push_back({epoch.epoch, n, *hash});
  }
  return marks;
}
}  // namespace holdfast::events

#include "database/rows.h"

namespace holdfast::database {
using engine::Epoch;
using engine::LogRow;
using engine::Site;
using engine::SiteKey;

namespace {
Epoch read_epoch(const sql::Statement& row) {
  Epoch epoch;
  epoch.epoch = row.integer(0);
  epoch.ack = {row.integer(1), digest_of(row.blob(2))};
  epoch.applied_seq = row.integer(3);
  if (!row.is_null(4)) epoch.grant_key = row.uuid(4);
  if (!row.is_null(5)) epoch.common = wire::Place{row.integer(5), row.integer(6)};
  epoch.applied_received = row.instant(7);
  return epoch;
}
std::optional<Epoch> one_epoch(sql::Statement& rows) {
  std::optional<Epoch> epoch;
  if (rows.step()) epoch = read_epoch(rows);
  rows.reset();
  return epoch;
}
LogRow read_row(const sql::Statement& row) {
  LogRow read;
  read.place = {row.integer(0), row.integer(1)};
  read.event_id = row.uuid(2);
  if (!row.is_null(3)) read.body = std::string{row.blob(3)};
  read.body_sha = digest_of(row.blob(4));
  read.hash = digest_of(row.blob(5));
  read.error_class = row.maybe_string(6).value_or("");
  read.received = row.instant(7);
  return read;
}
std::string insert_of(std::size_t rows) {
  std::string text =
      "INSERT INTO site_log(tenant_id, site_id, epoch, seq, event_id, body, body_sha, hash, error_class, received_us) "
      "VALUES ";
  for (std::size_t i = 0; i < rows; ++i) text += i == 0 ? "(?,?,?,?,?,?,?,?,?,?)" : ",(?,?,?,?,?,?,?,?,?,?)";
  return text;
}
std::optional<std::span<const std::uint8_t>> body_of(const LogRow& row) {
  return row.body ? std::optional{span_of(*row.body)} : std::nullopt;
}
}  // namespace

std::optional<Site> Sites::lock(const SiteKey& key) {
  sql::Statement& rows =
      db_.prepare_locking("SELECT channel_id, epoch, frozen FROM site_state WHERE tenant_id = ? AND site_id = ?");
  std::optional<Site> site;
  if (rows.all(key.tenant, key.site).step()) site = Site{key, rows.string(0), rows.integer(1), rows.flag(2)};
  rows.reset();
  return site;
}

void Sites::put(const Site& site, Instant seen) {
  db_.prepare(
         "INSERT INTO site_state(tenant_id, site_id, channel_id, epoch, frozen, last_seen_us) VALUES (?, ?, ?, ?, ?, "
         "?) "
         "ON CONFLICT (tenant_id, site_id) DO UPDATE SET channel_id = excluded.channel_id, epoch = excluded.epoch, "
         "frozen = excluded.frozen, last_seen_us = excluded.last_seen_us")
      .exec(site.key.tenant, site.key.site, site.channel, site.epoch, site.frozen, seen);
}

std::optional<Epoch> Sites::epoch(const SiteKey& key, std::int64_t epoch) {
  sql::Statement& rows = db_.prepare(
      "SELECT epoch, ack_seq, ack_hash, applied_seq, grant_key, common_epoch, common_seq, applied_us FROM site_epoch "
      "WHERE tenant_id = ? AND site_id = ? AND epoch = ?");
  return one_epoch(rows.all(key.tenant, key.site, epoch));
}

void Sites::put(const SiteKey& key, const Epoch& epoch, Instant now) {
  const auto common_epoch = epoch.common ? std::optional{epoch.common->epoch} : std::nullopt;
  const auto common_seq = epoch.common ? std::optional{epoch.common->seq} : std::nullopt;
  db_.prepare(
         "INSERT INTO site_epoch(tenant_id, site_id, epoch, ack_seq, ack_hash, applied_seq, grant_key, common_epoch, "
         "common_seq, opened_us, applied_us) "
         "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (tenant_id, site_id, epoch) DO UPDATE SET ack_seq = "
         "excluded.ack_seq, "
         "ack_hash = excluded.ack_hash, applied_seq = excluded.applied_seq, applied_us = excluded.applied_us")
      .exec(key.tenant, key.site, epoch.epoch, epoch.ack.seq, std::span<const std::uint8_t>{epoch.ack.hash},
            epoch.applied_seq, epoch.grant_key, common_epoch, common_seq, now, epoch.applied_received);
}

std::optional<Epoch> Sites::epoch_of_grant(const SiteKey& key, const Uuid& grant_key) {
  sql::Statement& rows = db_.prepare(
      "SELECT epoch, ack_seq, ack_hash, applied_seq, grant_key, common_epoch, common_seq, applied_us FROM site_epoch "
      "WHERE tenant_id = ? AND site_id = ? AND grant_key = ?");
  return one_epoch(rows.all(key.tenant, key.site, grant_key));
}

std::optional<Epoch> Sites::unprojected(const SiteKey& key) {
  sql::Statement& rows = db_.prepare(
      "SELECT epoch, ack_seq, ack_hash, applied_seq, grant_key, common_epoch, common_seq, applied_us FROM site_epoch "
      "WHERE tenant_id = ? AND site_id = ? AND applied_seq < ack_seq ORDER BY epoch LIMIT 1");
  return one_epoch(rows.all(key.tenant, key.site));
}

std::optional<Sha256> Sites::hash_at(const SiteKey& key, const wire::Place& place) {
  sql::Statement& rows =
      db_.prepare("SELECT hash FROM site_log WHERE tenant_id = ? AND site_id = ? AND epoch = ? AND seq = ?");
  std::optional<Sha256> hash;
  if (rows.all(key.tenant, key.site, place.epoch, place.seq).step()) hash = digest_of(rows.blob(0));
  rows.reset();
  return hash;
}

void Sites::insert(const SiteKey& key, std::span<const LogRow> rows, Instant now) {
  for (const LogRow& row : rows)
    if (!row.body)
      db_.prepare("INSERT INTO site_hole(tenant_id, site_id, epoch, seq, error_class) VALUES (?, ?, ?, ?, ?)")
          .exec(key.tenant, key.site, row.place.epoch, row.place.seq, row.error_class);
  while (!rows.empty()) {
    const std::size_t most = static_cast<std::size_t>(db_.rows_an_insert());
    // Full, a tenth, or one: three statements to keep, whatever the batches are like.
    const std::size_t count = rows.size() >= most ? most : rows.size() >= most / 10 && most >= 10 ? most / 10 : 1;
    sql::Statement& insert = db_.prepare(insert_of(count));
    int index = 0;
    for (const LogRow& row : rows.first(count)) {
      insert.put(++index, key.tenant);
      insert.put(++index, key.site);
      insert.put(++index, row.place.epoch);
      insert.put(++index, row.place.seq);
      insert.put(++index, row.event_id);
      insert.put(++index, body_of(row));
      insert.put(++index, std::span<const std::uint8_t>{row.body_sha});
      insert.put(++index, std::span<const std::uint8_t>{row.hash});
      insert.put(++index, row.body ? std::nullopt : std::optional<std::string_view>{row.error_class});
      insert.put(++index, now);
    }
    insert.run();
    rows = rows.subspan(count);
  }
}

std::optional<LogRow> Sites::row(const SiteKey& key, const wire::Place& place) {
  sql::Statement& rows = db_.prepare(
      "SELECT epoch, seq, event_id, body, body_sha, hash, error_class, received_us FROM site_log "
      "WHERE tenant_id = ? AND site_id = ? AND epoch = ? AND seq = ?");
  std::optional<LogRow> found;
  if (rows.all(key.tenant, key.site, place.epoch, place.seq).step()) found = read_row(rows);
  rows.reset();
  return found;
}

std::vector<LogRow> Sites::read(const SiteKey& key, const wire::Place& after, int most, Instant received_from) {
  sql::Statement& rows = db_.prepare(
      "SELECT epoch, seq, event_id, body, body_sha, hash, error_class, received_us FROM site_log "
      "WHERE tenant_id = ? AND site_id = ? AND epoch = ? AND seq > ? AND received_us >= ? ORDER BY seq LIMIT ?");
  rows.all(key.tenant, key.site, after.epoch, after.seq, received_from, most);
  std::vector<LogRow> read;
  while (rows.step()) read.push_back(read_row(rows));
  return read;
}

std::vector<wire::Place> Sites::holes(const SiteKey& key, int most) {
  sql::Statement& rows = db_.prepare(
      "SELECT epoch, seq FROM site_hole WHERE tenant_id = ? AND site_id = ? AND error_class <> 'erased' "
      "ORDER BY epoch, seq LIMIT ?");
  rows.all(key.tenant, key.site, most);
  std::vector<wire::Place> holes;
  while (rows.step()) holes.push_back({rows.integer(0), rows.integer(1)});
  return holes;
}

void Sites::fill(const SiteKey& key, const wire::Place& place, std::string_view body) {
  db_.prepare(
         "UPDATE site_log SET body = ?, error_class = NULL WHERE tenant_id = ? AND site_id = ? AND epoch = ? AND seq = "
         "?")
      .exec(span_of(body), key.tenant, key.site, place.epoch, place.seq);
  db_.prepare("DELETE FROM site_hole WHERE tenant_id = ? AND site_id = ? AND epoch = ? AND seq = ?")
      .exec(key.tenant, key.site, place.epoch, place.seq);
}

std::optional<std::string> Sites::hole(const SiteKey& key, const wire::Place& place) {
  sql::Statement& rows =
      db_.prepare("SELECT error_class FROM site_hole WHERE tenant_id = ? AND site_id = ? AND epoch = ? AND seq = ?");
  std::optional<std::string> found;
  if (rows.all(key.tenant, key.site, place.epoch, place.seq).step()) found = rows.string(0);
  rows.reset();
  return found;
}
void Sites::close_hole(const SiteKey& key, const wire::Place& place) {
  db_.prepare("DELETE FROM site_hole WHERE tenant_id = ? AND site_id = ? AND epoch = ? AND seq = ?")
      .exec(key.tenant, key.site, place.epoch, place.seq);
}

std::int64_t Sites::expire_bodies(const SiteKey& key, Instant before, int most) {
  sql::Statement& rows = db_.prepare(
      "SELECT l.epoch, l.seq FROM site_log l JOIN site_epoch e ON e.tenant_id = l.tenant_id AND e.site_id = l.site_id AND "
      "e.epoch = l.epoch WHERE l.tenant_id = ? AND l.site_id = ? AND l.body IS NOT NULL AND l.received_us < ? AND l.seq <= "
      "e.applied_seq AND NOT EXISTS (SELECT 1 FROM quarantine q WHERE q.tenant_id = l.tenant_id AND q.site_id = l.site_id "
      "AND q.epoch = l.epoch AND q.seq = l.seq AND q.status IN ('pending_review', 'in_review')) ORDER BY l.epoch, l.seq "
      "LIMIT ?");
  rows.all(key.tenant, key.site, before, most);
  std::vector<wire::Place> places;
  while (rows.step()) places.push_back({rows.integer(0), rows.integer(1)});
  for (const wire::Place& place : places)
    db_.prepare(
           "UPDATE site_log SET body = NULL, error_class = 'expired' WHERE tenant_id = ? AND site_id = ? AND epoch = ? AND "
           "seq = ?")
        .exec(key.tenant, key.site, place.epoch, place.seq);
  return static_cast<std::int64_t>(places.size());
}

void Sites::keep_evidence(const SiteKey& key, const LogRow& row, Instant now) {
  db_.prepare(
         "INSERT INTO fork_evidence(tenant_id, site_id, epoch, seq, body_sha, event_id, body, received_us) VALUES (?, "
         "?, ?, ?, ?, ?, ?, ?) "
         "ON CONFLICT DO NOTHING")
      .exec(key.tenant, key.site, row.place.epoch, row.place.seq, std::span<const std::uint8_t>{row.body_sha},
            row.event_id, body_of(row), now);
}
}  // namespace holdfast::database

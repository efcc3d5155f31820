#include "database/rows.h"

namespace holdfast::database {
using engine::SiteCard;
using engine::SiteKey;

namespace {
std::optional<Instant> maybe_instant(const sql::Statement& row, int column) {
  return row.is_null(column) ? std::nullopt : std::optional{row.instant(column)};
}
SiteCard read_card(const sql::Statement& row, const std::string& tenant) {
  SiteCard card;
  card.key = {tenant, row.string(0)};
  card.name = row.string(1);
  card.channel = row.string(2);
  card.enrolled = row.instant(3);
  card.revoked = maybe_instant(row, 4);
  card.seen = std::max(row.instant(5), row.instant(6));
  card.report.release = row.string(7);
  card.report.mode = row.string(8);
  card.report.backlog = row.integer(9);
  card.report.backlog_since = maybe_instant(row, 10);
  card.report.document = row.maybe_string(11).value_or("");
  card.reported = maybe_instant(row, 12);
  card.feed_version = row.integer(13);
  card.epoch = row.integer(14);
  card.frozen = row.flag(15);
  card.ack = {row.integer(16), digest_of(row.blob(17))};
  card.applied_seq = row.integer(18);
  card.agreed = row.string(19);
  return card;
}
}  // namespace

void Fleet::put(const engine::Tenant& tenant, Instant now) {
  db_.prepare(
         "INSERT INTO tenant(tenant_id, name, created_us) VALUES (?, ?, ?) ON CONFLICT (tenant_id) DO UPDATE SET "
         "name = excluded.name")
      .exec(tenant.id, tenant.name, now);
}
std::vector<engine::Tenant> Fleet::tenants() {
  sql::Statement& rows = db_.prepare("SELECT tenant_id, name FROM tenant ORDER BY created_us, tenant_id");
  std::vector<engine::Tenant> found;
  while (rows.step()) found.push_back({rows.string(0), rows.string(1)});
  return found;
}
void Fleet::put(const engine::SalesChannel& channel, Instant now) {
  db_.prepare(
         "INSERT INTO sales_channel(tenant_id, channel_id, name, created_us) VALUES (?, ?, ?, ?) "
         "ON CONFLICT (tenant_id, channel_id) DO UPDATE SET name = excluded.name")
      .exec(channel.key.tenant, channel.key.channel, channel.name, now);
}
std::vector<engine::SalesChannel> Fleet::channels(const std::string& tenant) {
  sql::Statement& rows =
      db_.prepare("SELECT channel_id, name FROM sales_channel WHERE tenant_id = ? ORDER BY created_us, channel_id");
  rows.all(tenant);
  std::vector<engine::SalesChannel> found;
  while (rows.step()) found.push_back({{tenant, rows.string(0)}, rows.string(1)});
  return found;
}

void Fleet::put_card(const SiteKey& key, const std::string& name, Instant now) {
  db_.prepare(
         "INSERT INTO site_card(tenant_id, site_id, name, enrolled_us, seen_us) VALUES (?, ?, ?, ?, ?) "
         "ON CONFLICT (tenant_id, site_id) DO UPDATE SET name = excluded.name")
      .exec(key.tenant, key.site, name, now, now);
}
std::optional<SiteCard> Fleet::card(const SiteKey& key) {
  sql::Statement& rows = db_.prepare(
      "SELECT c.site_id, c.name, s.channel_id, c.enrolled_us, c.revoked_us, c.seen_us, s.last_seen_us, c.release, "
      "c.mode, c.backlog, c.backlog_since_us, c.report, c.reported_us, c.feed_version, s.epoch, s.frozen, e.ack_seq, "
      "e.ack_hash, e.applied_seq, c.agreed FROM site_card c "
      "JOIN site_state s ON s.tenant_id = c.tenant_id AND s.site_id = c.site_id "
      "JOIN site_epoch e ON e.tenant_id = s.tenant_id AND e.site_id = s.site_id AND e.epoch = s.epoch "
      "WHERE c.tenant_id = ? AND c.site_id = ?");
  std::optional<SiteCard> card;
  if (rows.all(key.tenant, key.site).step()) card = read_card(rows, key.tenant);
  rows.reset();
  return card;
}
std::vector<SiteCard> Fleet::cards(const std::string& tenant, const std::string& after, int most) {
  sql::Statement& rows = db_.prepare(
      "SELECT c.site_id, c.name, s.channel_id, c.enrolled_us, c.revoked_us, c.seen_us, s.last_seen_us, c.release, "
      "c.mode, c.backlog, c.backlog_since_us, c.report, c.reported_us, c.feed_version, s.epoch, s.frozen, e.ack_seq, "
      "e.ack_hash, e.applied_seq, c.agreed FROM site_card c "
      "JOIN site_state s ON s.tenant_id = c.tenant_id AND s.site_id = c.site_id "
      "JOIN site_epoch e ON e.tenant_id = s.tenant_id AND e.site_id = s.site_id AND e.epoch = s.epoch "
      "WHERE c.tenant_id = ? AND c.site_id > ? ORDER BY c.site_id LIMIT ?");
  rows.all(tenant, after, most);
  std::vector<SiteCard> found;
  while (rows.step()) found.push_back(read_card(rows, tenant));
  return found;
}
void Fleet::saw(const SiteKey& key, Instant now) {
  db_.prepare("UPDATE site_card SET seen_us = ? WHERE tenant_id = ? AND site_id = ?").exec(now, key.tenant, key.site);
}
void Fleet::says_release(const SiteKey& key, const std::string& release) {
  db_.prepare("UPDATE site_card SET release = ? WHERE tenant_id = ? AND site_id = ?")
      .exec(release, key.tenant, key.site);
}
void Fleet::put_carried(const SiteKey& key, const engine::CarriedFile& file) {
  db_.prepare(
         "INSERT INTO carried_file(tenant_id, site_id, file_sha, file_id, reply_key, feed, first_seq, last_seq, taken_us) "
         "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")
      .exec(key.tenant, key.site, std::span<const std::uint8_t>{file.sha}, file.id,
            std::span<const std::uint8_t>{file.reply_key}, file.feed, file.first_seq, file.last_seq, file.taken);
}
std::optional<engine::CarriedFile> Fleet::carried(const SiteKey& key, const Sha256& file_sha) {
  sql::Statement& rows = db_.prepare(
      "SELECT file_id, feed, reply_key, first_seq, last_seq, taken_us FROM carried_file WHERE tenant_id = ? AND site_id = "
      "? AND file_sha = ?");
  std::optional<engine::CarriedFile> found;
  if (rows.all(key.tenant, key.site, std::span<const std::uint8_t>{file_sha}).step())
    found = engine::CarriedFile{file_sha,        rows.string(0),  rows.string(1), digest_of(rows.blob(2)),
                                rows.integer(3), rows.integer(4), rows.instant(5)};
  rows.reset();
  return found;
}
void Fleet::agreed(const SiteKey& key, const std::string& common) {
  db_.prepare("UPDATE site_card SET agreed = ? WHERE tenant_id = ? AND site_id = ? AND agreed <> ?")
      .exec(common, key.tenant, key.site, common);
}
void Fleet::report(const SiteKey& key, const engine::Report& report, Instant now) {
  db_.prepare(
         "UPDATE site_card SET seen_us = ?, release = ?, mode = ?, backlog = ?, backlog_since_us = ?, report = ?, "
         "reported_us = ? WHERE tenant_id = ? AND site_id = ?")
      .exec(now, report.release, report.mode, report.backlog, report.backlog_since, report.document, now, key.tenant,
            key.site);
}
void Fleet::gave(const SiteKey& key, std::int64_t feed_version) {
  db_.prepare("UPDATE site_card SET feed_version = ? WHERE tenant_id = ? AND site_id = ? AND feed_version <> ?")
      .exec(feed_version, key.tenant, key.site, feed_version);
}
void Fleet::revoke(const SiteKey& key, std::optional<Instant> at) {
  db_.prepare("UPDATE site_card SET revoked_us = ? WHERE tenant_id = ? AND site_id = ?").exec(at, key.tenant, key.site);
}

void Fleet::put_token(const Sha256& token_sha, const engine::EnrolmentToken& token, Instant now) {
  db_.prepare(
         "INSERT INTO enrolment_token(token_sha, tenant_id, channel_id, site_name, created_us, expires_us) "
         "VALUES (?, ?, ?, ?, ?, ?)")
      .exec(std::span<const std::uint8_t>{token_sha}, token.channel.tenant, token.channel.channel, token.site_name, now,
            token.expires);
}
std::optional<engine::EnrolmentToken> Fleet::token(const Sha256& token_sha) {
  sql::Statement& rows = db_.prepare_locking(
      "SELECT tenant_id, channel_id, site_name, expires_us, site_id, key_sha FROM enrolment_token WHERE token_sha = ?");
  std::optional<engine::EnrolmentToken> token;
  if (rows.all(std::span<const std::uint8_t>{token_sha}).step()) {
    token = engine::EnrolmentToken{{rows.string(0), rows.string(1)}, rows.string(2), rows.instant(3), {}, {}};
    token->site = rows.maybe_string(4);
    if (!rows.is_null(5)) token->key_sha = digest_of(rows.blob(5));
  }
  rows.reset();
  return token;
}
void Fleet::use_token(const Sha256& token_sha, const std::string& site, const Sha256& key_sha, Instant now) {
  db_.prepare("UPDATE enrolment_token SET used_us = ?, site_id = ?, key_sha = ? WHERE token_sha = ?")
      .exec(now, site, std::span<const std::uint8_t>{key_sha}, std::span<const std::uint8_t>{token_sha});
}
void Fleet::put_certificate(const SiteKey& key, const engine::SiteCertificate& certificate, Instant now) {
  db_.prepare(
         "INSERT INTO site_certificate(tenant_id, site_id, fingerprint, issued_us, not_after_us) VALUES (?, ?, ?, "
         "?, ?) ON CONFLICT DO NOTHING")
      .exec(key.tenant, key.site, std::span<const std::uint8_t>{certificate.fingerprint}, now, certificate.not_after);
}
std::optional<engine::SiteCertificate> Fleet::certificate(const SiteKey& key, const Sha256& fingerprint) {
  sql::Statement& rows = db_.prepare(
      "SELECT not_after_us, revoked_us FROM site_certificate WHERE tenant_id = ? AND site_id = ? AND fingerprint = ?");
  std::optional<engine::SiteCertificate> found;
  if (rows.all(key.tenant, key.site, std::span<const std::uint8_t>{fingerprint}).step())
    found = engine::SiteCertificate{fingerprint, rows.instant(0), maybe_instant(rows, 1)};
  rows.reset();
  return found;
}
void Fleet::revoke_certificates(const SiteKey& key, Instant now) {
  db_.prepare("UPDATE site_certificate SET revoked_us = ? WHERE tenant_id = ? AND site_id = ? AND revoked_us IS NULL")
      .exec(now, key.tenant, key.site);
}
std::string Fleet::authority(const std::string& offered_pem) {
  db_.prepare("INSERT INTO authority(name, certificate) VALUES ('sites', ?) ON CONFLICT DO NOTHING").exec(offered_pem);
  sql::Statement& rows = db_.prepare("SELECT certificate FROM authority WHERE name = 'sites'");
  std::string pem;
  if (rows.step()) pem = rows.string(0);
  rows.reset();
  return pem;
}
}  // namespace holdfast::database

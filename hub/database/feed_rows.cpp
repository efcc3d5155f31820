#include "database/rows.h"

namespace holdfast::database {
using engine::ChannelKey;

namespace {
engine::Channel channel_of(sql::Statement& rows, const ChannelKey& key) {
  engine::Channel channel;
  if (rows.all(key.tenant, key.channel).step()) channel = {rows.integer(0), rows.integer(1)};
  rows.reset();
  return channel;
}
}  // namespace

engine::Channel Feed::lock(const ChannelKey& key) {
  // So that there is a row to lock: two hubs may publish a channel's first version at once.
  db_.prepare(
         "INSERT INTO channel_state(tenant_id, channel_id, version, oldest_version) VALUES (?, ?, 0, 0) "
         "ON CONFLICT DO NOTHING")
      .exec(key.tenant, key.channel);
  return channel_of(
      db_.prepare_locking("SELECT version, oldest_version FROM channel_state WHERE tenant_id = ? AND channel_id = ?"),
      key);
}
engine::Channel Feed::read(const ChannelKey& key) {
  return channel_of(
      db_.prepare("SELECT version, oldest_version FROM channel_state WHERE tenant_id = ? AND channel_id = ?"), key);
}

void Feed::put(const ChannelKey& key, const engine::Channel& channel) {
  db_.prepare(
         "INSERT INTO channel_state(tenant_id, channel_id, version, oldest_version) VALUES (?, ?, ?, ?) "
         "ON CONFLICT (tenant_id, channel_id) DO UPDATE SET version = excluded.version, oldest_version = "
         "excluded.oldest_version")
      .exec(key.tenant, key.channel, channel.version, channel.oldest_version);
}

void Feed::add_version(const ChannelKey& key, std::int64_t version, std::int64_t changes, Instant now) {
  db_.prepare("INSERT INTO feed_version(tenant_id, channel_id, version, changes, published_us) VALUES (?, ?, ?, ?, ?)")
      .exec(key.tenant, key.channel, version, changes, now);
}

std::int64_t Feed::changes_of(const ChannelKey& key, std::int64_t version) {
  sql::Statement& rows =
      db_.prepare("SELECT changes FROM feed_version WHERE tenant_id = ? AND channel_id = ? AND version = ?");
  const std::int64_t changes = rows.all(key.tenant, key.channel, version).step() ? rows.integer(0) : 0;
  rows.reset();
  return changes;
}

void Feed::add_change(const ChannelKey& key, const engine::NumberedChange& numbered) {
  const wire::Change& change = numbered.change;
  const auto body = change.op == wire::Op::put ? std::optional{span_of(change.body)} : std::nullopt;
  db_.prepare(
         "INSERT INTO feed_change(tenant_id, channel_id, version, ordinal, dataset, row_key, op, row_version, body) "
         "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .exec(key.tenant, key.channel, change.version, numbered.ordinal, change.dataset, change.key,
            change.op == wire::Op::put ? 1 : 0, change.row_version, body);
}

std::vector<engine::NumberedChange> Feed::changes_after(const ChannelKey& key, const wire::Cursor& after, int most) {
  // An ordinal of 0 stands for the end of its version.
  const std::int64_t ordinal = after.ordinal == 0 ? INT64_MAX : after.ordinal;
  sql::Statement& rows = db_.prepare(
      "SELECT version, ordinal, dataset, row_key, op, row_version, body FROM feed_change "
      "WHERE tenant_id = ? AND channel_id = ? AND (version, ordinal) > (?, ?) ORDER BY version, ordinal LIMIT ?");
  rows.all(key.tenant, key.channel, after.version, ordinal, most);
  std::vector<engine::NumberedChange> changes;
  while (rows.step()) {
    const bool put = rows.flag(4);
    changes.push_back({rows.integer(1),
                       {rows.integer(0), rows.string(2), rows.string(3), put ? wire::Op::put : wire::Op::del,
                        rows.integer(5), put ? std::string{rows.blob(6)} : std::string{}}});
  }
  return changes;
}

std::int64_t Feed::version_before(const ChannelKey& key, Instant before) {
  sql::Statement& rows = db_.prepare(
      "SELECT coalesce(max(version), 0) FROM feed_version WHERE tenant_id = ? AND channel_id = ? AND published_us < ?");
  const std::int64_t version = rows.all(key.tenant, key.channel, before).step() ? rows.integer(0) : 0;
  rows.reset();
  return version;
}

void Feed::forget_changes(const ChannelKey& key, std::int64_t up_to_version) {
  db_.prepare("DELETE FROM feed_change WHERE tenant_id = ? AND channel_id = ? AND version <= ?")
      .exec(key.tenant, key.channel, up_to_version);
  db_.prepare("DELETE FROM feed_version WHERE tenant_id = ? AND channel_id = ? AND version < ?")
      .exec(key.tenant, key.channel, up_to_version);
  // Of each data set the digest that still holds there.
  db_.prepare(
         "DELETE FROM feed_root WHERE tenant_id = ?1 AND channel_id = ?2 AND version < (SELECT max(l.version) FROM "
         "feed_root l WHERE l.tenant_id = ?1 AND l.channel_id = ?2 AND l.dataset = feed_root.dataset AND l.version <= ?3)")
      .exec(key.tenant, key.channel, up_to_version);
}

std::optional<engine::FeedRow> Feed::row(const ChannelKey& key, const std::string& dataset,
                                         const std::string& row_key) {
  sql::Statement& rows = db_.prepare(
      "SELECT row_version, body_sha FROM feed_row WHERE tenant_id = ? AND channel_id = ? AND dataset = ? AND row_key = "
      "?");
  std::optional<engine::FeedRow> row;
  if (rows.all(key.tenant, key.channel, dataset, row_key).step())
    row = engine::FeedRow{rows.integer(0), digest_of(rows.blob(1))};
  rows.reset();
  return row;
}

std::optional<std::string> Feed::body(const ChannelKey& key, const std::string& dataset, const std::string& row_key) {
  sql::Statement& rows =
      db_.prepare("SELECT body FROM feed_row WHERE tenant_id = ? AND channel_id = ? AND dataset = ? AND row_key = ?");
  std::optional<std::string> body;
  if (rows.all(key.tenant, key.channel, dataset, row_key).step()) body = std::string{rows.blob(0)};
  rows.reset();
  return body;
}

void Feed::put_row(const ChannelKey& key, const wire::Change& change, const Sha256& body_sha) {
  db_.prepare(
         "INSERT INTO feed_row(tenant_id, channel_id, dataset, row_key, row_version, body, body_sha) VALUES (?, ?, ?, "
         "?, ?, ?, ?) "
         "ON CONFLICT (tenant_id, channel_id, dataset, row_key) DO UPDATE SET row_version = excluded.row_version, body "
         "= excluded.body, "
         "body_sha = excluded.body_sha")
      .exec(key.tenant, key.channel, change.dataset, change.key, change.row_version, span_of(change.body),
            std::span<const std::uint8_t>{body_sha});
}

void Feed::remove_row(const ChannelKey& key, const std::string& dataset, const std::string& row_key) {
  db_.prepare("DELETE FROM feed_row WHERE tenant_id = ? AND channel_id = ? AND dataset = ? AND row_key = ?")
      .exec(key.tenant, key.channel, dataset, row_key);
}

std::vector<wire::Change> Feed::rows_after(const ChannelKey& key, const std::string& dataset,
                                           const std::string& row_key, int most) {
  sql::Statement& rows = db_.prepare(
      "SELECT dataset, row_key, row_version, body FROM feed_row WHERE tenant_id = ? AND channel_id = ? "
      "AND (dataset, row_key) > (?, ?) ORDER BY dataset, row_key LIMIT ?");
  rows.all(key.tenant, key.channel, dataset, row_key, most);
  std::vector<wire::Change> found;
  while (rows.step())
    found.push_back(
        {rows.integer(2), rows.string(0), rows.string(1), wire::Op::put, rows.integer(2), std::string{rows.blob(3)}});
  return found;
}

wire::DatasetDigest Feed::digest(const ChannelKey& key, const std::string& dataset) {
  sql::Statement& rows = db_.prepare(
      "SELECT bucket, digest, row_count FROM feed_bucket WHERE tenant_id = ? AND channel_id = ? AND dataset = ?");
  rows.all(key.tenant, key.channel, dataset);
  wire::DatasetDigest digest;
  while (rows.step())
    digest.restore(static_cast<std::size_t>(rows.integer(0)), digest_of(rows.blob(1)), rows.integer(2));
  return digest;
}

void Feed::put_digest(const ChannelKey& key, const std::string& dataset, const wire::DatasetDigest& before,
                      const wire::DatasetDigest& after) {
  // The number of rows is of the whole set: it is kept with bucket 0.
  for (std::size_t bucket = 0; bucket < wire::DatasetDigest::buckets; ++bucket) {
    if (bucket != 0 && before.bucket(bucket) == after.bucket(bucket)) continue;
    db_.prepare(
           "INSERT INTO feed_bucket(tenant_id, channel_id, dataset, bucket, digest, row_count) VALUES (?, ?, ?, ?, ?, "
           "?) "
           "ON CONFLICT (tenant_id, channel_id, dataset, bucket) DO UPDATE SET digest = excluded.digest, row_count = "
           "excluded.row_count")
        .exec(key.tenant, key.channel, dataset, static_cast<std::int64_t>(bucket),
              std::span<const std::uint8_t>{after.bucket(bucket)}, bucket == 0 ? after.rows() : 0);
  }
}

void Feed::put_root(const ChannelKey& key, const std::string& dataset, std::int64_t version, const Sha256& root) {
  db_.prepare("INSERT INTO feed_root(tenant_id, channel_id, dataset, version, root) VALUES (?, ?, ?, ?, ?)")
      .exec(key.tenant, key.channel, dataset, version, std::span<const std::uint8_t>{root});
}

wire::Roots Feed::roots_at(const ChannelKey& key, std::int64_t version) {
  // From one data set to the next by the key, however many versions are kept of each.
  sql::Statement& rows = db_.prepare(
      "WITH RECURSIVE named(dataset) AS (SELECT min(f.dataset) FROM feed_root f WHERE f.tenant_id = ?1 AND f.channel_id "
      "= ?2 UNION ALL SELECT (SELECT min(g.dataset) FROM feed_root g WHERE g.tenant_id = ?1 AND g.channel_id = ?2 AND "
      "g.dataset > named.dataset) FROM named WHERE named.dataset IS NOT NULL) SELECT n.dataset, (SELECT r.root FROM "
      "feed_root r WHERE r.tenant_id = ?1 AND r.channel_id = ?2 AND r.dataset = n.dataset AND r.version <= ?3 ORDER BY "
      "r.version DESC LIMIT 1) FROM named n WHERE n.dataset IS NOT NULL");
  rows.all(key.tenant, key.channel, version);
  wire::Roots roots;
  while (rows.step())
    if (!rows.is_null(1)) roots.emplace(rows.string(0), digest_of(rows.blob(1)));
  return roots;
}

void Feed::put_snapshot(const ChannelKey& key, std::int64_t version, const std::string& manifest, Instant now) {
  db_.prepare(
         "INSERT INTO snapshot(tenant_id, channel_id, version, manifest, made_us) VALUES (?, ?, ?, ?, ?) "
         "ON CONFLICT (tenant_id, channel_id, version) DO UPDATE SET manifest = excluded.manifest, made_us = "
         "excluded.made_us")
      .exec(key.tenant, key.channel, version, manifest, now);
}

void Feed::put_part(const ChannelKey& key, std::int64_t version, int part, const std::string& body) {
  db_.prepare(
         "INSERT INTO snapshot_part(tenant_id, channel_id, version, part, body) VALUES (?, ?, ?, ?, ?) "
         "ON CONFLICT (tenant_id, channel_id, version, part) DO UPDATE SET body = excluded.body")
      .exec(key.tenant, key.channel, version, part, span_of(body));
}

std::optional<std::string> Feed::newest_manifest(const ChannelKey& key) {
  sql::Statement& rows =
      db_.prepare("SELECT manifest FROM snapshot WHERE tenant_id = ? AND channel_id = ? ORDER BY version DESC LIMIT 1");
  std::optional<std::string> manifest;
  if (rows.all(key.tenant, key.channel).step()) manifest = rows.string(0);
  rows.reset();
  return manifest;
}

std::optional<std::string> Feed::part(const ChannelKey& key, std::int64_t version, int part) {
  sql::Statement& rows =
      db_.prepare("SELECT body FROM snapshot_part WHERE tenant_id = ? AND channel_id = ? AND version = ? AND part = ?");
  std::optional<std::string> body;
  if (rows.all(key.tenant, key.channel, version, part).step()) body = std::string{rows.blob(0)};
  rows.reset();
  return body;
}

void Feed::keep_snapshots(const ChannelKey& key, int newest) {
  sql::Statement& rows = db_.prepare(
      "SELECT version FROM snapshot WHERE tenant_id = ? AND channel_id = ? ORDER BY version DESC LIMIT 1 OFFSET ?");
  const std::int64_t up_to = rows.all(key.tenant, key.channel, newest).step() ? rows.integer(0) : -1;
  rows.reset();
  if (up_to < 0) return;
  db_.prepare("DELETE FROM snapshot_part WHERE tenant_id = ? AND channel_id = ? AND version <= ?")
      .exec(key.tenant, key.channel, up_to);
  db_.prepare("DELETE FROM snapshot WHERE tenant_id = ? AND channel_id = ? AND version <= ?")
      .exec(key.tenant, key.channel, up_to);
}

void Feed::keep_document(const ChannelKey& key, const wire::Change& change) {
  const auto body = change.op == wire::Op::put ? std::optional{span_of(change.body)} : std::nullopt;
  db_.prepare(
         "INSERT INTO rule_document(tenant_id, channel_id, dataset, row_key, version, body) VALUES (?, ?, ?, ?, ?, ?) "
         "ON CONFLICT (tenant_id, channel_id, dataset, row_key, version) DO UPDATE SET body = excluded.body")
      .exec(key.tenant, key.channel, change.dataset, change.key, change.row_version, body);
}

std::vector<repricing::Published> Feed::documents(const ChannelKey& key, const std::string& dataset,
                                                  const std::string& row_key) {
  constexpr std::string_view one =
      "SELECT version, body FROM rule_document WHERE tenant_id = ? AND channel_id = ? AND dataset = ? AND row_key = ? "
      "ORDER BY version DESC";
  constexpr std::string_view all =
      "SELECT version, body FROM rule_document WHERE tenant_id = ? AND channel_id = ? AND dataset = ? "
      "ORDER BY version DESC";
  sql::Statement& rows = db_.prepare(row_key.empty() ? all : one);
  if (row_key.empty())
    rows.all(key.tenant, key.channel, dataset);
  else
    rows.all(key.tenant, key.channel, dataset, row_key);
  std::vector<repricing::Published> found;
  while (rows.step())
    found.push_back({rows.integer(0), rows.is_null(1) ? std::nullopt : std::optional{std::string{rows.blob(1)}}});
  return found;
}
}  // namespace holdfast::database

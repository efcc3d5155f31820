#pragma once
#include "db/connection.h"
#include "engine/book_rows.h"
#include "engine/feed_rows.h"
#include "engine/site_rows.h"

/// The hub's rows in SQLite. Statements keep to what PostgreSQL has as well (ON CONFLICT, no JSON, no rowids), so that
/// the other implementation differs in how it binds and locks only.
namespace holdfast::database {
class SqliteSites final : public engine::SiteRows {
 public:
  explicit SqliteSites(db::Connection& connection) : db_{connection} {}
  std::optional<engine::Site> lock(const engine::SiteKey& key) override;
  void put(const engine::Site& site, Instant seen) override;
  std::optional<engine::Epoch> epoch(const engine::SiteKey& key, std::int64_t epoch) override;
  void put(const engine::SiteKey& key, const engine::Epoch& epoch, Instant now) override;
  std::optional<engine::Epoch> epoch_of_grant(const engine::SiteKey& key, const Uuid& grant_key) override;
  std::optional<engine::Epoch> unprojected(const engine::SiteKey& key) override;
  std::optional<Sha256> hash_at(const engine::SiteKey& key, const wire::Place& place) override;
  void insert(const engine::SiteKey& key, const engine::LogRow& row, Instant now) override;
  std::optional<engine::LogRow> row(const engine::SiteKey& key, const wire::Place& place) override;
  std::vector<engine::LogRow> read(const engine::SiteKey& key, const wire::Place& after, int most) override;
  std::vector<wire::Place> holes(const engine::SiteKey& key, int most) override;
  void fill(const engine::SiteKey& key, const wire::Place& place, std::string_view body) override;
  void keep_evidence(const engine::SiteKey& key, const engine::LogRow& row, Instant now) override;

 private:
  db::Connection& db_;
};

class SqliteBooks final : public engine::BookRows {
 public:
  explicit SqliteBooks(db::Connection& connection) : db_{connection} {}
  std::optional<engine::Seen> seen(const engine::SiteKey& key, const Uuid& event_id) override;
  void put_seen(const engine::SiteKey& key, const Uuid& event_id, const engine::Seen& seen) override;
  bool is_booked(const engine::SiteKey& key, const Uuid& order_id) override;
  std::optional<Uuid> receipt_owner(const engine::SiteKey& key, const std::string& receipt_number) override;
  void book(const engine::SiteKey& key, const wire::Place& place, const engine::PaidOrder& order) override;
  std::vector<wire::RegisterMark> marks(const engine::SiteKey& key) override;
  std::vector<engine::SalesTotal> sales(const engine::SiteKey& key) override;
  std::vector<engine::TenderTotal> tenders(const engine::SiteKey& key) override;
  void quarantine(const engine::SiteKey& key, const engine::Quarantined& item, Instant now) override;
  bool is_held(const engine::SiteKey& key, const std::string& aggregate_id) override;
  std::vector<engine::Quarantined> quarantined(const engine::SiteKey& key, engine::Review review, int most) override;
  std::optional<engine::Quarantined> held_at(const engine::SiteKey& key, const wire::Place& place) override;
  std::vector<engine::Quarantined> waiting_behind(const engine::SiteKey& key, const std::string& aggregate_id) override;

 private:
  db::Connection& db_;
};

class SqliteFeed final : public engine::FeedRows {
 public:
  explicit SqliteFeed(db::Connection& connection) : db_{connection} {}
  engine::Channel lock(const engine::ChannelKey& key) override;
  void put(const engine::ChannelKey& key, const engine::Channel& channel) override;
  void add_version(const engine::ChannelKey& key, std::int64_t version, std::int64_t changes, Instant now) override;
  std::int64_t changes_of(const engine::ChannelKey& key, std::int64_t version) override;
  void add_change(const engine::ChannelKey& key, const engine::NumberedChange& change) override;
  std::vector<engine::NumberedChange> changes_after(const engine::ChannelKey& key, const wire::Cursor& after,
                                                    int most) override;
  void forget_changes(const engine::ChannelKey& key, std::int64_t up_to_version) override;
  std::optional<engine::FeedRow> row(const engine::ChannelKey& key, const std::string& dataset,
                                     const std::string& row_key) override;
  void put_row(const engine::ChannelKey& key, const wire::Change& change, const Sha256& body_sha) override;
  void remove_row(const engine::ChannelKey& key, const std::string& dataset, const std::string& row_key) override;
  std::vector<wire::Change> rows_after(const engine::ChannelKey& key, const std::string& dataset,
                                       const std::string& row_key, int most) override;
  wire::DatasetDigest digest(const engine::ChannelKey& key, const std::string& dataset) override;
  void put_digest(const engine::ChannelKey& key, const std::string& dataset, const wire::DatasetDigest& before,
                  const wire::DatasetDigest& after) override;
  void put_root(const engine::ChannelKey& key, const std::string& dataset, std::int64_t version,
                const Sha256& root) override;
  wire::Roots roots_at(const engine::ChannelKey& key, std::int64_t version) override;
  void put_snapshot(const engine::ChannelKey& key, std::int64_t version, const std::string& manifest,
                    Instant now) override;
  void put_part(const engine::ChannelKey& key, std::int64_t version, int part, const std::string& body) override;
  std::optional<std::string> newest_manifest(const engine::ChannelKey& key) override;
  std::optional<std::string> part(const engine::ChannelKey& key, std::int64_t version, int part) override;
  void keep_snapshots(const engine::ChannelKey& key, int newest) override;

 private:
  db::Connection& db_;
};

inline std::span<const std::uint8_t> span_of(std::string_view bytes) {
  return {reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()};
}
Sha256 digest_of(std::string_view blob);
}  // namespace holdfast::database

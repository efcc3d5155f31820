#pragma once
#include "db/failure.h"
#include "engine/book_rows.h"
#include "engine/feed_rows.h"
#include "engine/hub_database.h"
#include "engine/site_rows.h"
#include "sql/statement.h"

/// The hub's rows, by statements that SQLite and PostgreSQL both take (ON CONFLICT, no JSON, no rowids); how they are
/// bound and locked is the session's.
namespace holdfast::database {
class Sites final : public engine::SiteRows {
 public:
  explicit Sites(sql::Session& session) : db_{session} {}
  std::optional<engine::Site> lock(const engine::SiteKey& key) override;
  void put(const engine::Site& site, Instant seen) override;
  std::optional<engine::Epoch> epoch(const engine::SiteKey& key, std::int64_t epoch) override;
  void put(const engine::SiteKey& key, const engine::Epoch& epoch, Instant now) override;
  std::optional<engine::Epoch> epoch_of_grant(const engine::SiteKey& key, const Uuid& grant_key) override;
  std::optional<engine::Epoch> unprojected(const engine::SiteKey& key) override;
  std::optional<Sha256> hash_at(const engine::SiteKey& key, const wire::Place& place) override;
  void insert(const engine::SiteKey& key, std::span<const engine::LogRow> rows, Instant now) override;
  std::optional<engine::LogRow> row(const engine::SiteKey& key, const wire::Place& place) override;
  std::vector<engine::LogRow> read(const engine::SiteKey& key, const wire::Place& after, int most) override;
  std::vector<wire::Place> holes(const engine::SiteKey& key, int most) override;
  void fill(const engine::SiteKey& key, const wire::Place& place, std::string_view body) override;
  void keep_evidence(const engine::SiteKey& key, const engine::LogRow& row, Instant now) override;

 private:
  sql::Session& db_;
};

class Books final : public engine::BookRows {
 public:
  explicit Books(sql::Session& session) : db_{session} {}
  std::optional<engine::Seen> seen(const engine::SiteKey& key, const Uuid& event_id) override;
  void put_seen(const engine::SiteKey& key, const Uuid& event_id, const engine::Seen& seen) override;
  bool is_booked(const engine::SiteKey& key, const Uuid& order_id) override;
  std::optional<Uuid> receipt_owner(const engine::SiteKey& key, const std::string& receipt_number) override;
  void book(const engine::SiteKey& key, const wire::Place& place, const engine::PaidOrder& order) override;
  std::vector<wire::RegisterMark> marks(const engine::SiteKey& key) override;
  std::vector<engine::SalesTotal> sales(const engine::SiteKey& key) override;
  std::vector<engine::TenderTotal> tenders(const engine::SiteKey& key) override;
  std::vector<wire::Place> orders_after(const engine::SiteKey& key, const wire::Place& after, int most) override;
  void quarantine(const engine::SiteKey& key, const engine::Quarantined& item, Instant now) override;
  engine::ToReview to_review(const engine::SiteKey& key) override;
  bool is_held(const engine::SiteKey& key, const std::string& aggregate_id) override;
  std::vector<engine::Quarantined> quarantined(const engine::SiteKey& key, engine::Review review, int most) override;
  std::optional<engine::Quarantined> item(const engine::SiteKey& key, const wire::Place& place,
                                          const std::string& code) override;
  std::optional<engine::Quarantined> held_at(const engine::SiteKey& key, const wire::Place& place) override;
  std::vector<engine::Quarantined> waiting_behind(const engine::SiteKey& key, const std::string& aggregate_id) override;

 private:
  sql::Session& db_;
};

class Feed final : public engine::FeedRows {
 public:
  explicit Feed(sql::Session& session) : db_{session} {}
  engine::Channel lock(const engine::ChannelKey& key) override;
  engine::Channel read(const engine::ChannelKey& key) override;
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
  sql::Session& db_;
};

class Fleet final : public engine::FleetRows {
 public:
  explicit Fleet(sql::Session& session) : db_{session} {}
  void put(const engine::Tenant& tenant, Instant now) override;
  std::vector<engine::Tenant> tenants() override;
  void put(const engine::SalesChannel& channel, Instant now) override;
  std::vector<engine::SalesChannel> channels(const std::string& tenant) override;
  void put_card(const engine::SiteKey& key, const std::string& name, Instant now) override;
  std::optional<engine::SiteCard> card(const engine::SiteKey& key) override;
  std::vector<engine::SiteCard> cards(const std::string& tenant, const std::string& after, int most) override;
  void saw(const engine::SiteKey& key, Instant now) override;
  void says_release(const engine::SiteKey& key, const std::string& release) override;
  void report(const engine::SiteKey& key, const engine::Report& report, Instant now) override;
  void gave(const engine::SiteKey& key, std::int64_t feed_version) override;
  void revoke(const engine::SiteKey& key, std::optional<Instant> at) override;
  void put_token(const Sha256& token_sha, const engine::EnrolmentToken& token, Instant now) override;
  std::optional<engine::EnrolmentToken> token(const Sha256& token_sha) override;
  void use_token(const Sha256& token_sha, const std::string& site, const Sha256& key_sha, Instant now) override;
  void put_certificate(const engine::SiteKey& key, const engine::SiteCertificate& certificate, Instant now) override;
  std::optional<engine::SiteCertificate> certificate(const engine::SiteKey& key, const Sha256& fingerprint) override;
  void revoke_certificates(const engine::SiteKey& key, Instant now) override;
  std::string authority(const std::string& offered_pem) override;

 private:
  sql::Session& db_;
};

/// All of a hub's rows over one connection.
struct Rows {
  explicit Rows(sql::Session& session) : sites{session}, books{session}, feed{session}, fleet{session} {}
  engine::HubTransaction transaction() { return {sites, books, feed, fleet}; }
  Sites sites;
  Books books;
  Feed feed;
  Fleet fleet;
};

inline std::span<const std::uint8_t> span_of(std::string_view bytes) {
  return {reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()};
}
Sha256 digest_of(std::string_view blob);
}  // namespace holdfast::database

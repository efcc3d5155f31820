#pragma once
#include "database/audit_rows.h"
#include "database/customer_rows.h"
#include "database/directive_rows.h"
#include "database/lease_rows.h"
#include "database/outbound_rows.h"
#include "database/rollout_rows.h"
#include "database/transfer_rows.h"
#include "database/voucher_rows.h"
#include "db/failure.h"
#include "engine/book_rows.h"
#include "engine/feed_rows.h"
#include "engine/hub_database.h"
#include "engine/realtime_rows.h"
#include "engine/value_rows.h"
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
  std::vector<engine::LogRow> read(const engine::SiteKey& key, const wire::Place& after, int most,
                                   Instant received_from = Instant{}) override;
  std::vector<wire::Place> holes(const engine::SiteKey& key, int most) override;
  void fill(const engine::SiteKey& key, const wire::Place& place, std::string_view body) override;
  std::optional<std::string> hole(const engine::SiteKey& key, const wire::Place& place) override;
  void close_hole(const engine::SiteKey& key, const wire::Place& place) override;
  std::int64_t expire_bodies(const engine::SiteKey& key, Instant before, int most) override;
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
  void clear(const engine::SiteKey& key) override;
  std::vector<wire::RegisterMark> marks(const engine::SiteKey& key) override;
  std::vector<engine::SalesTotal> sales(const engine::SiteKey& key) override;
  std::vector<engine::TenderTotal> tenders(const engine::SiteKey& key) override;
  std::vector<wire::Place> orders_after(const engine::SiteKey& key, const wire::Place& after, int most) override;
  void put_split(const engine::SiteKey& key, const engine::SplitLine& line) override;
  std::vector<engine::SplitTotal> splits(const std::string& tenant, const engine::SplitWish& wish, int most) override;
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
  std::int64_t version_before(const engine::ChannelKey& key, Instant before) override;
  void forget_changes(const engine::ChannelKey& key, std::int64_t up_to_version) override;
  std::optional<std::string> body(const engine::ChannelKey& key, const std::string& dataset,
                                  const std::string& row_key) override;
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
  void keep_document(const engine::ChannelKey& key, const wire::Change& change) override;
  std::vector<repricing::Published> documents(const engine::ChannelKey& key, const std::string& dataset,
                                              const std::string& row_key) override;

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
  void put_carried(const engine::SiteKey& key, const engine::CarriedFile& file) override;
  std::optional<engine::CarriedFile> carried(const engine::SiteKey& key, const Sha256& file_sha) override;
  void agreed(const engine::SiteKey& key, const std::string& common) override;
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

class Realtime final : public engine::RealtimeRows {
 public:
  explicit Realtime(sql::Session& session) : db_{session} {}
  /// Answers that are kept for repeated calls may tell of customers: they lie sealed as those do.
  void use_secret(std::string_view secret) { seal_ = CustomerSeal{secret}; }
  /// Seals what an older release left in clear, so many at a time; how many there were.
  int seal_plain(int at_most);
  engine::KeptAnswer begin_answer(const engine::SiteKey& key, const Uuid& operation_id, const std::string& operation,
                                  const Sha256& request_sha, Instant now) override;
  void put_answer(const engine::SiteKey& key, const Uuid& operation_id, int status, const std::string& body) override;
  std::int64_t forget_answers(Instant before) override;
  void add_stock(const engine::SiteKey& key, const std::string& sku, std::int64_t quantity, Instant as_of) override;
  std::vector<engine::SiteStock> stock_of(const std::string& tenant, const std::string& sku, int most) override;
  void put_order(const engine::SiteOrder& order) override;
  std::optional<engine::SiteOrder> lock_order(const engine::SiteKey& key, const Uuid& order_id) override;
  std::vector<engine::SiteOrder> orders_with_receipt(const std::string& tenant, const std::string& receipt_number,
                                                     int most) override;
  std::vector<engine::SiteOrder> orders_with_id(const std::string& tenant, const Uuid& order_id, int most) override;
  std::vector<engine::ReturnClaim> claims(const engine::SiteKey& seller, const Uuid& order_id) override;
  void put_claim(const engine::ClaimedLine& line) override;
  std::vector<engine::ClaimedLine> claim(const std::string& tenant, const Uuid& claim_id) override;
  void add_act(const engine::SiteKey& key, const std::string& subject, const Uuid& operation_id, std::int64_t amount,
               Instant now) override;
  engine::Velocity velocity(const std::string& tenant, const std::string& subject, Instant since) override;
  void put_key(const engine::SiteKey& key, const engine::ReceiptKey& receipt_key) override;
  std::vector<engine::ReceiptKey> keys(const engine::SiteKey& key) override;

 private:
  sql::Session& db_;
  CustomerSeal seal_;
};

class Values final : public engine::ValueRows {
 public:
  explicit Values(sql::Session& session) : db_{session} {}
  std::string secret(const std::string& tenant, const Sha256& seed) override;
  std::optional<stored_value::Account> lock(const std::string& tenant, const Uuid& account) override;
  std::optional<stored_value::Account> lock_by_code(const std::string& tenant, const Sha256& digest) override;
  std::optional<stored_value::Account> lock_points(const std::string& tenant, const Uuid& person,
                                                   const std::string& programme) override;
  std::vector<stored_value::Account> points_of(const std::string& tenant, const Uuid& person) override;
  void insert(const std::string& tenant, const stored_value::Account& account,
              const std::optional<Sha256>& code_digest) override;
  void update(const std::string& tenant, const stored_value::Account& account) override;
  bool add_entry(const engine::SiteKey& key, const stored_value::Account& after, const stored_value::Entry& entry,
                 const std::optional<Uuid>& order, Instant now) override;
  bool has_entry(const std::string& tenant, const Uuid& account, const Uuid& operation, int part,
                 stored_value::EntryKind kind) override;
  std::int64_t sum_of_entries(const std::string& tenant, const Uuid& account) override;
  std::vector<engine::ValueGrant> open_grants(const std::string& tenant, const Uuid& account) override;
  std::optional<engine::ValueGrant> grant(const std::string& tenant, const Uuid& grant) override;
  void put_grant(const std::string& tenant, const engine::ValueGrant& grant) override;

 private:
  sql::Session& db_;
};

/// All of a hub's rows over one connection.
struct Rows {
  explicit Rows(sql::Session& session) : sites{session}, books{session}, feed{session}, fleet{session}, realtime{session}, outbound{session}, values{session}, leases{session}, customers{session}, transfers{session}, directives{session}, vouchers{session}, rollouts{session}, audit{session} {}
  /// What customers and answers about them are sealed by; from now on.
  void use_secret(std::string_view secret) {
    customers.use_secret(secret);
    realtime.use_secret(secret);
  }
  /// A slice of what an older release left in clear; how many there were.
  int seal_plain() { return customers.seal_plain(slice_of_sealing) + realtime.seal_plain(slice_of_sealing); }
  engine::HubTransaction transaction() { return {sites, books, feed, fleet, realtime, outbound, values, leases, customers, transfers, directives, vouchers, rollouts, audit}; }
  Sites sites;
  Books books;
  Feed feed;
  Fleet fleet;
  Realtime realtime;
  Outbound outbound;
  Values values;
  Leases leases;
  Customers customers;
  Transfers transfers;
  Directives directives;
  Vouchers vouchers;
  Rollouts rollouts;
  Audit audit;
};

inline std::span<const std::uint8_t> span_of(std::string_view bytes) {
  return {reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()};
}
Sha256 digest_of(std::string_view blob);
}  // namespace holdfast::database

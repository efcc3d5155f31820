#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/digest.h"
#include "engine/feed_rows.h"
#include "engine/site_rows.h"

namespace holdfast::engine {
struct Tenant {
  std::string id;
  std::string name;
};
struct SalesChannel {
  ChannelKey key;
  std::string name;
};
/// What a store says of itself between batches (POST …/status).
struct Report {
  std::string mode;
  std::string release;
  std::int64_t backlog = 0;              ///< events that are not acknowledged
  std::optional<Instant> backlog_since;  ///< when the oldest of them was recorded
  std::string document;                  ///< the whole of it, as it came
};
/// A site as operators see it.
struct SiteCard {
  SiteKey key;
  std::string name;
  std::string channel;
  Instant enrolled;
  std::optional<Instant> revoked;
  Instant seen;
  Report report;
  std::optional<Instant> reported;
  std::int64_t feed_version = 0;  ///< the newest version that it was given, whole
  std::int64_t epoch = 1;
  bool frozen = false;
  wire::Link ack;
  std::int64_t applied_seq = 0;
  std::string agreed;  ///< what hello agreed on last (wire::Common as text); empty: it never said hello
};
struct EnrolmentToken {
  ChannelKey channel;
  std::string site_name;
  Instant expires;
  // Set once it was used: the same request again (a lost answer) is recognised by its key.
  std::optional<std::string> site;
  std::optional<Sha256> key_sha;
};
struct SiteCertificate {
  Sha256 fingerprint{};
  Instant not_after;
  std::optional<Instant> revoked;
};

/// A file that somebody carried here from a store.
struct CarriedFile {
  Sha256 sha{};
  std::string id, feed;
  Sha256 reply_key{};
  std::int64_t first_seq = 0, last_seq = 0;
  Instant taken;
};

/// The rows of who there is, inside one transaction.
class FleetRows {
 public:
  virtual ~FleetRows() = default;
  virtual void put(const Tenant& tenant, Instant now) = 0;
  virtual std::vector<Tenant> tenants() = 0;
  virtual void put(const SalesChannel& channel, Instant now) = 0;
  virtual std::vector<SalesChannel> channels(const std::string& tenant) = 0;

  /// Makes the card, or gives a known site its new name.
  virtual void put_card(const SiteKey& key, const std::string& name, Instant now) = 0;
  virtual std::optional<SiteCard> card(const SiteKey& key) = 0;
  /// After this site id, in that order.
  virtual std::vector<SiteCard> cards(const std::string& tenant, const std::string& after, int most) = 0;
  virtual void saw(const SiteKey& key, Instant now) = 0;
  virtual void says_release(const SiteKey& key, const std::string& release) = 0;
  virtual void agreed(const SiteKey& key, const std::string& common) = 0;
  virtual void report(const SiteKey& key, const Report& report, Instant now) = 0;
  virtual void gave(const SiteKey& key, std::int64_t feed_version) = 0;
  virtual void revoke(const SiteKey& key, std::optional<Instant> at) = 0;  ///< nothing: enrolled again

  virtual void put_token(const Sha256& token_sha, const EnrolmentToken& token, Instant now) = 0;
  /// Locks it until the transaction ends.
  virtual std::optional<EnrolmentToken> token(const Sha256& token_sha) = 0;
  virtual void use_token(const Sha256& token_sha, const std::string& site, const Sha256& key_sha, Instant now) = 0;
  virtual void put_certificate(const SiteKey& key, const SiteCertificate& certificate, Instant now) = 0;
  virtual std::optional<SiteCertificate> certificate(const SiteKey& key, const Sha256& fingerprint) = 0;
  virtual void revoke_certificates(const SiteKey& key, Instant now) = 0;
  virtual void put_carried(const SiteKey& key, const CarriedFile& file) = 0;
  virtual std::optional<CarriedFile> carried(const SiteKey& key, const Sha256& file_sha) = 0;
  /// The authority in use, PEM; the first to say one is the one.
  virtual std::string authority(const std::string& offered_pem) = 0;
};
}  // namespace holdfast::engine

#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/instant.h"
#include "wire/bodies.h"
#include "wire/site_chain.h"

namespace holdfast::engine {
/// A site as its certificate names it; leads every key.
struct SiteKey {
  std::string tenant;
  std::string site;
  friend auto operator<=>(const SiteKey&, const SiteKey&) = default;
};
struct Site {
  SiteKey key;
  std::string channel;
  std::int64_t epoch = 1;  ///< the only one that is taken from; older ones are fenced for ever
  bool frozen = false;     ///< a fork was found: nothing is taken until the next epoch
};
struct Epoch {
  std::int64_t epoch = 1;
  wire::Link ack;
  std::int64_t applied_seq = 0;
  std::optional<Uuid> grant_key;      ///< of the request that opened it
  std::optional<wire::Place> common;  ///< as that was answered
  Instant applied_received = {};      ///< when the row at `applied_seq` came; 0: not known
};
struct LogRow {
  wire::Place place;
  Uuid event_id;
  std::optional<std::string> body;  ///< empty: a hole
  Sha256 body_sha{};
  Sha256 hash{};
  std::string error_class;  ///< of a hole
  Instant received;         ///< reading only
};

/// The rows of sites and their logs, inside one transaction. An interface, as there is one over SQLite and one over
/// PostgreSQL: the statements are the same, what holds them is not.
class SiteRows {
 public:
  virtual ~SiteRows() = default;
  /// Locks the site's row until the transaction ends: one ingest a site at a time, whichever hub process takes it.
  virtual std::optional<Site> lock(const SiteKey& key) = 0;
  virtual void put(const Site& site, Instant seen) = 0;
  virtual std::optional<Epoch> epoch(const SiteKey& key, std::int64_t epoch) = 0;
  virtual void put(const SiteKey& key, const Epoch& epoch, Instant now) = 0;
  virtual std::optional<Epoch> epoch_of_grant(const SiteKey& key, const Uuid& grant_key) = 0;
  /// The oldest epoch that is not projected to its end.
  virtual std::optional<Epoch> unprojected(const SiteKey& key) = 0;

  virtual std::optional<Sha256> hash_at(const SiteKey& key, const wire::Place& place) = 0;
  virtual void insert(const SiteKey& key, std::span<const LogRow> rows, Instant now) = 0;
  virtual std::optional<LogRow> row(const SiteKey& key, const wire::Place& place) = 0;
  /// `received_from`: only what came since, so that months of the log that are long read need not be looked at.
  virtual std::vector<LogRow> read(const SiteKey& key, const wire::Place& after, int most,
                                   Instant received_from = Instant{}) = 0;
  /// Oldest first; those erased at the store are not waited for.
  virtual std::vector<wire::Place> holes(const SiteKey& key, int most) = 0;
  virtual void fill(const SiteKey& key, const wire::Place& place, std::string_view body) = 0;
  /// Why the body of this place is withheld; nothing when none is waited for.
  virtual std::optional<std::string> hole(const SiteKey& key, const wire::Place& place) = 0;
  /// Its body is not waited for any more: a person has decided.
  virtual void close_hole(const SiteKey& key, const wire::Place& place) = 0;
  /// Bodies received before then, projected, that nobody has to decide about; how many went.
  virtual std::int64_t expire_bodies(const SiteKey& key, Instant before, int most) = 0;
  virtual void keep_evidence(const SiteKey& key, const LogRow& row, Instant now) = 0;
};
}  // namespace holdfast::engine

#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"
#include "repricing/repricer.h"
#include "wire/dataset_digest.h"
#include "wire/feed.h"

namespace holdfast::engine {
struct ChannelKey {
  std::string tenant;
  std::string channel;
  friend auto operator<=>(const ChannelKey&, const ChannelKey&) = default;
};
struct Channel {
  std::int64_t version = 0;
  std::int64_t oldest_version = 0;  ///< changes after this one are kept
};
struct FeedRow {
  std::int64_t row_version = 0;
  Sha256 body_sha{};
};
struct NumberedChange {
  std::int64_t ordinal = 0;
  wire::Change change;
};

/// The rows of one channel's masters, inside one transaction.
class FeedRows {
 public:
  virtual ~FeedRows() = default;
  virtual Channel lock(const ChannelKey& key) = 0;  ///< version 0 when it is new
  virtual Channel read(const ChannelKey& key) = 0;  ///< the same, for who only looks
  virtual void put(const ChannelKey& key, const Channel& channel) = 0;
  virtual void add_version(const ChannelKey& key, std::int64_t version, std::int64_t changes, Instant now) = 0;
  virtual std::int64_t changes_of(const ChannelKey& key, std::int64_t version) = 0;
  virtual void add_change(const ChannelKey& key, const NumberedChange& change) = 0;
  /// After the cursor, in order.
  virtual std::vector<NumberedChange> changes_after(const ChannelKey& key, const wire::Cursor& after, int most) = 0;
  /// The newest version published before then; 0 when there is none.
  virtual std::int64_t version_before(const ChannelKey& key, Instant before) = 0;
  virtual void forget_changes(const ChannelKey& key, std::int64_t up_to_version) = 0;

  virtual std::optional<FeedRow> row(const ChannelKey& key, const std::string& dataset, const std::string& row_key) = 0;
  virtual std::optional<std::string> body(const ChannelKey& key, const std::string& dataset,
                                          const std::string& row_key) = 0;
  virtual void put_row(const ChannelKey& key, const wire::Change& change, const Sha256& body_sha) = 0;
  virtual void remove_row(const ChannelKey& key, const std::string& dataset, const std::string& row_key) = 0;
  /// Live rows after (dataset, key), in that order.
  virtual std::vector<wire::Change> rows_after(const ChannelKey& key, const std::string& dataset,
                                               const std::string& row_key, int most) = 0;

  virtual wire::DatasetDigest digest(const ChannelKey& key, const std::string& dataset) = 0;
  virtual void put_digest(const ChannelKey& key, const std::string& dataset, const wire::DatasetDigest& before,
                          const wire::DatasetDigest& after) = 0;
  virtual void put_root(const ChannelKey& key, const std::string& dataset, std::int64_t version,
                        const Sha256& root) = 0;
  virtual wire::Roots roots_at(const ChannelKey& key, std::int64_t version) = 0;

  virtual void put_snapshot(const ChannelKey& key, std::int64_t version, const std::string& manifest, Instant now) = 0;
  virtual void put_part(const ChannelKey& key, std::int64_t version, int part, const std::string& body) = 0;
  virtual std::optional<std::string> newest_manifest(const ChannelKey& key) = 0;
  virtual std::optional<std::string> part(const ChannelKey& key, std::int64_t version, int part) = 0;
  virtual void keep_snapshots(const ChannelKey& key, int newest) = 0;

  /// Keeps one state of a document for good, also when the changes of its version are forgotten: what an order was priced
  /// by has to be found as long as the order is.
  virtual void keep_document(const ChannelKey& key, const wire::Change& change) = 0;
  /// All states, newest first; of all keys of the data set when `row_key` is empty.
  virtual std::vector<repricing::Published> documents(const ChannelKey& key, const std::string& dataset,
                                                      const std::string& row_key) = 0;
  /// What was read of them lives as long as the connection.
  repricing::Repricer& repricer(const ChannelKey& key) { return repricers_[key]; }

 private:
  std::map<ChannelKey, repricing::Repricer> repricers_;
};
}  // namespace holdfast::engine

#pragma once
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <variant>

#include "edge/master_writer.h"
#include "edge/retry.h"
#include "wire/answer.h"
#include "wire/feed.h"

namespace holdfast::edge {
struct DownsyncOptions {
  int page_rows = 2000;
  int long_poll_s = 25;      ///< how long the hub may hold an answer that would be empty
  std::int64_t idle_us = 0;  ///< between two such; 0 with a hub that does hold it
  std::int64_t timeout_us = 30'000'000;
};

/// A channel's feed comes down: pages from a cursor, shown at checkpoints only and only when the digests prove that
/// both sides hold the same; a snapshot in parts when the cursor is too old, ahead of a hub that fell back, or the
/// proof failed. Resumes at the last page or part after any break. Tells nobody when prices begin: that is the store's
/// clock.
class DownsyncSession {
 public:
  struct FetchChanges {  ///< GET …/changes?since=&limit=&wait=
    std::uint64_t number;
    wire::Cursor since;
    int limit;
    int wait_s;
  };
  struct FetchManifest {  ///< GET …/snapshots/latest/manifest
    std::uint64_t number;
  };
  struct FetchPart {  ///< GET …/snapshots/{version}/parts/{part}
    std::uint64_t number;
    std::int64_t version;
    std::size_t part;
  };
  struct FetchBuckets {  ///< GET …/buckets
    std::uint64_t number;
  };
  struct FetchRows {  ///< GET …/buckets/{dataset}/rows?version=&of=&after=
    std::uint64_t number;
    std::int64_t version;
    std::string dataset;
    wire::BucketSet of;
    std::string after;
  };
  struct Mended {  ///< both sides are equal again
    std::size_t buckets;
  };
  struct Activated {  ///< tills read their masters again
    std::int64_t version;
  };
  struct Alert {
    std::string error_class;
    std::string detail;
  };
  using Effect = std::variant<FetchChanges, FetchManifest, FetchPart, FetchBuckets, FetchRows, Mended, Activated, Alert>;

  DownsyncSession(MasterWriter& masters, DownsyncOptions options, Random random);

  void start(Instant now);
  /// `body` as it was unpacked.
  void on_answer(std::uint64_t number, int status, std::string_view body, Instant now);
  void on_lost(std::uint64_t number, Instant now);
  void on_time(Instant now);
  void on_probe(Instant now);
  void refetch(Instant now);  ///< a person asks for a rebuild of the feed: snapshot
  void recheck(Instant now);  ///< the rows themselves are counted and compared, whatever the digests say
  bool is_mending() const { return recheck_ || mending_; }
  std::optional<Effect> poll();
  std::optional<Instant> deadline() const { return deadline_; }

 private:
  enum class Asked { changes, manifest, part, buckets, rows };
  struct Exchange {
    std::uint64_t number;
    Asked asked;
    Instant until;
    wire::Cursor since;
    std::size_t part = 0;
  };
  /// What is wrong at one version, and how far it is mended. `wrong` is not known before the hub's sums are here.
  struct Mending {
    std::int64_t version;
    wire::Roots roots;
    bool compared = false;
    std::map<std::string, wire::BucketSet> wrong;
    std::string after;  ///< of the first of `wrong`
    std::size_t buckets = 0;
  };
  void begin_mending(const wire::FeedPage& page);
  void take_buckets(std::string_view body, Instant now);
  void take_rows(std::string_view body, Instant now);
  void end_mending(Instant now);
  void pump(Instant now);
  void ask_next(Instant now);
  void take_page(std::string_view body, Instant now);
  void take_manifest(std::string_view body, Instant now);
  void take_part(std::string_view body, std::size_t part, Instant now);
  void take_refusal(const wire::Refusal& refusal, const Exchange& exchange, Instant now);
  void finish_snapshot(Instant now);
  void fail(Instant now, std::optional<int> retry_after_s);
  void integrity(std::string detail);

  MasterWriter& masters_;
  DownsyncOptions options_;
  Backoff backoff_;
  Breaker breaker_{hub_replication};
  FeedState at_;
  bool want_snapshot_ = false;
  bool recheck_ = false;
  std::optional<Mending> mending_;
  int mends_ = 0;  ///< since both sides were last equal
  std::uint64_t last_number_ = 0;
  std::optional<Exchange> in_flight_;
  Instant wait_until_;
  std::optional<Instant> deadline_;
  std::deque<Effect> effects_;
};
}  // namespace holdfast::edge

#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/digest.h"
#include "base/id.h"
#include "db/transaction.h"
#include "events/event_codec.h"
#include "site/site.h"
#include "staff/permission.h"

namespace holdfast::events {
/// What all events of one command share.
struct Origin {
  Instant now;
  int utc_offset_min = 0;
  std::string correlation_id;     ///< of the request that caused it
  const Actor* actor = nullptr;   ///< null: the appliance itself
  std::string_view decisions = {};  ///< JSON array: what the capability matrix limited; empty: nothing
};

/// One change, as its consumers learn of it. `payload` is a JSON object.
struct Event {
  std::string_view type;            ///< `OrderPaid`
  std::string_view aggregate_type;  ///< `order`
  Uuid aggregate;
  std::string payload;
};

struct Appended {
  std::int64_t seq;
  Sha256 body_sha;
};

/// The append-only log that is also the outbox: envelope of seed 004 section 5.2 (immutable part), written once as compact
/// JSON, numbered without a gap and chained by SHA-256: H(n) = SHA("HF-EV1\0" || H(n-1) || u64(n) || id || SHA(body)),
/// H(0) = SHA("HF-GENESIS1\0" || siteId || "\0" || u64(epoch)), where n counts within the epoch (epochs.h) and `seq`, by
/// which local readers go, over all of them. One object, used by the writer alone; head() is kept in memory.
class EventLog {
 public:
  EventLog(db::Connection& connection, const Site& site, IdSource& ids, std::string node_id, std::string version);

  Appended append(db::Transaction& tx, const Event& event, const Origin& origin);

  struct Head {
    std::int64_t seq = 0;
    Sha256 hash{};
    std::int64_t epoch = 1;
    std::int64_t base_seq = 0;  ///< n = seq - base_seq
  };
  const Head& head() const { return head_; }
  /// After a savepoint was undone: its numbers are given back.
  void rewind(const Head& head) { head_ = head; }
  /// The log goes on in another epoch, whose rows begin_epoch() has written.
  void go_on_in(const Head& head) { head_ = head; }
  /// Reads the head from the file again (after a failed commit).
  void reload(db::Connection& connection);

 private:
  const std::int64_t site_epoch_;
  std::string site_id_;
  IdSource& ids_;
  std::string fixed_head_;     // members that never change, ready made
  std::string node_id_;
  std::string version_;
  Head head_;
  std::string body_;
  EventCodec codec_;
};

Sha256 genesis(std::string_view site_id, std::int64_t epoch);
Sha256 chain(const Sha256& previous, std::int64_t seq, const Uuid& id, const Sha256& body_sha);

struct Stored {
  std::int64_t seq;
  std::string type;
  std::string aggregate_type;
  std::string aggregate_id;
  std::string body;    ///< the envelope as JSON; empty when withheld
};
/// Calls `each` for at most `limit` events after `since`, in order; returns the last seq seen (or `since`).
std::int64_t read_after(db::Connection& connection, std::int64_t since, int limit, const std::function<void(const Stored&)>& each);
std::int64_t last_seq(db::Connection& connection);
}  // namespace holdfast::events

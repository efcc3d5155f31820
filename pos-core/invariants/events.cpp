#include "events/epochs.h"

#include "base/json.h"
#include "invariants/check_all.h"
#include "invariants/order_event.h"
#include "vault/keys_of.h"

namespace holdfast::invariants {
namespace {
constexpr int chunk = 500;

struct Row {
  std::int64_t seq;
  std::int64_t epoch;
  Uuid id;
  bool body_here;
  std::string body_sha;
  std::string hash;
};

Sha256 digest_of(std::string_view bytes) {
  Sha256 out{};
  for (std::size_t i = 0; i < out.size() && i < bytes.size(); ++i) out[i] = static_cast<std::uint8_t>(bytes[i]);
  return out;
}

/// Follows the chain. An epoch is one life of the log: each starts from a genesis of its own and counts from 1, first what
/// it carries over of the lives before.
class ChainCheck {
 public:
  ChainCheck(db::Connection& connection, std::string site_id, Findings& findings)
      : connection_{connection}, site_id_{std::move(site_id)}, findings_{findings} {}

  void next(const Row& row) {
    const std::string subject = "event " + std::to_string(row.seq);
    if (row.seq != seq_ + 1)
      findings_.add("events", subject, "event " + std::to_string(seq_ + 1) + " is missing before it");
    if (row.epoch != epoch_) {
      if (row.epoch < epoch_) findings_.add("events", subject, "is of an earlier epoch than the event before it");
      epoch_ = row.epoch;
      const auto epoch = events::find_epoch(connection_, epoch_);
      if (!epoch) findings_.add("events", subject, "is of an epoch that nothing tells the beginning of");
      base_ = epoch ? epoch->base_seq : row.seq - 1;
      hash_ = epoch ? carried_to(*epoch) : events::genesis(site_id_, epoch_);
      broken_ = false;
    }
    seq_ = row.seq;
    hash_ = events::chain(hash_, row.seq - base_, row.id, digest_of(row.body_sha));
    if (!broken_ && row.hash != bytes_of(hash_)) {
      findings_.add("events", subject, "its hash does not follow from the event before it");
      broken_ = true;
    }
  }
  void body(const Row& row, std::string_view body) {
    if (row.body_here && row.body_sha != bytes_of(sha256(body)))
      findings_.add("events", "event " + std::to_string(row.seq), "its body is not the one its digest was taken of");
  }

 private:
  /// The hash at the end of what the epoch carries over, recomputed.
  Sha256 carried_to(const events::Epoch& epoch) {
    Sha256 hash = events::genesis(site_id_, epoch.epoch);
    db::Statement& rows = connection_.prepare(
        "SELECT e.event_id, e.body_sha, c.hash, c.epoch_seq FROM carried_hash c JOIN event_log e ON e.seq = c.epoch_seq + ? "
        "WHERE c.epoch = ? ORDER BY c.epoch_seq");
    rows.all(epoch.base_seq, epoch.epoch);
    std::int64_t n = 0;
    while (rows.step()) {
      const std::int64_t at = rows.integer(3);
      hash = events::chain(hash, at, rows.uuid(0), digest_of(rows.blob(1)));
      if (at != ++n || rows.blob(2) != bytes_of(hash)) {
        findings_.add("events", "epoch " + std::to_string(epoch.epoch) + ", carried event " + std::to_string(at),
                      "its hash does not follow from the event before it");
        break;
      }
    }
    rows.reset();
    return hash;
  }
  db::Connection& connection_;
  std::string site_id_;
  Findings& findings_;
  std::int64_t base_ = 0;
  std::int64_t seq_ = 0;
  std::int64_t epoch_ = 0;
  Sha256 hash_{};
  bool broken_ = false;
};

std::vector<Row> read_rows(db::Connection& connection, std::int64_t since) {
  std::vector<Row> out;
  db::Statement& rows = connection.prepare(
      "SELECT seq, epoch, event_id, body IS NOT NULL AND (?3 OR substr(body, 1, 4) <> CAST('hf1.' AS BLOB)), body_sha, hash "
      "FROM event_log WHERE seq > ?1 ORDER BY seq LIMIT ?2");
  // A copy without its keys cannot look into what is sealed; its chain holds all the same.
  rows.all(since, chunk, !vault::keys_of(connection).empty());
  while (rows.step())
    out.push_back({rows.integer(0), rows.integer(1), rows.uuid(2), rows.flag(3), std::string{rows.blob(4)},
                   std::string{rows.blob(5)}});
  return out;
}
}  // namespace

void check_events(db::Connection& connection, Findings& findings, Scanned& scanned) {
  const Result<Site> site = site::load(connection);
  if (!site) return;
  ChainCheck chain{connection, site->site_id, findings};
  OrderEvents orders{connection, findings};
  for (std::int64_t since = 0;;) {
    const std::vector<Row> rows = read_rows(connection, since);
    if (rows.empty()) break;
    auto row = rows.begin();
    const auto each = [&](const events::Stored& stored) {
      if (row == rows.end() || row->seq != stored.seq) return;
      chain.next(*row);
      chain.body(*row, stored.body);
      orders.next(stored, row->body_here);
      ++row;
    };
    events::read_after(connection, since, chunk, each);
    since = rows.back().seq;
    scanned.events += static_cast<std::int64_t>(rows.size());
  }
  orders.finish();
}
}  // namespace holdfast::invariants

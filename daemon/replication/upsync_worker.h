#pragma once
#include "replication/outbox.h"
#include "replication/worker.h"

namespace holdfast::replication {
/// The store's log to the hub: an edge::UpsyncSession over HTTPS. Its watermark is written at most once a second, as
/// losing the newest costs a resend and never an event; dead letters and epochs are written before anything goes on.
class UpsyncWorker final : public Worker {
 public:
  UpsyncWorker(StorePort& port, std::filesystem::path data, edge::UpsyncOptions options, Told told)
      : Worker{Direction::up, port, std::move(data), std::move(told)}, options_{options} {}

 private:
  struct Life;
  void live(const Identity& identity, db::Connection& connection, HubLine& line) override;
  Instant renewal_at(const Identity& identity) const;
  void renew_when_due(const Identity& identity, HubLine& line);
  bool agree(HubLine& line, edge::UpsyncOptions& options);
  void keep_pin_key(const std::string& hex);
  bool take_next_epoch(const Identity& identity, db::Connection& connection, HubLine& line,
                       std::optional<wire::EpochReason> reason);
  void perform(Life& life, edge::UpsyncSession::Effect effect);
  void send(Life& life, edge::UpsyncSession::Send send);
  void keep_watermark(Life& life, bool at_once);
  void look_at_switches(Life& life);
  void look_at_runs(Life& life);
  void report(Life& life);

  const edge::UpsyncOptions options_;
  edge::Backoff epoch_backoff_{&Worker::random};
  Instant renewal_tried_;
};
}  // namespace holdfast::replication

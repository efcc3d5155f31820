#pragma once
#include "commands/obey_directive.h"
#include "commands/upsync_budget.h"
#include "replication/outbox.h"
#include "replication/worker.h"

namespace holdfast::replication {
/// The store's log to the hub: an edge::UpsyncSession over HTTPS. Its watermark is written at most once a second, every
/// five while a backlog goes up and tills sell, as losing the newest costs a resend and never an event; dead letters
/// and epochs are written before anything goes on. It gives way to whoever else wants a processor.
class UpsyncWorker final : public Worker {
 public:
  UpsyncWorker(StorePort& port, std::filesystem::path data, Meters meters, edge::UpsyncOptions options, Told told)
      : Worker{Direction::up, port, std::move(data), std::move(meters), std::move(told)}, options_{options} {}
  std::int64_t bytes_per_second() const { return options_.bytes_per_second; }  ///< as configured
  void report_soon();  ///< any thread: the hub has an order for this store

 private:
  struct Life;
  void live(const Identity& identity, db::Connection& connection, HubLine& line) override;
  void rest(const Identity& identity, db::Connection& connection, HubLine& line) override;
  Instant renewal_at(const Identity& identity) const;
  void renew_when_due(const Identity& identity, HubLine& line);
  bool agree(HubLine& line, edge::UpsyncOptions& options);
  void keep_pin_key(const std::string& hex);
  bool take_next_epoch(const Identity& identity, db::Connection& connection, HubLine& line,
                       std::optional<wire::EpochReason> reason);
  void perform(Life& life, edge::UpsyncSession::Effect effect);
  void send(Life& life, edge::UpsyncSession::Send send);
  void keep_watermark(Life& life, bool at_once = false);
  Instant watermark_due(Life& life) const;
  void look_at_switches(Life& life);
  void tell_vouchers(const Identity& identity, db::Connection& connection, HubLine& line);
  void send_corrections(const Identity& identity, db::Connection& connection, HubLine& line);
  void look_at_budget(Life& life);
  void look_at_runs(Life& life);
  void report(const Identity& identity, db::Connection& connection, HubLine& line, std::int64_t acked,
              std::int64_t every = report_every);
  void take_orders(const std::vector<commands::DirectiveState>& told, const HubLine::Answer& answer);

  const edge::UpsyncOptions options_;
  edge::Backoff epoch_backoff_{&Worker::random};
  Instant renewal_tried_;
  static constexpr std::int64_t report_every = 30'000'000;
  std::optional<Instant> reported_at_;
  std::atomic<bool> report_soon_ = false;
  bool report_heard_ = false;  ///< the last one was answered
  Instant corrections_rest_until_, vouchers_rest_until_;
  std::int64_t told_voucher_ = 0;  ///< row; all up to it are known to the hub
};
}  // namespace holdfast::replication

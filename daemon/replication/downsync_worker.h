#pragma once
#include "edge/downsync_session.h"
#include "replication/worker.h"

namespace holdfast::replication {
class MasterStore;

/// The channel's masters to the store: an edge::DownsyncSession over HTTPS, and by its own clock what was dated for
/// later, which needs no hub on the day.
class DownsyncWorker final : public Worker {
 public:
  DownsyncWorker(StorePort& port, std::filesystem::path data, edge::DownsyncOptions options, Told told)
      : Worker{Direction::down, port, std::move(data), std::move(told)}, options_{options} {}

 private:
  struct Life;
  void live(const Identity& identity, db::Connection& connection, HubLine& line) override;
  void perform(Life& life, edge::DownsyncSession::Effect effect);
  void take_answer(Life& life, std::uint64_t number, const HubLine::Answer& answer);
  void look_at_runs(Life& life);
  void take_carried(MasterStore& masters);
  const edge::DownsyncOptions options_;
  Instant recheck_at_;
};
}  // namespace holdfast::replication

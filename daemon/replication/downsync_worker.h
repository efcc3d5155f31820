#pragma once
#include "edge/downsync_session.h"
#include "replication/worker.h"

namespace holdfast::replication {
class MasterStore;

/// The channel's masters to the store: an edge::DownsyncSession over HTTPS, and by its own clock what was dated for
/// later, which needs no hub on the day.
class DownsyncWorker final : public Worker {
 public:
  DownsyncWorker(StorePort& port, std::filesystem::path data, Meters meters, edge::DownsyncOptions options, Told told,
                 std::function<void()> ordered)
      : Worker{Direction::down, port, std::move(data), std::move(meters), std::move(told)},
        options_{options},
        ordered_{std::move(ordered)} {}

 private:
  struct Life;
  void live(const Identity& identity, db::Connection& connection, HubLine& line) override;
  void perform(Life& life, edge::DownsyncSession::Effect effect);
  void take_answer(Life& life, std::uint64_t number, const HubLine::Answer& answer,
                   Meters::Kind kind = Meters::Kind::answered_at_once);
  void look_at_runs(Life& life);
  void take_carried(MasterStore& masters);
  const edge::DownsyncOptions options_;
  const std::function<void()> ordered_;  ///< the hub has an order for this store
  Instant ordered_at_;                   ///< heard then; for a while it is not asked about again
  Instant recheck_at_;
};
}  // namespace holdfast::replication

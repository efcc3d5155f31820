#pragma once
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <thread>
#include <vector>

#include "engine/ingest.h"
#include "metrics/metrics.h"

namespace holdfast::server {
/// What one thread has for itself: a connection, and the engine over it with zstd's contexts.
struct Worker {
  explicit Worker(std::unique_ptr<engine::HubDatabase> connection)
      : database{std::move(connection)}, ingest{*database} {}
  std::unique_ptr<engine::HubDatabase> database;
  engine::Ingest ingest;
  wire::Packer packer;
};

/// Threads that may wait for the database, one connection each, and one queue. Jobs never throw.
class Workers {
 public:
  using Job = std::function<void(Worker&)>;
  /// One thread a connection.
  Workers(std::vector<std::unique_ptr<engine::HubDatabase>> connections, metrics::Registry& registry);
  ~Workers();
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;
  /// False when the queue is full: the caller answers that it is busy.
  bool submit(Job job);
  /// Runs it as a job and comes back when it is done, with its exception if there was one. Not from a worker. Throws when
  /// there are no workers any more.
  void run_and_wait(const std::function<void(engine::HubDatabase&)>& work);
  /// Finishes what runs and forgets what waits.
  void stop();
  /// Work that waits until no request does, once at a time for each site: its projection.
  void project(const engine::SiteKey& site);

 private:
  static constexpr std::size_t most_waiting = 1000;
  void run(Worker worker);
  void project_some(Worker& worker, const engine::SiteKey& site);
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Job> jobs_;
  std::set<engine::SiteKey> unprojected_, projecting_;
  bool stopping_ = false;
  metrics::Gauge& waiting_;
  metrics::Counter& failures_;
  std::vector<std::thread> threads_;
};
}  // namespace holdfast::server

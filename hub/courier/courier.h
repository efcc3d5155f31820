#pragma once
#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

#include "courier/tools.h"

namespace holdfast::courier {
/// Delivers what the hub tells others, on threads of its own, each at one endpoint at a time. What is to be done is all
/// in the database: a process that dies leaves nothing behind but its leases.
class Courier {
 public:
  Courier(Tools tools, int threads);
  ~Courier();
  Courier(const Courier&) = delete;
  Courier& operator=(const Courier&) = delete;
  /// Something may have happened. Any thread.
  void wake();
  /// Breaks off the calls that run, and waits for the threads.
  void stop();

 private:
  struct Known {
    bool busy = false;
    bool seen = true;  ///< among the endpoints when they were last listed
    std::int64_t events = -1;
    Instant next;
  };
  void run();
  void look_around();
  std::optional<engine::EndpointKey> pick();
  void deliver(const engine::EndpointKey& key);
  void keep_house();
  Tools tools_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::map<engine::EndpointKey, Known> known_;
  bool stopping_ = false, looking_ = false, woken_ = true;
  Instant looked_, kept_, pruned_;
  std::vector<std::thread> threads_;
};

/// Says of each site that fell silent that it is away, and of each that is heard again that it is back.
void watch_sites(engine::HubDatabase& database, std::int64_t away_after_s, Instant now);
}  // namespace holdfast::courier

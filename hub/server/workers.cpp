#include "server/workers.h"

#include <chrono>
#include <future>
#include <stdexcept>

#include "engine/projection.h"
#include "log/log.h"

namespace holdfast::server {
namespace {
constexpr int events_a_projection = 200;
Instant wall_clock() {
  return Instant{
      std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::system_clock::now().time_since_epoch())
          .count()};
}
}  // namespace

Workers::Workers(std::vector<std::unique_ptr<engine::HubDatabase>> connections, metrics::Registry& registry)
    : waiting_{registry.gauge("hub_requests_waiting", "Requests that wait for a worker.")},
      failures_{registry.counter("hub_projection_failures_total", "Projections that broke and will be tried again.")} {
  for (auto& connection : connections)
    threads_.emplace_back([this, held = std::make_shared<std::unique_ptr<engine::HubDatabase>>(std::move(connection))] {
      run(Worker{std::move(*held)});
    });
}

Workers::~Workers() { stop(); }

void Workers::stop() {
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
  }
  wake_.notify_all();
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
  jobs_.clear();
}

bool Workers::submit(Job job) {
  {
    const std::lock_guard lock{mutex_};
    if (stopping_ || jobs_.size() >= most_waiting) return false;
    jobs_.push_back(std::move(job));
    waiting_.set(static_cast<std::int64_t>(jobs_.size()));
  }
  wake_.notify_one();
  return true;
}

void Workers::run_and_wait(const std::function<void(engine::HubDatabase&)>& work) {
  constexpr std::chrono::milliseconds while_full{50};
  const auto done = std::make_shared<std::promise<void>>();
  std::future<void> future = done->get_future();
  const Job job = [&work, done](Worker& worker) {
    try {
      work(*worker.database);
      done->set_value();
    } catch (...) {
      done->set_exception(std::current_exception());
    }
  };
  while (!submit(job)) {
    if (const std::lock_guard lock{mutex_}; stopping_) throw std::runtime_error{"the hub is stopping"};
    std::this_thread::sleep_for(while_full);
  }
  future.get();
}

void Workers::project(const engine::SiteKey& site) {
  {
    const std::lock_guard lock{mutex_};
    unprojected_.insert(site);
  }
  wake_.notify_one();
}

void Workers::run(Worker worker) {
  for (;;) {
    Job job;
    std::optional<engine::SiteKey> site;
    {
      std::unique_lock lock{mutex_};
      const auto ready = [&] {
        for (const engine::SiteKey& key : unprojected_)
          if (!projecting_.contains(key)) return true;
        return stopping_ || !jobs_.empty();
      };
      wake_.wait(lock, ready);
      if (stopping_) return;
      if (!jobs_.empty()) {
        job = std::move(jobs_.front());
        jobs_.pop_front();
        waiting_.set(static_cast<std::int64_t>(jobs_.size()));
      } else {
        for (const engine::SiteKey& key : unprojected_)
          if (!projecting_.contains(key)) {
            site = key;
            break;
          }
        if (!site) continue;
        unprojected_.erase(*site);
        projecting_.insert(*site);
      }
    }
    if (job)
      job(worker);
    else
      project_some(worker, *site);
  }
}

void Workers::project_some(Worker& worker, const engine::SiteKey& site) {
  bool more = false;
  try {
    more = engine::project_some(*worker.database, site, events_a_projection, wall_clock());
  } catch (const std::exception& failure) {
    // Tried again with the next batch of this site, and by the sweep.
    failures_.add();
    log::error("a projection broke", {{"entity_type", std::string_view{"site"}},
                                      {"entity_id", std::string_view{site.site}},
                                      {"error", log::Fault{"HubError", failure.what(), true}}});
  }
  const std::lock_guard lock{mutex_};
  projecting_.erase(site);
  if (more) unprojected_.insert(site);
  if (!unprojected_.empty()) wake_.notify_one();
}
}  // namespace holdfast::server

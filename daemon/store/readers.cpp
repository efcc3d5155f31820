#include "store/readers.h"

#include "store/read_failure.h"

namespace holdfast::store {
Readers::Readers(const Options& options, std::shared_ptr<Completions> completions)
    : options_{options}, completions_{std::move(completions)} {}
Readers::~Readers() { stop(); }

void Readers::start() {
  for (int i = 0; i < options_.readers; ++i) threads_.emplace_back([this] { run(); });
}

void Readers::stop() {
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
  }
  wake_.notify_all();
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

bool Readers::submit(std::unique_ptr<Query>& query, std::shared_ptr<const SiteView> view) {
  {
    const std::lock_guard lock{mutex_};
    if (stopping_ || queue_.size() >= options_.read_queue_limit) return false;
    queue_.push_back({std::move(query), std::move(view)});
  }
  wake_.notify_one();
  return true;
}

void Readers::run() {
  std::unique_ptr<db::Connection> connection;
  for (;;) {
    Job job;
    {
      std::unique_lock lock{mutex_};
      wake_.wait(lock, [&] { return !queue_.empty() || stopping_; });
      if (queue_.empty()) return;
      job = std::move(queue_.front());
      queue_.pop_front();
    }
    try {
      if (!connection) connection = std::make_unique<db::Connection>(options_.file, db::Access::reader);
      job.query->outcome = run_one(*connection, job);
    } catch (const std::exception& failure) {
      job.query->outcome = tl::unexpected<Error>(on_read_failure(failure));
      connection.reset();
    }
    completions_->push(std::move(job.query));
  }
}

Result<Answer> Readers::run_one(db::Connection& connection, const Job& job) {
  const Instant now = options_.clock();
  const ReadContext context{job.view->site, now, job.view->utc_offset_min(now), job.query->actor.get()};
  const db::Snapshot snapshot{connection};
  return job.query->run(connection, context);
}
}  // namespace holdfast::store

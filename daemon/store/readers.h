#pragma once
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "store/completions.h"
#include "store/options.h"

namespace holdfast::store {
/// A few threads, each with a read-only connection, that share one queue. They never wait for the writer.
class Readers {
 public:
  Readers(const Options& options, std::shared_ptr<Completions> completions);
  ~Readers();
  Readers(const Readers&) = delete;
  Readers& operator=(const Readers&) = delete;
  void start();
  void stop();  ///< finishes the queue
  /// False, and the query untouched, when the queue is full.
  bool submit(std::unique_ptr<Query>& query, std::shared_ptr<const SiteView> view);

 private:
  struct Job {
    std::unique_ptr<Query> query;
    std::shared_ptr<const SiteView> view;
  };
  void run();
  Result<Answer> run_one(db::Connection& connection, const Job& job);

  const Options& options_;
  std::shared_ptr<Completions> completions_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Job> queue_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};
}  // namespace holdfast::store

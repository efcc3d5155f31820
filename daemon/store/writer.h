#pragma once
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "store/completions.h"
#include "store/idempotency.h"
#include "store/options.h"
#include "store/wal.h"
#include "store/writer_metrics.h"

namespace holdfast::capabilities {
struct Evaluation;
}

namespace holdfast::store {
/// The one thread that writes. It takes whatever has queued as one batch: one transaction, per command a savepoint, one
/// commit (and fsync) for all, and only then the answers. It never waits for a batch to fill. When the disk fails, the
/// whole batch is refused and the file is opened again before the next: after a failed fsync nobody knows what is on
/// it.
class Writer {
 public:
  Writer(const Options& options, std::shared_ptr<Completions> completions, metrics::Registry& registry);
  ~Writer();
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  /// Opens and migrates the file and reads what the I/O thread needs first. Throws db::Failure.
  Finished open();
  void add_maintenance(std::string name, Maintenance job) { jobs_.emplace_back(std::move(name), std::move(job)); }
  void start();
  void stop();  ///< finishes the queue, checkpoints, joins
  /// False, and the command untouched, when the queue is full.
  bool submit(std::unique_ptr<Command>& command);

  void use_capabilities(std::shared_ptr<const capabilities::Evaluation> matrix);  ///< from the next batch on

  std::size_t queued() const { return queued_.load(std::memory_order_relaxed); }
  /// Empty while the disk takes what it is given.
  std::string problem() const;

 private:
  using Batch = std::vector<std::unique_ptr<Pending>>;
  enum class Turn { work, idle, end };
  void run();
  Turn wait();
  bool take();
  void write_batch();
  void run_taken(db::Transaction& tx, Batch& batch);
  Result<Answer> run_one(db::Transaction& tx, Command& command);
  Result<Answer> run_in_savepoint(db::Transaction& tx, Command& command);
  void on_committed(Batch batch);
  void on_failed(Batch batch, const Error& error);
  void finish(Finished finished);
  void reopen();
  void connect();
  void start_clock();
  void load_site();
  commands::Context context(const std::string& correlation_id, const Actor* actor);
  void advance_time();
  void between_batches(Turn turn);
  void maintain();
  bool run_maintenance(const std::string& name, const Maintenance& job);
  void probe();
  void set_problem(std::string problem);
  bool nothing_waits();

  const Options& options_;
  std::shared_ptr<Completions> completions_;
  WriterMetrics metrics_;
  std::vector<std::pair<std::string, Maintenance>> jobs_;

  // Shared with the I/O thread.
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::vector<std::unique_ptr<Command>> queue_;
  bool sleeping_ = false, stopping_ = false;
  std::string problem_;
  std::shared_ptr<const capabilities::Evaluation> next_matrix_;
  std::atomic<std::size_t> queued_{0};

  // The writer's thread only (open() comes before it).
  std::vector<std::unique_ptr<Command>> taken_;
  std::size_t next_ = 0;  // of taken_
  std::unique_ptr<db::Connection> connection_;
  std::unique_ptr<Wal> wal_;
  std::unique_ptr<events::EventLog> log_;
  IdSource ids_;
  Idempotency keys_;
  bool keys_loaded_ = false;
  std::shared_ptr<const SiteView> view_;
  std::shared_ptr<const capabilities::Evaluation> matrix_;
  bool reload_site_ = false, reload_tokens_ = false;
  bool closing_ = false, closed_ = false;  // in this batch; for good
  Instant now_;
  int utc_offset_min_ = 0;
  std::string business_date_;
  std::int64_t date_ends_us_ = 0;
  std::size_t next_job_ = 0;
  std::chrono::steady_clock::time_point next_maintenance_, next_probe_;
  std::thread thread_;
};
}  // namespace holdfast::store

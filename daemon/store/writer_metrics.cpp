#include "store/writer_metrics.h"

namespace holdfast::store {
namespace {
constexpr std::int64_t seconds_of_us = 1'000'000;
}
WriterMetrics::WriterMetrics(metrics::Registry& registry)
    : commands{registry.counter("commands_total", "Commands run by the writer.")},
      refused{registry.counter("commands_refused_total", "Commands that left nothing behind.")},
      replayed{registry.counter("commands_replayed_total", "Commands answered from their Idempotency-Key.")},
      failed_batches{registry.counter("commit_failures_total", "Batches the disk did not take.")},
      checkpoints{registry.counter("checkpoints_total", "Copies of the WAL into the file.")},
      queued{registry.gauge("writer_queue_depth", "Commands waiting for the writer.")},
      wal_pages{registry.gauge("wal_pages", "Pages in the write-ahead log.")},
      keys{registry.gauge("idempotency_keys", "Idempotency keys remembered.")},
      batch_size{registry.histogram("commit_batch_commands", "Commands of one commit.", metrics::count_bounds, 1)},
      batch_time{registry.histogram("commit_batch_seconds", "From the first command of a batch to its commit.",
                                    metrics::duration_bounds_us, seconds_of_us)},
      commit_time{registry.histogram("commit_seconds", "The commit alone, fsync included.", metrics::duration_bounds_us,
                                     seconds_of_us)},
      checkpoint_time{
          registry.histogram("checkpoint_seconds", "One checkpoint.", metrics::duration_bounds_us, seconds_of_us)} {}
}  // namespace holdfast::store

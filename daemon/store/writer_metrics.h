#pragma once
#include "metrics/metrics.h"

namespace holdfast::store {
struct WriterMetrics {
  explicit WriterMetrics(metrics::Registry& registry);
  metrics::Counter& commands;
  metrics::Counter& refused;
  metrics::Counter& replayed;
  metrics::Counter& failed_batches;
  metrics::Counter& checkpoints;
  metrics::Gauge& queued;
  metrics::Gauge& wal_pages;
  metrics::Gauge& keys;
  metrics::Histogram& batch_size;
  metrics::Histogram& batch_time;
  metrics::Histogram& commit_time;
  metrics::Histogram& checkpoint_time;
};
}  // namespace holdfast::store

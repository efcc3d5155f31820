#include "store/wal.h"

#include <sqlite3.h>

#include <chrono>

#include "store/fault.h"

namespace holdfast::store {
namespace {
constexpr int reset_pages = 64 * 1024 * 1024 / 4096;  ///< the log has grown past what a disk should lose to it
constexpr int idle_pages = 1000;
constexpr int reset_wait_ms = 100;  ///< for readers, before the log is cut
constexpr int busy_wait_ms = 5000;

int on_commit(void* pages, sqlite3*, const char*, int count) {
  *static_cast<int*>(pages) = count;
  return SQLITE_OK;
}
}  // namespace

Wal::Wal(db::Connection& connection, WriterMetrics& metrics, std::int64_t checkpoint_pages)
    : connection_{connection}, metrics_{metrics}, checkpoint_pages_{checkpoint_pages} {
  sqlite3_wal_hook(connection_.handle(), &on_commit, &pages_);
}
Wal::~Wal() { sqlite3_wal_hook(connection_.handle(), nullptr, nullptr); }

void Wal::tend(Moment moment) {
  metrics_.wal_pages.set(pages_);
  if (pages_ < tried_at_) tried_at_ = 0;  // it was started anew
  if (moment == Moment::closing) return copy(true);
  const int grown = pages_ - tried_at_;
  if (pages_ >= reset_pages && grown >= reset_pages / 16) return copy(true);
  if (grown >= checkpoint_pages_ || (moment == Moment::idle && grown >= idle_pages)) copy(false);
}

void Wal::copy(bool truncate) {
  pass(FaultPoint::checkpoint);
  const auto begin = std::chrono::steady_clock::now();
  if (truncate) sqlite3_busy_timeout(connection_.handle(), reset_wait_ms);
  left_ = connection_.checkpoint(truncate);
  if (truncate) sqlite3_busy_timeout(connection_.handle(), busy_wait_ms);
  tried_at_ = pages_;
  metrics_.checkpoints.add();
  metrics_.checkpoint_time.observe(
      std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begin).count());
}
}  // namespace holdfast::store

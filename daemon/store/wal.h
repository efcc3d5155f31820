#pragma once
#include "db/connection.h"
#include "store/writer_metrics.h"

namespace holdfast::store {
/// Watches the length of the write-ahead log and copies it into the file between batches. One connection only may do
/// that: SQLite 3.40 has a race when two checkpoint. Owned by the writer.
class Wal {
 public:
  Wal(db::Connection& connection, WriterMetrics& metrics, std::int64_t checkpoint_pages);
  ~Wal();
  Wal(const Wal&) = delete;
  Wal& operator=(const Wal&) = delete;
  enum class Moment { busy, idle, closing };
  /// Copies it when it is long enough for this moment. Throws db::Failure.
  void tend(Moment moment);
  int pages() const { return pages_; }

 private:
  void copy(bool truncate);
  db::Connection& connection_;
  WriterMetrics& metrics_;
  std::int64_t checkpoint_pages_;
  int pages_ = 0;     // at the last commit
  int left_ = 0;      // not copied at the last try: a reader holds them
  int tried_at_ = 0;  // pages_ then
};
}  // namespace holdfast::store

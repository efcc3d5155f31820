#pragma once
#include <array>
#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>

#include "base/instant.h"
#include "db/connection.h"
#include "signals/integrity.h"

/// What a store counts while it trades, for whoever rolls out releases: `UpdateReport.signals` in schema/sync.yaml.
/// Sums of the shop, nothing of a person.
namespace holdfast::signals {
/// From the requests of tills: sales and how long they took, scans, what broke here.
class Requests {
 public:
  void count(std::string_view method, std::string_view route, int status, std::int64_t microseconds);
  /// p95 of the sales, microseconds, to the bound of its bucket; 0 without sales.
  std::int64_t slow_sale_us() const;
  std::int64_t sales = 0, scans = 0, scans_unknown = 0, errors = 0;

 private:
  std::array<std::int64_t, 24> times_{};  ///< of sales, by powers of two of microseconds
};

/// Prints and cards that came to an end, in the order they were begun; what is still open is counted later.
struct Outcomes {
  std::int64_t ended = 0, bad = 0, contradicted = 0;
  std::int64_t up_to = 0;  ///< row of the last one
};
Outcomes prints_after(db::Connection& connection, std::int64_t row);
Outcomes cards_after(db::Connection& connection, std::int64_t row);  ///< `contradicted`: terminal and books differ

class Collector {
 public:
  /// Begins a life of the process: whether the one before ended by itself is seen by a mark in the data folder.
  Collector(std::filesystem::path data, std::filesystem::path store, std::function<Instant()> clock);
  ~Collector();  ///< it ended as it should
  Collector(const Collector&) = delete;
  Collector& operator=(const Collector&) = delete;
  /// I/O thread.
  void count(std::string_view method, std::string_view route, int status, std::int64_t microseconds);
  /// Any thread: what was counted since the last call, a JSON object.
  std::string take();
  /// The books, when it is time and no shift is open; what is wrong with them is logged, and told by the next take().
  /// Takes as long as it takes to read them.
  void look_at_books();
  /// From now on a thread of its own looks at the books, until leave().
  void watch_books();
  void leave();

 private:
  const std::filesystem::path mark_, store_;
  std::function<Instant()> clock_;
  std::mutex mutex_;
  Requests requests_;
  std::int64_t restarts_ = 0;
  std::int64_t integrity_errors_ = 0;
  Instant from_;
  IntegrityLook look_;
  std::condition_variable wake_;
  bool leaving_ = false;
  std::thread watching_;
  std::optional<std::int64_t> print_, card_;  ///< rows that were counted; nothing before the first look
};
}  // namespace holdfast::signals

#pragma once
#include <boost/asio/io_context.hpp>
#include <filesystem>
#include <functional>
#include <memory>

#include "metrics/metrics.h"
#include "replication/status.h"
#include "store/store.h"

namespace holdfast::replication {
/// This store's end of the replication: two threads, one a direction, from the moment the store is enrolled. A store
/// that never is does nothing here. I/O thread only.
class Replication {
 public:
  /// `tell`: what screens hear of the moment, by `ReplicationState` on the topic `replication`.
  using Tell = std::function<void(const std::string& json)>;
  /// `bytes_per_second`: what goes up takes no more, unless the store or the hub asks otherwise.
  Replication(boost::asio::io_context& io, store::Store& store, std::filesystem::path data, metrics::Registry& registry,
              std::int64_t bytes_per_second, Tell tell);
  ~Replication();
  Replication(const Replication&) = delete;
  Replication& operator=(const Replication&) = delete;

  void start();
  /// Breaks off what runs; the destructor waits for the threads, which is tens of milliseconds unless one is asking for
  /// a name's address. What they had in mind comes again after a start.
  void stop();
  Status status() const;
  void on_line_back();  ///< any thread: see Worker

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

/// The links alone, for screens: `{hub, up: {link, since}, down: {link, since}}`.
std::string link_json(const Status& status, int utc_offset_min);
}  // namespace holdfast::replication

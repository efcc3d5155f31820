#pragma once
#include <atomic>
#include <boost/asio/io_context.hpp>

#include "replication/write_port.h"
#include "store/store.h"

namespace holdfast::replication {
/// The daemon is told to stop: whoever waits on another thread unwinds.
struct Stopping {};

/// The store as a thread of its own uses it: writes go through the one writer like any command, and this thread waits
/// until they are durable. What a Write holds it must own: when the daemon stops, nobody waits for it any more.
class StorePort final : public WritePort {
 public:
  StorePort(boost::asio::io_context& io, store::Store& store) : io_{io}, store_{store} {}
  /// Throws Stopping. A refusal comes back; `busy` and a broken disk are tried again here.
  Result<store::Answer> write(store::Write write) override;
  void stop() { stopping_ = true; }
  bool stopping() const { return stopping_; }
  const std::filesystem::path& file() const override { return store_.options().file; }
  Instant now() const override { return store_.now(); }
  const std::string& release() const { return store_.options().version; }

 private:
  boost::asio::io_context& io_;
  store::Store& store_;
  std::atomic<bool> stopping_{false};
};
}  // namespace holdfast::replication

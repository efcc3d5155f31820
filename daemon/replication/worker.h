#pragma once
#include <atomic>
#include <condition_variable>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <random>
#include <thread>

#include "edge/retry.h"
#include "replication/hub_line.h"
#include "replication/meters.h"
#include "replication/progress_rows.h"
#include "replication/status.h"
#include "replication/store_port.h"

namespace holdfast::replication {
/// One direction's thread: it waits for an identity, keeps one session alive on it, and begins anew after whatever went
/// wrong. The session decides, this moves its bytes. It is woken by every commit, and reads from the file what people
/// have switched meanwhile.
class Worker {
 public:
  using Told = std::function<void()>;  ///< on this thread: the status has changed
  Worker(Direction direction, StorePort& port, std::filesystem::path data, Meters meters, Told told);
  virtual ~Worker();
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  void start();
  void wake();          ///< any thread: something was committed
  void on_line_back();  ///< any thread: the hub answers again, so no wait between tries has a reason
  void hang_up();       ///< any thread: break off the call that runs; before join()
  void join();
  DirectionStatus status() const;

 protected:
  /// Until it has to begin anew: paused, another epoch, another identity.
  virtual void live(const Identity& identity, db::Connection& connection, HubLine& line) = 0;
  /// While it is paused: until it may go on, or has to begin anew.
  virtual void rest(const Identity& identity, db::Connection& connection, HubLine& line);

  static Instant steady();  ///< what sessions take for the time
  static std::uint64_t random();
  /// Until `until` (steady) or a wake; true when woken.
  bool sleep_until(std::optional<Instant> until);
  void update(const std::function<void(DirectionStatus&)>& change);
  /// After a call: link, counts, the last error.
  void note(const HubLine& line, const HubLine::Answer& answer, Meters::Kind kind = Meters::Kind::answered_at_once);
  bool take_line_back() { return line_back_.exchange(false); }
  bool must_go() const;  ///< stopping, or another identity is there
  bool paused(db::Connection& connection);
  StorePort& port() { return port_; }
  const StorePort& port() const { return port_; }
  const std::filesystem::path& data() const { return data_; }

 private:
  void run();
  void run_once();
  std::optional<std::filesystem::file_time_type> identity_time() const;

  const Direction direction_;
  StorePort& port_;
  const std::filesystem::path data_;
  Meters meters_;  ///< this thread's
  Told told_;
  mutable std::mutex mutex_;
  std::condition_variable condition_;
  bool woken_ = false;
  DirectionStatus status_;
  HubLine* line_ = nullptr;
  std::int64_t out_before_ = 0, in_before_ = 0;  ///< bytes of the lines before this one
  bool resting_ = false;  ///< this thread's: answers do not change the link from `paused`
  std::atomic<bool> line_back_ = false;
  std::optional<std::filesystem::file_time_type> identity_at_;
  std::thread thread_;
};
}  // namespace holdfast::replication

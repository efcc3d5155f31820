#pragma once
#include <boost/asio/io_context.hpp>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "replication/identity.h"

namespace holdfast::hub_calls {
/// What came back of one exchange. Status 0: nothing did, `body` says why.
struct Reply {
  int status = 0;
  std::string body;
};

/// A few connections to the hub for calls that somebody waits for, each on a thread of its own, by the store's
/// certificate. They decide nothing: every exchange ends within its patience and is told on the I/O thread.
class Lines {
 public:
  using Done = std::function<void(Reply)>;
  Lines(boost::asio::io_context& io, std::filesystem::path data);
  ~Lines();
  Lines(const Lines&) = delete;
  Lines& operator=(const Lines&) = delete;
  void start();
  void stop();  ///< breaks off what runs; nothing is told any more
  /// `below`: what follows `/sync/v1/sites/{siteId}/`. Told at once when too much waits.
  void post(std::string below, std::string body, std::chrono::milliseconds patience, Done done);
  /// The store is enrolled, as far as the file says; looked at again every second or so. I/O thread.
  bool enrolled();

 private:
  struct Job {
    std::string below, body;
    std::chrono::steady_clock::time_point until;
    Done done;
  };
  struct Line;
  static constexpr std::size_t most_waiting = 200, lines = 3;
  void run(Line& line);
  void tell(Done done, Reply reply);

  boost::asio::io_context& io_;
  const std::filesystem::path data_;
  std::shared_ptr<int> alive_ = std::make_shared<int>(0);
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Job> jobs_;
  bool stopping_ = false;
  std::vector<std::unique_ptr<Line>> lines_;
  bool enrolled_ = false;
  std::chrono::steady_clock::time_point looked_;
};
}  // namespace holdfast::hub_calls

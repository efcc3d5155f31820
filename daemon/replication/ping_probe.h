#pragma once
#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

#include "replication/identity.h"

namespace holdfast::http {
class Client;
}

namespace holdfast::replication {
/// What the probe has heard since it was started.
struct ProbeReport {
  bool configured = false;  ///< the store is enrolled
  std::int64_t answers = 0, failures = 0;
  std::int64_t round_trip_us = 0;  ///< of the last answer
  bool refused = false;            ///< the last failure was TLS or identity: not the line, but who we are
  std::optional<Instant> certificate_ends;
};

/// Asks the hub for a sign of life, `GET /sync/v1/ping`, about every five seconds with two seconds' patience, on a
/// thread of its own: what goes up and down waits longer between tries than a till may wait to be told. It decides
/// nothing, see capabilities/link_mode.h.
class PingProbe {
 public:
  /// `back`: on its thread, when the hub answers after it did not.
  PingProbe(std::filesystem::path data, std::function<void()> back) : data_{std::move(data)}, back_{std::move(back)} {}
  ~PingProbe() { stop(); }
  PingProbe(const PingProbe&) = delete;
  PingProbe& operator=(const PingProbe&) = delete;
  void start();
  void stop();  ///< within a tenth of a second or so: what it asks is broken off
  ProbeReport report() const;

 private:
  void run();
  void look_for_identity();
  void ask();
  struct Asking;

  const std::filesystem::path data_;
  const std::function<void()> back_;
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  ProbeReport report_;
  http::Client* asking_ = nullptr;
  bool away_ = false;                                           // the thread's: the last try failed
  std::optional<Identity> identity_;                            // the thread's
  std::optional<std::filesystem::file_time_type> identity_at_;  // the thread's
  std::thread thread_;
};
}  // namespace holdfast::replication

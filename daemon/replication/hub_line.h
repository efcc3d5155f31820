#pragma once
#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "http/client.h"
#include "replication/identity.h"
#include "wire/packing.h"

namespace holdfast::replication {
/// A connection to the hub with both sides' certificates, not opened yet.
http::Client hub_client(const Identity& identity, http::Timeouts patience, http::Bounds bounds = {});

/// One connection to the hub, TLS 1.3 with both sides' certificates, for the thread of one direction. Calls block, each
/// within its limit; close() from any thread ends them.
class HubLine {
 public:
  explicit HubLine(const Identity& identity);
  ~HubLine();

  struct Answer {
    int status = 0;    ///< 0: no answer came
    std::string body;  ///< unpacked
    std::string why;   ///< of no answer
    std::int64_t took_us = 0;
    bool identity_refused = false;  ///< by TLS: the other side is not who it should be, or we are not for it
    bool has_orders = false;        ///< `Holdfast-Directives`: a report will be answered with what to do
  };
  /// `target` below the hub's address; `packed` as its coding says.
  Answer post(std::string_view target, std::string_view media, wire::Coding coding, std::string_view packed);
  Answer get(std::string_view target);
  void close();
  std::int64_t bytes_out() const { return bytes_out_.load(std::memory_order_relaxed); }
  std::int64_t bytes_in() const { return bytes_in_.load(std::memory_order_relaxed); }

 private:
  template <class Call>
  Answer call(const Call& request);
  http::Client client_;
  wire::Packer packer_;
  std::atomic<std::int64_t> bytes_out_{0}, bytes_in_{0};
};
}  // namespace holdfast::replication

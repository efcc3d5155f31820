#pragma once
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "http/client.h"
#include "metrics/metrics.h"
#include "otlp/span.h"

namespace holdfast::otlp {
/// Sends spans to a collector (`POST <endpoint>/v1/traces`) from a thread of its own, in batches. What does not fit the
/// queue while a collector is slow or away is dropped and counted: nobody who sells waits for it.
class Exporter {
 public:
  static constexpr std::size_t most_waiting = 4'096, batch = 512;
  /// Throws http::Failure when the endpoint is no address.
  Exporter(const std::string& endpoint, Resource resource, metrics::Registry& registry);
  ~Exporter();  ///< sends what waits, for as long as one answer may take
  Exporter(const Exporter&) = delete;
  Exporter& operator=(const Exporter&) = delete;
  void add(Span span);  ///< any thread; never waits for the network

 private:
  void run();
  bool send(const std::vector<Span>& spans);
  http::Client client_;
  Resource resource_;
  metrics::Counter& sent_;
  metrics::Counter& dropped_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::vector<Span> waiting_;
  bool stopping_ = false;
  std::thread thread_;
};
}  // namespace holdfast::otlp

#pragma once
#include <atomic>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace holdfast::metrics {
/// Rises only. Any thread.
class Counter {
 public:
  void add(std::int64_t amount = 1) { value_.fetch_add(amount, std::memory_order_relaxed); }
  std::int64_t value() const { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::int64_t> value_{0};
};
class Gauge {
 public:
  void set(std::int64_t value) { value_.store(value, std::memory_order_relaxed); }
  void add(std::int64_t amount) { value_.fetch_add(amount, std::memory_order_relaxed); }
  std::int64_t value() const { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::int64_t> value_{0};
};
/// Counts observations by bucket. Observed in whole units (microseconds, jobs); written divided by `scale`.
class Histogram {
 public:
  Histogram(std::span<const std::int64_t> bounds, std::int64_t scale);
  void observe(std::int64_t value);

 private:
  friend class Registry;
  std::vector<std::int64_t> bounds_;
  std::int64_t scale_;
  std::deque<std::atomic<std::int64_t>> counts_;  // one more than bounds: above the last
  std::atomic<std::int64_t> sum_{0};
};
inline constexpr std::int64_t duration_bounds_us[] = {100,    250,    500,     1'000,   2'500,     5'000,    10'000,
                                                      25'000, 50'000, 100'000, 250'000, 1'000'000, 5'000'000};
inline constexpr std::int64_t count_bounds[] = {1, 2, 4, 8, 16, 32, 64, 128, 256};

using Labels = std::vector<std::pair<std::string, std::string>>;

/// How metrics are written: the text format of Prometheus 0.0.4, or OpenMetrics 1.0.
enum class Exposition { prometheus, open_metrics };
/// What an answer to this `Accept` is written in; OpenMetrics only when it is asked for.
Exposition exposition_for(std::string_view accept);
std::string_view content_type(Exposition exposition);

/// What /metrics shows. Metrics are made once and kept by reference; a name given again with the same labels is the
/// same metric. Names carry the prefix `holdfast_`, but for those that other systems of a company have too (seed 004
/// section 11.2: `sync_lag_seconds`, `integration_health_status`, …): these are as they are there.
class Registry {
 public:
  Counter& counter(std::string_view name, std::string_view help, Labels labels = {});
  Gauge& gauge(std::string_view name, std::string_view help, Labels labels = {});
  /// Bounds are upper and inclusive, rising; `scale` 1'000'000 writes microseconds as seconds.
  Histogram& histogram(std::string_view name, std::string_view help, std::span<const std::int64_t> bounds,
                       std::int64_t scale, Labels labels = {});
  /// Called before each text(), to set gauges that would cost too much to keep.
  void before_text(std::function<void()> refresh);
  std::string text(Exposition exposition = Exposition::prometheus) const;

 private:
  template <class Metric>
  struct Series {
    std::string labels;  // `a="b",c="d"`
    Metric metric;
    template <class... Arguments>
    explicit Series(std::string text, Arguments&&... arguments)
        : labels{std::move(text)}, metric{std::forward<Arguments>(arguments)...} {}
  };
  template <class Metric>
  struct Family {
    std::string name, help;
    std::deque<Series<Metric>> series;
  };
  template <class Metric, class... Arguments>
  Metric& make(std::deque<Family<Metric>>& families, std::string_view name, std::string_view help, const Labels& labels,
               Arguments&&... arguments);

  mutable std::mutex mutex_;
  std::deque<Family<Counter>> counters_;
  std::deque<Family<Gauge>> gauges_;
  std::deque<Family<Histogram>> histograms_;
  std::vector<std::function<void()>> refresh_;
};

/// Resident memory, processor time and open files of this process, as gauges read from /proc.
void add_process_metrics(Registry& registry);
}  // namespace holdfast::metrics

#include "metrics/metrics.h"

#include <algorithm>
#include <array>

namespace holdfast::metrics {
namespace {
std::string escape(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\' || c == '"') out += '\\';
    if (c == '\n')
      out += "\\n";
    else
      out += c;
  }
  return out;
}
std::string text_of(const Labels& labels) {
  std::string out;
  for (const auto& [name, value] : labels) {
    if (!out.empty()) out += ',';
    out.append(name).append("=\"").append(escape(value)).append("\"");
  }
  return out;
}
/// A whole number of units divided by a power of ten, without floating point: 2500 of 1'000'000 is 0.0025.
std::string scaled(std::int64_t value, std::int64_t scale) {
  if (scale == 1) return std::to_string(value);
  std::string fraction = std::to_string(scale + value % scale).substr(1);
  while (!fraction.empty() && fraction.back() == '0') fraction.pop_back();
  const std::string whole = std::to_string(value / scale);
  return fraction.empty() ? whole : whole + "." + fraction;
}
/// Names that a company's other systems have too (seed 004 section 11.2).
constexpr std::array<std::string_view, 10> shared_names{
    "sync_operation_total",       "sync_lag_seconds",
    "sync_duration_seconds",      "sync_failure_total",
    "sync_retry_total",           "integration_health_status",
    "event_outbox_pending_count", "event_outbox_age_seconds",
    "webhook_received_total",     "webhook_processing_duration_seconds"};
std::string full_name(std::string_view name) {
  const bool shared = std::find(shared_names.begin(), shared_names.end(), name) != shared_names.end();
  return (shared ? "" : "holdfast_") + std::string{name};
}
void line(std::string& out, std::string_view name, std::string_view labels, std::string_view extra,
          std::string_view value) {
  out.append(name);
  if (!labels.empty() || !extra.empty()) {
    out.append("{").append(labels);
    if (!labels.empty() && !extra.empty()) out.append(",");
    out.append(extra).append("}");
  }
  out.append(" ").append(value).append("\n");
}
/// OpenMetrics names a counter without the `_total` of its samples.
void head(std::string& out, std::string_view name, std::string_view help, std::string_view type,
          Exposition exposition) {
  constexpr std::string_view total = "_total";
  if (exposition == Exposition::open_metrics && type == "counter" && name.ends_with(total))
    name.remove_suffix(total.size());
  out.append("# HELP ").append(name).append(" ").append(help).append("\n");
  out.append("# TYPE ").append(name).append(" ").append(type).append("\n");
}
}  // namespace

Histogram::Histogram(std::span<const std::int64_t> bounds, std::int64_t scale)
    : bounds_(bounds.begin(), bounds.end()), scale_{scale}, counts_(bounds.size() + 1) {}
void Histogram::observe(std::int64_t value) {
  const auto bucket = std::lower_bound(bounds_.begin(), bounds_.end(), value) - bounds_.begin();
  counts_[static_cast<std::size_t>(bucket)].fetch_add(1, std::memory_order_relaxed);
  sum_.fetch_add(value, std::memory_order_relaxed);
}

template <class Metric, class... Arguments>
Metric& Registry::make(std::deque<Family<Metric>>& families, std::string_view name, std::string_view help,
                       const Labels& labels, Arguments&&... arguments) {
  const std::lock_guard lock{mutex_};
  const std::string text = text_of(labels);
  auto family = std::find_if(families.begin(), families.end(), [&](const auto& known) { return known.name == name; });
  if (family == families.end()) {
    families.push_back({std::string{name}, std::string{help}, {}});
    family = families.end() - 1;
  }
  for (auto& series : family->series)
    if (series.labels == text) return series.metric;
  return family->series.emplace_back(text, std::forward<Arguments>(arguments)...).metric;
}
Counter& Registry::counter(std::string_view name, std::string_view help, Labels labels) {
  return make(counters_, name, help, labels);
}
Gauge& Registry::gauge(std::string_view name, std::string_view help, Labels labels) {
  return make(gauges_, name, help, labels);
}
Histogram& Registry::histogram(std::string_view name, std::string_view help, std::span<const std::int64_t> bounds,
                               std::int64_t scale, Labels labels) {
  return make(histograms_, name, help, labels, bounds, scale);
}
void Registry::before_text(std::function<void()> refresh) {
  const std::lock_guard lock{mutex_};
  refresh_.push_back(std::move(refresh));
}

std::string Registry::text(Exposition exposition) const {
  std::vector<std::function<void()>> refresh;
  {
    const std::lock_guard lock{mutex_};
    refresh = refresh_;
  }
  for (const auto& each : refresh) each();
  const std::lock_guard lock{mutex_};
  std::string out;
  for (const auto& family : counters_) {
    const std::string name = full_name(family.name);
    head(out, name, family.help, "counter", exposition);
    for (const auto& series : family.series) line(out, name, series.labels, "", std::to_string(series.metric.value()));
  }
  for (const auto& family : gauges_) {
    const std::string name = full_name(family.name);
    head(out, name, family.help, "gauge", exposition);
    for (const auto& series : family.series) line(out, name, series.labels, "", std::to_string(series.metric.value()));
  }
  for (const auto& family : histograms_) {
    const std::string name = full_name(family.name);
    head(out, name, family.help, "histogram", exposition);
    for (const auto& series : family.series) {
      const Histogram& histogram = series.metric;
      std::int64_t total = 0;
      for (std::size_t i = 0; i < histogram.counts_.size(); ++i) {
        total += histogram.counts_[i].load(std::memory_order_relaxed);
        const std::string bound =
            i < histogram.bounds_.size() ? scaled(histogram.bounds_[i], histogram.scale_) : "+Inf";
        line(out, name + "_bucket", series.labels, "le=\"" + bound + "\"", std::to_string(total));
      }
      line(out, name + "_sum", series.labels, "",
           scaled(histogram.sum_.load(std::memory_order_relaxed), histogram.scale_));
      line(out, name + "_count", series.labels, "", std::to_string(total));
    }
  }
  if (exposition == Exposition::open_metrics) out += "# EOF\n";
  return out;
}

Exposition exposition_for(std::string_view accept) {
  return accept.find("application/openmetrics-text") != std::string_view::npos ? Exposition::open_metrics
                                                                               : Exposition::prometheus;
}
std::string_view content_type(Exposition exposition) {
  return exposition == Exposition::open_metrics ? "application/openmetrics-text; version=1.0.0; charset=utf-8"
                                                : "text/plain; version=0.0.4; charset=utf-8";
}
}  // namespace holdfast::metrics

#include "metrics/metrics.h"

#include <catch2/catch.hpp>

using namespace holdfast::metrics;

TEST_CASE("metrics are written as Prometheus reads them", "[metrics]") {
  Registry registry;
  registry.counter("sales_total", "Sales stored.").add(3);
  registry.counter("http_requests_total", "Requests.", {{"route", "/v1/a\"b"}, {"status", "2xx"}}).add();
  registry.counter("http_requests_total", "Requests.", {{"route", "/v1/a\"b"}, {"status", "2xx"}}).add();
  registry.gauge("depth", "Depth.").set(-2);
  constexpr std::int64_t bounds[] = {100, 2'500'000};
  Histogram& time = registry.histogram("seconds", "Time.", bounds, 1'000'000);
  time.observe(100);
  time.observe(101);
  time.observe(9'000'000);
  CHECK(registry.text() ==
        "# HELP holdfast_sales_total Sales stored.\n# TYPE holdfast_sales_total counter\nholdfast_sales_total 3\n"
        "# HELP holdfast_http_requests_total Requests.\n# TYPE holdfast_http_requests_total counter\n"
        "holdfast_http_requests_total{route=\"/v1/a\\\"b\",status=\"2xx\"} 2\n"
        "# HELP holdfast_depth Depth.\n# TYPE holdfast_depth gauge\nholdfast_depth -2\n"
        "# HELP holdfast_seconds Time.\n# TYPE holdfast_seconds histogram\n"
        "holdfast_seconds_bucket{le=\"0.0001\"} 1\nholdfast_seconds_bucket{le=\"2.5\"} "
        "2\nholdfast_seconds_bucket{le=\"+Inf\"} 3\n"
        "holdfast_seconds_sum 9.000201\nholdfast_seconds_count 3\n");
}

TEST_CASE("the process tells what it uses", "[metrics]") {
  Registry registry;
  add_process_metrics(registry);
  const std::string text = registry.text();
  CHECK(text.find("holdfast_process_resident_memory_bytes 0\n") == std::string::npos);
  CHECK(text.find("holdfast_process_open_fds ") != std::string::npos);
}

TEST_CASE("OpenMetrics is written when it is asked for", "[metrics]") {
  Registry registry;
  registry.counter("sales_total", "Sales stored.").add(3);
  registry.gauge("sync_lag_seconds", "Lag.", {{"system", "hub"}}).set(7);
  CHECK(registry.text(Exposition::open_metrics) ==
        "# HELP holdfast_sales Sales stored.\n# TYPE holdfast_sales counter\nholdfast_sales_total 3\n"
        "# HELP sync_lag_seconds Lag.\n# TYPE sync_lag_seconds gauge\nsync_lag_seconds{system=\"hub\"} 7\n# EOF\n");
  CHECK(exposition_for("application/openmetrics-text;version=1.0.0,text/plain;q=0.5") == Exposition::open_metrics);
  CHECK(exposition_for("*/*") == Exposition::prometheus);
  CHECK(exposition_for("") == Exposition::prometheus);
}

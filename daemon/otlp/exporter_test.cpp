#include "otlp/exporter.h"

#include <boost/asio/io_context.hpp>
#include <catch2/catch.hpp>

#include "base/json.h"
#include "http/server.h"

using namespace holdfast;
using namespace holdfast::otlp;

namespace {
Span some_span(int number) {
  Span span;
  span.trace_id = std::string(32, 'a');
  span.span_id = std::string(15, '0') + std::to_string(number % 10);
  span.name = "POST /v1/sales";
  span.begin = Instant{1'795'255'200'000'000};
  span.microseconds = 1'500;
  span.status = 201;
  span.correlation_id = "c-" + std::to_string(number);
  return span;
}
std::size_t spans_in(const std::string& body) {
  std::size_t count = 0;
  for (std::size_t at = 0; (at = body.find("\"spanId\"", at)) != std::string::npos; ++at) ++count;
  return count;
}
/// A collector on a port of its own, on a thread of its own.
struct Collector {
  boost::asio::io_context io{1};
  std::mutex mutex;
  std::condition_variable heard;
  std::size_t spans = 0;
  std::string last, target;
  http::Server server{io, [this](http::Request&& request, http::Responder&& responder) {
                        {
                          const std::lock_guard lock{mutex};
                          spans += spans_in(request.body);
                          last = request.body;
                          target = request.target;
                        }
                        heard.notify_all();
                        responder.respond({200, "application/json", "{}", {}});
                      }};
  std::uint16_t port = server.listen({"127.0.0.1", 0, {}});
  std::thread thread{[this] { io.run(); }};
  ~Collector() {
    io.stop();
    thread.join();
  }
  bool has(std::size_t wanted) {
    std::unique_lock lock{mutex};
    return heard.wait_for(lock, std::chrono::seconds{20}, [&] { return spans >= wanted; });
  }
};
}  // namespace

TEST_CASE("spans are encoded as OTLP's JSON has them", "[otlp]") {
  Span span = some_span(1);
  span.parent_id = std::string(16, 'b');
  span.status = 503;
  CHECK(
      encode(std::vector{span}, {{"service.name", "holdfastd"}}) ==
      R"({"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"holdfastd"}}]},"scopeSpans":[{"scope":{"name":"holdfast"},"spans":[{"traceId":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","spanId":"0000000000000001","parentSpanId":"bbbbbbbbbbbbbbbb","name":"POST /v1/sales","kind":2,"startTimeUnixNano":"1795255200000000000","endTimeUnixNano":"1795255200001500000","attributes":[{"key":"http.response.status_code","value":{"intValue":"503"}},{"key":"correlation_id","value":{"stringValue":"c-1"}}],"status":{"code":2}}]}]}]})");
}

TEST_CASE("a collector gets every span, in batches, the last ones at the end", "[otlp]") {
  Collector collector;
  metrics::Registry registry;
  {
    Exporter exporter{"http://127.0.0.1:" + std::to_string(collector.port), {{"service.name", "t"}}, registry};
    for (int i = 0; i < 1'300; ++i) exporter.add(some_span(i));
    CHECK(collector.has(1'024));
  }
  CHECK(collector.has(1'300));
  CHECK(collector.target == "/v1/traces");
  CHECK(parse_json(collector.last));
  CHECK(registry.text().find("holdfast_trace_spans_sent_total 1300\n") != std::string::npos);
}

TEST_CASE("without a collector nobody waits, and what does not fit is counted", "[otlp]") {
  metrics::Registry registry;
  {
    Exporter exporter{"http://127.0.0.1:9", {}, registry};
    const auto begin = std::chrono::steady_clock::now();
    for (int i = 0; i < 20'000; ++i) exporter.add(some_span(i));
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds{5});
  }
  CHECK(registry.text().find("holdfast_trace_spans_dropped_total 20000\n") != std::string::npos);
}

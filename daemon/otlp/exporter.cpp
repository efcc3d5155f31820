#include "otlp/exporter.h"

#include <algorithm>
#include <iterator>

#include "log/log.h"

namespace holdfast::otlp {
namespace {
constexpr std::chrono::seconds every{2}, answer_within{5};
}

Exporter::Exporter(const std::string& endpoint, Resource resource, metrics::Registry& registry)
    : client_{http::Url::parse(endpoint),
              {},
              {.connect = answer_within, .answer = answer_within},
              {.whole = 2 * answer_within, .body_bytes = 1 << 20}},
      resource_{std::move(resource)},
      sent_{registry.counter("trace_spans_sent_total", "Spans that a collector took.")},
      dropped_{registry.counter("trace_spans_dropped_total", "Spans that no collector took in time.")},
      thread_{[this] { run(); }} {}

Exporter::~Exporter() {
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

void Exporter::add(Span span) {
  bool full = false;
  {
    const std::lock_guard lock{mutex_};
    if (waiting_.size() >= most_waiting) return dropped_.add();
    waiting_.push_back(std::move(span));
    full = waiting_.size() == batch;
  }
  if (full) wake_.notify_one();
}

void Exporter::run() {
  bool well = true;
  for (bool last = false; !last;) {
    std::vector<Span> spans;
    {
      std::unique_lock lock{mutex_};
      wake_.wait_for(lock, every, [this] { return stopping_ || waiting_.size() >= batch; });
      last = stopping_;
      const std::size_t count = last ? waiting_.size() : std::min(waiting_.size(), batch);
      spans.assign(std::make_move_iterator(waiting_.begin()),
                   std::make_move_iterator(waiting_.begin() + static_cast<std::ptrdiff_t>(count)));
      waiting_.erase(waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(count));
    }
    if (spans.empty()) continue;
    const bool good = send(spans);
    (good ? sent_ : dropped_).add(static_cast<std::int64_t>(spans.size()));
    if (good == well) continue;
    well = good;
    log::info(good ? "the trace collector answers again" : "the trace collector does not answer");
    if (good || last) continue;
    std::unique_lock lock{mutex_};  // full batches would be thrown at somebody who is not there
    wake_.wait_for(lock, answer_within, [this] { return stopping_; });
  }
}

bool Exporter::send(const std::vector<Span>& spans) {
  try {
    return client_.post("/v1/traces", encode(spans, resource_)).ok();
  } catch (const http::Failure&) {
    return false;
  }
}
}  // namespace holdfast::otlp

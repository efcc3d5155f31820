#pragma once
#include <map>
#include <string>
#include <vector>

#include "edge/outbox_reader.h"

/// For tests: a store's log in memory, in its first epoch.
namespace holdfast::edge {
class OutboxFixture final : public OutboxReader {
 public:
  void add(std::string type = "OrderPaid", std::size_t filler = 0) {
    OutboxEvent event;
    event.seq = static_cast<std::int64_t>(events_.size()) + 1;
    const auto bytes = big_endian(static_cast<std::uint64_t>(event.seq));
    std::copy(bytes.begin(), bytes.end(), event.id.bytes.begin() + 8);
    event.id.bytes[6] = 0x70;
    event.id.bytes[8] = 0x80;
    event.type = std::move(type);
    event.body = R"({"id":")" + to_string(event.id) + R"(","type":")" + event.type + R"(","payload":{"x":")" +
                 std::string(filler, 'x') + R"("}})";
    event.body_sha = sha256(event.body);
    event.hash = wire::next_hash(head().hash, event.seq, event.id, event.body_sha);
    events_.push_back(std::move(event));
  }
  void add(int count) {
    for (int i = 0; i < count; ++i) add();
  }
  void erase(std::int64_t seq) { events_[static_cast<std::size_t>(seq - 1)].body.clear(); }

  std::string site_id() const override { return "site-1"; }
  std::int64_t epoch() const override { return 1; }
  wire::Link head() override {
    if (events_.empty()) return {0, wire::genesis("site-1", 1)};
    return {events_.back().seq, events_.back().hash};
  }
  std::optional<Sha256> hash_at(std::int64_t seq) override {
    if (seq == 0) return wire::genesis("site-1", 1);
    if (seq < 0 || seq > static_cast<std::int64_t>(events_.size())) return std::nullopt;
    return events_[static_cast<std::size_t>(seq - 1)].hash;
  }
  std::vector<OutboxEvent> read(std::int64_t after, int most_events, std::int64_t most_bytes) override {
    std::vector<OutboxEvent> out;
    std::int64_t bytes = 0;
    for (auto i = static_cast<std::size_t>(after); i < events_.size() && static_cast<int>(out.size()) < most_events;
         ++i) {
      bytes += static_cast<std::int64_t>(events_[i].body.size());
      if (!out.empty() && bytes > most_bytes) break;
      out.push_back(events_[i]);
    }
    return out;
  }
  std::optional<std::string> body_at(const wire::Place& place) override {
    if (place.epoch != 1 || !hash_at(place.seq) || place.seq == 0) return std::nullopt;
    return events_[static_cast<std::size_t>(place.seq - 1)].body;
  }

 private:
  std::vector<OutboxEvent> events_;
};
}  // namespace holdfast::edge

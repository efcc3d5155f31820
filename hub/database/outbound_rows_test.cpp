#include <catch2/catch.hpp>

#include "database/hub_fixture.h"
#include "engine/announce.h"

namespace holdfast::database {
namespace {
using namespace engine;
struct Told : HubFixture {
  EndpointKey key{"tenant-1", "e1"};
  LogFixture log{"site-1"};
  void subscribe(const std::string& id = "e1") {
    Endpoint endpoint;
    endpoint.key = {"tenant-1", id};
    endpoint.types = "*";
    endpoint.document = "{}";
    endpoint.created = endpoint.changed = now;
    hub.write([&](HubTransaction& tx) { tx.outbound.put(endpoint); });
  }
  void take() {
    push(log.all());
    project();
  }
  std::vector<std::string> types(std::int64_t after = 0) {
    return read([&](HubTransaction& tx) {
      std::vector<std::string> found;
      for (const OutboundEvent& event : tx.outbound.events_after(site, after, 100)) found.push_back(event.type);
      return found;
    });
  }
  std::vector<Lane> lanes(const std::string& id = "e1") {
    return read([&](HubTransaction& tx) { return tx.outbound.lanes({"tenant-1", id}); });
  }
};
}  // namespace

TEST_CASE("without anybody to tell, nothing is kept", "[hub]") {
  Told it;
  it.log.add_sale(1, 500, "1-000001");
  it.take();
  CHECK(it.count("outbound_event") == 0);
}

TEST_CASE("what is booked is told once, in order, and a repeated batch adds nothing", "[hub]") {
  Told it;
  it.subscribe();
  it.log.add_sale(1, 500, "1-000001");
  it.log.add_sale(2, 700, "1-000002");
  it.take();
  it.take();
  CHECK(it.types() == std::vector<std::string>{"order.paid", "payment.captured", "order.paid", "payment.captured"});
  REQUIRE(it.lanes().size() == 1);
  CHECK(it.lanes()[0].event_no == 0);
  CHECK(it.lanes()[0].last_no == 4);
}

TEST_CASE("what is held is told as trouble, and as itself once it is booked, with its correction", "[hub]") {
  Told it;
  it.subscribe();
  it.log.add(1, "OrderPaid", "o1", "{}");
  it.take();
  CHECK(it.types() == std::vector<std::string>{"dead_letter.raised"});
  const std::string corrected = LogFixture::envelope(
      numbered_id(1), "OrderPaid", to_string(numbered_id(9)),
      R"({"orderId":")" + to_string(numbered_id(9)) +
          R"(","currency":"EUR","total":5,"registerId":"r","receiptNumber":"1-000001","businessDate":"2026-11-21",)"
          R"("payments":[{"tender":"cash","amount":5}]})");
  REQUIRE(replay(it.hub, it.site, {1, 1}, {"Ada", ""}, corrected, it.now) == Outcome::done);
  CHECK(it.types(1) == std::vector<std::string>{"order.paid", "payment.captured"});
  const auto body = it.read([&](HubTransaction& tx) { return tx.outbound.events_after(it.site, 1, 1).at(0).body; });
  CHECK(body == corrected);
}

TEST_CASE("a second endpoint begins with what happens after it was made", "[hub]") {
  Told it;
  it.subscribe();
  it.log.add_sale(1, 500, "1-000001");
  it.take();
  it.subscribe("e2");
  CHECK(it.lanes("e2").at(0).event_no == 2);
  CHECK(it.lanes("e1").at(0).event_no == 0);
}

TEST_CASE("events go when every endpoint is past them, or when they are too old", "[hub]") {
  Told it;
  it.subscribe();
  it.subscribe("e2");
  for (std::uint64_t i = 1; i <= 3; ++i) it.log.add_sale(i, 500, "1-00000" + std::to_string(i));
  it.take();
  const auto prune = [&](Instant before) {
    it.hub.write([&](HubTransaction& tx) { tx.outbound.prune("tenant-1", before); });
  };
  prune(it.now.plus_seconds(-10));
  CHECK(it.count("outbound_event") == 6);
  it.hub.write([&](HubTransaction& tx) {
    tx.outbound.put({"tenant-1", "e1"}, Lane{"site-1", 4, 0, {}, {}, 0});
    tx.outbound.put({"tenant-1", "e2"}, Lane{"site-1", 2, 0, {}, {}, 0});
  });
  prune(it.now.plus_seconds(-10));
  CHECK(it.count("outbound_event") == 4);
  prune(it.now.plus_seconds(10));
  CHECK(it.count("outbound_event") == 0);
}

TEST_CASE("the trail keeps the last tries", "[hub]") {
  Told it;
  it.subscribe();
  it.hub.write([&](HubTransaction& tx) {
    for (std::int64_t i = 1; i <= trail_size + 5; ++i) {
      TrailEntry entry;
      entry.delivery = i;
      tx.outbound.add(it.key, entry);
    }
  });
  CHECK(it.count("outbound_trail") == trail_size);
  const auto trail = it.read([&](HubTransaction& tx) { return tx.outbound.trail(it.key, 2); });
  CHECK(trail.at(0).delivery == trail_size + 5);
  CHECK(trail.at(1).delivery == trail_size + 4);
}

TEST_CASE("removing an endpoint removes all that is of it", "[hub]") {
  Told it;
  it.subscribe();
  it.log.add_sale(1, 500, "1-000001");
  it.take();
  it.hub.write([&](HubTransaction& tx) {
    tx.outbound.put(it.key, Lane{"site-1", 4, 0, {}, {}, 0});
    tx.outbound.put(it.key, DeadDelivery{});
    tx.outbound.put(it.key, InboundEvent{});
    tx.outbound.remove(it.key);
  });
  for (const char* table :
       {"outbound_endpoint", "outbound_lease", "outbound_cursor", "outbound_dead", "inbound_event", "outbound_event"})
    CHECK(it.count(table) == 0);
}
}  // namespace holdfast::database

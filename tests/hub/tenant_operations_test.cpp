// Customers and goods of all stores, as stores ask about them and tell of them, over the real rows (and PostgreSQL's).
#include <catch2/catch.hpp>

#include "database/hub_fixture.h"
#include "engine/customer_review.h"
#include "engine/publishing.h"
#include "engine/value_ledger.h"
#include "operations/registry.h"

namespace holdfast::database {
namespace {
struct World : HubFixture {
  World() {
    hub.write([&](engine::HubTransaction& tx) {
      engine::enrol(tx, other, "channel-1", now);
      tx.fleet.put_card(site, "Harbour", now);
      tx.fleet.put_card(other, "Hill", now);
    });
  }
  const engine::SiteKey other{"tenant-1", "site-2"};
  operations::Registry registry = operations::all_operations();
  std::uint64_t calls = 5'000;

  engine::Reply ask(const engine::SiteKey& who, const std::string& operation, const std::string& request) {
    const std::string body =
        R"({"operationId":")" + to_string(numbered_id(++calls)) + R"(","request":)" + request + "}";
    return operations::perform(hub, registry, {who, "channel-1", operation, body, now});
  }
  engine::Reply tell(const engine::SiteKey& who, std::uint64_t person, const std::string& set,
                     const std::string& before = "{}", bool provisional = false) {
    return ask(who, "customer.put",
               R"({"personId":")" + to_string(numbered_id(person)) + R"(","provisional":)" +
                   (provisional ? "true" : "false") + R"(,"set":)" + set + R"(,"before":)" + before + "}");
  }
  static bool has(const engine::Reply& reply, std::string_view words) {
    return reply.body.find(words) != std::string::npos;
  }
  engine::Customer customer(std::uint64_t person) {
    return *read([&](engine::HubTransaction& tx) { return tx.customers.lock("tenant-1", numbered_id(person)); });
  }
  std::vector<engine::CustomerReview> pending() {
    return read([&](engine::HubTransaction& tx) { return tx.customers.reviews("tenant-1", "pending", 10); });
  }
  Result<engine::Customer> decide(engine::ReviewDecision decision) {
    Result<engine::Customer> out = refuse(ErrorCode::internal, "");
    const Uuid id = pending().at(0).id;
    hub.write([&](engine::HubTransaction& tx) {
      out = engine::decide_review(tx, "tenant-1", id, decision, "Office", "", now);
    });
    return out;
  }
  void earn(std::uint64_t person, std::int64_t points, std::uint64_t operation) {
    const Json payload = parse_json(R"({"home":"hub","kind":"points","programme":"club","entry":"earn","accountId":")" +
                                    to_string(numbered_id(person + 900)) + R"(","personId":")" +
                                    to_string(numbered_id(person)) + R"(","operation":")" +
                                    to_string(numbered_id(operation)) + R"(","amount":)" + std::to_string(points) + "}")
                             .value();
    hub.write([&](engine::HubTransaction& tx) { CHECK(engine::note_value(tx, site, payload, now).empty()); });
  }
  std::int64_t points(std::uint64_t person) {
    const auto reply =
        ask(site, "loyalty.balance", R"({"programme":"club","personId":")" + to_string(numbered_id(person)) + "\"}");
    return parse_json(reply.body)->find("answer")->find("balance")->integer().value();
  }
};
}  // namespace

TEST_CASE("a customer whom one store made is found by the others, however they are typed", "[hub]") {
  World hub;
  CHECK(
      hub.tell(hub.site, 1, R"({"name":"Ada  Lovelock","email":"Ada@Example.com","phone":"+32 2 555 01 01"})").status ==
      200);
  for (const char* words : {"lovel", "ADA l", "ada@ex", "32 2 555"})
    CHECK(World::has(hub.ask(hub.other, "customer.search", std::string{R"({"q":")"} + words + "\"}"), "Lovelock"));
  CHECK_FALSE(World::has(hub.ask(hub.other, "customer.search", R"({"q":"%"})"), "Lovelock"));
  CHECK(hub.tell(hub.other, 2, R"({"name":"A. L.","email":"ada@example.COM"})").status == 409);
  CHECK(hub.pending().empty());
}

TEST_CASE("members that nobody else changed are taken, others are refused, or reviewed when it is done already",
          "[hub]") {
  World hub;
  hub.tell(hub.site, 1, R"({"name":"Ada","phone":"1"})");
  const std::string seen = R"({"name":"Ada","phone":"1"})";
  CHECK(hub.tell(hub.site, 1, R"({"name":"Ada","phone":"2"})", seen).status == 200);
  CHECK(hub.tell(hub.other, 1, R"({"name":"Ada L.","phone":"1"})", seen).status == 200);  // another member: both hold
  CHECK(hub.customer(1).phone == "2");
  CHECK(hub.tell(hub.other, 1, R"({"name":"Ada L.","phone":"3"})", seen).status == 409);
  const auto late = hub.tell(hub.other, 1, R"({"note":"Figs","phone":"3"})", seen, true);
  CHECK(World::has(late, "review"));
  CHECK(hub.customer(1).note == "Figs");
  CHECK(hub.customer(1).phone == "2");
  REQUIRE(hub.pending().size() == 1);
  CHECK(hub.pending()[0].code == "customer_conflict");
  CHECK(hub.decide(engine::ReviewDecision::merge).error().code == ErrorCode::invalid_argument);
  REQUIRE(hub.decide(engine::ReviewDecision::take));
  CHECK(hub.customer(1).phone == "3");
  CHECK(hub.pending().empty());
}

TEST_CASE("a customer who was known already is merged into that one, points and all", "[hub]") {
  World hub;
  hub.tell(hub.site, 1, R"({"name":"Grace","email":"g@example.com"})");
  CHECK(World::has(hub.tell(hub.other, 2, R"({"name":"G. H.","email":"g@example.com"})", "{}", true), "review"));
  hub.earn(1, 30, 1);
  hub.earn(2, 12, 2);
  REQUIRE(hub.decide(engine::ReviewDecision::merge));
  CHECK(hub.points(1) == 42);
  CHECK(hub.points(2) == 42);  // who is the other one now
  hub.earn(2, 8, 3);           // a store that has not heard of it
  CHECK(hub.points(1) == 50);
  CHECK(
      World::has(hub.ask(hub.other, "customer.get", R"({"personId":")" + to_string(numbered_id(2)) + "\"}"), "Grace"));
}

TEST_CASE("published customers are found, and one who is erased anywhere is gone", "[hub]") {
  World hub;
  const engine::MasterRow row{"customer", to_string(numbered_id(5)), wire::Op::put, R"({"name":"Mary Swift"})"};
  REQUIRE(engine::publish(hub.hub, {"tenant-1", "channel-1"}, {&row, 1}, hub.now));
  CHECK(World::has(hub.ask(hub.site, "customer.search", R"({"q":"swift"})"), "Mary"));
  LogFixture log{"site-1"};
  log.add(1, "CustomerErased", "p5", R"({"personId":")" + row.key + "\"}");
  hub.push(log.all());
  hub.project();
  CHECK_FALSE(World::has(hub.ask(hub.site, "customer.search", R"({"q":"swift"})"), "Mary"));
  CHECK(hub.customer(5).name.empty());
}

TEST_CASE("goods are asked for, sent and received; what is missing is told", "[hub]") {
  World hub;
  const std::string id = to_string(numbered_id(77));
  CHECK(hub.ask(hub.other, "transfer.request",
                R"({"transferId":")" + id + R"(","fromSite":"site-1","lines":[{"sku":"A","quantity":"5"}]})")
            .status == 200);
  CHECK(hub.ask(hub.other, "transfer.request",
                R"({"transferId":")" + id + R"(","fromSite":"nowhere","lines":[{"sku":"A","quantity":"5"}]})")
            .status == 404);
  CHECK(World::has(hub.ask(hub.site, "transfer.list", "{}"), R"("outgoing":true)"));
  const auto moved = [&](const engine::SiteKey& who, const std::string& kind, const std::string& quantity,
                         const std::string& other) {
    LogFixture log{who.site};
    log.add(who.site == "site-1" ? 1 : 2, "StockMoved", id,
            R"({"kind":")" + kind + R"(","transferId":")" + id + R"(","otherSite":")" + other +
                R"(","moves":[{"sku":"A","quantity":")" + quantity + R"("}]})");
    const auto batch = log.all();
    hub.ingest.take_events(who, wire::Coding::identity, wire::encode_batch(batch.header, batch.lines), hub.now);
    while (engine::project_some(hub.hub, who, 100, hub.now)) {
    }
  };
  moved(hub.site, "transferOut", "-5", "site-2");
  CHECK(World::has(hub.ask(hub.other, "transfer.list", "{}"), R"("state":"sent")"));
  moved(hub.other, "transferIn", "4", "site-1");
  CHECK(World::has(hub.ask(hub.site, "transfer.list", "{}"), R"("state":"received")"));
  const auto odd = hub.read(
      [&](engine::HubTransaction& tx) { return tx.books.quarantined(hub.other, engine::Review::pending, 10); });
  REQUIRE(odd.size() == 1);
  CHECK(odd[0].code == "transfer_differs");
}
}  // namespace holdfast::database

// What stores ask the hub while somebody waits, over the real rows (and PostgreSQL's, when tests/hub has put them in
// place).
#include <catch2/catch.hpp>

#include "database/hub_fixture.h"
#include "engine/publishing.h"
#include "operations/registry.h"

namespace holdfast::database {
namespace {
std::string order_created(const std::string& order, const std::string& items, const std::string& kind = "sale") {
  return R"({"orderId":")" + order + R"(","kind":")" + kind +
         R"(","receiptNumber":"1-000042","currency":"EUR","total":600,"businessDate":"2026-11-21","createdAt":"2026-11-21T10:00:00Z",)"
         R"("payments":[{"tender":"cash","amount":600}],"items":[)" +
         items + "]}";
}
std::string part(const std::string& order, int position) {
  return to_string(part_id(*parse_uuid(order), static_cast<std::uint16_t>(position)));
}
std::string sold(const std::string& order, int position, const std::string& quantity) {
  return R"({"orderItemId":")" + part(order, position) + R"(","sku":"A","name":"Apple","unit":"piece","quantity":")" +
         quantity +
         R"(","unitPrice":200,"subtotal":600,"discount":0,"net":500,"tax":100,"total":600,"taxes":[{"code":"std","base":500,"amount":100}]})";
}
std::string back_from(const std::string& own, int position, const std::string& quantity, const std::string& seller,
                      const std::string& order, const std::string& claim = {}) {
  return R"({"orderItemId":")" + part(own, position) + R"(","sku":"A","name":"Apple","unit":"piece","quantity":"-)" +
         quantity + R"(","total":-200,"soldElsewhere":{"siteId":")" + seller + R"(","orderId":")" + order +
         R"(","position":1,"receiptNumber":"1-000042",)" +
         (claim.empty() ? std::string{} : R"("claimId":")" + claim + R"(",)") + R"("verified":"signature"}})";
}

struct World : HubFixture {
  World() {
    hub.write([&](engine::HubTransaction& tx) {
      engine::enrol(tx, other, "channel-1", now);
      tx.fleet.put_card(site, "Harbour", now);
    });
  }
  const engine::SiteKey other{"tenant-1", "site-2"};
  const std::string order = to_string(part_id(numbered_id(0), 0)), second = "01a1fd97-0000-7000-8000-000000010000";
  operations::Registry registry = operations::all_operations();
  LogFixture log{"site-1"}, other_log{"site-2"};
  std::uint64_t calls = 0;

  void tell(const engine::SiteKey& key, LogFixture& events) {
    const auto batch = events.all();
    ingest.take_events(key, wire::Coding::identity, wire::encode_batch(batch.header, batch.lines), now);
    while (engine::project_some(hub, key, 100, now)) {
    }
  }
  engine::Reply ask(const engine::SiteKey& who, const std::string& operation, const std::string& request,
                    const Uuid& id) {
    const std::string body = R"({"operationId":")" + to_string(id) + R"(","request":)" + request + "}";
    return operations::perform(hub, registry, {who, "channel-1", operation, body, now});
  }
  engine::Reply ask(const engine::SiteKey& who, const std::string& operation, const std::string& request) {
    return ask(who, operation, request, numbered_id(5'000 + ++calls));
  }
  engine::Reply settle(const engine::SiteKey& who, const std::string& operation, const Uuid& id) {
    return operations::settle(hub, {who, "channel-1", operation, R"({"operationId":")" + to_string(id) + "\"}", now});
  }
  std::string hold(const std::string& quantity) const {
    return R"({"siteId":"site-1","orderId":")" + order + R"(","lines":[{"position":1,"quantity":")" + quantity +
           R"("}]})";
  }
  std::vector<std::string> odd(const engine::SiteKey& key) {
    std::vector<std::string> codes;
    for (const auto& item :
         read([&](engine::HubTransaction& tx) { return tx.books.quarantined(key, engine::Review::pending, 100); }))
      codes.push_back(item.code + (item.held ? " held" : ""));
    return codes;
  }
  bool has(const engine::Reply& reply, std::string_view words) { return reply.body.find(words) != std::string::npos; }
};
}  // namespace

TEST_CASE("stock by store is what the stores' moves add up to", "[hub]") {
  World hub;
  hub.log.add(1, "StockMoved", "s1",
              R"({"kind":"receipt","moves":[{"sku":"A","quantity":"10"},{"sku":"B","quantity":"0.5"}]})");
  hub.log.add(2, "StockMoved", "s2",
              R"({"kind":"sale","moves":[{"sku":"A","quantity":"-3"},{"quantity":"-1"},{"sku":"B"}]})");
  hub.tell(hub.site, hub.log);
  hub.other_log.add(3, "StockMoved", "s3", R"({"moves":[{"sku":"A","quantity":"2.25"}]})");
  hub.tell(hub.other, hub.other_log);
  const auto reply = hub.ask(hub.other, "stock.elsewhere", R"({"sku":"A"})");
  CHECK(reply.status == 200);
  CHECK(hub.has(reply, R"({"siteId":"site-1","name":"Harbour","quantity":"7")"));
  CHECK(hub.has(reply, R"({"siteId":"site-2","name":"","quantity":"2.25")"));
  CHECK(hub.odd(hub.site).empty());
  CHECK(hub.ask(hub.other, "stock.elsewhere", "{}").status == 400);
  CHECK(hub.ask(hub.other, "no.such", "{}").status == 404);
}

TEST_CASE("two stores cannot hold the same piece, and a repeat is the first answer", "[hub]") {
  World hub;
  hub.log.add(1, "OrderCreated", hub.order, order_created(hub.order, sold(hub.order, 1, "3")));
  hub.tell(hub.site, hub.log);
  const auto found = hub.ask(hub.other, "return.lookup", R"({"receiptNumber":"1-000042"})");
  CHECK(hub.has(found, R"("siteName":"Harbour")"));
  CHECK(hub.has(found, R"("returned":[])"));
  const Uuid call = numbered_id(900);
  const auto first = hub.ask(hub.other, "return.otherStore", hub.hold("2"), call);
  CHECK(first.status == 200);
  CHECK(hub.has(first, R"("before":"0")"));
  CHECK(hub.ask(hub.other, "return.otherStore", hub.hold("2"), call).body == first.body);
  CHECK(hub.ask(hub.other, "return.otherStore", hub.hold("1"), call).status == 422);  // that id is taken
  CHECK(hub.count("return_claim") == 1);
  const auto more = hub.ask({"tenant-1", "site-3"}, "return.otherStore", hub.hold("2"));
  CHECK(hub.has(more, "nothing-left-to-return"));
  const auto last = hub.ask({"tenant-1", "site-3"}, "return.otherStore", hub.hold("1"));
  CHECK(hub.has(last, R"("before":"2")"));
  // What is released can be held again, by its holder's word alone.
  const std::string release = R"({"operationId":")" + to_string(call) + "\"}";
  CHECK(hub.has(hub.ask({"tenant-1", "site-3"}, "return.release", release), R"("released":0)"));
  CHECK(hub.has(hub.ask(hub.other, "return.release", release), R"("released":1)"));
  CHECK(hub.ask(hub.other, "return.otherStore", hub.hold("2")).status == 200);
}

TEST_CASE("a call whose answer was lost is settled for good", "[hub]") {
  World hub;
  hub.log.add(1, "OrderCreated", hub.order, order_created(hub.order, sold(hub.order, 1, "3")));
  hub.tell(hub.site, hub.log);
  const Uuid done = numbered_id(901), lost = numbered_id(902);
  const auto first = hub.ask(hub.other, "return.otherStore", hub.hold("1"), done);
  const auto known = hub.settle(hub.other, "return.otherStore", done);
  CHECK(hub.has(known, R"({"state":"done","status":200,"reply":)" + first.body));
  CHECK(hub.has(hub.settle(hub.other, "return.otherStore", lost), "notDone"));
  // It was on its way all the time: it comes too late.
  CHECK(hub.ask(hub.other, "return.otherStore", hub.hold("1"), lost).status == 409);
  CHECK(hub.has(hub.settle(hub.other, "return.otherStore", lost), "notDone"));
  CHECK(hub.count("return_claim") == 1);
}

TEST_CASE("a return books its hold, and one without asking is told when the piece was paid twice", "[hub]") {
  World hub;
  hub.log.add(1, "OrderCreated", hub.order, order_created(hub.order, sold(hub.order, 1, "1")));
  hub.tell(hub.site, hub.log);
  const Uuid claim = numbered_id(903);
  REQUIRE(hub.ask(hub.other, "return.otherStore", hub.hold("1"), claim).status == 200);
  hub.other_log.add(
      10, "OrderCreated", hub.second,
      order_created(hub.second, back_from(hub.second, 1, "1", "site-1", hub.order, to_string(claim)), "return"));
  hub.tell(hub.other, hub.other_log);
  CHECK(hub.odd(hub.other).empty());
  const auto claims =
      hub.read([&](engine::HubTransaction& tx) { return tx.realtime.claims(hub.site, *parse_uuid(hub.order)); });
  REQUIRE(claims.size() == 1);
  CHECK(claims[0].state == engine::ClaimState::booked);
  CHECK(claims[0].amount == 200);
  // Booked is booked: the hold cannot be given back any more.
  CHECK(hub.has(hub.ask(hub.other, "return.release", R"({"operationId":")" + to_string(claim) + "\"}"),
                R"("released":0)"));
  // The store that sold it pays it back as well, without a line.
  const std::string third = "01a1fd97-0000-7000-8000-000000020000";
  LogFixture later{"site-1"};
  hub.log.add(11, "OrderCreated", third,
              order_created(third,
                            R"({"orderItemId":")" + part(third, 1) +
                                R"(","sku":"A","quantity":"-1","total":-200,"originalOrderItemId":")" +
                                part(hub.order, 1) + "\"}",
                            "return"));
  hub.push(hub.log.batch(2, 1));
  hub.project();
  CHECK(hub.odd(hub.site) == std::vector<std::string>{"returned_twice"});
}

TEST_CASE("a return that comes before the sale it is of is judged when the sale comes", "[hub]") {
  World hub;
  hub.other_log.add(10, "OrderCreated", hub.second,
                    order_created(hub.second, back_from(hub.second, 1, "2", "site-1", hub.order), "return"));
  hub.tell(hub.other, hub.other_log);
  CHECK(hub.odd(hub.other).empty());
  hub.log.add(1, "OrderCreated", hub.order, order_created(hub.order, sold(hub.order, 1, "1")));
  hub.tell(hub.site, hub.log);
  CHECK(hub.odd(hub.site) == std::vector<std::string>{"returned_twice"});
}

TEST_CASE("the fraud check goes by the rules that are published, the strictest first", "[hub]") {
  World hub;
  const std::string ask = R"({"amount":5000,"card":"card-1","register":"r1"})";
  CHECK(hub.has(hub.ask(hub.site, "fraud.check", ask), R"({"verdict":"pass","rulesVersion":"0"})"));
  const engine::MasterRow row{
      "fraud", "rules", wire::Op::put,
      R"({"rules":[{"name":"large","answer":"review","reason":"Ask for an id","amountAbove":4000},)"
      R"({"name":"often","answer":"hold","reason":"Too many","subject":"card","withinSeconds":600,"actsAbove":2}]})"};
  REQUIRE(engine::publish(hub.hub, {"tenant-1", "channel-1"}, {&row, 1}, hub.now));
  CHECK(
      hub.has(hub.ask(hub.site, "fraud.check", ask), R"("verdict":"review","rule":"large","reason":"Ask for an id")"));
  CHECK(hub.has(hub.ask(hub.other, "fraud.check", ask), R"("verdict":"hold","rule":"often")"));  // in whichever store
  CHECK(hub.has(hub.ask(hub.site, "fraud.check", R"({"amount":100,"card":"card-2"})"), R"("verdict":"pass")"));
  hub.now = hub.now.plus_seconds(601);
  CHECK(hub.has(hub.ask(hub.site, "fraud.check", R"({"amount":100,"card":"card-1"})"), R"("verdict":"pass")"));
  // The same call again counts once and says the same.
  const Uuid id = numbered_id(904);
  const auto first = hub.ask(hub.site, "fraud.check", ask, id);
  const auto acts = hub.count("fraud_act");
  CHECK(hub.ask(hub.site, "fraud.check", ask, id).body == first.body);
  CHECK(hub.count("fraud_act") == acts);
}
}  // namespace holdfast::database

#include "webhooks/cloud_event.h"

#include <catch2/catch.hpp>

#include "engine/announce.h"

namespace holdfast::webhooks {
namespace {
const engine::SiteKey site{"tenant-1", "site-1"};
const std::string envelope =
    R"({"id":"e1","type":"OrderPaid","aggregateId":"o1","occurredAt":"2026-11-21T10:00:00.000Z","salesChannelId":"c1",)"
    R"("correlationId":"k1","payload":{"orderId":"o1","total":1250,"payments":[{"tender":"cash","amount":1000},)"
    R"({"tender":"card","amount":250}]}})";
const std::string order = R"({"type":"OrderCreated","payload":{"orderId":"o1","items":[{"quantity":"1.250"}]}})";

engine::OutboundEvent paid(int part) {
  engine::OutboundEvent event{7, "order.paid", "e1", {1, 9}, part, "o1", {}, Instant{1'795'255'200'000'000}};
  return event;
}
}  // namespace

TEST_CASE("a store's event becomes a CloudEvent with its order beside it", "[webhooks]") {
  CHECK(
      cloud_event({paid(0), site, envelope, order}) ==
      R"({"specversion":"1.0","id":"e1","type":"holdfast.order.paid","source":"/tenants/tenant-1/sites/site-1",)"
      R"("subject":"o1","time":"2026-11-21T10:00:00.000Z","datacontenttype":"application/json","tenantid":"tenant-1",)"
      R"("siteid":"site-1","saleschannelid":"c1","correlationid":"k1","sequence":"7","data":{"orderId":"o1","total":1250,)"
      R"("payments":[{"tender":"cash","amount":1000},{"tender":"card","amount":250}],"order":{"orderId":"o1",)"
      R"("items":[{"quantity":"1.250"}]}}})");
}

TEST_CASE("a payment's event has that payment alone", "[webhooks]") {
  CHECK(cloud_event({paid(2), site, envelope, order})
            .ends_with(
                R"("data":{"orderId":"o1","total":1250,"payment":{"tender":"card","amount":250},"paymentNumber":2}})"));
}

TEST_CASE("what the hub says itself names the tenant, and the site where there is one", "[webhooks]") {
  engine::OutboundEvent event = engine::announce("signal.told", "s1", "", R"({"a":1})");
  event.number = 3;
  event.made = Instant{1'795'255'200'000'000};
  CHECK(
      cloud_event({event, {"tenant-1", ""}, "", ""}) ==
      R"({"specversion":"1.0","id":"s1","type":"holdfast.signal.told","source":"/tenants/tenant-1",)"
      R"("time":"2026-11-21T10:00:00.000Z","datacontenttype":"application/json","tenantid":"tenant-1","sequence":"3",)"
      R"("data":{"a":1}})");
}

TEST_CASE("an envelope that cannot be read makes no event", "[webhooks]") {
  for (const char* broken : {"{", "[]", R"({"type":"OrderPaid"})"})
    CHECK(cloud_event({paid(0), site, broken, ""}).empty());
}

TEST_CASE("a return is told as a refund, and each payment of an order for itself", "[webhooks]") {
  engine::LogRow row;
  row.place = {1, 9};
  const auto of = [&](const char* payload) {
    return engine::announcements(row, "OrderPaid", "o1", *parse_json(payload));
  };
  const auto back = of(R"({"kind":"return","total":-500,"payments":[{"tender":"cash","amount":-500}]})");
  REQUIRE(back.size() == 2);
  CHECK(back[0].type == "order.refunded");
  CHECK(back[1].type == "payment.refunded");
  CHECK(back[1].id == back[0].id + "-p1");
  const auto exchange = of(R"({"kind":"exchange","total":0,"payments":[{"amount":-100},{"amount":100}]})");
  REQUIRE(exchange.size() == 3);
  CHECK(exchange[0].type == "order.paid");
  CHECK(exchange[1].type == "payment.refunded");
  CHECK(exchange[2].type == "payment.captured");
  CHECK(engine::announcements(row, "CartUpdated", "c1", *parse_json("{}")).empty());
}

TEST_CASE("a pattern matches a type, its beginning, or everything", "[webhooks]") {
  using engine::matches;
  CHECK(matches("order.paid", "order.paid"));
  CHECK(matches("shift.closed order.*", "order.paid"));
  CHECK(matches("*", "order.paid"));
  CHECK_FALSE(matches("order", "order.paid"));
  CHECK_FALSE(matches("order.paid", "order.paid.again"));
  CHECK_FALSE(matches("", "order.paid"));
}
}  // namespace holdfast::webhooks

#include <catch2/catch.hpp>

#include "database/hub_fixture.h"
#include "engine/publishing.h"
#include "pricing/price_request.h"
#include "promotions/rule_document.h"

// What a store charged against the rules that the hub published, as the books are written.
namespace holdfast::database {
namespace {
const Currency eur{"EUR", 2};
const engine::ChannelKey channel{"tenant-1", "channel-1"};

std::string rule(const std::string& percent) {
  return R"({"id":"ten-off","actions":[{"type":"percent","value":")" + percent + R"("}]})";
}
void publish_rule(HubFixture& hub, const std::string& document) {
  engine::MasterRow row;
  row.dataset = "promotion_rule";
  row.key = "ten-off";
  row.op = wire::Op::put;
  row.body = document;
  REQUIRE(engine::publish(hub.hub, channel, {&row, 1}, hub.now).has_value());
}

/// A sale of one article of 10.00 under this rule; `charged` instead of what the engine says.
void add_sale(LogFixture& log, std::uint64_t number, const std::string& document,
              std::optional<std::int64_t> charged = std::nullopt) {
  pricing::Rules rules;
  rules.taxes.categories = {{}};
  std::vector<FieldError> errors;
  std::vector<promotions::Rule> made;
  made.push_back(promotions::read_rule(*parse_json(document), Rational{100}, errors));
  rules.promotions = std::make_shared<const promotions::RuleSet>(std::move(made));
  const Money price{1000, eur};
  pricing::Basket basket{eur, {}, {}, {}};
  basket.lines.push_back({.key = 1,
                          .sku = "TEA",
                          .unit_price = price,
                          .list_price = price,
                          .label_amount = {},
                          .min_unit_price = {},
                          .categories = {},
                          .discounts = {}});
  const auto priced = pricing::price(basket, rules);
  REQUIRE(priced.has_value());
  std::string pricing;
  REQUIRE(pricing::append_derivation(pricing, basket, rules, *priced, pricing::digest_of(*priced)));
  const std::string id = to_string(numbered_id(1'000'000 + number));
  const std::string total = std::to_string(charged.value_or(priced->total.minor()));
  log.add(number, "OrderPaid", id,
          R"({"orderId":")" + id + R"(","kind":"sale","currency":"EUR","total":)" + total + R"(,"net":)" + total +
              R"(,"tax":0,"registerId":"r1","receiptNumber":"1-)" + std::to_string(number) +
              R"(","businessDate":"2026-11-21","payments":[{"tender":"cash","amount":)" + total + R"(}],"pricing":)" +
              pricing + "}");
}
std::vector<engine::Quarantined> exceptions(HubFixture& hub) {
  return hub.read(
      [&](engine::HubTransaction& tx) { return tx.books.quarantined(hub.site, engine::Review::pending, 100); });
}
}  // namespace

TEST_CASE("an order that a published rule prices alike is booked without a word", "[hub]") {
  HubFixture hub;
  LogFixture log{"site-1"};
  publish_rule(hub, rule("10"));
  add_sale(log, 1, rule("10"));
  publish_rule(hub, rule("20"));
  add_sale(log, 2, rule("20"));
  add_sale(log, 3, rule("10"));  // the store had not heard of it yet
  REQUIRE(hub.push(log.all()).status == 200);
  hub.project();
  CHECK(hub.count("paid_order") == 3);
  CHECK(exceptions(hub).empty());
}

TEST_CASE("a tampered order is booked, with both figures for a person to see", "[hub]") {
  HubFixture hub;
  LogFixture log{"site-1"};
  publish_rule(hub, rule("10"));
  add_sale(log, 1, rule("10"), 650);
  REQUIRE(hub.push(log.all()).status == 200);
  hub.project();
  CHECK(hub.count("paid_order") == 1);
  const auto found = exceptions(hub);
  REQUIRE(found.size() == 1);
  CHECK(found[0].code == "price_differs");
  CHECK_FALSE(found[0].held);
  CHECK(found[0].detail == "the store charged 6.50 EUR, by the published rules it is 9.00 EUR");
}

TEST_CASE("what the changes of the feed are forgotten of, orders are still priced by", "[hub]") {
  HubFixture hub;
  LogFixture log{"site-1"};
  publish_rule(hub, rule("10"));
  publish_rule(hub, rule("20"));
  engine::forget_changes(hub.hub, channel, 2);
  add_sale(log, 1, rule("10"));
  add_sale(log, 2, R"({"id":"own-rule","actions":[{"type":"percent","value":"5"}]})");
  REQUIRE(hub.push(log.all()).status == 200);
  hub.project();
  const auto found = exceptions(hub);
  REQUIRE(found.size() == 1);
  CHECK(found[0].code == "price_rule_unknown");
}
}  // namespace holdfast::database

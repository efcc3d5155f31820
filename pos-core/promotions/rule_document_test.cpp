#include "promotions/rule_document.h"

#include <catch2/catch.hpp>

#include "promotions/rule_set.h"

namespace holdfast::promotions {
namespace {
std::vector<FieldError> complaints(const std::string& text) {
  const auto rules = read_rules(parse_json(text).value(), Rational{100});
  return rules ? std::vector<FieldError>{} : rules.error().fields;
}
std::vector<Rule> rules(const std::string& text) { return read_rules(parse_json(text).value(), Rational{100}).value(); }
/// 2026-11-21 was a Saturday.
Instant on(const char* time) { return parse_rfc3339(time).value(); }
}  // namespace

TEST_CASE("a rule document is complained about by path, all at once", "[promotions]") {
  const auto found = complaints(R"([
    {"id":"a","actions":[{"type":"percent","value":"120"}]},
    {"id":"a","actions":[{"type":"bundle","components":[{"quantity":"0"}],"deal":{"type":"price"}}]},
    {"id":"b","starts":"tomorrow","actions":[{"type":"amount","value":"1,50"}],"colour":"red"}])");
  std::vector<std::string> pointers;
  for (const FieldError& error : found) pointers.push_back(error.pointer);
  CHECK(pointers == std::vector<std::string>{"/0/actions/0/value", "/1/actions/0/components/0/quantity",
                                             "/1/actions/0/deal/value", "/1/id", "/2/starts", "/2/actions/0/value",
                                             "/2/actions/0/value", "/2/colour"});
}
TEST_CASE("amounts are read exactly, into minor units", "[promotions]") {
  const auto read = rules(R"([{"id":"a","actions":[{"type":"amount","value":"0.333"}]}])");
  CHECK(read[0].actions[0].value == Rational{333, 10});
  CHECK(parse_exact("1/3") == Rational{1, 3});
  CHECK(parse_exact("-12.30") == Rational{-123, 10});
  for (const char* wrong : {"", "-", ".5", "5.", "1e3", "1/0", "1.2.3", " 1", "1234567890123456"})
    CHECK_FALSE(parse_exact(wrong));
}
TEST_CASE("a schedule is kept in the store's time and may run past midnight", "[promotions]") {
  const auto read = rules(R"([{"id":"a","actions":[{"type":"percent","value":"5"}],"schedule":[
    {"days":["fri"],"from":"22:00","to":"02:00"},{"days":["sat","sun"],"from":"16:00","to":"18:00"}]}])");
  const Schedule& schedule = read[0].schedule;
  CHECK(schedule.is_open(on("2026-11-20T22:00:00Z"), 0));
  CHECK(schedule.is_open(on("2026-11-21T01:59:59Z"), 0));
  CHECK_FALSE(schedule.is_open(on("2026-11-21T02:00:00Z"), 0));
  CHECK_FALSE(schedule.is_open(on("2026-11-21T22:30:00Z"), 0));
  CHECK(schedule.is_open(on("2026-11-21T15:00:00Z"), 60));  // 16:00 in the store
  CHECK_FALSE(schedule.is_open(on("2026-11-21T17:00:00Z"), 60));
  CHECK(schedule.is_open(on("1969-12-27T16:30:00Z"), 0));  // a Saturday before the epoch
}
TEST_CASE("rules are found by the narrowest thing they need", "[promotions]") {
  const RuleSet set{rules(R"([
    {"id":"sku","actions":[{"type":"percent","value":"5","select":{"skus":["milk"]}}]},
    {"id":"code","coupon":"X","actions":[{"type":"percent","value":"5","target":"order"}]},
    {"id":"group","customer_groups":["staff"],"actions":[{"type":"percent","value":"5"}]},
    {"id":"all","priority":3,"actions":[{"type":"percent","value":"5"}]},
    {"id":"pair","actions":[{"type":"buy_get","buy":{"quantity":"1","select":{"categories":["tea"]}},
      "get":{"quantity":"1","percent":"100"}}]},
    {"id":"asks","conditions":{"contains":[{"skus":["bread"]}]},"actions":[{"type":"percent","value":"5"}]}])")};
  const auto only = [](std::span<const std::uint32_t> found) {
    REQUIRE(found.size() == 1);
    return found.front();
  };
  CHECK(only(set.for_sku(set.sku("milk"))) == 0);
  CHECK(only(set.for_coupon("X")) == 1);
  CHECK(only(set.for_group("staff")) == 2);
  CHECK(only(set.always()) == 3);
  CHECK(only(set.for_category(set.category("tea"))) == 4);
  CHECK(only(set.for_sku(set.sku("bread"))) == 5);
  CHECK(set.for_sku(set.sku("unheard of")).empty());
  CHECK(set.at_rank(0) == 3);
}
}  // namespace holdfast::promotions

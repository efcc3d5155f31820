// What the hub keeps of royalties and commissions, over the real rows.
#include "engine/split_accounts.h"

#include <catch2/catch.hpp>

#include "database/hub_fixture.h"

namespace holdfast::database {
namespace {
/// An order of one line of which `agent` has `amount`, and `label` a royalty where it is not 0.
std::string order(std::uint64_t number, const std::string& day, std::int64_t net, std::int64_t amount,
                  std::int64_t royalty = 0) {
  const Uuid id = whole_of(numbered_id(number << 32));
  std::string out;
  JsonWriter json{out};
  json.begin_object().member("orderId", id).member("receiptNumber", "1-" + std::to_string(number));
  json.member("businessDate", day).member("currency", "EUR").member("total", net).key("items").begin_array();
  json.begin_object().member("orderItemId", part_id(id, 1)).member("sku", "BOOK").member("net", net);
  json.key("splits").begin_array();
  json.begin_object().member("kind", "commission").member("party", "agent").member("amount", amount).end_object();
  if (royalty != 0)
    json.begin_object().member("kind", "royalty").member("party", "label").member("amount", royalty).end_object();
  json.end_array().end_object().end_array().end_object();
  return out;
}
struct Hub : HubFixture {
  LogFixture log{"site-1"};
  void take() {
    push(log.all());
    project();
  }
  std::vector<engine::SplitTotal> splits(const engine::SplitWish& wish = {}) {
    return read([&](engine::HubTransaction& tx) { return tx.books.splits(site.tenant, wish, 100); });
  }
};
}  // namespace

TEST_CASE("what belongs to others adds up by day and party, less what came back", "[hub]") {
  Hub hub;
  hub.log.add(1, "OrderCreated", "o1", order(11, "2026-11-20", 10'000, 500, 1'000));
  hub.log.add(2, "OrderCreated", "o2", order(12, "2026-11-21", 4'000, 200));
  hub.log.add(3, "OrderCreated", "o3", order(13, "2026-11-21", -1'000, -50));
  hub.take();
  const auto all = hub.splits();
  REQUIRE(all.size() == 3);
  CHECK((all[0].business_date == "2026-11-20" && all[0].kind == "commission" && all[0].amount == 500));
  CHECK((all[1].party == "label" && all[1].amount == 1'000 && all[1].net == 10'000));
  CHECK((all[2].business_date == "2026-11-21" && all[2].lines == 2 && all[2].net == 3'000));
  CHECK((all[2].amount == 150 && all[2].taken_back == 50 && all[2].site == "site-1"));
  CHECK(hub.splits({.site = {}, .party = "label", .kind = {}, .from = {}, .to = {}}).size() == 1);
  CHECK(hub.splits({.site = {}, .party = {}, .kind = {}, .from = "2026-11-21", .to = "2026-11-21"}).size() == 1);
  CHECK(hub.splits({.site = "site-2", .party = {}, .kind = {}, .from = {}, .to = {}}).empty());
}

TEST_CASE("a party that is named twice on a line has one account, and an order counts once", "[hub]") {
  Hub hub;
  const std::string twice =
      R"({"orderId":"01a1fd97-0000-7000-8000-000000000000","receiptNumber":"1-1","businessDate":"2026-11-21","currency":"EUR","total":100,)"
      R"("items":[{"orderItemId":"01a1fd97-0000-7000-8000-000000000001","sku":"A","net":100,)"
      R"("splits":[{"kind":"royalty","party":"x","amount":5},{"kind":"royalty","party":"x","amount":7}]}]})";
  hub.log.add(1, "OrderCreated", "o1", twice);
  hub.log.add(2, "OrderCreated", "o1", twice);  // told by two events
  hub.take();
  const auto all = hub.splits();
  REQUIRE(all.size() == 1);
  CHECK((all[0].amount == 12 && all[0].lines == 1));
}
}  // namespace holdfast::database

// A voucher on its way from one store to another, over the real rows.
#include "engine/vouchers.h"

#include <catch2/catch.hpp>

#include "database/hub_fixture.h"
#include "engine/directives.h"

namespace holdfast::database {
namespace {
struct Stores : HubFixture {
  Stores() {
    hub.write([&](engine::HubTransaction& tx) {
      engine::enrol(tx, other, "channel-1", now);
      for (const engine::SiteKey& key : {site, other}) tx.fleet.put_card(key, "Store " + key.site, now);
      engine::note_voucher(tx, site, voucher, digest, "EUR", now);
      engine::note_voucher(tx, other, voucher, digest, "EUR", now);  // nobody takes it by telling of it
    });
  }
  /// `coming`, `here AMOUNT`, or why not.
  std::string asks(std::uint64_t number, const engine::SiteKey& who) {
    return read([&](engine::HubTransaction& tx) {
      auto place = tx.vouchers.lock_by_code(who.tenant, digest);
      const auto fetched = engine::fetch_voucher(tx, who, *place, numbered_id(number), now);
      if (!fetched) return fetched.error().detail;
      return *fetched == engine::Fetched::coming ? std::string{"coming"} : "here " + std::to_string(place->amount);
    });
  }
  void tells(const engine::SiteKey& who, const std::string& what, std::uint64_t transfer, std::int64_t amount) {
    const std::string payload = R"({"voucherId":")" + to_string(voucher) + R"(","transferId":")" +
                                to_string(numbered_id(transfer)) + R"(","what":")" + what + R"(","amount":)" +
                                std::to_string(amount) + R"(,"currency":"EUR"})";
    hub.write([&](engine::HubTransaction& tx) { engine::move_voucher(tx, who, *parse_json(payload), now); });
  }
  std::vector<wire::Directive> reports(const engine::SiteKey& who,
                                       const std::vector<wire::DirectiveOutcome>& told = {}) {
    return read([&](engine::HubTransaction& tx) { return engine::exchange_directives(tx, who, told, now); });
  }
  std::int64_t released(std::uint64_t call) {
    return read(
        [&](engine::HubTransaction& tx) { return engine::release_voucher(tx, site.tenant, numbered_id(call), now); });
  }
  std::string where() {
    return read([&](engine::HubTransaction& tx) { return tx.vouchers.lock(site.tenant, voucher)->site; });
  }
  engine::SiteKey other{"tenant-1", "site-2"};
  Uuid voucher = numbered_id(77);
  Sha256 digest = sha256("its code");
};
}  // namespace

TEST_CASE("a voucher is handed over by its store, and taken by the one that asked", "[hub]") {
  Stores stores;
  CHECK(stores.asks(1, stores.other) == "coming");
  const auto orders = stores.reports(stores.site);
  REQUIRE(orders.size() == 1);
  CHECK(orders[0].kind == "handOver");
  CHECK(orders[0].subject == to_string(stores.voucher));
  CHECK(stores.asks(2, stores.other) == "coming");
  stores.tells(stores.site, "handedOver", 1, 700);
  CHECK(stores.asks(3, stores.other) == "here 700");
  CHECK(stores.asks(4, stores.other) == "coming");  // until the call of before was used, or given up
  stores.tells(stores.other, "received", 1, 700);
  CHECK(stores.where() == "site-2");
  CHECK(stores.asks(5, stores.site) == "coming");
  CHECK(stores.reports(stores.other)[0].id == numbered_id(5));
}

TEST_CASE("what a store took and did not use is here for the next", "[hub]") {
  Stores stores;
  stores.asks(1, stores.other);
  stores.tells(stores.site, "handedOver", 1, 300);
  CHECK(stores.asks(2, stores.other) == "here 300");
  CHECK(stores.released(9) == 0);
  CHECK(stores.released(2) == 300);
  CHECK(stores.asks(3, stores.site) == "here 300");  // its own store asks for it back
}

TEST_CASE("a store that is away, says no, or is silent keeps its voucher", "[hub]") {
  Stores stores;
  stores.asks(1, stores.other);
  stores.reports(stores.site);
  stores.reports(stores.site, {{numbered_id(1), "failed", "the voucher is used up", 0, 0}});
  CHECK(stores.asks(2, stores.other) == "Store site-1 does not hand it over: the voucher is used up");
  CHECK(stores.asks(3, stores.other) == "coming");
  stores.now = stores.now.plus_seconds(121);
  CHECK(stores.asks(4, stores.other) == "Store site-1 does not answer");
  CHECK(stores.asks(5, stores.other).find("cannot be reached") != std::string::npos);
  CHECK(stores.asks(6, stores.site) == "this store has it itself, or has used it up");
}

TEST_CASE("logs may tell of both ends in any order, and more than once", "[hub]") {
  Stores stores;
  stores.asks(1, stores.other);
  stores.tells(stores.other, "received", 1, 500);
  stores.tells(stores.site, "handedOver", 1, 500);
  CHECK(stores.where() == "site-2");
  stores.tells(stores.other, "received", 1, 500);
  CHECK(stores.where() == "site-2");
}
}  // namespace holdfast::database

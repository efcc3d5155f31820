// Gift cards and points of a tenant, over the real rows.
#include "engine/value_ledger.h"

#include <catch2/catch.hpp>
#include <random>

#include "database/hub_fixture.h"

namespace holdfast::database {
namespace {
using engine::ValueGrant;
using stored_value::Account;
using stored_value::EntryKind;

struct Hub : HubFixture {
  Uuid card = numbered_id(7);
  engine::SiteKey other{"tenant-1", "site-2"};
  std::uint64_t ids = 1000;

  Hub() {
    hub.write([&](engine::HubTransaction& tx) {
      engine::enrol(tx, other, "channel-1", now);
      Account account;
      account.id = card;
      account.currency = "EUR";
      account.last_four = "0007";
      account.created = now;
      tx.values.insert("tenant-1", account, std::nullopt);
    });
  }
  std::vector<engine::Oddity> tell(const engine::SiteKey& who, std::string_view entry, std::int64_t amount,
                                   std::uint64_t operation, std::string_view more = R"("kind":"gift_card")") {
    const std::string text = R"({"home":"hub","accountId":")" + to_string(card) + R"(","entry":")" +
                             std::string{entry} + R"(","amount":)" + std::to_string(amount) + R"(,"operation":")" +
                             to_string(numbered_id(operation)) + R"(","part":0,)" + std::string{more} + "}";
    const Json payload = parse_json(text).value();
    return read([&](engine::HubTransaction& tx) { return engine::note_value(tx, who, payload, now); });
  }
  Result<ValueGrant> grant(const engine::SiteKey& who, std::int64_t amount, std::uint64_t id) {
    Result<ValueGrant> out = refuse(ErrorCode::internal, "");
    hub.write([&](engine::HubTransaction& tx) {
      ValueGrant wanted;
      wanted.id = numbered_id(id);
      wanted.purpose = "authorise";
      wanted.amount = amount;
      out = engine::grant_value(tx, who, *tx.values.lock("tenant-1", card), wanted, now);
    });
    return out;
  }
  Account account() {
    return *read([&](engine::HubTransaction& tx) { return tx.values.lock("tenant-1", card); });
  }
  std::int64_t sum() {
    return read([&](engine::HubTransaction& tx) { return tx.values.sum_of_entries("tenant-1", card); });
  }
};
}  // namespace

TEST_CASE("a card sold in one store is spent in another, each cent once", "[hub]") {
  Hub hub;
  CHECK(hub.tell(hub.site, "activate", 1000, 1).empty());
  CHECK(hub.tell(hub.site, "activate", 1000, 1).empty());  // the same event again
  CHECK(hub.account().balance == 1000);
  REQUIRE(hub.grant(hub.other, 700, 2));
  CHECK(hub.grant(hub.other, 700, 2)->amount == 700);  // the same call again
  CHECK(hub.account().available() == 300);
  CHECK(hub.grant(hub.site, 301, 3).error().code == ErrorCode::insufficient_balance);
  CHECK(hub.tell(hub.other, "redeem", -700, 4).empty());
  CHECK(hub.tell(hub.other, "redeem", -700, 4).empty());
  CHECK(hub.account().balance == 300);
  CHECK(hub.account().held == 0);
  CHECK(hub.sum() == 300);
}

TEST_CASE("what a store does not use goes back", "[hub]") {
  Hub hub;
  hub.tell(hub.site, "activate", 1000, 1);
  REQUIRE(hub.grant(hub.site, 800, 2));
  CHECK(hub.tell(hub.site, "redeem", -500, 3).empty());
  CHECK(hub.tell(hub.site, "give_back", -300, 4).empty());
  CHECK(hub.account().balance == 500);
  CHECK(hub.account().held == 0);
  REQUIRE(hub.grant(hub.site, 500, 5));
  const auto released =
      hub.read([&](engine::HubTransaction& tx) { return engine::close_grant(tx, hub.site, numbered_id(5), hub.now); });
  CHECK(released == 500);
  CHECK(hub.account().available() == 500);
  CHECK(hub.read([&](engine::HubTransaction& tx) {
    return engine::close_grant(tx, hub.site, numbered_id(5), hub.now);
  }) == 0);
}

TEST_CASE("more than there is was taken all the same: it is told, and the balance stays at nothing", "[hub]") {
  Hub hub;
  hub.tell(hub.site, "activate", 1000, 1);
  CHECK(hub.tell(hub.site, "redeem", -900, 2).empty());
  const auto odd = hub.tell(hub.other, "redeem", -400, 3);
  REQUIRE(odd.size() == 1);
  CHECK(odd[0].code == "value_overdrawn");
  CHECK(odd[0].detail.find("300") != std::string::npos);
  CHECK(hub.account().balance == 0);
  CHECK(hub.sum() == 0);
  hub.card = numbered_id(99);
  CHECK(hub.tell(hub.site, "redeem", -1, 4)[0].code == "value_unknown");
}

TEST_CASE("points of one customer are one account, whatever stores call theirs", "[hub]") {
  Hub hub;
  const std::string person = R"("kind":"points","programme":"club","personId":")" + to_string(numbered_id(50)) + "\"";
  hub.card = numbered_id(61);
  CHECK(hub.tell(hub.site, "earn", 30, 1, person).empty());
  hub.card = numbered_id(62);
  CHECK(hub.tell(hub.other, "earn", 12, 2, person).empty());
  const auto account =
      hub.read([&](engine::HubTransaction& tx) { return tx.values.lock_points("tenant-1", numbered_id(50), "club"); });
  REQUIRE(account);
  CHECK(account->id == numbered_id(61));
  CHECK(account->balance == 42);
}

TEST_CASE("any order of grants, spending and giving back keeps balance, entries and grants in step", "[hub]") {
  std::mt19937_64 random{7};
  const auto below = [&](std::int64_t n) {
    return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(n));
  };
  Hub hub;
  hub.tell(hub.site, "activate", 100'000, 1);
  std::int64_t spent = 0;
  for (std::uint64_t step = 10; step < 130; ++step) {
    const engine::SiteKey& who = below(2) == 0 ? hub.site : hub.other;
    const std::int64_t amount = below(3000) + 1;
    const std::int64_t what = below(4);
    if (what == 0) (void)hub.grant(who, amount, step);
    if (what == 1) (void)hub.tell(who, "give_back", -amount, step);
    if (what >= 2) {
      const std::int64_t before = hub.account().balance;
      const auto odd = hub.tell(who, "redeem", -amount, step);
      spent += before - hub.account().balance;
      if (odd.empty()) CHECK(before - hub.account().balance == amount);
    }
    const Account account = hub.account();
    REQUIRE(account.balance == 100'000 - spent);
    REQUIRE(hub.sum() == account.balance);
    std::int64_t lent = 0;
    for (const ValueGrant& grant :
         hub.read([&](engine::HubTransaction& tx) { return tx.values.open_grants("tenant-1", hub.card); })) {
      CHECK(grant.left() > 0);
      lent += grant.left();
    }
    REQUIRE(account.held == lent);
  }
  CHECK(spent > 0);
}
}  // namespace holdfast::database

#include "commands/move_voucher.h"

#include <catch2/catch.hpp>

#include "invariants/check_all.h"
#include "support/test_store.h"

namespace holdfast::commands {
namespace {
const Uuid transfer = *parse_uuid("01890000-0000-7000-8000-000000000001");
const Uuid voucher = *parse_uuid("01890000-0000-7000-8000-000000000002");

struct Store : test::TestStore {
  Store() { acting = nullptr; }
  void issue(std::int64_t amount, std::optional<Instant> expires = {}) {
    change([&](db::Transaction& tx) {
      payments::StoredValue value;
      value.id = voucher;
      value.code = "ABCDEFGH1234";
      value.currency = "EUR";
      value.balance = amount;
      value.expires = expires;
      value.created = now;
      payments::insert_stored_value(tx, value, std::nullopt, "issued");
    });
  }
  Result<> hand_over() {
    return run([](db::Transaction& tx, Context& ctx) { return hand_over_voucher(tx, voucher, transfer, ctx); });
  }
  Result<payments::StoredValue> receive(std::int64_t amount, const Uuid& id = voucher) {
    return run([&](db::Transaction& tx, Context& ctx) {
      return receive_voucher(tx, {id, transfer, "ABCDEFGH1234", amount, "EUR", {}}, ctx);
    });
  }
  std::int64_t left() { return number("SELECT coalesce(sum(balance), 0) FROM stored_value"); }
  std::int64_t told() { return number("SELECT count(*) FROM event_log WHERE type = 'VoucherMoved'"); }
};
}  // namespace

TEST_CASE("a voucher leaves a store whole, and once", "[commands]") {
  Store store;
  store.issue(700);
  REQUIRE(store.hand_over());
  CHECK(store.left() == 0);
  CHECK(store.told() == 1);
  CHECK(store.hand_over().error().code == ErrorCode::insufficient_balance);
  CHECK(invariants::check_all(store.db).empty());
}

TEST_CASE("an expired voucher, and one that nobody issued, stay where they are", "[commands]") {
  Store store;
  CHECK(store.hand_over().error().code == ErrorCode::not_found);
  store.issue(700, store.now);
  CHECK(store.hand_over().error().code == ErrorCode::tender_refused);
  CHECK(store.left() == 700);
}

TEST_CASE("what comes from another store comes once, on the row of a voucher that was here before", "[commands]") {
  Store store;
  REQUIRE(store.receive(400));
  REQUIRE(store.receive(400));
  CHECK(store.left() == 400);
  CHECK(store.told() == 1);
  CHECK(store.receive(1, transfer).error().code == ErrorCode::conflict);  // another voucher under that code
  CHECK(invariants::check_all(store.db).empty());
}

TEST_CASE("a voucher is elsewhere from when it is handed over until it comes back", "[commands]") {
  Store store;
  store.issue(700);
  const auto away = [&] { return is_elsewhere(store.db, *payments::find_stored_value(store.db, voucher)); };
  CHECK_FALSE(away());
  REQUIRE(store.hand_over());
  CHECK(away());
  REQUIRE(store.run([](db::Transaction& tx, Context& ctx) {
    return receive_voucher(tx, {voucher, voucher, "ABCDEFGH1234", 300, "EUR", {}}, ctx);
  }));
  CHECK_FALSE(away());
  store.change([](db::Transaction& tx) {
    payments::shift_stored_value(tx, *payments::find_stored_value(tx.connection(), voucher), -300, "spent", {});
  });
  CHECK_FALSE(away());  // used up, here
}

TEST_CASE("an answer without the voucher says that it is on its way", "[commands]") {
  CHECK_FALSE(read_fetched(R"({"state":"coming"})", "abc").value());
  CHECK_FALSE(read_fetched(R"({"state":"here","amount":3})", "abc"));
}
}  // namespace holdfast::commands

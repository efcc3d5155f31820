#include <catch2/catch.hpp>

#include "shifts/shift.h"
#include "support/test_store.h"

namespace holdfast::shifts {
namespace {
struct Till : test::TestStore {
  Shift open(std::int64_t number_of_shift = 1) {
    Shift shift;
    shift.id = ids.next(now);
    shift.register_row = register_1;
    shift.register_id = register_id;
    shift.number = number_of_shift;
    shift.business_date = "2026-11-21";
    shift.currency = "EUR";
    shift.opening_cash = shift.expected_cash = 10'000;
    shift.opened_at = now;
    change([&](db::Transaction& tx) { insert(tx, shift, cashier.staff_id); });
    return shift;
  }
};
}  // namespace

TEST_CASE("a register has one open shift, which is found by it", "[shifts]") {
  Till till;
  CHECK_FALSE(find_open(till.db, till.register_1));
  CHECK(load_open(till.db, till.register_1).error().code == ErrorCode::no_open_shift);
  const Shift shift = till.open();
  const auto found = load_open(till.db, till.register_1);
  REQUIRE(found);
  CHECK(found->id == shift.id);
  CHECK(found->row == shift.row);
  CHECK(found->open);
  CHECK(found->opening_cash == 10'000);
  CHECK(found->opened_by == "1001");
  CHECK_FALSE(found->variance());
  CHECK_THROWS_AS(till.open(2), db::Failure);  // the schema holds it, whatever the commands think
}
TEST_CASE("receipts and cash add up on the open shift", "[shifts]") {
  Till till;
  const Shift shift = till.open();
  till.change([&](db::Transaction& tx) {
    add_receipt(tx, shift.row, 7, 500);
    add_receipt(tx, shift.row, 8, -120);
    add_cash(tx, shift.row, 1'000);
    add_total(tx, shift.row, total::sale, "", 1, 500);
    add_total(tx, shift.row, total::sale, "", 1, 250);
    add_total(tx, shift.row, total::tax, "standard", 1, 125, 625);
    add_total(tx, shift.row, total::tax, "reduced", 1, 5, 100);
  });
  const auto read = load(till.db, shift.id);
  REQUIRE(read);
  CHECK(read->expected_cash == 10'000 + 500 - 120 + 1'000);
  CHECK(read->first_receipt == 7);
  CHECK(read->last_receipt == 8);
  const auto sums = totals(till.db, shift.row);
  REQUIRE(sums.size() == 3);
  for (const Total& sum : sums) {
    if (sum.kind == total::sale) CHECK((sum.count == 2 && sum.amount == 750));
    if (sum.key == "standard") CHECK((sum.amount == 125 && sum.base == 625));
  }
}
TEST_CASE("a closed shift keeps its count and makes room for the next", "[shifts]") {
  Till till;
  const Shift shift = till.open();
  till.change([&](db::Transaction& tx) {
    insert_denomination(tx, shift.row, {5'000, 1});
    insert_denomination(tx, shift.row, {2'000, 2});
    close(tx, shift,
          {.counted = 9'000,
           .reason = "a note is missing",
           .closed_by = till.manager.staff_id,
           .approver_id = till.manager.staff_id},
          till.now.plus_seconds(60));
  });
  const auto closed = load(till.db, shift.id);
  REQUIRE(closed);
  CHECK_FALSE(closed->open);
  CHECK(closed->variance() == -1'000);
  CHECK(closed->variance_reason == "a note is missing");
  CHECK(closed->closed_by == "9001");
  CHECK(denominations(till.db, shift.row).size() == 2);
  CHECK_FALSE(find_open(till.db, till.register_1));
  const Shift next = till.open(2);
  const auto all = list(till.db, till.register_1, std::nullopt, 0, 10);
  REQUIRE(all.size() == 2);
  CHECK(all[0].id == next.id);
  CHECK(list(till.db, till.register_1, false, 0, 10).size() == 1);
}
}  // namespace holdfast::shifts

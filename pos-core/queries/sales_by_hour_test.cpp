#include "queries/sales_by_hour.h"

#include <catch2/catch.hpp>

#include "queries/first_order.h"
#include "support/test_store.h"

namespace holdfast::queries {
namespace {
/// Orders as rows, without what made them.
struct Books : test::TestStore {
  Books() {
    change([&](db::Transaction& tx) {
      tx.prepare(
            "INSERT INTO shift(uuid, register_id, number, business_date, currency, opening_cash, expected_cash, "
            "opened_us, "
            "opened_by) VALUES (?, ?, 1, '2026-11-21', 'EUR', 0, 0, 0, ?)")
          .exec(ids.next(now), register_1, cashier.staff_id);
      shift = tx.last_rowid();
    });
  }
  void order(std::string_view at, int offset, std::int64_t total, std::string_view kind = "sale") {
    const Instant made = *parse_rfc3339(at);
    change([&](db::Transaction& tx) {
      tx.prepare(
            "INSERT INTO orders(uuid, kind, status, register_id, shift_id, receipt, staff_id, currency, subtotal, "
            "discount, net, "
            "tax, total, paid, business_date, utc_offset_min, created_us, updated_us) VALUES (?1, ?2, 'PAID', ?3, ?4, "
            "?5, ?6, 'EUR', ?7, 0, "
            "?7, 0, ?7, ?7, ?8, ?9, ?10, ?10)")
          .exec(ids.next(made), kind, register_1, shift, ++receipts, cashier.staff_id, total, to_date(made, offset),
                offset, made);
    });
  }
  std::int64_t shift = 0, receipts = 0;
};
}  // namespace

TEST_CASE("sales stand in the hour of the store's clock at the time, and on its day", "[queries]") {
  Books books;
  books.order("2026-11-20T23:30:00Z", 60, 500);   // 00:30 on the 21st
  books.order("2026-11-21T09:59:59Z", 60, 1000);  // 10:59
  books.order("2026-11-21T10:00:00Z", 60, 2000);  // 11:00
  books.order("2026-11-21T10:30:00Z", 60, -300, "return");
  books.order("2026-11-21T23:30:00Z", 60, 700);  // the 22nd
  const DaySales day = sales_of(books.db, "2026-11-21");
  CHECK(day[0].amount == 500);
  CHECK(day[10].amount == 1000);
  CHECK(day[11].amount == 1700);
  CHECK(day[11].receipts == 2);
  CHECK(day[23].receipts == 0);
  CHECK(sales_of(books.db, "2026-11-22")[0].amount == 700);
}

TEST_CASE("a day of fourteen hours' offset is found whole", "[queries]") {
  Books books;
  books.order("2026-11-20T10:00:00Z", 840, 500);  // 00:00 on the 21st
  books.order("2026-11-21T09:59:00Z", 840, 600);  // 23:59
  const DaySales day = sales_of(books.db, "2026-11-21");
  CHECK(day[0].amount == 500);
  CHECK(day[23].amount == 600);
}

TEST_CASE("the week before is the same weekday, over ends of months and years", "[queries]") {
  CHECK(week_before("2026-11-21") == "2026-11-14");
  CHECK(week_before("2027-01-03") == "2026-12-27");
  CHECK(week_before("2028-03-04") == "2028-02-26");
}

TEST_CASE("what was taken so far is held against the same hours only", "[queries]") {
  Books books;
  books.order("2026-11-14T09:00:00Z", 0, 100);
  books.order("2026-11-14T15:00:00Z", 0, 900);
  books.order("2026-11-21T09:00:00Z", 0, 150);
  const std::string said = sales_by_hour(books.db, "2026-11-21", 11, books.site);
  CHECK(said.find(R"("total":{"receipts":1,"amount":150})") != std::string::npos);
  CHECK(said.find(R"("before":{"receipts":2,"amount":1000},"beforeSoFar":{"receipts":1,"amount":100}})") !=
        std::string::npos);
}

TEST_CASE("the place in the books where a time begins leaves out no order of it", "[queries]") {
  Books books;
  CHECK(first_order_since(books.db, books.now) == 1);
  for (int day = 1; day <= 28; ++day)
    books.order("2026-10-" + std::string(day < 10 ? "0" : "") + std::to_string(day) + "T12:00:00Z", 0, 100);
  CHECK(first_order_since(books.db, *parse_rfc3339("2025-01-01T00:00:00Z")) == 1);
  // A day of slack, for orders that were paid long after they were begun.
  CHECK(first_order_since(books.db, *parse_rfc3339("2026-10-10T12:00:00Z")) == 9);
  CHECK(first_order_since(books.db, *parse_rfc3339("2026-12-01T00:00:00Z")) == 29);
  books.change([](db::Transaction& tx) { tx.prepare("DELETE FROM orders WHERE id BETWEEN 5 AND 20").run(); });
  const std::int64_t first = first_order_since(books.db, *parse_rfc3339("2026-10-10T12:00:00Z"));
  CHECK(first > 4);
  CHECK(first <= 21);
}
}  // namespace holdfast::queries

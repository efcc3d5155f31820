#include "commands/retention_terms.h"

#include <catch2/catch.hpp>

#include "support/test_store.h"

namespace holdfast::commands {
namespace {
using test::TestStore;
constexpr std::int64_t day = seconds_per_day;
struct Office : TestStore {
  Office() {
    acting = nullptr;
    db.execute("PRAGMA foreign_keys=OFF");  // an order without register and shift will do
  }
  void add_order(std::int64_t age_days, std::int64_t receipt) {
    change([&](db::Transaction& tx) {
      const Instant then = now.plus_seconds(-age_days * day);
      tx.prepare(
            "INSERT INTO orders(uuid, kind, status, register_id, shift_id, receipt, staff_id, person_id, currency, "
            "subtotal, discount, "
            "net, tax, total, paid, business_date, utc_offset_min, note, created_us, updated_us) VALUES (?, 'sale', "
            "'PAID', ?, 1, ?, 1, "
            "7, 'EUR', 0, 0, 100, 0, 100, 100, '2026-11-21', 0, 'for Ada', ?, ?)")
          .exec(ids.next_whole(then), register_1, receipt, then, then);
      tx.prepare(
            "INSERT INTO order_address(order_id, name, line1, city, postal_code, country, created_us, updated_us) "
            "VALUES (?, 'Ada', "
            "'9 Lane', 'Cork', 'T1', 'IE', 0, 0)")
          .exec(tx.last_rowid());
    });
  }
  RetentionCounts retain() {
    return run([&](db::Transaction& tx, Context& ctx) -> Result<RetentionCounts> { return run_retention(tx, ctx); })
        .value();
  }
};
}  // namespace

TEST_CASE("orders past the term of law lose the customer and keep the receipt", "[commands]") {
  Office office;  // in Ireland: six years
  office.add_order(6 * 366 + 2, 1);
  office.add_order(6 * 365 - 2, 2);
  CHECK(count_retention(office.db, office.site, office.now).orders_detached == 1);
  CHECK(office.retain().orders_detached == 1);
  CHECK(office.number("SELECT count(*) FROM orders") == 2);
  CHECK(office.number(
            "SELECT count(*) FROM orders WHERE person_id IS NULL AND note = '' AND total = 100 AND receipt = 1") == 1);
  CHECK(office.number("SELECT count(*) FROM orders WHERE person_id = 7 AND note = 'for Ada'") == 1);
  CHECK(office.number("SELECT count(*) FROM order_address") == 1);
  CHECK(office.number("SELECT count(*) FROM ztracking_orders WHERE note <> '' AND receipt = 1") == 0);
  CHECK(office.number("SELECT count(*) FROM ztracking_order_address") == 0);
  CHECK(office.retain().orders_detached == 0);
  CHECK(count_retention(office.db, office.site, office.now).total() == 0);
}

TEST_CASE("many old orders take several runs, and a run goes on where the last one ended", "[commands]") {
  Office office;
  for (int i = 1; i <= 1'100; ++i) office.add_order(4'000, i);
  std::int64_t detached = 0;
  int runs = 0;
  for (std::int64_t now = 1; now > 0; ++runs) detached += now = office.retain().orders_detached;
  CHECK(detached == 1'100);
  CHECK(runs == 4);
}

TEST_CASE("traces go after their time, the newest result of the matrix never", "[commands]") {
  Office office;
  office.change([&](db::Transaction& tx) {
    for (const std::int64_t age : {800, 731, 10}) {
      const Instant then = office.now.plus_seconds(-age * day);
      tx.prepare(
            "INSERT INTO capability_decision(at_us, operation, state, reason, mode, revision, policy_version, "
            "correlation_id) VALUES "
            "(?, 'sell', 'limited', '', 'edge', 1, '1', 'c')")
          .exec(then);
      tx.prepare(
            "INSERT INTO replication_run(uuid, kind, state, correlation_id, started_us, ended_us) VALUES (?, 'upsync', "
            "'done', 'c', ?, ?)")
          .exec(office.ids.next_whole(then), then, then);
      for (const char* told : {"done", "running"})
        tx.prepare(
              "INSERT INTO hub_directive(directive_id, kind, direction, reason, ordered_by, ordered_us, taken_us, "
              "state, "
              "told) VALUES (?, 'pause', 'up', '', 'hub', ?2, ?2, 'done', ?3)")
            .exec(office.ids.next_whole(then), then, std::string_view{told});
    }
    tx.prepare(
          "INSERT INTO capability_result(at_us, mode, cause, since_us, policy_version, changes) VALUES (0, 'edge', "
          "'x', 0, '1', '{}')")
        .run();
  });
  CHECK(office.retain().traces_deleted == 6);
  CHECK(office.number("SELECT count(*) FROM hub_directive") == 4);  // nobody heard the end of some, others are young
  CHECK(office.number("SELECT count(*) FROM capability_result") == 1);
  CHECK(office.retain().traces_deleted == 0);
}

TEST_CASE("retention waits for a quiet hour or for all shifts to be closed", "[commands]") {
  Office office;
  CHECK(is_quiet(office.db, office.now, 0));
  office.change([&](db::Transaction& tx) {
    tx.prepare(
          "INSERT INTO shift(uuid, register_id, number, business_date, currency, opening_cash, expected_cash, "
          "opened_us, opened_by) "
          "VALUES (?, ?, 1, '2026-11-21', 'EUR', 0, 0, 0, 1)")
        .exec(office.ids.next_whole(office.now), office.register_1);
  });
  CHECK_FALSE(is_quiet(office.db, office.now, 0));                    // 10:00
  CHECK(is_quiet(office.db, office.now.plus_seconds(17 * 3600), 0));  // 03:00
  CHECK(is_quiet(office.db, office.now, -7 * 60));
  CHECK_FALSE(is_quiet(office.db, office.now.plus_seconds(19 * 3600), 0));
  // Where it is sold by night, it waits for a pause.
  office.add_order(0, 1);
  CHECK_FALSE(is_quiet(office.db, office.now.plus_seconds(899), -7 * 60));
  CHECK(is_quiet(office.db, office.now.plus_seconds(900), -7 * 60));
}

TEST_CASE("what a run did is kept, what it did not is not", "[commands]") {
  Office office;
  office.change([&](db::Transaction& tx) {
    record_retention(tx, {}, office.now);
    record_retention(tx, {.carts_deleted = 3, .traces_deleted = 2}, office.now);
  });
  CHECK(office.number("SELECT count(*) FROM retention_run") == 2);
  CHECK(office.number("SELECT sum(row_count) FROM retention_run") == 5);
}
}  // namespace holdfast::commands

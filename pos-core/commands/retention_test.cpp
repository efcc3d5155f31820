#include "commands/retention.h"

#include <catch2/catch.hpp>

#include "support/test_store.h"

namespace holdfast::commands {
namespace {
using test::TestStore;
constexpr std::int64_t day = seconds_per_day;
struct Archive : TestStore {
  Archive() { acting = nullptr; }
  RetentionCounts retain() {
    return run([&](db::Transaction& tx, Context& ctx) -> Result<RetentionCounts> { return run_retention(tx, ctx); })
        .value();
  }
  void add_cart(const char* status, std::int64_t age_days) {
    change([&](db::Transaction& tx) {
      const Instant then = now.plus_seconds(-age_days * day);
      tx.prepare(
            "INSERT INTO cart(uuid, status, register_id, staff_id, created_us, updated_us) VALUES (?, ?, ?, ?, ?, ?)")
          .exec(ids.next_whole(then), status, register_1, cashier.staff_id, then, then);
      tx.prepare(
            "INSERT INTO cart_item(cart_id, item, sku, name, unit, tax_category_id, quantity_micro, created_us, "
            "updated_us) "
            "VALUES (?, 1, '', 'x', 'piece', ?, 1000000, ?, ?)")
          .exec(tx.last_rowid(), standard_tax, then, then);
    });
  }
};
}  // namespace

TEST_CASE("carts nobody touched expire and their event says so", "[commands]") {
  Archive archive;
  archive.add_cart("ACTIVE", 31);
  archive.add_cart("SUSPENDED", 31);
  archive.add_cart("ACTIVE", 29);
  CHECK(archive.retain() == RetentionCounts{.carts_expired = 2});
  CHECK(archive.number("SELECT count(*) FROM cart WHERE status = 'EXPIRED'") == 2);
  CHECK(archive.event_types() == "CartUpdated CartUpdated");
  CHECK(archive.event_bodies().find(R"("status":"EXPIRED")") != std::string::npos);
  CHECK(archive.retain().total() == 0);
}

TEST_CASE("carts that ended long ago are deleted with their lines and, later, their history", "[commands]") {
  Archive archive;
  for (const char* status : {"VOIDED", "EXPIRED", "CHECKED_OUT"}) archive.add_cart(status, 91);
  archive.add_cart("VOIDED", 89);
  CHECK(archive.retain() == RetentionCounts{.carts_deleted = 3});
  CHECK(archive.number("SELECT count(*) FROM cart") == 1);
  CHECK(archive.number("SELECT count(*) FROM cart_item") == 1);
  CHECK(archive.number("SELECT count(*) FROM ztracking_cart") == 3);
  archive.advance(91 * day);
  archive.retain();
  CHECK(archive.number("SELECT count(*) FROM ztracking_cart_item") == 1);
  CHECK(archive.number("SELECT count(*) FROM cart") == 0);
}

TEST_CASE("a run does a slice and the next goes on", "[commands]") {
  Archive archive;
  for (int i = 0; i < 70; ++i) archive.add_cart("ACTIVE", 40);
  CHECK(archive.retain().carts_expired == 50);
  CHECK(archive.retain().carts_expired == 20);
  CHECK(archive.retain().carts_expired == 0);
}

TEST_CASE("uses of coupons and partners, approvals, codes and sessions go in their time", "[commands]") {
  Archive archive;
  archive.change([&](db::Transaction& tx) {
    const Instant old = archive.now.plus_seconds(-731 * day), recent = archive.now.plus_seconds(-729 * day);
    tx.prepare(
          "INSERT INTO promotion_code(uuid, code, discount_type, value, created_us, updated_us) VALUES (?, 'C', "
          "'AMOUNT', 1, 0, 0)")
        .exec(archive.ids.next(archive.now));
    const std::int64_t code = tx.last_rowid();
    tx.prepare("INSERT INTO affiliate_partner(uuid, code, created_us) VALUES (?, 'P', 0)")
        .exec(archive.ids.next(archive.now));
    const std::int64_t partner = tx.last_rowid();
    for (const Instant at : {old, recent}) {
      tx.prepare("INSERT INTO promotion_redemption(promotion_id, order_id, amount, redeemed_us) VALUES (?, 1, 1, ?)")
          .exec(code, at);
      tx.prepare("INSERT INTO affiliate_click(uuid, partner_id, clicked_us) VALUES (?, ?, ?)")
          .exec(archive.ids.next(at), partner, at);
    }
    for (const std::int64_t age : {31, 29}) {
      const Instant at = archive.now.plus_seconds(-age * day);
      tx.prepare(
            "INSERT INTO approval(uuid, approver_id, requester_id, action, reason, created_us, expires_us) VALUES (?, "
            "?, ?, 'x', '', ?, ?)")
          .exec(archive.ids.next(at), archive.manager.staff_id, archive.cashier.staff_id, at, at);
      const Sha256 hash = sha256(std::to_string(age));
      tx.prepare("INSERT INTO pairing_code(code_hash, uses_left, created_us, expires_us) VALUES (?, 1, ?, ?)")
          .exec(std::span<const std::uint8_t>{hash}, at, at);
    }
    tx.prepare("UPDATE session SET ended_us = ?, expires_us = ? WHERE id = ?")
        .exec(archive.now.plus_seconds(-31 * day), archive.now.plus_seconds(day), archive.cashier.session_id);
  });
  CHECK(archive.retain() == RetentionCounts{.uses_deleted = 2, .credentials_deleted = 3});
  CHECK(archive.retain().total() == 0);
  CHECK(archive.number("SELECT count(*) FROM session") == 2);
}

TEST_CASE("print jobs go 90 days after they ended, those in doubt and what replaced them only with the history",
          "[commands]") {
  Archive archive;
  archive.change([&](db::Transaction& tx) {
    tx.prepare(
          "INSERT INTO device(uuid, kind, name, address, created_us, updated_us) VALUES (?, 'receipt_printer', 'P', "
          "'tcp://p:9100', 0, 0)")
        .exec(archive.ids.next(archive.now));
    const std::int64_t device = tx.last_rowid();
    const auto add = [&](const char* state, std::int64_t age_days, std::optional<std::int64_t> retry_of) {
      const Instant at = archive.now.plus_seconds(-age_days * day);
      tx.prepare(
            "INSERT INTO print_job(uuid, device_id, kind, state, retry_of, created_us, changed_us, expires_us) VALUES "
            "(?, ?, 'test', ?, ?, ?, ?, ?)")
          .exec(archive.ids.next(at), device, state, retry_of, at, at, at.plus_seconds(60));
      return tx.last_rowid();
    };
    (void)add("queued", 200, {});  // nobody has looked at it: not ours to forget
    const std::int64_t disputed = add("unknown", 120, {});
    (void)add("confirmed", 119, disputed);
    for (const char* state : {"confirmed", "sent", "failed", "expired"}) (void)add(state, 91, {});
    (void)add("confirmed", 89, {});
  });
  CHECK(archive.retain() == RetentionCounts{.print_jobs_deleted = 4});
  CHECK(archive.number("SELECT count(*) FROM print_job") == 4);
  archive.advance(615 * day);
  CHECK(archive.retain().print_jobs_deleted == 2);  // the copy and the youngest
  CHECK(archive.retain().print_jobs_deleted == 1);  // then what it was a copy of
  CHECK(archive.number("SELECT count(*) FROM print_job") == 1);
}

namespace {
/// A log whose first `acked` events the hub holds, all of them `age_days` old.
struct Log : Archive {
  void write(int count, std::int64_t age_days) {
    const Instant present = now;
    now = now.plus_seconds(-age_days * day);
    for (int i = 0; i < count; ++i)
      run([&](db::Transaction& tx, Context& ctx) -> Result<> {
        ctx.emit(tx, "CartUpdated", "cart", ctx.ids.next(ctx.now), R"({"n":)" + std::to_string(i) + "}");
        return {};
      });
    now = present;
  }
  void acknowledge(std::int64_t acked, std::int64_t applied, std::int64_t whole) {
    change([&](db::Transaction& tx) {
      tx.prepare("DELETE FROM upsync_state").run();
      const std::string hash(32, 'x');
      tx.prepare(
            "INSERT INTO upsync_state(id, epoch, ack_seq, ack_hash, applied_seq, acked_us, whole_seq) VALUES (1, 1, ?, "
            "CAST(? AS BLOB), ?, 0, ?)")
          .exec(acked, hash, applied, whole);
    });
  }
  std::int64_t bodies() { return number("SELECT count(*) FROM event_log WHERE body IS NOT NULL"); }
  void retain_all() {
    while (retain().total() > 0) {
    }
  }
};
}  // namespace

TEST_CASE("bodies of events stay for ever unless the store's policy says how long", "[commands]") {
  Log log;
  log.write(10, 400);
  log.acknowledge(10, 10, 10);
  log.retain_all();
  CHECK(log.bodies() == 10);
}

TEST_CASE("a body goes once it is old and the hub holds it, and the chain of the log still verifies", "[commands]") {
  Log log;
  log.site.policy.event_days = 60;
  log.write(700, 61);
  log.write(5, 59);
  log.acknowledge(705, 705, 705);
  log.retain_all();
  CHECK(log.bodies() == 5);
  CHECK(log.number("SELECT count(*) FROM event_log") == 705);
  CHECK(log.number("SELECT count(*) FROM event_log WHERE length(hash) = 32 AND length(body_sha) = 32") == 705);
  log.now = log.now.plus_seconds(2 * day);
  log.retain_all();
  CHECK(log.bodies() == 0);
}

TEST_CASE("no body goes that the hub does not hold, has not booked, or still waits for", "[commands]") {
  Log log;
  log.site.policy.event_days = 30;
  log.write(20, 90);
  const auto [acked, applied, whole] = GENERATE(table<int, int, int>({{7, 20, 20}, {20, 7, 20}, {20, 20, 7}}));
  log.acknowledge(acked, applied, std::min(whole, acked));
  log.retain_all();
  CHECK(log.bodies() == 13);
}

TEST_CASE("a policy of a few days keeps bodies for thirty, and a store without a hub keeps all", "[commands]") {
  Log log;
  log.site.policy.event_days = 1;
  log.write(4, 29);
  log.retain_all();
  CHECK(log.bodies() == 4);
  log.acknowledge(4, 4, 4);
  log.retain_all();
  CHECK(log.bodies() == 4);
}

TEST_CASE("no body goes before the slowest local reader has seen it, nor one that a person has to decide about", "[commands]") {
  Log log;
  log.site.policy.event_days = 30;
  log.write(10, 90);
  log.acknowledge(10, 10, 10);
  log.change([&](db::Transaction& tx) {
    tx.prepare("INSERT INTO log_cursor(name, seq) VALUES ('print', 6)").run();
    tx.prepare(
          "INSERT INTO dead_letter(uuid, direction, epoch, epoch_seq, event_type, error_class, detail, first_us, last_us) "
          "VALUES (randomblob(16), 'up', 1, 3, 'CartUpdated', 'x', 'x', 0, 0)")
        .run();
  });
  log.retain_all();
  CHECK(log.bodies() == 5);
  CHECK(log.number("SELECT body IS NOT NULL FROM event_log WHERE seq = 3") == 1);
}

TEST_CASE("a document of the journal is kept whatever the policy", "[commands]") {
  Log log;
  log.site.policy.event_days = 30;
  log.write(5, 90);
  log.acknowledge(5, 5, 5);
  log.change([&](db::Transaction& tx) {
    tx.prepare(
          "INSERT INTO fiscal_record(register_id, number, kind, event_seq, document_sha, hash, at_us) SELECT ?, 1, 'x', "
          "seq, body_sha, hash, 0 FROM event_log WHERE seq = 2")
        .exec(log.register_1);
  });
  log.retain_all();
  CHECK(log.bodies() == 1);
  CHECK(log.number("SELECT body IS NOT NULL FROM event_log WHERE seq = 2") == 1);
}
}  // namespace holdfast::commands

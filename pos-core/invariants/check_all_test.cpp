#include "invariants/check_all.h"

#include <unistd.h>
#include <catch2/catch.hpp>

#include <filesystem>

#include "base/digest.h"
#include "db/migrate.h"
#include "events/event_log.h"

namespace holdfast::invariants {
namespace {
constexpr Instant t0{1'750'000'000'000'000};

/// A small store written row by row: one register, one open shift, two sales, a return, a cash movement, a voucher.
class SmallStore {
 public:
  SmallStore()
      : path_{std::filesystem::temp_directory_path() / ("holdfast-invariants-" + std::to_string(getpid()) + ".db")} {
    remove();
    writer_.emplace(path_, db::Access::writer);
    db::migrate(*writer_);
    writer_->set_history_source(&ids_, t0);
    fill();
  }
  ~SmallStore() {
    writer_.reset();
    remove();
  }
  /// What a fault or a careless hand does: any statement, unhindered by triggers and foreign keys.
  void damage(const std::string& sql) {
    writer_->execute(
        "PRAGMA foreign_keys=OFF; PRAGMA ignore_check_constraints=ON; DROP TRIGGER IF EXISTS fiscal_record_immutable;"
        "DROP TRIGGER IF EXISTS fiscal_record_kept; DROP TRIGGER IF EXISTS order_item_immutable;"
        "DROP TRIGGER IF EXISTS order_item_kept; DROP TRIGGER IF EXISTS event_log_immutable");
    writer_->execute(sql);
  }
  void append_event() {
    events::EventLog log{*writer_, *site::load(*writer_), ids_, "node", "1"};
    db::Transaction tx{*writer_};
    log.append(tx, {"SiteRestored", "site", ids_.next(t0), "{}"}, {.now = t0, .correlation_id = "x"});
    tx.commit();
  }
  std::vector<Violation> verify() {
    db::Connection reader{path_, db::Access::reader};
    return check_all(reader, &scanned);
  }
  Scanned scanned;

 private:
  void remove() const {
    for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(path_.string() + end);
  }
  void fill() {
    Site site;
    site.site_id = "site-1";
    site.name = "Shop";
    site.country = "IE";
    site.time_zone = "UTC";
    site.locale = "en";
    register_ = ids_.next(t0);
    hash_ = sha256({"HF-FJ-GENESIS1\0", 15}, to_string(register_));
    db::Transaction tx{*writer_};
    site::save(*writer_, site, t0);
    writer_->execute(
        "INSERT INTO role VALUES (1, 'manager', 'Manager', NULL, NULL);"
        "INSERT INTO tender(id, code, name, kind, currency, gives_change) VALUES (1, 'cash', 'Cash', 'cash', 'EUR', 1);"
        "INSERT INTO tax_category VALUES (1, 'standard', 'Standard')");
    exec("INSERT INTO location VALUES (1, ?, 'main', 'Main')");
    exec("INSERT INTO product(id, uuid, name, tax_category_id, created_us, updated_us) VALUES (1, ?, 'Tea', 1, 0, 0)");
    exec(
        "INSERT INTO product_variant(id, uuid, product_id, sku, name, price, currency, created_us, updated_us) "
        "VALUES (1, ?, 1, 'TEA', 'Tea', 123, 'EUR', 0, 0)");
    writer_
        ->prepare(
            "INSERT INTO register(id, uuid, number, name, location_id, record_hash, last_shift, created_us) "
            "VALUES (1, ?, 1, 'Till', 1, ?, 1, 0)")
        .exec(register_, std::span<const std::uint8_t>{hash_});
    exec(
        "INSERT INTO shift(id, uuid, register_id, number, business_date, currency, opening_cash, expected_cash, "
        "opened_us, opened_by) "
        "VALUES (1, ?, 1, 1, '2025-06-15', 'EUR', 10000, 10000 + 246 + 123 - 123 + 500, 0, 1)");
    exec(
        "INSERT INTO cash_movement(id, uuid, shift_id, kind, amount, reason, staff_id, at_us) VALUES (1, ?, 1, "
        "'payIn', 500, 'float', 1, 0)");
    exec(
        "INSERT INTO stored_value(id, uuid, code, currency, balance, created_us, updated_us) VALUES (1, ?, 'V1', "
        "'EUR', 700, 0, 0)");
    writer_->execute(
        "INSERT INTO stored_value_move(stored_value_id, amount, reason, at_us) VALUES (1, 1000, 'issued', 0), (1, "
        "-300, 'spent', 0)");
    events::EventLog log{*writer_, site, ids_, "node", "1"};
    order(tx, log, 1, "sale", 2, 500);
    order(tx, log, 2, "sale", 1, 123);
    order(tx, log, 3, "return", -1, -123);
    writer_->execute(
        "INSERT INTO order_item_returned VALUES (1, 1, 1000000, 100, 23, 0); INSERT INTO stock_level VALUES (1, 1, "
        "-2000000);"
        "INSERT INTO shift_total VALUES (1, 'sale', '', 2, 369, 0), (1, 'return', '', 1, -123, 0), (1, 'tax', 'VAT23', "
        "3, 46, 200),"
        "(1, 'tender', 'cash', 3, 246, 0), (1, 'payIn', '', 1, 500, 0), (1, 'change', '', 1, 254, 0);"
        "UPDATE register SET last_receipt = 3, last_record = 3");
    writer_->prepare("UPDATE register SET record_hash = ?").exec(std::span<const std::uint8_t>{hash_});
    tx.commit();
  }
  void exec(std::string_view sql) { writer_->prepare_text(sql).exec(ids_.next(t0)); }

  void order(db::Transaction& tx, events::EventLog& log, std::int64_t n, std::string_view kind, std::int64_t quantity,
             std::int64_t tendered) {
    const Uuid id = ids_.next_whole(t0);
    const std::int64_t total = 123 * quantity, net = 100 * quantity, tax = 23 * quantity;
    tx.prepare(
          "INSERT INTO orders(id, uuid, kind, status, register_id, shift_id, receipt, staff_id, currency, subtotal, "
          "discount, net, tax, "
          "total, paid, change_due, business_date, utc_offset_min, created_us, updated_us) "
          "VALUES (?1, ?2, ?3, 'PAID', 1, 1, ?1, 1, 'EUR', ?4, 0, ?5, ?6, ?4, ?7, ?7 - ?4, '2025-06-15', 0, 0, 0)")
        .exec(n, id, kind, total, net, tax, tendered);
    tx.prepare(
          "INSERT INTO order_item(order_id, position, variant_id, sku, name, unit, quantity_micro, unit_price, "
          "subtotal, discount, amount, "
          "net, tax, total, tax_code) VALUES (?1, 1, 1, 'TEA', 'Tea', 'piece', ?2 * 1000000, 123, ?3, 0, ?3, ?4, ?5, "
          "?3, 'VAT23')")
        .exec(n, quantity, total, net, tax);
    tx.prepare(
          "INSERT INTO order_tax(order_id, code, name, rate_micro, included, base, amount) VALUES (?, 'VAT23', 'VAT 23 "
          "%', 23000000, 1, ?, ?)")
        .exec(n, net, tax);
    tx.prepare(
          "INSERT INTO payment(order_id, position, tender_id, amount, tendered, currency, at_us) VALUES (?, 1, 1, ?, "
          "?, 'EUR', 0)")
        .exec(n, total, tendered);
    tx.prepare(
          "INSERT INTO stock_move(variant_id, location_id, kind, quantity_micro, order_id, at_us) VALUES (1, 1, "
          "'sale', ? * -1000000, ?, 0)")
        .exec(quantity, n);
    std::string payload = "{\"order\":{\"net\":" + std::to_string(net) + ",\"tax\":" + std::to_string(tax) +
                          ",\"total\":" + std::to_string(total) + "}}";
    const events::Appended event =
        log.append(tx, {"OrderPaid", "order", id, std::move(payload)}, {.now = t0, .correlation_id = "x"});
    hash_ = sha256({"HF-FJ1\0", 7}, bytes_of(hash_), bytes_of(big_endian(static_cast<std::uint64_t>(n))),
                   bytes_of(event.body_sha));
    tx.prepare("INSERT INTO fiscal_record VALUES (1, ?, 'receipt', ?, ?, ?, 0)")
        .exec(n, event.seq, std::span<const std::uint8_t>{event.body_sha}, std::span<const std::uint8_t>{hash_});
  }

  std::filesystem::path path_;
  std::uint64_t random_ = 1;
  IdSource ids_{[this] { return random_ += 0x9E3779B97F4A7C15ULL; }};
  std::optional<db::Connection> writer_;
  Uuid register_;
  Sha256 hash_{};
};

struct Damage {
  const char* what;
  const char* sql;
  const char* rule;
};
constexpr Damage damages[] = {
    {"a receipt that vanished", "DELETE FROM orders WHERE id = 2", "receipts"},
    {"a receipt number that was skipped", "UPDATE orders SET receipt = 7 WHERE id = 3", "receipts"},
    {"a register that counts on from elsewhere", "UPDATE register SET last_receipt = 4", "receipts"},
    {"a shift number that was lost", "UPDATE register SET last_shift = 2", "receipts"},
    {"a journal record that vanished", "DELETE FROM fiscal_record WHERE number = 2", "journal"},
    {"the journal's last record cut off", "DELETE FROM fiscal_record WHERE number = 3", "journal"},
    {"a journal hash that was changed", "UPDATE fiscal_record SET hash = randomblob(32) WHERE number = 3", "journal"},
    {"a journal document that was swapped", "UPDATE fiscal_record SET event_seq = 1 WHERE number = 2", "journal"},
    {"a register with another journal head", "UPDATE register SET record_hash = randomblob(32)", "journal"},
    {"an event that vanished", "DELETE FROM event_log WHERE seq = 2", "events"},
    {"an event's body that was changed",
     "UPDATE event_log SET body = CAST(replace(body, '123', '124') AS BLOB) WHERE seq = 2", "events"},
    {"an event whose digest was made to fit", "UPDATE event_log SET body_sha = randomblob(32) WHERE seq = 3", "events"},
    {"an event with another hash", "UPDATE event_log SET hash = randomblob(32) WHERE seq = 3", "events"},
    {"an order's total that was raised", "UPDATE orders SET total = total + 1 WHERE id = 1", "orders"},
    {"an order's net and tax that were shifted", "UPDATE orders SET net = net + 1, tax = tax - 1 WHERE id = 1",
     "orders"},
    {"an order line that was changed", "UPDATE order_item SET subtotal = subtotal + 1 WHERE order_id = 1", "orders"},
    {"an order line that vanished", "DELETE FROM order_item WHERE order_id = 2", "orders"},
    {"an order's tax row that vanished", "DELETE FROM order_tax WHERE order_id = 2", "orders"},
    {"a tax booked under another code", "UPDATE order_tax SET code = 'VAT9' WHERE order_id = 1", "orders"},
    {"a payment that was lowered", "UPDATE payment SET amount = amount - 1 WHERE order_id = 1", "orders"},
    {"change that was raised", "UPDATE orders SET change_due = change_due + 5, paid = paid + 5 WHERE id = 1", "orders"},
    {"more taken back than was sold", "UPDATE order_item_returned SET quantity_micro = 3000000", "returned"},
    {"a stock level that was edited", "UPDATE stock_level SET quantity_micro = 5", "stock"},
    {"a stock move that vanished", "DELETE FROM stock_move WHERE order_id = 1", "stock"},
    {"a stock level that vanished", "DELETE FROM stock_level", "stock"},
    {"a shift's expected cash that was lowered", "UPDATE shift SET expected_cash = expected_cash - 100", "shifts"},
    {"a shift's sales total", "UPDATE shift_total SET amount = amount + 1 WHERE kind = 'sale'", "shifts"},
    {"a shift's sales count", "UPDATE shift_total SET count = count + 1 WHERE kind = 'return'", "shifts"},
    {"a shift's tax base", "UPDATE shift_total SET base = base + 1 WHERE kind = 'tax'", "shifts"},
    {"a shift's tender total that vanished", "DELETE FROM shift_total WHERE kind = 'tender'", "shifts"},
    {"a cash movement that vanished", "DELETE FROM cash_movement", "shifts"},
    {"an order whose event never was", "UPDATE event_log SET type = 'OrderNoted' WHERE seq = 2", "ledger"},
    {"an order that only its event knows", "UPDATE event_log SET aggregate_id = randomblob(16) WHERE seq = 2",
     "ledger"},
    {"a voucher whose balance was edited", "UPDATE stored_value SET balance = 9999", "stored_value"},
    {"a row that names one that is not there", "UPDATE shift SET register_id = 9", "file"},
};
}  // namespace

TEST_CASE("a sound store has no violations", "[invariants]") {
  SmallStore store;
  const std::vector<Violation> violations = store.verify();
  for (const Violation& found : violations) UNSCOPED_INFO(found.rule << ": " << found.subject << ": " << found.detail);
  CHECK(violations.empty());
  CHECK(store.scanned.events == 3);
  CHECK(store.scanned.orders == 3);
  CHECK(store.scanned.records == 3);
  CHECK(store.scanned.stock_moves == 3);
}

TEST_CASE("each kind of damage is found by the rule made for it", "[invariants]") {
  for (const Damage& damage : damages) {
    SmallStore store;
    store.damage(damage.sql);
    const std::vector<Violation> violations = store.verify();
    INFO(damage.what);
    for (const Violation& found : violations)
      UNSCOPED_INFO(found.rule << ": " << found.subject << ": " << found.detail);
    CHECK(std::any_of(violations.begin(), violations.end(),
                      [&](const Violation& found) { return found.rule == damage.rule; }));
  }
}

TEST_CASE("an event that says another total than the row is a violation of the ledger even when its chain holds",
          "[invariants]") {
  SmallStore store;
  store.damage(
      "UPDATE orders SET total = total + 1, net = net + 1 WHERE id = 1; UPDATE order_item SET total = total + 1, net = "
      "net + 1 WHERE order_id = 1");
  const std::vector<Violation> violations = store.verify();
  CHECK(
      std::any_of(violations.begin(), violations.end(), [](const Violation& found) { return found.rule == "ledger"; }));
}

TEST_CASE("a restored store goes on counting in a chain of its new epoch", "[invariants]") {
  SmallStore store;
  store.damage("UPDATE site SET epoch = 2; INSERT INTO event_epoch VALUES (2, 3, 3, 'restore', 0)");
  store.append_event();
  const std::vector<Violation> violations = store.verify();
  for (const Violation& found : violations) UNSCOPED_INFO(found.rule << ": " << found.subject << ": " << found.detail);
  CHECK(violations.empty());
  CHECK(store.scanned.events == 4);
}

TEST_CASE("a wholly broken file gives an answer of readable size", "[invariants]") {
  Findings findings;
  for (int i = 0; i < 5'000; ++i) findings.expect_equal("orders", "order " + std::to_string(i), "total", i, -1);
  const std::vector<Violation> violations = findings.take();
  CHECK(violations.size() == Findings::kept + 1);
  CHECK(violations.back().detail == "4900 further violations left out");
}
}  // namespace holdfast::invariants

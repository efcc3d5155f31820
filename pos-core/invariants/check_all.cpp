#include "invariants/check_all.h"

#include <sqlite3.h>

#include <algorithm>

#include "db/failure.h"
#include "db/transaction.h"

namespace holdfast::invariants {
namespace {
/// While it lives SQLite asks it every some thousand steps of a statement, whichever check runs.
class Ticker {
 public:
  Ticker(db::Connection& connection, const Scanned& counts, const Seen& seen)
      : connection_{connection}, counts_{counts}, seen_{seen} {
    constexpr int steps = 20'000;
    if (!seen_) return;
    db::Statement& rows = connection.prepare(
        "SELECT (SELECT count(*) FROM event_log) + (SELECT count(*) FROM orders) + (SELECT count(*) FROM order_item) + "
        "(SELECT count(*) FROM stock_move) + (SELECT count(*) FROM fiscal_record)");
    if (rows.step()) whole_ = std::max<std::int64_t>(1, rows.integer(0));
    rows.reset();
    sqlite3_progress_handler(connection.handle(), steps, &Ticker::tick, this);
  }
  ~Ticker() {
    if (seen_) sqlite3_progress_handler(connection_.handle(), 0, nullptr, nullptr);
  }
  Ticker(const Ticker&) = delete;
  Ticker& operator=(const Ticker&) = delete;

 private:
  static int tick(void* self) {
    const Ticker& ticker = *static_cast<const Ticker*>(self);
    ticker.seen_(std::min(ticker.counts_.total(), ticker.whole_), ticker.whole_);
    return 0;  // go on
  }
  db::Connection& connection_;
  const Scanned& counts_;
  const Seen& seen_;
  std::int64_t whole_ = 0;
};
}  // namespace

std::vector<Violation> check_all(db::Connection& connection, Scanned* scanned, std::int64_t first_receipt,
                                 const Seen& seen) {
  Findings findings;
  Scanned own;
  Scanned& counts = scanned != nullptr ? *scanned : own;
  try {
    const db::Snapshot snapshot{connection};
    const Ticker ticker{connection, counts, seen};
    check_file(connection, findings);
    check_receipts(connection, findings, first_receipt);
    check_journal(connection, findings, counts);
    check_events(connection, findings, counts);
    check_orders(connection, findings, counts);
    check_returned(connection, findings);
    check_stock(connection, findings, counts);
    check_stored_value(connection, findings);
    check_value_ledger(connection, findings);
    check_card_payments(connection, findings);
    check_fiscal(connection, findings);
    check_layaways(connection, findings);
    if (seen) seen(1, 1);
  } catch (const db::Failure& failure) {
    findings.add("file", connection.file().filename().string(), std::string{"reading broke off: "} + failure.what());
  }
  return findings.take();
}

void check_file(db::Connection& connection, Findings& findings) {
  const std::string name = connection.file().filename().string();
  db::Statement& integrity = connection.prepare("PRAGMA integrity_check(100)");
  while (integrity.step())
    if (integrity.text(0) != "ok") findings.add("file", name, integrity.string(0));
  db::Statement& keys = connection.prepare("PRAGMA foreign_key_check");
  while (keys.step()) {
    const std::string row = keys.is_null(1) ? "a row" : "row " + std::to_string(keys.integer(1));
    findings.add("file", keys.string(0), row + " names a row of " + keys.string(2) + " that is not there");
  }
}
}  // namespace holdfast::invariants

#include "invariants/check_all.h"

#include "db/failure.h"
#include "db/transaction.h"

namespace holdfast::invariants {
std::vector<Violation> check_all(db::Connection& connection, Scanned* scanned, std::int64_t first_receipt) {
  Findings findings;
  Scanned own;
  Scanned& counts = scanned != nullptr ? *scanned : own;
  try {
    const db::Snapshot snapshot{connection};
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

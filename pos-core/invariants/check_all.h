#pragma once
#include <functional>
#include <vector>

#include "db/connection.h"
#include "invariants/violation.h"

namespace holdfast::invariants {
/// What has been read; for a report's last line.
struct Scanned {
  std::int64_t events = 0;
  std::int64_t records = 0;  ///< of the fiscal journal
  std::int64_t orders = 0;
  std::int64_t items = 0;
  std::int64_t stock_moves = 0;
  std::int64_t total() const { return events + records + orders + items + stock_moves; }
};

/// How far the reading is, of what there is to read: now and then, on the thread that reads.
using Seen = std::function<void(std::int64_t done, std::int64_t of)>;

/// Everything that must hold in a store's file, whatever happened to it: the file itself, receipt numbers without a
/// gap, the journal's and the event log's hash chains, every order's arithmetic, what came back against what was sold,
/// stock levels against their moves, shifts against their orders, events against rows, vouchers against their moves,
/// gift cards and points against their entries and orders, layaways against their accounts, card terminals' answers against orders.
/// Reads one snapshot, streams, changes nothing; an empty answer means sound. A store without a site row has nothing to
/// check but the file. `first_receipt`: where each register's numbers begin (a practice store's begin far up).
std::vector<Violation> check_all(db::Connection& connection, Scanned* scanned = nullptr,
                                 std::int64_t first_receipt = 1, const Seen& seen = {});

/// The parts, for tests and for checks that are cheap enough to run often.
void check_file(db::Connection& connection, Findings& findings);
void check_receipts(db::Connection& connection, Findings& findings, std::int64_t first_receipt = 1);
void check_journal(db::Connection& connection, Findings& findings, Scanned& scanned);
void check_events(db::Connection& connection, Findings& findings, Scanned& scanned);
void check_orders(db::Connection& connection, Findings& findings, Scanned& scanned);
void check_returned(db::Connection& connection, Findings& findings);
void check_stock(db::Connection& connection, Findings& findings, Scanned& scanned);
void check_stored_value(db::Connection& connection, Findings& findings);
void check_value_ledger(db::Connection& connection, Findings& findings);
/// Seals of days, the audit trail's chain, chains of signed receipts.
void check_fiscal(db::Connection& connection, Findings& findings);
void check_card_payments(db::Connection& connection, Findings& findings);
void check_layaways(db::Connection& connection, Findings& findings);
}  // namespace holdfast::invariants

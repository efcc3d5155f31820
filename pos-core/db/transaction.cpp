#include "db/transaction.h"

namespace holdfast::db {
Transaction::Transaction(Connection& connection) : connection_{connection} { connection_.prepare("BEGIN IMMEDIATE").run(); }
Transaction::~Transaction() {
  if (!open_) return;
  connection_.rolled_back();
  if (!connection_.in_transaction()) return;  // a failed COMMIT may have rolled back already
  try {
    connection_.prepare("ROLLBACK").run();
  } catch (const Failure&) {  // nothing is left to undo; the next BEGIN will tell
  }
}
void Transaction::commit() {
  connection_.prepare("COMMIT").run();
  open_ = false;
}

Savepoint::Savepoint(Transaction& tx) : tx_{tx} { tx_.prepare("SAVEPOINT command").run(); }
Savepoint::~Savepoint() {
  if (!open_) return;
  tx_.connection().rolled_back();
  if (!tx_.connection().in_transaction()) return;
  try {
    tx_.prepare("ROLLBACK TO command").run();
    tx_.prepare("RELEASE command").run();
  } catch (const Failure&) {  // the whole batch fails then
  }
}
void Savepoint::release() {
  tx_.prepare("RELEASE command").run();
  open_ = false;
}

Snapshot::Snapshot(Connection& connection) : connection_{connection} { connection_.prepare("BEGIN").run(); }
Snapshot::~Snapshot() {
  try {
    connection_.prepare("COMMIT").run();
  } catch (const Failure&) {
  }
}
}  // namespace holdfast::db

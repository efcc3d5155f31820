#pragma once
#include <vector>

#include "db/connection.h"
#include "events/event_log.h"
#include "invariants/violation.h"

namespace holdfast::invariants {
/// Holds the event log against the rows: every order with a receipt has its OrderPaid event, and the event says the
/// same kind, receipt and amounts as the rows do. The hub knows this store by its events alone.
class OrderEvents {
 public:
  OrderEvents(db::Connection& connection, Findings& findings);
  void next(const events::Stored& event, bool body_here);
  /// Reports orders without an event; call once after the last one.
  void finish();

 private:
  db::Connection& connection_;
  Findings& findings_;
  std::vector<bool> paid_;  // by order row
};
}  // namespace holdfast::invariants

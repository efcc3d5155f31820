#pragma once
#include "commands/context.h"

namespace holdfast::commands {
/// Rows that a run touched.
struct RetentionCounts {
  std::int64_t carts_expired = 0;
  std::int64_t carts_deleted = 0;
  std::int64_t uses_deleted = 0;         ///< of coupons and partners
  std::int64_t credentials_deleted = 0;  ///< approvals, pairing codes, sessions
  std::int64_t print_jobs_deleted = 0;
  std::int64_t bodies_deleted = 0;  ///< of events that the hub holds
  std::int64_t orders_detached = 0;  ///< past the term of law, see retention_terms.h
  std::int64_t traces_deleted = 0;
  std::int64_t total() const {
    return carts_expired + carts_deleted + uses_deleted + credentials_deleted + print_jobs_deleted + bodies_deleted +
           orders_detached + traces_deleted;
  }
  friend bool operator==(const RetentionCounts&, const RetentionCounts&) = default;
};
/// Lets go of what is no longer needed, at most 500 rows a kind; run again while total() > 0.
/// Open carts expire policy.cart_days after they were last touched; carts without an order are deleted 90 days after
/// they ended (what was ordered is in the order); uses of coupons and partners after policy.history_days; approvals,
/// pairing codes and sessions 30 days after they ended; print jobs 90 days after they ended, those whose end nobody
/// knows, and what was printed in their place, after policy.history_days. Bodies of events go policy.event_days after
/// they were recorded, but never before 30, never of what the hub does not hold whole and projected, of what a local
/// reader has still to see, or of what is a document of the journal: their rows, digests and hashes stay, so that log and
/// journal can be verified as before. Orders and traces: retention_terms.h.
RetentionCounts run_retention(db::Transaction& tx, Context& context);
}  // namespace holdfast::commands

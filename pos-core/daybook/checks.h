#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "db/connection.h"

namespace holdfast::daybook {
/// Follows the audit trail's chain from its first hashed entry.
struct AuditCheck {
  std::int64_t entries = 0, unchained = 0;  ///< those from before there was a chain
  std::int64_t broken_at = 0;               ///< the first entry that does not follow; 0: none
  std::string head;                         ///< hexadecimal; empty: nothing is chained yet
};
AuditCheck check_audit(db::Connection& connection);

/// Follows every cash box's chain of signed receipts with its own turnover key.
struct ChainCheck {
  std::int64_t receipts = 0;
  std::string finding;  ///< the first that does not hold; empty: sound
};
ChainCheck check_fiscal_chains(db::Connection& connection);

/// Every seal against its signature, the seal before it, and where the registers stood. What does not hold, in words.
std::vector<std::string> check_seals(db::Connection& connection);
}  // namespace holdfast::daybook

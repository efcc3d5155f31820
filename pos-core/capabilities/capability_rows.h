#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "capabilities/judge.h"
#include "db/transaction.h"

namespace holdfast::capabilities {
/// Keeps a changed result. `before` may be null: then everything that is not allowed is a change.
void insert_result(db::Transaction& tx, const Evaluation& now, const Evaluation* before);
std::int64_t last_revision(db::Connection& connection);
/// `{"giftCard.redeem": ["denied", "WAN_DOWN"], …}`: what differs; at one card terminal `card.refund@DEVICE`.
std::string changes_between(const Evaluation& now, const Evaluation* before);

/// One kept result.
struct PastResult {
  std::int64_t revision = 0;
  Instant at, since;
  std::string mode, cause, policy_version, changes;
};
/// Newest first, below `before` (0: from the newest).
std::vector<PastResult> list_results(db::Connection& connection, std::int64_t before, int limit);

/// Keeps what one command was limited by.
void insert_decision(db::Transaction& tx, const Decision& decision, std::int64_t staff_row,
                     std::string_view correlation_id, Instant now);
/// Amounts of what was done within the limits of this operation since then, minor units.
std::int64_t used_since(db::Connection& connection, std::size_t operation, Instant since);

/// Until when the hub's data were known to be current.
struct AsOf {
  Instant masters, staff;
};
std::optional<AsOf> load_as_of(db::Connection& connection);
void save_as_of(db::Transaction& tx, const AsOf& as_of);

bool is_confirmed(db::Connection& connection, std::string_view business_date);
void confirm(db::Transaction& tx, std::string_view business_date, std::int64_t staff_row, Instant now);
}  // namespace holdfast::capabilities

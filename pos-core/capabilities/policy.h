#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/json_writer.h"
#include "base/result.h"
#include "capabilities/table.h"
#include "db/transaction.h"

namespace holdfast::capabilities {
/// What the owner of the store makes of the table: narrower, or open where the table leaves that to them. From the hub,
/// or, in a store that stands alone, from its own manager.
struct Policy {
  struct Rule {
    std::size_t operation = 0;
    std::optional<State> at_best;  ///< never better than this, in any mode
    bool open = false;             ///< of what is `optIn`
    std::vector<Limit> limits;     ///< instead of the table's, and lower
  };
  std::string version = "0";  ///< goes on every fact that was limited
  std::vector<Rule> rules;
  const Rule* rule(std::size_t operation) const;
};

/// `{version, operations: {"giftCard.redeem": {state?, open?, limits?: {amount: 2000}}}}`. Refuses invalid_body for
/// what is not in the table and for what would allow more than it.
Result<Policy> decode_policy(const Json& document);

/// What was kept last; the default when nothing was, or when a newer table no longer takes it.
Policy load_policy(db::Connection& connection);
std::optional<std::string> load_policy_document(db::Connection& connection);
/// Replaces it. `document` decodes; empty removes it.
void save_policy(db::Transaction& tx, std::string_view document, Instant now);
}  // namespace holdfast::capabilities

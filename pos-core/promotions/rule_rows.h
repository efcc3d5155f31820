#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "db/connection.h"
#include "db/transaction.h"
#include "money/money.h"
#include "promotions/rule_set.h"

namespace holdfast::promotions {
/// The newest versions, and the span in which nothing changes.
struct StoredRules {
  std::shared_ptr<const RuleSet> set;  ///< none when there are no rules
  Instant valid_from;
  Instant valid_until;
};
/// As of a moment, or without one what applies now: also what the store took while its clock was ahead. Documents that no
/// longer read (a later, stricter program) are left out: they take nothing off.
StoredRules load_rules(db::Connection& connection, Currency currency, std::optional<Instant> at);

struct RuleImport {
  int added = 0;
  int unchanged = 0;  ///< the newest version says the same
};
/// Keeps new versions of the rules of a list (complaints by path, nothing is kept then). A document without `version`
/// becomes the next one; a version that exists with other content, or is older than the newest, is refused (conflict).
Result<RuleImport> import_rules(db::Transaction& tx, const Json& list, Currency currency, Instant now);

struct StoredRule {
  std::int64_t row;
  std::string rule;
  std::int64_t version;
  std::string document;
  Instant created;
};
/// The newest version of each, by row, after `after`.
std::vector<StoredRule> list_rules(db::Connection& connection, std::int64_t after, int limit);
}  // namespace holdfast::promotions

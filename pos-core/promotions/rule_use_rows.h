#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "db/transaction.h"

namespace holdfast::promotions {
/// A code of a batch: it stands for the code that a rule's document names.
struct RuleCode {
  std::string code;
  std::string rule;                      ///< the rule's id
  std::optional<std::int64_t> max_uses;  ///< none: no limit of its own
  std::int64_t uses = 0;
  std::optional<std::int64_t> person_row;  ///< only this customer may use it
  std::optional<Instant> expires;
};
std::optional<RuleCode> find_rule_code(db::Connection& connection, std::string_view code);
/// Refuses duplicate when one of them exists, whatever it is for.
Result<> insert_rule_codes(db::Transaction& tx, const std::vector<RuleCode>& codes, Instant now);

/// What orders took of one rule so far; `person_row`: of this customer.
struct RuleUses {
  std::int64_t uses = 0;
  std::int64_t uses_of_customer = 0;
  std::int64_t amount = 0;  ///< minor units
};
RuleUses uses_of(db::Connection& connection, std::string_view rule, std::optional<std::int64_t> person_row);

struct RuleUse {
  std::string rule;
  std::int64_t version = 0;
  std::string code;         ///< as it was entered; empty: the rule needs none
  std::int64_t amount = 0;  ///< what it took off, minor units
};
/// An order used it; counts the code's use, too. Refuses coupon_refused when the code is used up by now.
Result<> keep_use(db::Transaction& tx, const RuleUse& use, std::int64_t order_row,
                  std::optional<std::int64_t> person_row, Instant now);
/// The order was voided or came to nothing: its uses no longer count.
void give_back_uses(db::Transaction& tx, std::int64_t order_row);
}  // namespace holdfast::promotions

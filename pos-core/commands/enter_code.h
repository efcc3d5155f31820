#pragma once
#include <optional>
#include <string>
#include <vector>

#include "carts/cart.h"
#include "commands/context.h"
#include "commands/price_cart.h"

namespace holdfast::commands {
/// What a code that was entered turned out to be.
struct Entered {
  std::string code;
  std::optional<std::int64_t> promotion_row;  ///< of a promotion code; none: of a promotion rule
};
/// Puts a coupon on the cart in memory: a promotion code, the code that a promotion rule names, or one of a batch that
/// stands for it. Refuses with coupon_refused, saying why; a rule whose conditions the goods do not fulfil yet is kept
/// and takes off nothing.
Result<Entered> enter_code(db::Transaction& tx, carts::Cart& cart, const std::string& code, Context& context);

/// The order's commit: coupons of one use are asked of the capability matrix, uses are counted and told.
Result<> keep_rule_uses(db::Transaction& tx, const std::vector<promotions::RuleUse>& uses, const orders::Order& order,
                        Context& context);

/// A batch of codes for a promotion rule that names a code itself. `count` of them are made up from `random`, or they
/// are given.
struct IssueCodes {
  std::string rule;
  std::vector<std::string> codes;
  std::optional<std::int64_t> max_uses;
  std::optional<Uuid> person;
  std::optional<Instant> expires;
};
Result<std::vector<std::string>> issue_codes(db::Transaction& tx, const IssueCodes& command, Context& context);
}  // namespace holdfast::commands

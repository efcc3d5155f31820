#pragma once
#include "commands/context.h"
#include "payments/stored_value.h"
#include "promotions/promotion.h"

namespace holdfast::commands {
/// `promotion.row`, `id` and `redemptions` are not read. Takes catalogue_edit. Refuses duplicate.
Result<promotions::Promotion> create_promotion(db::Transaction& tx, promotions::Promotion promotion, Context& context);

/// What is not set stays; a limit set to nothing is taken away. Code and kind stay for good.
struct ChangePromotion {
  Uuid id;
  std::optional<std::int64_t> value;
  std::optional<std::optional<Instant>> valid_from, valid_to;
  std::optional<std::optional<std::int64_t>> max_redemptions, max_per_person, min_subtotal;
  std::optional<bool> active;
};
Result<promotions::Promotion> change_promotion(db::Transaction& tx, const ChangePromotion& command, Context& context);

/// Store credit outside a sale (goodwill): takes cash_movement, for it is worth money.
struct IssueVoucher {
  std::int64_t amount = 0;  ///< minor units, > 0
  std::optional<Uuid> person;
  std::uint64_t random = 0;
};
Result<payments::StoredValue> issue_voucher(db::Transaction& tx, const IssueVoucher& command, Context& context);
}  // namespace holdfast::commands

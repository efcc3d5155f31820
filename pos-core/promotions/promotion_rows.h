#pragma once
#include <vector>

#include "db/transaction.h"
#include "promotions/promotion.h"

namespace holdfast::promotions {
std::optional<Promotion> find(db::Connection& connection, std::string_view code);
std::optional<Promotion> find(db::Connection& connection, const Uuid& id);
Promotion load(db::Connection& connection, std::int64_t row);
/// How often this person has used it already.
std::int64_t redemptions_of(db::Connection& connection, std::int64_t promotion_row, std::int64_t person_row);
/// find() and check_usable(): what a cart does when a code is entered. Refuses with coupon_refused, also for a code
/// that does not exist.
Result<Promotion> usable(db::Connection& connection, std::string_view code, Instant now,
                         std::optional<std::int64_t> person_row, std::optional<std::int64_t> subtotal);
/// An order used it: checks it once more, counts it and keeps the use. `amount` is what it took off, minor units.
Result<> redeem(db::Transaction& tx, std::int64_t promotion_row, std::int64_t order_row,
                std::optional<std::int64_t> person_row, std::int64_t amount, Instant now);
/// The order was voided: its uses no longer count.
void give_back(db::Transaction& tx, std::int64_t order_row, Instant now);

void insert(db::Transaction& tx, Promotion& promotion, Instant now);
void update(db::Transaction& tx, const Promotion& promotion, Instant now);
/// In the order they were made, after the row `after`.
std::vector<Promotion> list(db::Connection& connection, std::int64_t after, int limit);
}  // namespace holdfast::promotions

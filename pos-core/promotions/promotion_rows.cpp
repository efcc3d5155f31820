#include "promotions/promotion_rows.h"

#include "base/check.h"

namespace holdfast::promotions {
namespace {
#define HF_PROMOTION                                                                                           \
  "SELECT id, uuid, code, discount_type, value, valid_from_us, valid_to_us, max_redemptions, max_per_person, " \
  "min_subtotal, "                                                                                             \
  "redemptions, active FROM promotion_code "

Promotion promotion_of(db::Statement& row) {
  return {.row = row.integer(0),
          .id = row.uuid(1),
          .code = row.string(2),
          .type = row.text(3) == "AMOUNT" ? DiscountType::amount : DiscountType::percentage,
          .value = row.integer(4),
          .valid_from = row.maybe_instant(5),
          .valid_to = row.maybe_instant(6),
          .max_redemptions = row.maybe_integer(7),
          .max_per_person = row.maybe_integer(8),
          .min_subtotal = row.maybe_integer(9),
          .redemptions = row.integer(10),
          .active = row.flag(11)};
}
std::optional<Promotion> one(db::Statement& row) {
  std::optional<Promotion> promotion;
  if (row.step()) promotion = promotion_of(row);
  row.reset();
  return promotion;
}
}  // namespace

std::optional<Promotion> find(db::Connection& connection, std::string_view code) {
  return one(connection.prepare(HF_PROMOTION "WHERE code = ?").all(code));
}
std::optional<Promotion> find(db::Connection& connection, const Uuid& id) {
  return one(connection.prepare(HF_PROMOTION "WHERE uuid = ?").all(id));
}
Promotion load(db::Connection& connection, std::int64_t row) {
  auto promotion = one(connection.prepare(HF_PROMOTION "WHERE id = ?").all(row));
  check(promotion.has_value());
  return *std::move(promotion);
}
std::vector<Promotion> list(db::Connection& connection, std::int64_t after, int limit) {
  std::vector<Promotion> found;
  db::Statement& rows = connection.prepare(HF_PROMOTION "WHERE id > ? ORDER BY id LIMIT ?");
  rows.all(after, limit);
  while (rows.step()) found.push_back(promotion_of(rows));
  return found;
}
#undef HF_PROMOTION

std::int64_t redemptions_of(db::Connection& connection, std::int64_t promotion_row, std::int64_t person_row) {
  db::Statement& row =
      connection.prepare("SELECT count(*) FROM promotion_redemption WHERE promotion_id = ? AND person_id = ?");
  const std::int64_t count = row.all(promotion_row, person_row).step() ? row.integer(0) : 0;
  row.reset();
  return count;
}

namespace {
Use use_of(db::Connection& connection, const Promotion& promotion, Instant now,
           std::optional<std::int64_t> person_row) {
  Use use{.now = now, .person_row = person_row};
  if (promotion.max_per_person && person_row)
    use.person_redemptions = redemptions_of(connection, promotion.row, *person_row);
  return use;
}
}  // namespace

Result<Promotion> usable(db::Connection& connection, std::string_view code, Instant now,
                         std::optional<std::int64_t> person_row, std::optional<std::int64_t> subtotal) {
  auto promotion = find(connection, code);
  if (!promotion) return refuse(ErrorCode::coupon_refused, "there is no code `" + std::string{code} + "`");
  Use use = use_of(connection, *promotion, now, person_row);
  use.subtotal = subtotal;
  TRY(check_usable(*promotion, use));
  return *std::move(promotion);
}

Result<> redeem(db::Transaction& tx, std::int64_t promotion_row, std::int64_t order_row,
                std::optional<std::int64_t> person_row, std::int64_t amount, Instant now) {
  const Promotion promotion = load(tx.connection(), promotion_row);
  TRY(check_usable(promotion, use_of(tx.connection(), promotion, now, person_row)));
  tx.prepare("UPDATE promotion_code SET redemptions = redemptions + 1 WHERE id = ?").exec(promotion_row);
  tx.prepare(
        "INSERT INTO promotion_redemption(promotion_id, order_id, person_id, amount, redeemed_us) VALUES (?, ?, ?, ?, "
        "?)")
      .exec(promotion_row, order_row, person_row, amount, now);
  return {};
}

void give_back(db::Transaction& tx, std::int64_t order_row, Instant now) {
  std::vector<std::int64_t> used;
  // No index by order: the table gets one row for each coupon used and voids are rare.
  db::Statement& rows = tx.prepare("SELECT promotion_id FROM promotion_redemption WHERE order_id = ?");
  rows.all(order_row);
  while (rows.step()) used.push_back(rows.integer(0));
  for (const std::int64_t promotion : used)
    tx.prepare(
          "UPDATE promotion_code SET redemptions = redemptions - 1, updated_us = ? WHERE id = ? AND redemptions > 0")
        .exec(now, promotion);
  if (!used.empty()) tx.prepare("DELETE FROM promotion_redemption WHERE order_id = ?").exec(order_row);
}

void insert(db::Transaction& tx, Promotion& promotion, Instant now) {
  tx.prepare(
        "INSERT INTO promotion_code(uuid, code, discount_type, value, valid_from_us, valid_to_us, max_redemptions, "
        "max_per_person, "
        "min_subtotal, active, created_us, updated_us) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .exec(promotion.id, promotion.code, name_of(promotion.type), promotion.value, promotion.valid_from,
            promotion.valid_to, promotion.max_redemptions, promotion.max_per_person, promotion.min_subtotal,
            promotion.active, now, now);
  promotion.row = tx.last_rowid();
}
void update(db::Transaction& tx, const Promotion& promotion, Instant now) {
  tx.prepare(
        "UPDATE promotion_code SET discount_type = ?, value = ?, valid_from_us = ?, valid_to_us = ?, max_redemptions = "
        "?, "
        "max_per_person = ?, min_subtotal = ?, active = ?, updated_us = ? WHERE id = ?")
      .exec(name_of(promotion.type), promotion.value, promotion.valid_from, promotion.valid_to,
            promotion.max_redemptions, promotion.max_per_person, promotion.min_subtotal, promotion.active, now,
            promotion.row);
}
}  // namespace holdfast::promotions

#include "layaways/layaway.h"
#include "orders/order.h"
#include "vault/notes.h"

namespace holdfast::layaways {
namespace {
#define HF_LAYAWAY                                                                                              \
  "SELECT l.id, l.uuid, l.status, l.cart_id, c.uuid, l.account_id, a.uuid, l.person_id, p.uuid, "               \
  "l.total, a.balance, l.currency, l.due_on, l.note, l.fee, l.order_id, o.uuid, l.staff_id, l.utc_offset_min, " \
  "l.created_us, l.updated_us FROM layaway l JOIN cart c ON c.id = l.cart_id JOIN value_account a ON a.id = "   \
  "l.account_id JOIN person p ON p.id = l.person_id LEFT JOIN orders o ON o.id = l.order_id "

Layaway read(db::Connection& connection, db::Statement& row) {
  Layaway out;
  out.row = row.integer(0);
  out.id = row.uuid(1);
  out.status = parse_status(row.text(2)).value_or(Status::open);
  out.cart_row = row.integer(3);
  out.cart = row.uuid(4);
  out.account_row = row.integer(5);
  out.account = row.uuid(6);
  out.person_row = row.integer(7);
  out.person = row.uuid(8);
  out.total = row.integer(9);
  out.paid = row.integer(10);
  out.currency = row.string(11);
  out.due_on = row.string(12);
  out.note = vault::open_note(connection, row.text(13), "layaway", out.id);
  out.fee = row.integer(14);
  out.order_row = row.maybe_integer(15);
  if (!row.is_null(16)) out.order = row.uuid(16);
  out.staff_row = row.integer(17);
  out.utc_offset_min = row.small(18);
  out.created_at = row.instant(19);
  out.updated_at = row.instant(20);
  return out;
}
std::optional<Layaway> one(db::Connection& connection, db::Statement& row) {
  std::optional<Layaway> out;
  if (row.step()) out = read(connection, row);
  row.reset();
  return out;
}
}  // namespace

void insert(db::Transaction& tx, Layaway& layaway) {
  tx.prepare(
        "INSERT INTO layaway(uuid, cart_id, account_id, person_id, total, currency, due_on, note, staff_id, "
        "utc_offset_min, created_us, updated_us) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .exec(layaway.id, layaway.cart_row, layaway.account_row, layaway.person_row, layaway.total, layaway.currency,
            layaway.due_on, vault::seal_note(tx.connection(), layaway.note, "layaway", layaway.id), layaway.staff_row,
            layaway.utc_offset_min, layaway.created_at, layaway.created_at);
  layaway.row = tx.last_rowid();
}

void update(db::Transaction& tx, const Layaway& layaway, Instant now) {
  tx.prepare("UPDATE layaway SET status = ?, order_id = ?, fee = ?, due_on = ?, note = ?, updated_us = ? WHERE id = ?")
      .exec(name_of(layaway.status), layaway.order_row, layaway.fee, layaway.due_on,
            vault::seal_note(tx.connection(), layaway.note, "layaway", layaway.id), now, layaway.row);
}

Result<Layaway> load(db::Connection& connection, const Uuid& id) {
  auto found = one(connection, connection.prepare(HF_LAYAWAY "WHERE l.uuid = ?").all(id));
  if (!found) return refuse(ErrorCode::not_found, "no layaway " + to_string(id));
  return *std::move(found);
}
std::optional<Layaway> find_by_order(db::Connection& connection, std::int64_t order_row) {
  return one(connection, connection.prepare(HF_LAYAWAY "WHERE l.order_id = ?").all(order_row));
}

bool keeps_cart(db::Connection& connection, std::int64_t cart_row) {
  db::Statement& row = connection.prepare("SELECT 1 FROM layaway WHERE cart_id = ?");
  const bool kept = row.all(cart_row).step();
  row.reset();
  return kept;
}

std::vector<Layaway> list(db::Connection& connection, const Wanted& wanted, std::int64_t before, int limit) {
  db::Statement& rows = connection.prepare(
      HF_LAYAWAY
      "WHERE (?1 = 0 OR l.id < ?1) AND (?2 IS NULL OR (l.status IN ('open', 'pickingUp', 'cancelling')) = ?2) AND (?3 "
      "IS NULL OR l.person_id = ?3) ORDER BY l.id DESC LIMIT ?4");
  rows.all(before, wanted.open, wanted.person_row, limit);
  std::vector<Layaway> out;
  while (rows.step()) out.push_back(read(connection, rows));
  return out;
}

Quantity reserved(db::Connection& connection, std::int64_t variant_row) {
  db::Statement& row = connection.prepare(
      "SELECT coalesce(sum(i.quantity_micro), 0) FROM layaway l JOIN cart_item i ON i.cart_id = l.cart_id WHERE "
      "l.status IN ('open', 'pickingUp', 'cancelling') AND i.variant_id = ?");
  const std::int64_t micro = row.all(variant_row).step() ? row.integer(0) : 0;
  row.reset();
  return Quantity::from_micro(micro);
}

std::vector<PaidIn> payments_of(db::Connection& connection, const Layaway& layaway) {
  db::Statement& rows = connection.prepare(
      "SELECT o.uuid, r.number, o.receipt, c.amount, o.created_us FROM order_card c JOIN orders o ON o.id = c.order_id "
      "JOIN register r ON r.id = o.register_id WHERE c.account_id = ? AND o.kind <> 'void' AND o.voided_by IS NULL AND "
      "o.receipt IS NOT NULL ORDER BY o.id");
  rows.all(layaway.account_row);
  std::vector<PaidIn> out;
  while (rows.step())
    out.push_back(
        {rows.uuid(0), orders::receipt_number(rows.small(1), rows.integer(2)), rows.integer(3), rows.instant(4)});
  return out;
}
}  // namespace holdfast::layaways

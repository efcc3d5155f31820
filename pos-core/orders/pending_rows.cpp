#include "orders/pending_rows.h"

#include "base/json.h"
#include "base/json_writer.h"
#include "payments/payment_attempt.h"

namespace holdfast::orders {
namespace {
std::string encode(const std::vector<Pending::Promotion>& promotions) {
  std::string out;
  JsonWriter json{out};
  json.begin_array();
  for (const Pending::Promotion& each : promotions)
    json.begin_object().member("code", each.code).member("amount", each.amount).end_object();
  json.end_array();
  return out;
}
std::vector<Pending::Promotion> decode_promotions(std::string_view text) {
  std::vector<Pending::Promotion> out;
  const auto json = parse_json(text);
  if (!json || !json->is_array()) return out;
  for (const Json& each : json->items()) {
    const Json *code = each.find("code"), *amount = each.find("amount");
    if (code != nullptr && amount != nullptr) out.push_back({code->text(), amount->integer().value_or(0)});
  }
  return out;
}

payments::PendingPayment read_payment(const db::Statement& row) {
  payments::PendingPayment payment;
  payment.tender_id = row.integer(0);
  payment.amount = row.integer(1);
  payment.tendered = row.integer(2);
  payment.foreign_amount = row.maybe_integer(3);
  payment.rate_micro = row.maybe_integer(4);
  payment.reference = row.maybe_string(5);
  payment.attempt_row = row.maybe_integer(6);
  if (!payment.by_terminal()) payment.tip = row.integer(13);
  if (!payment.by_terminal() || payments::parse_attempt_state(row.text(7)) != payments::AttemptState::approved)
    return payment;
  payment.approved = row.integer(8);
  payment.tip = row.integer(10);
  payment.cashback = row.integer(11);
  // A reversal takes back all that left the card; of the goods that is what was planned.
  const std::int64_t planned = payment.amount < 0 ? -payment.amount : payment.amount;
  if (row.text(12) == "reversal")
    payment.approved = payment.approved >= row.integer(9) ? planned : std::min(planned, payment.approved);
  payment.full = payment.approved >= planned;
  return payment;
}

std::optional<Uuid> first_id(db::Statement& row, std::int64_t key) {
  const auto found = row.all(key).step() ? std::optional{row.uuid(0)} : std::nullopt;
  row.reset();
  return found;
}
}  // namespace

std::optional<Pending> load_pending(db::Connection& connection, std::int64_t order_row) {
  db::Statement& row = connection.prepare(
      "SELECT cart_id, rounding, paid, change_due, promotions, giving_up, reason, derivation FROM pending_order WHERE order_id = "
      "?");
  if (!row.all(order_row).step()) {
    row.reset();
    return std::nullopt;
  }
  Pending pending;
  pending.order_row = order_row;
  pending.cart_row = row.maybe_integer(0);
  pending.rounding = row.integer(1);
  pending.paid = row.integer(2);
  pending.change = row.integer(3);
  pending.promotions = decode_promotions(row.text(4));
  pending.giving_up = row.flag(5);
  pending.reason = row.string(6);
  pending.derivation = row.string(7);
  row.reset();
  db::Statement& payments = connection.prepare(
      "SELECT p.tender_id, p.amount, p.tendered, p.foreign_amount, p.rate_micro, p.reference, p.attempt_id, a.state, "
      "a.approved, a.amount, "
      "a.tip_taken, a.cashback_taken, a.kind, p.tip FROM pending_payment p LEFT JOIN payment_attempt a ON a.id = p.attempt_id "
      "WHERE p.order_id = ? ORDER BY p.position");
  payments.all(order_row);
  while (payments.step()) pending.payments.push_back(read_payment(payments));
  return pending;
}

void save_pending(db::Transaction& tx, const Pending& pending) {
  tx.prepare(
        "INSERT INTO pending_order(order_id, cart_id, rounding, paid, change_due, promotions, giving_up, reason, derivation) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT(order_id) DO UPDATE SET cart_id = ?2, rounding = ?3, paid "
        "= ?4, "
        "change_due = ?5, promotions = ?6, giving_up = ?7, reason = ?8, derivation = ?9")
      .exec(pending.order_row, pending.cart_row, pending.rounding, pending.paid, pending.change,
            encode(pending.promotions), pending.giving_up, pending.reason, pending.derivation);
  tx.prepare("DELETE FROM pending_payment WHERE order_id = ?").exec(pending.order_row);
  int position = 0;
  for (const payments::PendingPayment& payment : pending.payments)
    tx.prepare(
          "INSERT INTO pending_payment(order_id, position, tender_id, amount, tendered, foreign_amount, rate_micro, "
          "reference, "
          "attempt_id, tip) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .exec(pending.order_row, ++position, payment.tender_id, payment.amount, payment.tendered,
              payment.foreign_amount, payment.rate_micro, payment.reference, payment.attempt_row,
              payment.by_terminal() ? 0 : payment.tip);
}
void remove_pending(db::Transaction& tx, std::int64_t order_row) {
  tx.prepare("DELETE FROM pending_payment WHERE order_id = ?").exec(order_row);
  tx.prepare("DELETE FROM pending_order WHERE order_id = ?").exec(order_row);
}

std::optional<Waiting> waiting_at(db::Connection& connection, std::int64_t register_row) {
  db::Statement& row = connection.prepare(
      "SELECT o.uuid, a.uuid, a.state FROM pending_order p JOIN orders o ON o.id = p.order_id LEFT JOIN "
      "payment_attempt a ON "
      "a.order_id = p.order_id AND a.state IN ('created', 'armed', 'running', 'unknown', 'reversing', 'manual') "
      "WHERE o.register_id = ? ORDER BY p.order_id, a.id LIMIT 1");
  std::optional<Waiting> found;
  if (row.all(register_row).step())
    found = Waiting{row.uuid(0), row.is_null(1) ? std::nullopt : std::optional{row.uuid(1)}, row.string(2)};
  row.reset();
  return found;
}
std::optional<Uuid> pending_void_of(db::Connection& connection, std::int64_t order_row) {
  return first_id(
      connection.prepare(
          "SELECT o.uuid FROM pending_order p JOIN orders o ON o.id = p.order_id WHERE o.original_order_id = ? "
          "AND o.kind = 'void' LIMIT 1"),
      order_row);
}
std::optional<Uuid> pending_order_of_cart(db::Connection& connection, std::int64_t cart_row) {
  return first_id(
      connection.prepare(
          "SELECT o.uuid FROM pending_order p JOIN orders o ON o.id = p.order_id WHERE p.cart_id = ? LIMIT 1"),
      cart_row);
}

std::string words_for(const Waiting& waiting) {
  std::string text = "the order " + to_string(waiting.order);
  if (!waiting.payment) return text + " is not paid in full: take the rest, or give it up";
  return text + " waits for its card payment " + to_string(*waiting.payment) + " (" + waiting.state + ")";
}
}  // namespace holdfast::orders

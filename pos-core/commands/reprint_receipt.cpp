#include "commands/reprint_receipt.h"

#include "commands/fiscal_receipt.h"
#include "orders/order_rows.h"

namespace holdfast::commands {
namespace {
constexpr int most_copies = 99;

int next_copy(db::Transaction& tx, std::int64_t order_row) {
  db::Statement& row = tx.prepare("SELECT coalesce(max(copy), 0) + 1 FROM receipt_copy WHERE order_id = ?");
  const int copy = row.all(order_row).step() ? row.small(0) : 1;
  row.reset();
  return copy;
}
}  // namespace

Result<Reprint> reprint_receipt(db::Transaction& tx, const Uuid& order_id, Context& context) {
  const orders::Order order = TRY(orders::load(tx.connection(), order_id));
  if (!order.receipt) return refuse(ErrorCode::conflict, "the order is not paid: there is no receipt yet");
  TRY(check_decided(tx.connection(), order));
  const Reprint made{order.id, orders::receipt_number(order.register_number, *order.receipt), next_copy(tx, order.row)};
  if (made.copy > most_copies) return refuse(ErrorCode::limit_exceeded, "this receipt was printed 99 times already");
  const auto staff = context.actor != nullptr ? std::optional{context.actor->staff_id} : std::nullopt;
  const auto terminal = context.actor != nullptr ? std::optional{context.actor->terminal_id} : std::nullopt;
  tx.prepare("INSERT INTO receipt_copy(order_id, copy, staff_id, terminal_id, at_us) VALUES (?, ?, ?, ?, ?)")
      .exec(order.row, made.copy, staff, terminal, context.now);
  std::string payload;
  JsonWriter json{payload};
  json.begin_object().member("orderId", made.order).member("receiptNumber", made.receipt_number);
  json.member("registerId", order.register_id)
      .member("registerNumber", order.register_number)
      .member("copy", made.copy)
      .end_object();
  context.emit(tx, "ReceiptReprinted", "receipt", made.order, payload);
  audit(tx, context, "receipt_reprinted", to_string(made.order), payload);
  return made;
}
}  // namespace holdfast::commands

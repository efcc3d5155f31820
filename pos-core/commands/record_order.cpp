#include "commands/record_order.h"

#include "base/check.h"
#include "commands/fiscal_receipt.h"
#include "commands/fire_course.h"
#include "orders/order_rows.h"
#include "receipts/journal.h"
#include "stock/stock_rows.h"

namespace holdfast::commands {
namespace {
/// Local notes and coins that came in, less the change that went out.
std::int64_t cash_in(db::Transaction& tx, const orders::Order& order) {
  std::int64_t cash = -order.change;
  for (const orders::Payment& payment : order.payments) {
    db::Statement& kind = tx.prepare("SELECT kind = 'cash' FROM tender WHERE id = ?");
    if (kind.all(payment.tender_id).step() && kind.flag(0)) cash += payment.tendered + payment.tip;
    kind.reset();
  }
  return cash;
}

void add_totals(db::Transaction& tx, const orders::Order& order, const shifts::Shift& shift) {
  using namespace shifts;
  const std::string_view kind = order.kind == orders::Kind::void_ ? total::void_
                                : order.total < 0 || order.kind == orders::Kind::return_ ? total::return_
                                                                                         : total::sale;
  add_total(tx, shift.row, kind, "", 1, order.total);
  if (order.discount != 0) add_total(tx, shift.row, total::discount, "", 1, order.discount);
  if (order.rounding != 0) add_total(tx, shift.row, total::rounding, "", 1, order.rounding);
  for (const orders::Tax& tax : order.taxes) add_total(tx, shift.row, total::tax, tax.code, 1, tax.amount, tax.base);
  for (const orders::Payment& payment : order.payments) add_total(tx, shift.row, total::tender, payment.tender, 1, payment.amount);
  for (const orders::Payment& payment : order.payments)
    if (payment.tip_in_all() != 0) add_total(tx, shift.row, total::tip, payment.tender, 1, payment.tip_in_all());
  std::int64_t overrides = 0;
  for (const orders::Item& item : order.items) overrides += item.price_reason.empty() || item.origin ? 0 : 1;
  if (overrides != 0) add_total(tx, shift.row, total::price_override, "", overrides, 0);
}

void move_stock(db::Transaction& tx, const orders::Order& order, std::int64_t location_row, Context& context) {
  std::string payload;
  payload.reserve(128 + order.items.size() * 80);
  JsonWriter json{payload};
  json.begin_object().member("orderId", order.id);
  if (order.kind != orders::Kind::exchange) json.member("kind", orders::name_of(order.kind));  // goods move both ways in an exchange
  json.key("moves").begin_array();
  bool any = false;
  for (const orders::Item& item : order.items) {
    if (!item.variant_id || !item.tracks_stock) continue;
    const std::string_view kind = order.kind == orders::Kind::void_ ? "void" : item.quantity.micro() > 0 ? "sale" : "return";
    stock::move(tx, {.variant_id = *item.variant_id, .location_id = location_row, .kind = kind, .quantity = -item.quantity,
                     .order_id = order.row, .reason = {}, .staff_id = order.staff_row, .at = order.created_at});
    json.begin_object().member("variantId", item.variant).member("sku", item.sku).member("quantity", to_string(-item.quantity)).end_object();
    any = true;
  }
  json.end_array().end_object();
  if (any) context.emit(tx, "StockMoved", "stock", order.id, std::move(payload));
}

/// `document` is the digest of the order's OrderCreated: by it the journal holds every line.
std::string paid_payload(const orders::Order& order, const Sha256& document) {
  std::string out;
  out.reserve(512 + order.derivation.size());
  JsonWriter json{out};
  json.begin_object().member("orderId", order.id).member("kind", orders::name_of(order.kind)).member("registerId", order.register_id);
  json.member("shiftId", order.shift_id).member("receiptNumber", orders::receipt_number(order.register_number, *order.receipt));
  json.member("currency", order.currency.code()).member("total", order.total).member("net", order.net).member("tax", order.tax);
  json.member("rounding", order.rounding).member("change", order.change).key("payments").begin_array();
  for (const orders::Payment& payment : order.payments)
    json.begin_object().member("tender", payment.tender).member("amount", payment.amount).end_object();
  json.end_array().member("businessDate", order.business_date).member("orderSha256", to_hex(document));
  if (order.external_ref) json.member("externalRef", *order.external_ref);
  if (!order.derivation.empty()) json.key("pricing").raw(order.derivation);
  json.end_object();
  return out;
}

/// Everything but the order's rows.
void seal(db::Transaction& tx, orders::Order& order, const receipts::Number& number, const shifts::Shift& shift, std::int64_t location_row,
          Context& context) {
  add_totals(tx, order, shift);
  shifts::add_receipt(tx, shift.row, *order.receipt, cash_in(tx, order));
  std::string document;
  document.reserve(1024 + order.items.size() * 400);
  orders::append_json(document, order, orders::Audience::event);
  const events::Appended created = context.emit(tx, "OrderCreated", "order", order.id, std::move(document));
  const events::Appended paid = context.emit(tx, "OrderPaid", "order", order.id, paid_payload(order, created.body_sha));
  receipts::add_record(tx, number, orders::name_of(order.kind), paid.seq, paid.body_sha);
  register_receipt(tx, order, context);
  move_stock(tx, order, location_row, context);
  tell_kitchen_of_order(tx, order, context);
}
}  // namespace

void record_order(db::Transaction& tx, orders::Order& order, const shifts::Shift& shift, std::int64_t location_row, Context& context) {
  const receipts::Number number = receipts::take_number(tx, order.register_row, context.now);
  order.receipt = number.receipt;
  order.created_at = number.at;
  orders::insert(tx, order);
  seal(tx, order, number, shift, location_row, context);
}

void record_paid(db::Transaction& tx, orders::Order& order, const shifts::Shift& shift, std::int64_t location_row, Context& context) {
  const receipts::Number number = receipts::take_number(tx, order.register_row, context.now);
  order.receipt = number.receipt;
  order.created_at = number.at;
  order.status = orders::Status::paid;
  orders::mark_paid(tx, order);
  seal(tx, order, number, shift, location_row, context);
}
}  // namespace holdfast::commands

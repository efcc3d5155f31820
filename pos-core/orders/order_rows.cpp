#include "orders/order_rows.h"

#include <array>

#include "base/json.h"
#include "orders/foreign_rows.h"
#include "orders/pending_rows.h"
#include "payments/card_payment_rows.h"
#include "vault/keys_of.h"
#include "vault/notes.h"

namespace holdfast::orders {
namespace {
/// What does not fit the columns of a plain line; empty for most.
/// Its note goes in as it is stored: sealed.
std::string detail_json(const Item& item, std::string_view note) {
  const bool plain_tax = item.taxes.size() == 1 && item.taxes[0].base == item.net && item.taxes[0].amount == item.tax;
  if (plain_tax && item.price_reason.empty() && item.note.empty() && item.trail.empty() && item.weighing.empty() && item.terms.empty() && !item.elsewhere)
    return {};
  std::string out;
  JsonWriter json{out};
  json.begin_object();
  if (!plain_tax) {
    json.key("taxes").begin_array();
    for (const ItemTax& tax : item.taxes)
      json.begin_object().member("code", tax.code).member("base", tax.base).member("amount", tax.amount).end_object();
    json.end_array();
  }
  if (!item.price_reason.empty()) json.member("priceReason", item.price_reason);
  if (!item.note.empty()) json.member("note", note);
  if (!item.trail.empty()) json.key("trail").raw(item.trail);
  if (!item.weighing.empty()) json.key("weighing").raw(item.weighing);
  if (!item.terms.empty()) json.key("terms").raw(carts::encode(item.terms));
  if (item.elsewhere) json.key("soldElsewhere").raw(encode(*item.elsewhere));
  json.end_object();
  return out;
}

void write_trail(JsonWriter& json, const Json& value) {
  switch (value.kind()) {
    case Json::Kind::null: json.null(); return;
    case Json::Kind::boolean: json.value(value.truth()); return;
    case Json::Kind::number: json.raw(value.text()); return;
    case Json::Kind::string: json.value(value.text()); return;
    case Json::Kind::array:
      json.begin_array();
      for (const Json& item : value.items()) write_trail(json, item);
      json.end_array();
      return;
    case Json::Kind::object:
      json.begin_object();
      for (const auto& [name, member] : value.members()) {
        json.key(name);
        write_trail(json, member);
      }
      json.end_object();
  }
}

void apply_detail(Item& item, std::string_view text, std::string_view tax_code) {
  const auto parsed = text.empty() ? Result<Json>{Json{}} : parse_json(text);
  const Json* taxes = parsed ? parsed->find("taxes") : nullptr;
  if (taxes == nullptr) {
    item.taxes.push_back({std::string{tax_code}, item.net, item.tax});
  } else {
    for (const Json& tax : taxes->items())
      item.taxes.push_back({tax.find("code")->text(), tax.find("base")->integer().value_or(0), tax.find("amount")->integer().value_or(0)});
  }
  if (!parsed) return;
  if (const Json* reason = parsed->find("priceReason")) item.price_reason = reason->text();
  if (const Json* note = parsed->find("note")) item.note = note->text();
  if (const Json* trail = parsed->find("trail")) {
    JsonWriter json{item.trail};
    write_trail(json, *trail);
  }
  if (const Json* elsewhere = parsed->find("soldElsewhere")) item.elsewhere = decode_sold_elsewhere(*elsewhere);
  if (const Json* terms = parsed->find("terms")) item.terms = carts::decode_line_terms(*terms);
  if (const Json* weighing = parsed->find("weighing")) {
    JsonWriter json{item.weighing};
    write_trail(json, *weighing);
  }
}

void insert_item(db::Transaction& tx, const Order& order, const Item& item) {
  const std::string detail = detail_json(item, vault::seal_note(tx.connection(), item.note, "order_item", order.row, item.position));
  const std::string_view tax_code = item.taxes.empty() ? std::string_view{"none"} : std::string_view{item.taxes[0].code};
  std::optional<std::int64_t> origin_row, origin_position;
  if (item.origin) {
    origin_row = item.origin->order_row;
    origin_position = item.origin->position;
  }
  const auto some = [](const std::string& text) { return text.empty() ? std::nullopt : std::optional<std::string_view>{text}; };
  tx.prepare("INSERT INTO order_item(order_id, position, variant_id, sku, name, unit, quantity_micro, unit_price, list_price, subtotal, "
             "discount, amount, net, tax, total, tax_code, detail, original_order_id, original_position, reason, condition) "
             "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .exec(order.row, item.position, item.variant_id, item.sku, item.name, item.unit, item.quantity.micro(), item.unit_price,
            item.list_price, item.subtotal, item.discount, item.amount, item.net, item.tax, item.total, tax_code, some(detail), origin_row,
            origin_position, some(item.reason), some(item.condition));
}

std::string address_place(std::string_view field, const Uuid& order) {
  return "order_address." + std::string{field} + "/" + to_string(order);
}
void insert_address(db::Transaction& tx, const Order& order) {
  const Address& a = *order.address;
  const vault::FieldKeys& keys = vault::keys_of(tx.connection());
  const auto sealed = [&](std::string_view field, const std::string& text) {
    return text.empty() ? text : keys.seal(text, address_place(field, order.id));
  };
  tx.prepare("INSERT INTO order_address(order_id, name, line1, line2, city, state, postal_code, country, created_us, updated_us) "
             "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .exec(order.row, sealed("name", a.name), sealed("line1", a.line1), sealed("line2", a.line2), sealed("city", a.city), a.state,
            sealed("postal_code", a.postal_code), a.country, order.created_at, order.created_at);
}

void insert_attribution(db::Transaction& tx, const Order& order) {
  db::Statement& partner = tx.prepare("SELECT id FROM affiliate_partner WHERE code = ?");
  if (!partner.all(order.attribution->partner_code).step()) return;
  const std::int64_t partner_id = partner.integer(0);
  partner.reset();
  tx.prepare("INSERT INTO order_attribution(order_id, partner_id, referral_code, affiliate_source, created_us, updated_us) VALUES (?, ?, ?, ?, ?, ?)")
      .exec(order.row, partner_id, order.attribution->partner_code, order.attribution->source, order.created_at, order.created_at);
}

void insert_payments(db::Transaction& tx, const Order& order) {
  int position = 0;
  for (const Payment& payment : order.payments)
    tx.prepare("INSERT INTO payment(order_id, position, tender_id, amount, tendered, currency, foreign_amount, rate_micro, reference, "
               "attempt_id, at_us, tip) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .exec(order.row, ++position, payment.tender_id, payment.amount, payment.tendered, payment.currency, payment.foreign_amount,
              payment.rate_micro, payment.reference, payment.attempt_row, order.created_at, payment.tip);
}

Item read_item(db::Connection& connection, db::Statement& row, std::int64_t order_row) {
  Item item;
  item.position = row.small(0);
  item.variant_id = row.maybe_integer(1);
  if (!row.is_null(2)) item.variant = row.uuid(2);
  item.sku = row.string(3);
  item.name = row.string(4);
  item.unit = row.string(5);
  item.quantity = Quantity::from_micro(row.integer(6));
  item.unit_price = row.integer(7);
  item.list_price = row.maybe_integer(8);
  item.subtotal = row.integer(9);
  item.discount = row.integer(10);
  item.amount = row.integer(11);
  item.net = row.integer(12);
  item.tax = row.integer(13);
  item.total = row.integer(14);
  if (!row.is_null(17)) item.origin = Item::Origin{row.integer(17), row.uuid(18), row.small(19)};
  item.reason = row.string(20);
  item.condition = row.string(21);
  item.returned = Quantity::from_micro(row.integer(22));
  item.tracks_stock = row.flag(23);
  const std::string tax_code = row.string(15);
  const std::string detail = row.string(16);
  apply_detail(item, detail, tax_code);
  item.note = vault::open_note(connection, item.note, "order_item", order_row, item.position);
  return item;
}

constexpr char item_columns[] =
    "SELECT i.position, i.variant_id, v.uuid, i.sku, i.name, i.unit, i.quantity_micro, i.unit_price, i.list_price, i.subtotal, i.discount, "
    "i.amount, i.net, i.tax, i.total, i.tax_code, i.detail, i.original_order_id, o.uuid, i.original_position, i.reason, i.condition, "
    "coalesce(r.quantity_micro, 0), v.inventory_source = 'store' FROM order_item i LEFT JOIN product_variant v ON v.id = i.variant_id "
    "LEFT JOIN orders o ON o.id = i.original_order_id "
    "LEFT JOIN order_item_returned r ON r.order_id = i.order_id AND r.position = i.position WHERE i.order_id = ?1 AND (?2 = 0 OR i.position = ?2) "
    "ORDER BY i.position";

/// The gift cards of its lines, and the accounts of stored value that paid or were paid back to.
void load_values(db::Connection& connection, Order& order) {
  db::Statement& cards = connection.prepare(
      "SELECT c.position, a.id, a.uuid, a.last_four FROM order_card c JOIN value_account a ON a.id = c.account_id WHERE c.order_id = ?");
  cards.all(order.row);
  while (cards.step())
    for (Item& item : order.items)
      if (item.position == cards.small(0)) item.card = Card{cards.integer(1), cards.uuid(2), cards.string(3)};
}
void load_value(db::Connection& connection, std::int64_t order_row, Payment& payment) {
  const auto id = payment.reference ? parse_uuid(*payment.reference) : std::nullopt;
  db::Statement& account = connection.prepare(
      "SELECT a.kind, a.last_four, (SELECT e.balance FROM value_entry e WHERE e.order_id = ?2 AND e.account_id = a.id AND e.amount <> 0 "
      "ORDER BY e.id DESC LIMIT 1), (SELECT sum(e.amount) FROM value_entry e WHERE e.order_id = ?2 AND e.account_id = a.id AND e.kind IN "
      "('redeem', 'refund', 'reverse')) FROM value_account a WHERE a.uuid = ?1");
  if (id && account.all(*id, order_row).step()) {
    payment.value = Payment::Value{*id, account.string(0), account.string(1), std::nullopt, account.maybe_integer(2)};
    if (const auto points = account.maybe_integer(3); points && payment.value->kind == "points") payment.value->points = -*points;
  }
  account.reset();
}

void load_lines(db::Connection& connection, Order& order) {
  db::Statement& items = connection.prepare(item_columns);
  items.all(order.row, 0);
  while (items.step()) order.items.push_back(read_item(connection, items, order.row));
  db::Statement& taxes = connection.prepare("SELECT code, name, rate_micro, included, base, amount, treatment FROM order_tax WHERE order_id = ?");
  taxes.all(order.row);
  while (taxes.step())
    order.taxes.push_back({taxes.string(0), taxes.string(1), Percent::from_micro(taxes.integer(2)), taxes.flag(3), taxes.integer(4),
                           taxes.integer(5), taxes::parse_treatment(taxes.text(6))});
  db::Statement& paid = connection.prepare(
      "SELECT p.tender_id, t.code, p.amount, p.tendered, p.currency, p.foreign_amount, p.rate_micro, p.reference, p.attempt_id, a.uuid, "
      "a.result, a.tip_taken, a.cashback_taken, t.ledger IS NOT NULL, p.tip FROM payment p JOIN tender t ON t.id = p.tender_id "
      "LEFT JOIN payment_attempt a ON a.id = p.attempt_id WHERE p.order_id = ? ORDER BY p.position");
  paid.all(order.row);
  while (paid.step()) {
    order.payments.push_back({paid.integer(0), paid.string(1), paid.integer(2), paid.integer(3), paid.string(4),
                              paid.maybe_integer(5), paid.maybe_integer(6), paid.maybe_string(7), paid.maybe_integer(8)});
    order.payments.back().tip = paid.integer(14);
    if (paid.flag(13)) load_value(connection, order.row, order.payments.back());
    if (paid.is_null(9)) continue;
    payments::CardPayment card;
    card.id = paid.uuid(9);
    if (!paid.is_null(10)) card.result = payments::decode_card_result(paid.text(10));
    card.tip_taken = paid.integer(11);
    card.cashback_taken = paid.integer(12);
    order.payments.back().card = card_of(card);
  }
}

/// What a pending order has: its other payments as they were handed over, and what terminals approved so far.
void load_pending_payments(db::Connection& connection, Order& order) {
  order.card_payments = payments::card_payments_of_order(connection, order.row);
  order.paid = order.change = 0;
  const auto pending = load_pending(connection, order.row);
  if (!pending) return;
  order.due = payments::due(pending->payments);
  const auto tenders = payments::load_tenders(connection);
  for (const payments::PendingPayment& payment : pending->payments) {
    if (payment.by_terminal() && payment.approved == 0) continue;
    const std::int64_t sign = payment.amount < 0 ? -1 : 1;
    const std::int64_t amount = payment.by_terminal() ? sign * payment.approved : payment.amount;
    Payment shown{payment.tender_id, {}, amount, payment.by_terminal() ? amount : payment.tendered, {}, payment.foreign_amount,
                  payment.rate_micro, payment.reference, payment.attempt_row};
    if (!payment.by_terminal()) shown.tip = payment.tip;
    for (const payments::Tender& tender : tenders)
      if (tender.id == payment.tender_id) {
        shown.tender = tender.code;
        shown.currency = tender.currency;
        if (payments::is_stored_value(tender.kind)) load_value(connection, order.row, shown);
      }
    for (const payments::CardPayment& card : order.card_payments)
      if (card.row == payment.attempt_row) shown.card = card_of(card);
    order.paid += shown.tendered;
    order.payments.push_back(std::move(shown));
  }
}

void load_parts(db::Connection& connection, Order& order) {
  db::Statement& address = connection.prepare(
      "SELECT name, line1, line2, city, state, postal_code, country FROM order_address WHERE order_id = ?");
  if (address.all(order.row).step()) {
    const auto opened = [&](int column, std::string_view field) {
      return vault::open(connection, address.text(column), address_place(field, order.id));
    };
    order.address = Address{opened(0, "name"), opened(1, "line1"), opened(2, "line2"), opened(3, "city"), address.string(4),
                            opened(5, "postal_code"), address.string(6)};
  }
  address.reset();
  db::Statement& shipping = connection.prepare(
      "SELECT provider, method, tracking_number, status, shipped_us, delivered_us FROM order_shipping WHERE order_id = ?");
  if (shipping.all(order.row).step())
    order.shipping = Shipping{shipping.string(0), shipping.string(1), shipping.maybe_string(2), shipping.string(3),
                              shipping.maybe_instant(4), shipping.maybe_instant(5)};
  shipping.reset();
  db::Statement& attribution = connection.prepare(
      "SELECT p.code, a.affiliate_source FROM order_attribution a JOIN affiliate_partner p ON p.id = a.partner_id WHERE a.order_id = ?");
  if (attribution.all(order.row).step()) order.attribution = Attribution{attribution.string(0), attribution.string(1)};
  attribution.reset();
  db::Statement& leave = connection.prepare("SELECT capabilities, fraud FROM order_leave WHERE order_id = ?");
  if (leave.all(order.row).step()) order.leave = {leave.is_null(0) ? "" : leave.string(0), leave.is_null(1) ? "" : leave.string(1)};
  leave.reset();
  db::Statement& terms = connection.prepare("SELECT document FROM order_terms WHERE order_id = ?");
  if (terms.all(order.row).step()) order.terms = carts::decode_terms(terms.text(0));
  terms.reset();
}

Result<Order> read_order(db::Connection& connection, db::Statement& row) {
  Order order;
  order.row = row.integer(0);
  order.id = row.uuid(1);
  order.kind = parse_kind(row.text(2)).value_or(Kind::sale);
  order.status = parse_status(row.text(3)).value_or(Status::paid);
  order.register_row = row.integer(4);
  order.register_id = row.uuid(5);
  order.register_number = row.small(6);
  order.shift_row = row.integer(7);
  order.shift_id = row.uuid(8);
  order.receipt = row.maybe_integer(9);
  order.staff_row = row.integer(10);
  order.staff_code = row.string(11);
  order.person_row = row.maybe_integer(12);
  if (!row.is_null(13)) order.person = row.uuid(13);
  order.currency = find_currency(row.text(14)).value_or(order.currency);
  order.subtotal = row.integer(15);
  order.discount = row.integer(16);
  order.net = row.integer(17);
  order.tax = row.integer(18);
  order.total = row.integer(19);
  order.rounding = row.integer(20);
  order.paid = row.integer(21);
  order.change = row.integer(22);
  order.original_row = row.maybe_integer(23);
  if (!row.is_null(24)) order.original = row.uuid(24);
  if (!row.is_null(25)) order.voided_by = row.uuid(25);
  order.business_date = row.string(26);
  order.utc_offset_min = row.small(27);
  order.note = vault::open_note(connection, row.text(28), "orders", order.id);
  order.external_ref = row.maybe_string(29);
  order.created_at = row.instant(30);
  row.reset();
  load_lines(connection, order);
  load_values(connection, order);
  load_parts(connection, order);
  if (!order.receipt) load_pending_payments(connection, order);
  return order;
}

#define ORDER_COLUMNS                                                                                                                  \
  "SELECT o.id, o.uuid, o.kind, o.status, o.register_id, r.uuid, r.number, o.shift_id, s.uuid, o.receipt, o.staff_id, st.code, "        \
  "o.person_id, p.uuid, o.currency, o.subtotal, o.discount, o.net, o.tax, o.total, o.rounding, o.paid, o.change_due, "                 \
  "o.original_order_id, oo.uuid, v.uuid, o.business_date, o.utc_offset_min, o.note, o.external_ref, o.created_us FROM orders o "       \
  "JOIN register r ON r.id = o.register_id JOIN shift s ON s.id = o.shift_id JOIN staff st ON st.id = o.staff_id "                     \
  "LEFT JOIN person p ON p.id = o.person_id LEFT JOIN orders oo ON oo.id = o.original_order_id LEFT JOIN orders v ON v.id = o.voided_by "
}  // namespace

void insert(db::Transaction& tx, Order& order) {
  tx.prepare("INSERT INTO orders(uuid, kind, status, register_id, shift_id, receipt, staff_id, terminal_id, person_id, currency, subtotal, "
             "discount, net, tax, total, rounding, paid, change_due, original_order_id, business_date, utc_offset_min, note, external_ref, "
             "created_us, updated_us) VALUES (?, ?, ?, ?, ?, ?, ?, NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .exec(order.id, name_of(order.kind), name_of(order.status), order.register_row, order.shift_row, order.receipt, order.staff_row,
            order.person_row, order.currency.code(), order.subtotal, order.discount, order.net, order.tax, order.total, order.rounding,
            order.paid, order.change, order.original_row, order.business_date, order.utc_offset_min, vault::seal_note(tx.connection(), order.note, "orders", order.id), order.external_ref,
            order.created_at, order.created_at);
  order.row = tx.last_rowid();
  for (const Item& item : order.items) insert_item(tx, order, item);
  insert_foreign_returns(tx, order);
  for (const Item& item : order.items)
    if (item.card && item.total > 0)
      tx.prepare("INSERT INTO order_card(order_id, position, account_id, amount) VALUES (?, ?, ?, ?)")
          .exec(order.row, item.position, item.card->row, item.total);
  for (const Tax& tax : order.taxes)
    tx.prepare("INSERT INTO order_tax(order_id, code, name, rate_micro, included, base, amount, treatment) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
        .exec(order.row, tax.code, tax.name, tax.rate.micro(), tax.included, tax.base, tax.amount, taxes::name_of(tax.treatment));
  if (order.receipt) insert_payments(tx, order);
  if (order.address) insert_address(tx, order);
  if (order.attribution) insert_attribution(tx, order);
  if (!order.terms.empty())
    tx.prepare("INSERT INTO order_terms(order_id, document) VALUES (?, ?)").exec(order.row, carts::encode(order.terms));
  const auto some = [](const std::string& text) { return text.empty() ? std::nullopt : std::optional<std::string_view>{text}; };
  if (!order.leave.capabilities.empty() || !order.leave.fraud.empty())
    tx.prepare("INSERT INTO order_leave(order_id, capabilities, fraud) VALUES (?, ?, ?)")
        .exec(order.row, some(order.leave.capabilities), some(order.leave.fraud));
}

Result<Order> load(db::Connection& connection, const Uuid& id) {
  db::Statement& row = connection.prepare(ORDER_COLUMNS "WHERE o.uuid = ?");
  if (!row.all(id).step()) return refuse(ErrorCode::not_found, "no order " + to_string(id));
  return read_order(connection, row);
}
Result<Order> load(db::Connection& connection, std::int64_t order_row) {
  db::Statement& row = connection.prepare(ORDER_COLUMNS "WHERE o.id = ?");
  if (!row.all(order_row).step()) return refuse(ErrorCode::not_found, "no such order");
  return read_order(connection, row);
}

std::optional<Uuid> find_by_receipt(db::Connection& connection, ReceiptNumber number) {
  db::Statement& row = connection.prepare(
      "SELECT o.uuid FROM orders o JOIN register r ON r.id = o.register_id WHERE r.number = ? AND o.receipt = ?");
  std::optional<Uuid> found;
  if (row.all(number.register_number, number.receipt).step()) found = row.uuid(0);
  row.reset();
  return found;
}

void read_values(db::Connection& connection, Order& order) {
  load_values(connection, order);
  for (Payment& payment : order.payments)
    if (payment.reference) load_value(connection, order.row, payment);
}

void mark_paid(db::Transaction& tx, const Order& order) {
  tx.prepare("UPDATE orders SET status = ?, receipt = ?, rounding = ?, paid = ?, change_due = ?, created_us = ?, updated_us = ? WHERE id = ?")
      .exec(name_of(order.status), order.receipt, order.rounding, order.paid, order.change, order.created_at, order.created_at, order.row);
  insert_payments(tx, order);
}
void mark_cancelled(db::Transaction& tx, const Order& order, Instant now) {
  // The table asks for paid = total of whatever is not pending; load() shows what was really paid, which is nothing.
  tx.prepare("UPDATE orders SET status = 'CANCELLED', rounding = 0, paid = total, change_due = 0, updated_us = ? WHERE id = ?")
      .exec(now, order.row);
}
void set_status(db::Transaction& tx, std::int64_t order_row, Status status, Instant now) {
  tx.prepare("UPDATE orders SET status = ?, updated_us = ? WHERE id = ?").exec(name_of(status), now, order_row);
}
void set_voided_by(db::Transaction& tx, std::int64_t order_row, std::int64_t void_row, Instant now) {
  tx.prepare("UPDATE orders SET status = 'CANCELLED', voided_by = ?, updated_us = ? WHERE id = ?").exec(void_row, now, order_row);
}
void save_shipping(db::Transaction& tx, std::int64_t order_row, const Shipping& shipping, Instant now) {
  tx.prepare("INSERT INTO order_shipping(order_id, provider, method, tracking_number, status, shipped_us, delivered_us, created_us, updated_us) "
             "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8) ON CONFLICT(order_id) DO UPDATE SET provider = ?2, method = ?3, tracking_number = ?4, "
             "status = ?5, shipped_us = coalesce(?6, shipped_us), delivered_us = coalesce(?7, delivered_us), updated_us = ?8")
      .exec(order_row, shipping.provider, shipping.method, shipping.tracking_number, shipping.status, shipping.shipped_at,
            shipping.delivered_at, now);
}

Result<Sold> load_sold(db::Connection& connection, const Uuid& order_item_id) {
  const Uuid order = whole_of(order_item_id);
  const int position = part_of(order_item_id);
  db::Statement& row = connection.prepare("SELECT id, status, kind FROM orders WHERE uuid = ?");
  if (!row.all(order).step() || position == 0) {
    row.reset();
    return refuse(ErrorCode::not_found, "no order line " + to_string(order_item_id));
  }
  Sold sold;
  sold.order_row = row.integer(0);
  sold.order = order;
  sold.order_status = parse_status(row.text(1)).value_or(Status::paid);
  sold.order_kind = parse_kind(row.text(2)).value_or(Kind::sale);
  row.reset();
  db::Statement& item = connection.prepare(item_columns);
  if (!item.all(sold.order_row, position).step()) return refuse(ErrorCode::not_found, "no order line " + to_string(order_item_id));
  sold.item = read_item(connection, item, sold.order_row);
  item.reset();
  sold.returned = sold.item.returned;
  db::Statement& returned = connection.prepare("SELECT net, tax, discount FROM order_item_returned WHERE order_id = ? AND position = ?");
  if (returned.all(sold.order_row, position).step()) {
    sold.returned_net = returned.integer(0);
    sold.returned_tax = returned.integer(1);
    sold.returned_discount = returned.integer(2);
  }
  returned.reset();
  return sold;
}

void add_returned(db::Transaction& tx, std::int64_t order_row, int position, Quantity quantity, std::int64_t net, std::int64_t tax,
                  std::int64_t discount) {
  tx.prepare("INSERT INTO order_item_returned(order_id, position, quantity_micro, net, tax, discount) VALUES (?1, ?2, ?3, ?4, ?5, ?6) "
             "ON CONFLICT(order_id, position) DO UPDATE SET quantity_micro = quantity_micro + ?3, net = net + ?4, tax = tax + ?5, "
             "discount = discount + ?6")
      .exec(order_row, position, quantity.micro(), net, tax, discount);
}

void undo_returned(db::Transaction& tx, std::int64_t order_row, int position, Quantity quantity, std::int64_t net, std::int64_t tax,
                   std::int64_t discount) {
  db::Statement& row = tx.prepare("SELECT quantity_micro FROM order_item_returned WHERE order_id = ? AND position = ?");
  const std::int64_t returned = row.all(order_row, position).step() ? row.integer(0) : 0;
  row.reset();
  if (returned <= quantity.micro()) {
    tx.prepare("DELETE FROM order_item_returned WHERE order_id = ? AND position = ?").exec(order_row, position);
    return;
  }
  tx.prepare("UPDATE order_item_returned SET quantity_micro = quantity_micro - ?3, net = net - ?4, tax = tax - ?5, discount = discount - ?6 "
             "WHERE order_id = ?1 AND position = ?2")
      .exec(order_row, position, quantity.micro(), net, tax, discount);
}

std::vector<std::int64_t> find(db::Connection& connection, const Filter& filter) {
  // Orders are numbered in time, so the newest come first by row and no index on time is needed for recent days.
  db::Statement& rows = connection.prepare(
      "SELECT id FROM orders WHERE (?1 = 0 OR id < ?1) AND (?2 IS NULL OR created_us >= ?2) AND (?3 IS NULL OR created_us < ?3) "
      "AND (?4 IS NULL OR register_id = ?4) AND (?5 IS NULL OR person_id = ?5) AND (?6 IS NULL OR shift_id = ?6) "
      "AND (status = ?7 OR (?7 IS NULL AND receipt IS NOT NULL)) AND id >= ?9 AND (?10 IS NULL OR kind = ?10) "
      "AND (?11 IS NULL OR abs(total) >= ?11) AND (?12 IS NULL OR abs(total) <= ?12) "
      "AND (?13 IS NULL OR EXISTS (SELECT 1 FROM order_item i WHERE i.order_id = orders.id AND (i.sku = ?13 COLLATE NOCASE "
      "OR instr(lower(i.name), lower(?13)) > 0))) "
      "AND (?14 IS NULL OR EXISTS (SELECT 1 FROM payment p LEFT JOIN payment_attempt a ON a.id = p.attempt_id WHERE p.order_id = orders.id "
      "AND (p.reference = ?14 OR a.reference = ?14 OR a.result ->> 'lastFour' = ?14 OR a.result ->> 'approvalCode' = ?14 "
      "OR a.result ->> 'receipt' = ?14))) "
      "ORDER BY id DESC LIMIT ?8");
  rows.all(filter.before_row, filter.from, filter.to, filter.register_row, filter.person_row, filter.shift_row,
           filter.status ? std::optional{name_of(*filter.status)} : std::nullopt, filter.limit, filter.first_row,
           filter.kind ? std::optional{name_of(*filter.kind)} : std::nullopt, filter.least, filter.most, filter.article, filter.card);
  std::vector<std::int64_t> out;
  while (rows.step()) out.push_back(rows.integer(0));
  return out;
}

int seal_addresses(db::Transaction& tx, int limit) {
  const vault::FieldKeys& keys = vault::keys_of(tx.connection());
  if (keys.empty()) return 0;
  static constexpr std::array<std::string_view, 5> fields{"name", "line1", "line2", "city", "postal_code"};
  struct Row {
    std::int64_t order = 0;
    std::array<std::string, fields.size()> texts;
  };
  std::vector<Row> sealed;
  const std::string like = keys.newest_prefix() + "%";
  db::Statement& rows = tx.prepare(
      "SELECT a.order_id, o.uuid, a.name, a.line1, coalesce(a.line2, ''), a.city, a.postal_code FROM order_address a JOIN orders o ON "
      "o.id = a.order_id WHERE a.line1 <> '' AND a.line1 NOT LIKE ? LIMIT ?");
  rows.all(like, limit);
  while (rows.step()) {
    Row& row = sealed.emplace_back();
    row.order = rows.integer(0);
    const Uuid id = rows.uuid(1);
    for (std::size_t i = 0; i < fields.size(); ++i) {
      const std::string place = address_place(fields[i], id);
      const std::string_view text = rows.text(static_cast<int>(i) + 2);
      if (!text.empty()) row.texts[i] = keys.seal(vault::open(tx.connection(), text, place), place);
    }
  }
  if (sealed.empty()) return 0;
  tx.prepare("PRAGMA secure_delete=ON").run();
  for (const Row& row : sealed)
    // The history of an address would keep the old text: it is told over.
    for (const char* sql : {"UPDATE order_address SET name = ?, line1 = ?, line2 = ?, city = ?, postal_code = ? WHERE order_id = ?",
                            "UPDATE ztracking_order_address SET name = ?, line1 = ?, line2 = ?, city = ?, postal_code = ? WHERE order_id = ?"})
      tx.prepare_text(sql).exec(row.texts[0], row.texts[1], row.texts[2], row.texts[3], row.texts[4], row.order);
  tx.prepare("PRAGMA secure_delete=OFF").run();
  return static_cast<int>(sealed.size());
}
}  // namespace holdfast::orders

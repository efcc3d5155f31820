#include "carts/cart_rows.h"

#include "base/check.h"
#include "carts/open_carts.h"
#include "catalogue/variant_columns.h"
#include "vault/notes.h"

namespace holdfast::carts {
namespace {
void load_items(db::Connection& connection, Cart& cart) {
  // The articles come along: pricing asks for each of them anyway.
  db::Statement& rows = connection.prepare(
      "SELECT i.item, i.variant_id, i.sku, i.name, i.unit, i.tax_category_id, i.quantity_micro, i.unit_price, i.price_reason, "
      "i.price_staff_id, i.approver_id, i.label_amount, i.discountable, i.note, i.return_order_id, o.uuid, i.return_position, "
      "i.return_reason, i.return_condition, w.reading, x.document, " HF_VARIANT_COLUMNS
      "FROM cart_item i LEFT JOIN product_variant v ON v.id = i.variant_id LEFT JOIN product p ON p.id = v.product_id " HF_JOIN_FORMER
      "LEFT JOIN orders o ON o.id = i.return_order_id LEFT JOIN weighing w ON w.cart_id = i.cart_id AND w.item = i.item "
      "LEFT JOIN cart_item_terms x ON x.cart_id = i.cart_id AND x.item = i.item WHERE i.cart_id = ? ORDER BY i.item");
  constexpr int variant_column = 21;
  rows.all(cart.row);
  while (rows.step()) {
    Item item{.item = rows.small(0), .variant_id = rows.maybe_integer(1), .variant = {}, .sku = rows.string(2), .name = rows.string(3),
              .unit = rows.string(4), .tax_category_id = rows.integer(5), .quantity = Quantity::from_micro(rows.integer(6)),
              .unit_price = rows.maybe_integer(7), .price_reason = rows.string(8), .price_staff_id = rows.maybe_integer(9),
              .approver_id = rows.maybe_integer(10), .label_amount = rows.maybe_integer(11), .discountable = rows.flag(12),
              .tracks_stock = false, .note = vault::open_note(connection, rows.text(13), "cart_item", cart.row, rows.small(0)), .return_of = std::nullopt, .weighing = rows.string(19), .on_file = nullptr};
    if (!rows.is_null(20)) item.terms = decode_line_terms(rows.text(20));
    if (!rows.is_null(17))
      item.return_of = ReturnOf{rows.integer(14), rows.is_null(15) ? Uuid{} : rows.uuid(15), rows.small(16), rows.string(17), rows.string(18)};
    if (!rows.is_null(variant_column)) {
      item.on_file = std::make_shared<const catalogue::Variant>(catalogue::read_variant(rows, variant_column));
      item.variant = item.on_file->uuid;
      item.tracks_stock = item.on_file->tracks_stock;
    }
    cart.items.push_back(std::move(item));
  }
}

void load_cards(db::Connection& connection, Cart& cart) {
  db::Statement& rows = connection.prepare(
      "SELECT i.item, a.id, a.uuid, a.last_four FROM cart_item i JOIN value_account a ON a.id = i.value_account_id WHERE i.cart_id = ?");
  rows.all(cart.row);
  while (rows.step())
    if (Item* item = cart.find_item(rows.small(0))) item->card = Card{rows.integer(1), rows.uuid(2), rows.string(3)};
}

void load_extras(db::Connection& connection, Cart& cart) {
  db::Statement& discounts = connection.prepare(
      "SELECT discount, item, kind = 'percent', value, reason, staff_id, approver_id FROM cart_discount WHERE cart_id = ? ORDER BY discount");
  discounts.all(cart.row);
  while (discounts.step()) {
    std::optional<int> item;
    if (!discounts.is_null(1)) item = discounts.small(1);
    cart.discounts.push_back({discounts.small(0), item, discounts.flag(2), discounts.integer(3), discounts.string(4),
                              discounts.integer(5), discounts.maybe_integer(6)});
  }
  db::Statement& promotions = connection.prepare(
      "SELECT p.id, p.code, p.discount_type = 'PERCENTAGE', p.value FROM cart_promotion c JOIN promotion_code p ON p.id = c.promotion_id "
      "WHERE c.cart_id = ? ORDER BY c.applied_us, p.id");
  promotions.all(cart.row);
  while (promotions.step())
    cart.promotions.push_back({promotions.integer(0), promotions.string(1), promotions.flag(2), promotions.integer(3)});
}

std::optional<std::string_view> reason_of(const Item& item) {
  return item.return_of ? std::optional<std::string_view>{item.return_of->reason} : std::nullopt;
}
std::optional<std::string_view> condition_of(const Item& item) {
  return item.return_of ? std::optional<std::string_view>{item.return_of->condition} : std::nullopt;
}
std::optional<std::int64_t> return_order(const Item& item) {
  return item.return_of && item.return_of->order_row != 0 ? std::optional{item.return_of->order_row} : std::nullopt;
}
std::optional<std::int64_t> return_position(const Item& item) {
  return item.return_of && item.return_of->order_row != 0 ? std::optional{std::int64_t{item.return_of->position}} : std::nullopt;
}
}  // namespace

Result<Cart> load(db::Connection& connection, const Uuid& id) {
  db::Statement& row = connection.prepare(
      "SELECT c.id, c.status, c.register_id, r.uuid, c.terminal_id, t.uuid, c.staff_id, s.code, c.person_id, p.uuid, c.affiliate_code, "
      "c.note, c.version, c.next_item, c.created_us, c.updated_us, x.document FROM cart c JOIN register r ON r.id = c.register_id "
      "JOIN staff s ON s.id = c.staff_id LEFT JOIN terminal t ON t.id = c.terminal_id LEFT JOIN person p ON p.id = c.person_id "
      "LEFT JOIN cart_terms x ON x.cart_id = c.id "
      "WHERE c.uuid = ?");
  if (!row.all(id).step()) return refuse(ErrorCode::not_found, "no cart " + to_string(id));
  Cart cart;
  cart.row = row.integer(0);
  cart.id = id;
  cart.status = parse_status(row.text(1)).value_or(Status::active);
  cart.register_row = row.integer(2);
  cart.register_id = row.uuid(3);
  cart.terminal_row = row.maybe_integer(4);
  if (!row.is_null(5)) cart.terminal = row.uuid(5);
  cart.staff_row = row.integer(6);
  cart.staff_code = row.string(7);
  cart.person_row = row.maybe_integer(8);
  if (!row.is_null(9)) cart.person = row.uuid(9);
  cart.affiliate_code = row.maybe_string(10);
  cart.note = vault::open_note(connection, row.text(11), "cart", id);
  cart.version = row.integer(12);
  cart.next_item = row.small(13);
  cart.created_at = row.instant(14);
  cart.updated_at = row.instant(15);
  if (!row.is_null(16)) cart.terms = decode_terms(row.text(16));
  row.reset();
  load_items(connection, cart);
  load_cards(connection, cart);
  load_extras(connection, cart);
  return cart;
}

Result<Cart> load_for_step(db::Transaction& tx, const Uuid& id) {
  if (auto kept = tx.connection().attached<OpenCarts>().take(tx.connection(), id)) return *std::move(kept);
  return load(tx.connection(), id);
}
void keep_for_next_step(db::Transaction& tx, const Cart& cart) { tx.connection().attached<OpenCarts>().keep(tx.connection(), cart); }

void insert(db::Transaction& tx, Cart& cart) {
  tx.prepare("INSERT INTO cart(uuid, status, register_id, terminal_id, staff_id, person_id, affiliate_code, note, version, next_item, "
             "created_us, updated_us) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .exec(cart.id, name_of(cart.status), cart.register_row, cart.terminal_row, cart.staff_row, cart.person_row, cart.affiliate_code,
            vault::seal_note(tx.connection(), cart.note, "cart", cart.id), cart.version, cart.next_item, cart.created_at, cart.updated_at);
  cart.row = tx.last_rowid();
}

void update(db::Transaction& tx, Cart& cart, Instant now, std::optional<std::string_view> close_reason) {
  check(cart.row != 0);
  tx.connection().attached<OpenCarts>().forget(cart.row);
  ++cart.version;
  cart.updated_at = now;
  tx.prepare("UPDATE cart SET status = ?, register_id = ?, terminal_id = ?, staff_id = ?, person_id = ?, affiliate_code = ?, note = ?, "
             "version = ?, next_item = ?, close_reason = coalesce(?, close_reason), updated_us = ? WHERE id = ?")
      .exec(name_of(cart.status), cart.register_row, cart.terminal_row, cart.staff_row, cart.person_row, cart.affiliate_code,
            vault::seal_note(tx.connection(), cart.note, "cart", cart.id), cart.version, cart.next_item, close_reason, now, cart.row);
}

void touch(db::Transaction& tx, Cart& cart, Instant now) {
  check(cart.row != 0);
  tx.connection().attached<OpenCarts>().forget(cart.row);
  ++cart.version;
  cart.updated_at = now;
  tx.prepare("UPDATE cart SET version = ?, next_item = ?, updated_us = ? WHERE id = ?").exec(cart.version, cart.next_item, now, cart.row);
}

void insert_item(db::Transaction& tx, const Cart& cart, const Item& item, Instant now) {
  tx.prepare("INSERT INTO cart_item(cart_id, item, variant_id, sku, name, unit, tax_category_id, quantity_micro, unit_price, price_reason, "
             "price_staff_id, approver_id, label_amount, discountable, note, return_order_id, return_position, return_reason, "
             "return_condition, created_us, updated_us) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .exec(cart.row, item.item, item.variant_id, item.sku, item.name, item.unit, item.tax_category_id, item.quantity.micro(),
            item.unit_price, item.price_reason, item.price_staff_id, item.approver_id, item.label_amount, item.discountable,
            vault::seal_note(tx.connection(), item.note, "cart_item", cart.row, item.item),
            return_order(item), return_position(item), reason_of(item), condition_of(item), now, now);
  if (item.card)
    tx.prepare("UPDATE cart_item SET value_account_id = ? WHERE cart_id = ? AND item = ?").exec(item.card->row, cart.row, item.item);
  if (!item.terms.empty()) save_terms(tx, cart, item);
}

void save_terms(db::Transaction& tx, const Cart& cart) {
  if (cart.terms.empty()) {
    tx.prepare("DELETE FROM cart_terms WHERE cart_id = ?").exec(cart.row);
    return;
  }
  tx.prepare("INSERT INTO cart_terms(cart_id, document) VALUES (?, ?) ON CONFLICT(cart_id) DO UPDATE SET document = excluded.document")
      .exec(cart.row, encode(cart.terms));
}
void save_terms(db::Transaction& tx, const Cart& cart, const Item& item) {
  if (item.terms.empty()) {
    tx.prepare("DELETE FROM cart_item_terms WHERE cart_id = ? AND item = ?").exec(cart.row, item.item);
    return;
  }
  tx.prepare("INSERT INTO cart_item_terms(cart_id, item, document) VALUES (?, ?, ?) ON CONFLICT(cart_id, item) DO UPDATE SET document = "
             "excluded.document")
      .exec(cart.row, item.item, encode(item.terms));
}

void insert_weighing(db::Transaction& tx, const Cart& cart, const Item& item, const Weighing& weighing, Instant now) {
  tx.prepare("INSERT INTO weighing(uuid, device_id, cart_id, item, reading, bound_us) "
             "SELECT ?, id, ?, ?, ?, ? FROM device WHERE uuid = ?")
      .exec(weighing.id, cart.row, item.item, weighing.reading, now, weighing.device);
}
bool is_bound(db::Connection& connection, const Uuid& weighing) {
  db::Statement& row = connection.prepare("SELECT 1 FROM weighing WHERE uuid = ?");
  const bool found = row.all(weighing).step();
  row.reset();
  return found;
}

void update_item(db::Transaction& tx, const Cart& cart, const Item& item, Instant now) {
  tx.prepare("UPDATE cart_item SET quantity_micro = ?, unit_price = ?, price_reason = ?, price_staff_id = ?, approver_id = ?, "
             "label_amount = ?, note = ?, updated_us = ? WHERE cart_id = ? AND item = ?")
      .exec(item.quantity.micro(), item.unit_price, item.price_reason, item.price_staff_id, item.approver_id, item.label_amount,
            vault::seal_note(tx.connection(), item.note, "cart_item", cart.row, item.item), now, cart.row, item.item);
}

void delete_item(db::Transaction& tx, const Cart& cart, int item) {
  tx.prepare("DELETE FROM cart_discount WHERE cart_id = ? AND item = ?").exec(cart.row, item);
  tx.prepare("DELETE FROM cart_item_terms WHERE cart_id = ? AND item = ?").exec(cart.row, item);
  tx.prepare("DELETE FROM cart_item WHERE cart_id = ? AND item = ?").exec(cart.row, item);
}

void insert_discount(db::Transaction& tx, const Cart& cart, const Discount& discount) {
  std::optional<std::int64_t> item;
  if (discount.item) item = *discount.item;
  tx.prepare("INSERT INTO cart_discount(cart_id, discount, item, kind, value, reason, staff_id, approver_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
      .exec(cart.row, discount.discount, item, discount.percent ? "percent" : "amount", discount.value, discount.reason, discount.staff_id,
            discount.approver_id);
}
void delete_discount(db::Transaction& tx, const Cart& cart, int discount) {
  tx.prepare("DELETE FROM cart_discount WHERE cart_id = ? AND discount = ?").exec(cart.row, discount);
}
void insert_promotion(db::Transaction& tx, const Cart& cart, std::int64_t promotion_id, Instant now) {
  tx.prepare("INSERT INTO cart_promotion(cart_id, promotion_id, applied_us) VALUES (?, ?, ?)").exec(cart.row, promotion_id, now);
}
void delete_promotion(db::Transaction& tx, const Cart& cart, std::int64_t promotion_id) {
  tx.prepare("DELETE FROM cart_promotion WHERE cart_id = ? AND promotion_id = ?").exec(cart.row, promotion_id);
}

std::vector<Summary> open_carts(db::Connection& connection, std::int64_t register_row, int limit, std::int64_t after_row) {
  std::vector<Summary> out;
  db::Statement& rows = connection.prepare(
      "SELECT uuid, status FROM cart WHERE status IN ('ACTIVE', 'SUSPENDED') AND (?1 = 0 OR register_id = ?1) AND id > ?3 ORDER BY id LIMIT ?2");
  rows.bind(1, register_row).bind(2, limit).bind(3, after_row);
  while (rows.step()) out.push_back({rows.uuid(0), parse_status(rows.text(1)).value_or(Status::active)});
  return out;
}
}  // namespace holdfast::carts

#include "orders/foreign_rows.h"

#include <algorithm>

#include "base/json_writer.h"

namespace holdfast::orders {
namespace {
std::string text_of(const Json& json, std::string_view name) {
  const Json* member = json.find(name);
  return member != nullptr && (member->is_string() || member->is_number()) ? member->text() : std::string{};
}
std::int64_t integer_of(const Json& json, std::string_view name) {
  const Json* member = json.find(name);
  return member != nullptr ? member->integer().value_or(0) : 0;
}

Item item_of(const Json& json) {
  Item item;
  item.position = static_cast<int>(integer_of(json, "position"));
  item.sku = text_of(json, "sku");
  item.name = text_of(json, "name");
  item.unit = text_of(json, "unit");
  item.quantity = parse_quantity(text_of(json, "quantity")).value_or(Quantity{});
  item.unit_price = integer_of(json, "unitPrice");
  item.subtotal = integer_of(json, "subtotal");
  item.discount = integer_of(json, "discount");
  item.net = integer_of(json, "net");
  item.tax = integer_of(json, "tax");
  item.total = integer_of(json, "total");
  if (const Json* taxes = json.find("taxes"); taxes != nullptr && taxes->is_array())
    for (const Json& tax : taxes->items())
      item.taxes.push_back({text_of(tax, "code"), integer_of(tax, "base"), integer_of(tax, "amount")});
  return item;
}

/// The article as this store knows it by its SKU: what is put back on its shelf, and its name where the paper has none.
void find_here(db::Connection& connection, Item& item) {
  db::Statement& row = connection.prepare(
      "SELECT v.id, v.uuid, p.name, v.unit, v.inventory_source = 'store' FROM product_variant v JOIN product p ON p.id "
      "= "
      "v.product_id WHERE v.sku = ?");
  if (row.all(item.sku).step()) {
    item.variant_id = row.integer(0);
    item.variant = row.uuid(1);
    if (item.name.empty()) item.name = row.string(2);
    if (item.unit.empty()) item.unit = row.string(3);
    item.tracks_stock = row.flag(4);
  }
  row.reset();
  if (item.name.empty()) item.name = item.sku;
  if (item.unit.empty()) item.unit = "piece";
}
}  // namespace

void save(db::Transaction& tx, const ForeignOrder& order, Instant now) {
  tx.prepare(
        "INSERT INTO foreign_order(order_id, site_id, site_name, receipt_number, currency, total, business_date, "
        "document, "
        "verified, seen_us) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(order_id) DO UPDATE SET site_id = "
        "excluded.site_id, site_name = excluded.site_name, receipt_number = excluded.receipt_number, currency = "
        "excluded.currency, total = excluded.total, business_date = excluded.business_date, document = "
        "excluded.document, "
        "verified = excluded.verified, seen_us = excluded.seen_us WHERE excluded.verified = 'hub' OR "
        "foreign_order.verified = 'signature'")
      .exec(order.id, order.site_id, order.site_name, order.receipt_number, order.currency, order.total,
            order.business_date, order.document, order.verified, now);
}

std::optional<ForeignOrder> find_foreign(db::Connection& connection, const Uuid& id) {
  db::Statement& row = connection.prepare(
      "SELECT site_id, site_name, receipt_number, currency, total, business_date, document, verified FROM "
      "foreign_order "
      "WHERE order_id = ?");
  std::optional<ForeignOrder> found;
  if (row.all(id).step())
    found = ForeignOrder{id,
                         row.string(0),
                         row.string(1),
                         row.string(2),
                         row.string(3),
                         row.integer(4),
                         row.string(5),
                         row.string(6),
                         row.string(7)};
  row.reset();
  return found;
}

std::vector<Item> items_of(db::Connection& connection, const ForeignOrder& order) {
  std::vector<Item> items;
  const auto document = parse_json(order.document);
  const Json* list = document ? document->find("items") : nullptr;
  if (list == nullptr || !list->is_array()) return items;
  for (const Json& each : list->items()) {
    Item item = item_of(each);
    find_here(connection, item);
    item.returned = taken_here(connection, order.id, item.position);
    items.push_back(std::move(item));
  }
  return items;
}

Result<Sold> load_sold_elsewhere(db::Connection& connection, const carts::SoldElsewhere& line, bool amounts_with_tax) {
  const auto order = find_foreign(connection, line.order);
  if (!order) return refuse(ErrorCode::not_found, "nothing is known here of that order: scan its receipt again");
  std::vector<Item> items = items_of(connection, *order);
  const auto found =
      std::find_if(items.begin(), items.end(), [&](const Item& item) { return item.position == line.position; });
  if (found == items.end())
    return refuse(ErrorCode::not_found,
                  "the receipt's code does not hold that line: only the hub can say what was paid");
  Sold sold;
  sold.item = std::move(*found);
  sold.item.amount = amounts_with_tax ? sold.item.total : sold.item.net;
  sold.order = line.order;
  sold.returned = line.before;
  return sold;
}

Quantity taken_here(db::Connection& connection, const Uuid& order, int position) {
  db::Statement& row = connection.prepare(
      "SELECT coalesce(sum(quantity_micro), 0) FROM foreign_return WHERE sold_order = ? AND sold_position = ?");
  const Quantity taken = Quantity::from_micro(row.all(order, position).step() ? row.integer(0) : 0);
  row.reset();
  return taken;
}

void insert_foreign_returns(db::Transaction& tx, const Order& order) {
  for (const Item& item : order.items) {
    if (!item.elsewhere) continue;
    const carts::SoldElsewhere& sold = *item.elsewhere;
    tx.prepare(
          "INSERT INTO foreign_return(order_id, position, sold_site, sold_order, sold_position, receipt_number, "
          "quantity_micro, amount, claim_id, verified) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .exec(order.row, item.position, sold.site_id, sold.order, sold.position, sold.receipt_number,
              -item.quantity.micro(), -item.total, sold.claim, sold.verified);
  }
}

std::string encode(const carts::SoldElsewhere& line) {
  std::string out;
  JsonWriter json{out};
  json.begin_object().member("siteId", line.site_id).member("orderId", line.order).member("position", line.position);
  json.member("receiptNumber", line.receipt_number).optional("claimId", line.claim).member("verified", line.verified);
  json.end_object();
  return out;
}

carts::SoldElsewhere decode_sold_elsewhere(const Json& json) {
  carts::SoldElsewhere line;
  line.site_id = text_of(json, "siteId");
  line.order = parse_uuid(text_of(json, "orderId")).value_or(Uuid{});
  line.position = static_cast<int>(integer_of(json, "position"));
  line.receipt_number = text_of(json, "receiptNumber");
  line.claim = parse_uuid(text_of(json, "claimId"));
  line.verified = text_of(json, "verified");
  return line;
}
}  // namespace holdfast::orders

#include "commands/customer_view.h"

#include <array>

#include "carts/cart_rows.h"
#include "commands/price_cart.h"
#include "devices/device_rows.h"
#include "orders/order_rows.h"
#include "receipts/receipt_link.h"

namespace holdfast::commands {
namespace {
using State = CustomerView::State;
constexpr std::int64_t done_seconds = 30;

std::optional<Uuid> find_uuid(db::Statement& row) {
  const auto found = row.step() ? std::optional{row.uuid(0)} : std::nullopt;
  row.reset();
  return found;
}

void set_greeting(db::Connection& connection, std::int64_t register_row, const Site& site, CustomerView& view) {
  view.upper = site.name;
  db::Statement& row = connection.prepare(
      "SELECT d.id FROM device_register r JOIN device d ON d.id = r.device_id WHERE r.register_id = ? AND d.kind = "
      "'customer_display' AND d.removed_us IS NULL ORDER BY d.id LIMIT 1");
  const std::int64_t device_row = row.all(register_row).step() ? row.integer(0) : 0;
  row.reset();
  const auto device = device_row != 0 ? devices::load(connection, device_row) : refuse(ErrorCode::not_found, "");
  if (!device) return;
  const auto& settings = std::get<devices::DisplaySettings>(device->settings);
  if (settings.upper.empty() && settings.lower.empty()) return;
  view.upper = settings.upper;
  view.lower = settings.lower;
}

/// The line that was put in, or counted up, last.
int latest_item(db::Connection& connection, std::int64_t cart_row) {
  db::Statement& row =
      connection.prepare("SELECT item FROM cart_item WHERE cart_id = ? ORDER BY updated_us DESC, item DESC LIMIT 1");
  const int item = row.all(cart_row).step() ? row.small(0) : 0;
  row.reset();
  return item;
}

void add_line(CustomerView& view, const orders::Item& item, bool latest) {
  view.lines.push_back({item.name, item.quantity, item.unit, item.unit_price, item.amount, latest});
}

std::optional<carts::Cart> cart_of(db::Connection& connection, std::int64_t register_row) {
  db::Statement& row = connection.prepare(
      "SELECT uuid FROM cart WHERE register_id = ? AND status IN ('ACTIVE', 'SUSPENDED') AND status = 'ACTIVE' AND "
      "EXISTS "
      "(SELECT 1 FROM cart_item i WHERE i.cart_id = cart.id) ORDER BY updated_us DESC LIMIT 1");
  const auto id = find_uuid(row.all(register_row));
  auto cart = id ? carts::load(connection, *id) : refuse(ErrorCode::not_found, "");
  return cart ? std::optional{*std::move(cart)} : std::nullopt;
}

/// A proof of age that waits for the customer's wallet.
void show_wallet(db::Connection& connection, std::int64_t cart_row, Instant now, CustomerView& view) {
  db::Statement& row =
      connection.prepare("SELECT url, min_age FROM age_check WHERE cart_id = ? AND state = 'ready' AND expires_us > ?");
  if (row.all(cart_row, now).step()) {
    view.wallet = row.string(0);
    view.min_age = row.small(1);
  }
  row.reset();
}

void show_cart(db::Connection& connection, carts::Cart& cart, const Site& site, Instant now, int utc_offset_min, CustomerView& view) {
  const auto priced = price_cart(connection, cart, site, now, utc_offset_min);
  if (!priced) return;
  const int latest = latest_item(connection, cart.row);
  for (const orders::Item& item : priced->items) add_line(view, item, item.position == latest);
  view.total = priced->total;
  view.state = State::selling;
  show_wallet(connection, cart.row, now, view);
}

void show_order(const orders::Order& order, CustomerView& view) {
  for (const orders::Item& item : order.items) add_line(view, item, false);
  view.total = order.total + order.rounding;
  for (const orders::Payment& payment : order.payments) view.payments.push_back({payment.tender, payment.tendered + payment.tip});
  view.change = order.change;
}

std::optional<orders::Order> find_order(db::Connection& connection, db::Statement& row) {
  const auto id = find_uuid(row);
  auto order = id ? orders::load(connection, *id) : refuse(ErrorCode::not_found, "");
  return order ? std::optional{*std::move(order)} : std::nullopt;
}
std::optional<orders::Order> pending_order(db::Connection& connection, std::int64_t register_row) {
  return find_order(connection,
                    connection
                        .prepare("SELECT o.uuid FROM pending_order p JOIN orders o ON o.id = p.order_id WHERE "
                                 "o.register_id = ? AND o.status = 'PENDING_PAYMENT' ORDER BY o.id DESC LIMIT 1")
                        .all(register_row));
}
std::optional<orders::Order> latest_order(db::Connection& connection, std::int64_t register_row) {
  return find_order(connection,
                    connection
                        .prepare("SELECT uuid FROM orders WHERE register_id = ? AND receipt IS NOT NULL ORDER BY "
                                 "receipt DESC LIMIT 1")
                        .all(register_row));
}
}  // namespace

std::string_view name_of(State state) {
  constexpr std::array<std::string_view, 4> names{"idle", "selling", "paying", "done"};
  return names[static_cast<std::size_t>(state)];
}

Result<CustomerView> customer_view(db::Connection& connection, std::int64_t register_row, const Site& site,
                                   Instant now, int utc_offset_min) {
  CustomerView view;
  db::Statement& row = connection.prepare("SELECT uuid FROM register WHERE id = ?");
  const auto id = find_uuid(row.all(register_row));
  if (!id) return refuse(ErrorCode::not_found, "there is no such register");
  view.register_id = *id;
  set_greeting(connection, register_row, site, view);
  if (const auto order = pending_order(connection, register_row)) {
    show_order(*order, view);
    view.state = State::paying;
    view.due = order->due;
    return view;
  }
  auto cart = cart_of(connection, register_row);
  if (const auto order = latest_order(connection, register_row)) {
    const Instant until = order->created_at.plus_seconds(done_seconds);
    const bool newer = !cart || cart->updated_at < order->created_at;
    if (newer && now < until) {
      show_order(*order, view);
      view.state = State::done;
      view.receipt_number = orders::receipt_number(order->register_number, *order->receipt);
      view.receipt_link = receipts::receipt_link(site.receipt_link, view.receipt_number, order->id);
      view.until = until;
      return view;
    }
  }
  if (cart) show_cart(connection, *cart, site, now, utc_offset_min, view);
  return view;
}

void append_json(JsonWriter& json, const CustomerView& view, const Site& site) {
  json.begin_object().member("registerId", view.register_id).member("state", name_of(view.state));
  json.member("locale", site.locale).member("currency", site.currency.code());
  json.key("greeting").begin_array().value(view.upper).value(view.lower).end_array().key("items").begin_array();
  for (const CustomerView::Line& line : view.lines) {
    json.begin_object()
        .member("name", line.name)
        .member("quantity", to_string(line.quantity))
        .member("unit", line.unit);
    json.member("unitPrice", line.unit_price).member("amount", line.amount).member("latest", line.latest).end_object();
  }
  json.end_array().member("total", view.total).nullable("due", view.due).key("payments").begin_array();
  for (const CustomerView::Payment& payment : view.payments)
    json.begin_object().member("tender", payment.tender).member("tendered", payment.tendered).end_object();
  json.end_array().member("change", view.change);
  const auto text = [&](std::string_view name, const std::string& value) {
    json.key(name);
    if (value.empty())
      json.null();
    else
      json.value(value);
  };
  text("receiptNumber", view.receipt_number);
  text("wallet", view.wallet);
  json.member("minAge", view.min_age);
  // What the QR code holds: the link, else the number that the till can look up.
  text("qr", view.receipt_link.empty() ? view.receipt_number : view.receipt_link);
  json.end_object();
}
}  // namespace holdfast::commands

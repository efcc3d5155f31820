#include "commands/sell.h"

#include <algorithm>

#include "commands/choose_parts.h"
#include "commands/enter_code.h"
#include "orders/order_rows.h"

namespace holdfast::commands {
namespace {
/// The deposit on goods that come back comes back with them.
Result<> add_deposits(db::Transaction& tx, carts::Cart& cart, const orders::Order& original, const TakeBack& command, Context& context) {
  for (const orders::Item& charge : original.items) {
    if (charge.terms.charge_kind != "deposit" || charge.terms.modifies == 0) continue;
    const Uuid id = part_id(original.id, static_cast<std::uint16_t>(charge.position));
    const Uuid goods = part_id(original.id, static_cast<std::uint16_t>(charge.terms.modifies));
    const auto line = std::find_if(command.lines.begin(), command.lines.end(), [&](const AddItem& each) { return each.article.order_item == goods; });
    const bool named = std::any_of(command.lines.begin(), command.lines.end(), [&](const AddItem& each) { return each.article.order_item == id; });
    const Quantity left = charge.quantity - charge.returned;
    if (line == command.lines.end() || named || left.micro() <= 0) continue;
    AddItem deposit;
    deposit.article.order_item = id;
    deposit.quantity = line->quantity && line->quantity->is_whole() ? std::min(*line->quantity, left) : left;
    deposit.reason = line->reason;
    deposit.condition = line->condition;
    deposit.own_line = true;
    TRY(add_item(tx, cart, deposit, context));
  }
  return {};
}

/// The refusal of one of many lines says which.
tl::unexpected<Error> at_line(Error error, std::string_view list, std::size_t index) {
  const std::string prefix = '/' + std::string{list} + '/' + std::to_string(index);
  if (error.fields.empty()) error.fields.push_back({prefix, error.detail});
  else
    for (FieldError& field : error.fields) field.pointer = prefix + field.pointer;
  return tl::unexpected<Error>(std::move(error));
}

void emit_status(db::Transaction& tx, const orders::Order& order, std::string_view type, Context& context) {
  std::string payload;
  JsonWriter json{payload};
  json.begin_object().member("orderId", order.id).member("status", orders::name_of(order.status));
  if (order.shipping) {
    json.member("provider", order.shipping->provider).member("method", order.shipping->method);
    json.nullable("trackingNumber", order.shipping->tracking_number);
  }
  json.end_object();
  context.emit(tx, type, "order", order.id, std::move(payload));
}
}  // namespace

Result<orders::Order> sell(db::Transaction& tx, const Sell& command, Context& context) {
  TRY(require(tx, context, Permission::sell));
  carts::Cart cart = TRY(begin_cart(tx.connection(), command.cart, context));
  cart.items.reserve(command.lines.size());
  for (std::size_t i = 0; i < command.lines.size(); ++i) {
    AddItem line = command.lines[i].item;
    line.own_line = true;
    const auto added = add_item(tx, cart, line, context);
    if (!added) return at_line(added.error(), "items", i);
    const auto parts = add_parts(tx, cart, added->item, line.choices, context);
    if (!parts) return at_line(parts.error(), "items", i);
    if (!command.lines[i].discount) continue;
    AddDiscount discount = *command.lines[i].discount;
    discount.item_id = part_id(cart.id, static_cast<std::uint16_t>(added->item));
    const auto taken_off = add_discount(tx, cart, discount, context);
    if (!taken_off) return at_line(taken_off.error(), "items", i);
  }
  for (const AddDiscount& discount : command.discounts) TRY(add_discount(tx, cart, discount, context));
  TRY(take_person(tx.connection(), cart, command.checkout.person));  // whose groups and certificate count
  TRY(change_terms(tx.connection(), cart, command.terms, context));
  for (const AskCharge& charge : command.charges) TRY(ask_charge(tx.connection(), cart, charge, context));
  for (const std::string& code : command.promotions) TRY(enter_code(tx, cart, code, context));
  return place_order(tx, cart, command.checkout, context);
}

Result<orders::Order> take_back(db::Transaction& tx, const TakeBack& command, Context& context) {
  TRY(require(tx, context, Permission::return_goods));
  CreateCart head;
  head.register_id = command.register_id;
  carts::Cart cart = TRY(begin_cart(tx.connection(), head, context));
  Checkout checkout = command.checkout;
  if (command.order) {
    const orders::Order original = TRY(orders::load(tx.connection(), *command.order));
    checkout.original_order_row = original.row;
    cart.person_row = original.person_row;
    cart.person = original.person;
  }
  for (std::size_t i = 0; i < command.lines.size(); ++i) {
    AddItem line = command.lines[i];
    line.own_line = true;
    if (command.order && (!line.article.order_item || whole_of(*line.article.order_item) != *command.order))
      return at_line({ErrorCode::not_found, "that line is not of this order", {}}, "items", i);
    if (line.quantity && line.quantity->micro() <= 0)
      return at_line({ErrorCode::invalid_argument, "what comes back is counted upwards", {{"/quantity", "must be above 0"}}}, "items", i);
    if (!command.order) line.quantity = -line.quantity.value_or(Quantity::pieces(1));
    const auto added = add_item(tx, cart, line, context);
    if (!added) return at_line(added.error(), "items", i);
  }
  if (command.order && command.with_deposits)
    TRY(add_deposits(tx, cart, TRY(orders::load(tx.connection(), *command.order)), command, context));
  return place_order(tx, cart, checkout, context);
}

Result<orders::Order> ship(db::Transaction& tx, const Ship& command, Context& context) {
  TRY(require(tx, context, Permission::shipping));
  orders::Order order = TRY(orders::load(tx.connection(), command.order_id));
  using enum orders::Status;
  if (order.status == pending_payment) return refuse(ErrorCode::conflict, "the order is not paid yet");
  const bool leaves = command.status == "SHIPPED" || command.status == "IN_TRANSIT";
  const bool arrived = command.status == "DELIVERED";
  orders::Status next = order.status;
  if (leaves) next = shipped;
  if (arrived) next = delivered;
  if (next != order.status && !orders::may_follow(order.status, next))
    return refuse(ErrorCode::conflict, "an order that is " + std::string{orders::name_of(order.status)} + " cannot become " +
                                           std::string{orders::name_of(next)});
  if (next == order.status && (order.status == cancelled || (order.status == delivered && command.status != "RETURNED" && !arrived)))
    return refuse(ErrorCode::conflict, "the order is " + std::string{orders::name_of(order.status)});
  orders::Shipping shipping{command.provider, command.method, command.tracking_number, command.status, std::nullopt, std::nullopt};
  if (order.shipping) {
    shipping.shipped_at = order.shipping->shipped_at;
    shipping.delivered_at = order.shipping->delivered_at;
    if (!shipping.tracking_number) shipping.tracking_number = order.shipping->tracking_number;
  }
  if (leaves && !shipping.shipped_at) shipping.shipped_at = context.now;
  if (arrived && !shipping.delivered_at) shipping.delivered_at = context.now;
  orders::save_shipping(tx, order.row, shipping, context.now);
  const bool moved = next != order.status;
  if (moved) orders::set_status(tx, order.row, next, context.now);
  order.shipping = shipping;
  order.status = next;
  if (moved) emit_status(tx, order, arrived ? "OrderDelivered" : "OrderShipped", context);
  return order;
}

Result<orders::Order> set_order_status(db::Transaction& tx, const Uuid& order_id, orders::Status status, Context& context) {
  TRY(require(tx, context, Permission::shipping));
  orders::Order order = TRY(orders::load(tx.connection(), order_id));
  if (order.status == orders::Status::pending_payment) return refuse(ErrorCode::conflict, "the order is not paid yet");
  if (status == orders::Status::cancelled) return refuse(ErrorCode::conflict, "an order is cancelled by voiding or returning it");
  if (!orders::may_follow(order.status, status))
    return refuse(ErrorCode::conflict, "an order that is " + std::string{orders::name_of(order.status)} + " cannot become " +
                                           std::string{orders::name_of(status)});
  orders::set_status(tx, order.row, status, context.now);
  order.status = status;
  emit_status(tx, order, status == orders::Status::delivered ? "OrderDelivered" : status == orders::Status::shipped ? "OrderShipped" : "OrderUpdated",
              context);
  return order;
}
}  // namespace holdfast::commands

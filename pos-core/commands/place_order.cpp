#include "commands/place_order.h"

#include <algorithm>
#include <cstdlib>
#include <map>

#include "capabilities/gate.h"
#include "carts/cart_rows.h"
#include "commands/article_terms.h"
#include "commands/balances.h"
#include "commands/check_fraud.h"
#include "commands/cart_basket.h"
#include "commands/cart_terms.h"
#include "commands/enter_code.h"
#include "commands/fiscal_receipt.h"
#include "commands/order_value.h"
#include "commands/pay_by_value.h"
#include "commands/pending_order.h"
#include "commands/permit_order.h"
#include "commands/price_cart.h"
#include "commands/record_order.h"
#include "commands/reference.h"
#include "commands/sell_card.h"
#include "commands/reprice_return.h"
#include "commands/spend_points.h"
#include "commands/take_offline_card.h"
#include "commands/tips_by_hand.h"
#include "orders/order_rows.h"
#include "promotions/promotion_rows.h"
#include "subscriptions/subscription.h"

namespace holdfast::commands {
namespace {
Result<> redeem_promotions(db::Transaction& tx, const carts::Cart& cart, const std::vector<std::int64_t>& amounts, const orders::Order& order,
                           Context& context) {
  for (std::size_t i = 0; i < cart.promotions.size(); ++i) {
    if (amounts[i] == 0) continue;
    TRY(promotions::redeem(tx, cart.promotions[i].id, order.row, order.person_row, amounts[i], context.now));
    if (order.status == orders::Status::pending_payment) continue;  // told once it is paid
    std::string payload;
    JsonWriter json{payload};
    json.begin_object().member("orderId", order.id).member("code", cart.promotions[i].code);
    json.member("amount", amounts[i]).member("currency", order.currency.code()).end_object();
    context.emit(tx, "PromotionApplied", "order", order.id, std::move(payload));
  }
  return {};
}

orders::Kind kind_of(const std::vector<orders::Item>& items) {
  const auto comes_back = [](const orders::Item& item) { return item.quantity.micro() < 0; };
  if (std::all_of(items.begin(), items.end(), comes_back)) return orders::Kind::return_;
  return std::any_of(items.begin(), items.end(), comes_back) ? orders::Kind::exchange : orders::Kind::sale;
}

void set_person(db::Connection& connection, orders::Order& order, const carts::Cart& cart) {
  order.person_row = cart.person_row;
  order.person = cart.person;
  if (!order.person_row || order.person) return;
  db::Statement& row = connection.prepare("SELECT uuid FROM person WHERE id = ?");
  if (row.all(*order.person_row).step()) order.person = row.uuid(0);
  row.reset();
}

/// The click that brought the customer, as far as the store knows the partner.
std::optional<orders::Attribution> attribution_of(db::Transaction& tx, const carts::Cart& cart, Context& context) {
  if (!cart.affiliate_code || cart.affiliate_code->empty()) return std::nullopt;
  tx.prepare("INSERT INTO affiliate_partner(uuid, code, created_us) VALUES (?, ?, ?) ON CONFLICT(code) DO NOTHING")
      .exec(context.ids.next(context.now), *cart.affiliate_code, context.now);
  return orders::Attribution{*cart.affiliate_code, "INBOUND"};
}

void mark_returned(db::Transaction& tx, const orders::Order& order) {
  for (const orders::Item& item : order.items)
    if (item.origin)
      orders::add_returned(tx, item.origin->order_row, item.origin->position, -item.quantity, -item.net, -item.tax, -item.discount);
}

/// Positions count from 1; what belongs to a line of the cart belongs to its position.
void number_lines(std::vector<orders::Item>& items) {
  std::map<int, int> position_of;
  for (std::size_t i = 0; i < items.size(); ++i)
    if (items[i].position != 0) position_of.emplace(items[i].position, static_cast<int>(i) + 1);
  for (std::size_t i = 0; i < items.size(); ++i) {
    items[i].position = static_cast<int>(i) + 1;
    if (items[i].terms.modifies != 0) items[i].terms.modifies = position_of[items[i].terms.modifies];
  }
}

/// What the order keeps of the cart's terms; net terms say when an invoice is due.
carts::Terms terms_of(db::Connection& connection, const carts::Cart& cart, const std::string& certificate,
                      const payments::Settlement& settlement, const shifts::Shift& shift) {
  carts::Terms terms = cart.terms;
  terms.charges.clear();
  terms.tender.clear();  // its payments say it
  terms.certificate = certificate;
  const bool on_account = std::any_of(settlement.payments.begin(), settlement.payments.end(), [](const payments::Settled& paid) {
    return paid.tender->kind == payments::TenderKind::account && paid.amount > 0;
  });
  if (!on_account || !cart.person_row) return terms;
  if (const auto days = customers::load_buyer(connection, *cart.person_row).net_days)
    terms.due_on = subscriptions::add_days(shift.business_date, *days).value_or("");
  return terms;
}

/// Promotions that ask for a tender are priced by the one that pays.
void choose_tender(carts::Cart& cart, const std::vector<PaymentOffer>& payments) {
  std::vector<std::string> tenders;
  for (const PaymentOffer& payment : payments) tenders.push_back(payment.tender);
  cart.terms.tender = chosen_tender(tenders);
}

/// The region counts where it is a code, not a name.
std::string place_of(const orders::Address& address) {
  const std::string narrow = address.country + "-" + address.state;
  return is_place(narrow) ? narrow : is_place(address.country) ? address.country : std::string{};
}

orders::Order order_of(const carts::Cart& cart, PricedCart&& priced, const payments::Settlement& settlement, const Register& reg,
                       const shifts::Shift& shift, const Checkout& checkout, Context& context) {
  orders::Order order;
  order.id = context.ids.next_whole(context.now);
  order.kind = kind_of(priced.items);
  order.register_row = reg.row;
  order.register_id = reg.id;
  order.register_number = reg.number;
  order.shift_row = shift.row;
  order.shift_id = shift.id;
  order.staff_row = context.actor_id();
  order.staff_code = context.actor != nullptr ? context.actor->staff_code : cart.staff_code;
  order.currency = context.site.currency;
  order.items = std::move(priced.items);
  for (PricedCharge& charge : priced.charges) order.items.push_back(std::move(charge.item));
  number_lines(order.items);
  order.taxes = std::move(priced.taxes);
  order.derivation = std::move(priced.derivation);
  order.subtotal = priced.subtotal;
  order.discount = priced.discount;
  order.net = priced.net;
  order.tax = priced.tax;
  order.total = priced.total;
  order.rounding = settlement.rounding;
  order.paid = settlement.paid;
  order.change = settlement.change;
  for (const payments::Settled& paid : settlement.payments)
    order.payments.push_back({paid.tender->id, paid.tender->code, paid.amount, paid.tendered, paid.tender->currency, paid.foreign_amount,
                              paid.tender->rate_micro, paid.reference});
  order.original_row = checkout.original_order_row;
  order.address = checkout.address;
  order.note = checkout.note.empty() ? cart.note : checkout.note;
  order.external_ref = checkout.external_ref;
  order.business_date = shift.business_date;
  order.utc_offset_min = context.utc_offset_min;
  order.created_at = context.now;
  return order;
}

orders::Pending pending_of(const carts::Cart& cart, const std::vector<std::int64_t>& promotion_amounts) {
  orders::Pending pending;
  if (cart.row != 0) pending.cart_row = cart.row;
  for (std::size_t i = 0; i < cart.promotions.size(); ++i)
    if (promotion_amounts[i] != 0) pending.promotions.push_back({cart.promotions[i].code, promotion_amounts[i]});
  return pending;
}

Result<> nothing_is_voided_meanwhile(db::Connection& connection, const orders::Order& order) {
  for (const orders::Item& item : order.items)
    if (item.origin && orders::pending_void_of(connection, item.origin->order_row))
      return refuse(ErrorCode::conflict, "the order " + to_string(item.origin->order) + " is being voided");
  return {};
}

void close_cart(db::Transaction& tx, carts::Cart& cart, const orders::Order& order, Context& context) {
  if (cart.row == 0) return;
  cart.status = carts::Status::checked_out;
  carts::update(tx, cart, context.now);
  std::string payload;
  JsonWriter json{payload};
  json.begin_object().member("cartId", cart.id).member("version", cart.version).member("change", "checkedOut");
  json.member("status", carts::name_of(cart.status)).member("orderId", order.id).end_object();
  context.emit(tx, "CartUpdated", "cart", cart.id, std::move(payload));
}
}  // namespace

Result<> take_person(db::Connection& connection, carts::Cart& cart, const std::optional<Uuid>& person) {
  if (!person) return {};
  db::Statement& row = connection.prepare("SELECT id FROM person WHERE uuid = ? AND erased_us IS NULL");
  if (!row.all(*person).step()) return refuse(ErrorCode::not_found, "no customer " + to_string(*person));
  cart.person_row = row.integer(0);
  cart.person = *person;
  row.reset();
  return {};
}

Result<orders::Order> place_order(db::Transaction& tx, carts::Cart& cart, const Checkout& checkout, Context& context) {
  db::Connection& connection = tx.connection();
  if (cart.items.empty() && cart.terms.charges.empty()) return refuse(ErrorCode::conflict, "there is nothing in the cart");
  TRY(take_person(connection, cart, checkout.person));
  if (checkout.address) cart.terms.ship_to = place_of(*checkout.address);
  choose_tender(cart, checkout.payments);
  const Agreed agreed = checkout.agreed.value_or(Agreed{context.now, context.utc_offset_min});
  PricedCart priced = TRY(price_cart(connection, cart, context.site, agreed.at, agreed.utc_offset_min, Derive::yes,
                                     agreed.at == context.now ? Versions::newest : Versions::of_then));
  TRY(check_points_spent(connection, cart, priced));
  const Reference& ref = reference(connection, context.site, context.now);
  const Register* reg = ref.register_by_row(cart.register_row);
  check(reg != nullptr);
  const shifts::Shift shift = TRY(shifts::load_open(connection, reg->row));
  TRY(check_undecided(connection, reg->row));
  const auto offers = TRY(offers_of(checkout.payments, connection, context));
  payments::Settlement settlement = TRY(payments::settle(Money{priced.total, context.site.currency}, offers));
  const auto shares = TRY(terminal_shares(connection, reg->row, checkout.payments, settlement.payments));
  const auto tips = TRY(tips_by_hand(connection, checkout.payments, settlement.payments, shares, priced.items, priced.total));
  TRY(check_offline_cards(connection, reg->row, checkout.payments, settlement.payments, context));
  TRY(permit_payments(tx, checkout.payments, settlement.payments, shares, &cart, context));
  TRY(permit_unreceipted(tx, priced.items, context));
  TRY(permit_exchange(tx, priced.items, context));
  TRY(permit_elsewhere(tx, priced.items, context));
  if (checkout.fraud) TRY(heed_order_check(tx, *checkout.fraud, std::abs(priced.total), context));
  const std::vector<std::int64_t> promotion_amounts = std::move(priced.promotion_amounts);
  const std::string rules = std::move(priced.rules);
  const Sha256 digest = priced.digest;
  const std::vector<promotions::RuleUse> rule_uses = std::move(priced.rule_uses);
  const std::string certificate = std::move(priced.certificate);
  std::string buyer_tax_number = std::move(priced.buyer_tax_number);
  orders::Order order = order_of(cart, std::move(priced), settlement, *reg, shift, checkout, context);
  for (std::size_t i = 0; i < tips.size(); ++i) order.payments[i].tip = tips[i];
  if (order.items.size() > static_cast<std::size_t>(context.site.policy.max_lines))
    return refuse(ErrorCode::limit_exceeded, "more than " + std::to_string(context.site.policy.max_lines) + " lines");
  set_person(connection, order, cart);
  order.terms = terms_of(connection, cart, certificate, settlement, shift);
  order.terms.buyer_tax_number = std::move(buyer_tax_number);
  TRY(complete_lines(tx, order, context));
  order.attribution = attribution_of(tx, cart, context);
  if (order.original_row) {
    db::Statement& original = tx.prepare("SELECT uuid FROM orders WHERE id = ?");
    if (original.all(*order.original_row).step()) order.original = original.uuid(0);
    original.reset();
  }
  TRY(nothing_is_voided_meanwhile(connection, order));
  TRY(prepare_value(tx, order, settlement.payments, context));
  if (const auto fraud = checkout.fraud ? checkout.fraud : check_of_cart(connection, cart)) order.leave.fraud = fraud_fact(*fraud);
  if (context.gate != nullptr) order.leave.capabilities = context.gate->facts();
  if (shares.empty()) record_order(tx, order, shift, reg->location_row, context);
  else begin_pending(tx, order, pending_of(cart, promotion_amounts), shares, context);
  keep_pricing(tx, order.row, rules, digest);
  mark_returned(tx, order);
  keep_units(tx, order, context);
  keep_adjustments(tx, order);
  TRY(keep_rule_uses(tx, rule_uses, order, context));
  if (cart.row != 0) adopt_holds(tx, cart.row, order.row);
  keep_points_shares(tx, cart, order);
  TRY(move_balances(tx, order, settlement.payments, shares.empty() ? Balances::both : Balances::taken, context));
  if (!shares.empty()) TRY(set_aside_cards(tx, order, context));
  if (shares.empty()) {
    TRY(take_points_spent(tx, order, context));
    release_holds(tx, order, "not needed", context);
    TRY(post_value_of(tx, order, context));
  }
  TRY(redeem_promotions(tx, cart, promotion_amounts, order, context));
  keep_offline_cards(tx, order, checkout.payments, settlement.payments, context);
  close_cart(tx, cart, order, context);
  if (!shares.empty()) return orders::load(connection, order.row);
  return order;
}

Result<orders::Order> place_cart_order(db::Transaction& tx, const PlaceOrder& command, Context& context) {
  carts::Cart cart = TRY(carts::load_for_step(tx, command.cart_id));
  if (cart.status != carts::Status::active) return tl::unexpected<Error>(closed_cart(tx.connection(), cart));
  if (context.actor != nullptr && cart.terminal_row && *cart.terminal_row != context.actor->terminal_id)
    return refuse(ErrorCode::in_use_elsewhere, "the cart is being worked on at another terminal: take it over first");
  if (!command.checkout.fraud) TRY(heed_fraud_check(tx, cart, context));
  return place_order(tx, cart, command.checkout, context);
}
}  // namespace holdfast::commands

#include "commands/edit_cart.h"

#include "carts/cart_rows.h"
#include "commands/bind_weighing.h"
#include "commands/choose_parts.h"
#include "commands/enter_code.h"
#include "commands/fire_course.h"
#include "commands/load_cart.h"
#include "commands/pay_by_value.h"
#include "commands/pending_order.h"
#include "commands/points.h"
#include "commands/reference.h"
#include "commands/take_tare.h"
#include "shifts/shift.h"

namespace holdfast::commands {
namespace {
/// Prices what was stored, tells the log, keeps the cart at hand for its next step.
Result<CartView> show(db::Transaction& tx, carts::Cart&& cart, std::string_view change, Context& context) {
  PricedCart priced = TRY(price_cart(tx.connection(), cart, context.site, context.now, context.utc_offset_min));
  std::string payload;
  JsonWriter json{payload};
  json.begin_object().member("cartId", cart.id).member("version", cart.version).member("change", change);
  json.member("status", carts::name_of(cart.status)).member("items", static_cast<std::int64_t>(cart.items.size()));
  json.member("total", priced.total).member("currency", context.site.currency.code()).end_object();
  context.emit(tx, "CartUpdated", "cart", cart.id, std::move(payload));
  if (cart.status == carts::Status::active) carts::keep_for_next_step(tx, cart);
  CartView view{std::move(cart), std::move(priced)};
  view.loyalty = loyalty_view(tx.connection(), view.cart, view.priced, context.site, context.now);
  return view;
}

Result<carts::Item*> line_of(carts::Cart& cart, const Uuid& item_id) {
  carts::Item* item = whole_of(item_id) == cart.id ? cart.find_item(part_of(item_id)) : nullptr;
  if (item == nullptr) return refuse(ErrorCode::not_found, "no line " + to_string(item_id) + " in this cart");
  return item;
}
}  // namespace

Result<carts::Cart> load_for_change(db::Transaction& tx, const CartTarget& target, const Context& context) {
  carts::Cart cart = TRY(carts::load_for_step(tx, target.cart_id));
  if (target.if_match && *target.if_match != cart.version)
    return refuse(ErrorCode::stale_version, "the cart is at version " + std::to_string(cart.version));
  if (cart.status != carts::Status::active) return tl::unexpected<Error>(closed_cart(tx.connection(), cart));
  if (context.actor != nullptr && cart.terminal_row && *cart.terminal_row != context.actor->terminal_id)
    return refuse(ErrorCode::in_use_elsewhere, "the cart is being worked on at another terminal: take it over first");
  return cart;
}

Result<CartView> finish_step(db::Transaction& tx, carts::Cart&& cart, std::string_view change, Context& context) {
  carts::touch(tx, cart, context.now);
  return show(tx, std::move(cart), change, context);
}
Result<CartView> finish_head_step(db::Transaction& tx, carts::Cart&& cart, std::string_view change, Context& context,
                                  std::optional<std::string_view> close_reason) {
  carts::update(tx, cart, context.now, close_reason);
  return show(tx, std::move(cart), change, context);
}

Result<CartView> create_cart(db::Transaction& tx, const CreateCart& command, Context& context) {
  TRY(require(tx, context, Permission::sell));
  carts::Cart cart = TRY(begin_cart(tx.connection(), command, context));
  carts::insert(tx, cart);
  if (cart.affiliate_code) {
    tx.prepare("INSERT INTO affiliate_partner(uuid, code, created_us) VALUES (?, ?, ?) ON CONFLICT(code) DO NOTHING")
        .exec(context.ids.next(context.now), *cart.affiliate_code, context.now);
    tx.prepare("INSERT INTO affiliate_click(uuid, partner_id, person_id, cart_id, clicked_us) "
               "SELECT ?, id, ?, ?, ? FROM affiliate_partner WHERE code = ?")
        .exec(context.ids.next(context.now), cart.person_row, cart.row, context.now, *cart.affiliate_code);
  }
  std::string payload;
  JsonWriter json{payload};
  json.begin_object().member("cartId", cart.id).member("registerId", cart.register_id).nullable("personId", cart.person);
  json.nullable("affiliateCode", cart.affiliate_code).member("currency", context.site.currency.code()).end_object();
  context.emit(tx, "CartCreated", "cart", cart.id, std::move(payload));
  carts::keep_for_next_step(tx, cart);
  return CartView{std::move(cart), {}};
}

Result<CartView> add_cart_item(db::Transaction& tx, const CartTarget& target, const AddItem& command, Context& context) {
  carts::Cart cart = TRY(load_for_change(tx, target, context));
  if (command.weighing) TRY(check_weighing(tx.connection(), *command.weighing, cart, context));
  AddItem line = command;
  line.own_line = line.own_line || !command.choices.empty();
  const Added added = TRY(add_item(tx, cart, line, context));
  const std::vector<int> parts =
      added.merged ? std::vector<int>{} : TRY(add_parts(tx, cart, added.item, command.choices, context));
  for (const int part : parts) carts::insert_item(tx, cart, *cart.find_item(part), context.now);
  const carts::Item& item = *cart.find_item(added.item);
  if (added.merged) carts::update_item(tx, cart, item, context.now);
  else carts::insert_item(tx, cart, item, context.now);
  if (command.weighing) carts::insert_weighing(tx, cart, item, *command.weighing, context.now);
  return finish_step(tx, std::move(cart), "itemAdded", context);
}

Result<CartView> change_cart_item(db::Transaction& tx, const CartTarget& target, const ChangeItem& command, Context& context) {
  carts::Cart cart = TRY(load_for_change(tx, target, context));
  carts::Item& old = *TRY(line_of(cart, command.item_id));
  if (old.return_of && command.unit_price) return refuse(ErrorCode::conflict, "the price of what comes back is what was paid");
  if (!old.weighing.empty() && command.quantity && *command.quantity != old.quantity)
    return refuse(ErrorCode::conflict, "its weight is the scale's: take the line out and weigh again");
  if (old.card && command.quantity && *command.quantity != old.quantity)
    return refuse(ErrorCode::conflict, "each gift card is a line of its own");
  TRY(may_change_alone(cart, old, command.unit_price.has_value(), command.quantity && *command.quantity != old.quantity));
  const carts::Cart before = old.terms.parts != carts::Parts::none ? cart : carts::Cart{};
  const Quantity quantity_before = old.quantity;
  std::optional<carts::Item> known;  // to the kitchen
  if (!old.terms.fired.is_zero()) known = old;
  // The same rules as for a new line: put it in anew and keep its number.
  AddItem anew;
  if (old.return_of && old.return_of->order_row != 0)
    anew.article.order_item = part_id(old.return_of->order, static_cast<std::uint16_t>(old.return_of->position));
  else if (old.variant_id) anew.article.variant = old.variant;
  else anew.article.unlisted_name = old.name;
  anew.quantity = TRY(net_of(old, command));
  anew.unit_price = command.unit_price ? command.unit_price : old.variant_id ? std::nullopt : old.unit_price;
  anew.reason = old.return_of ? old.return_of->reason : command.reason;
  anew.condition = old.return_of ? old.return_of->condition : "";
  anew.note = command.note.value_or(old.note);
  anew.card = old.card;
  const bool keep_price = old.unit_price && !command.unit_price && old.variant_id;
  if (keep_price || (old.label_amount && !command.quantity && !command.unit_price)) {
    old.quantity = *anew.quantity;
    if (old.quantity.is_zero()) return refuse(ErrorCode::invalid_argument, "a line of nothing", {{"/quantity", "must not be 0"}});
    old.note = anew.note;
  } else {
    carts::Cart scratch = cart;
    scratch.items.clear();
    const Added added = TRY(add_item(tx, scratch, anew, context));
    carts::Item fresh = *scratch.find_item(added.item);
    fresh.item = old.item;
    if (!old.variant_id) fresh.tax_category_id = old.tax_category_id;
    fresh.note = anew.note;
    fresh.weighing = old.weighing;
    fresh.terms = old.terms;
    old = std::move(fresh);
  }
  if (command.tare) old.terms.tare = *command.tare;
  if (!command.terms.empty()) TRY(change_line_terms(tx.connection(), cart, old, command.terms, context));
  if (!command.terms.empty() || command.tare) carts::save_terms(tx, cart, old);
  carts::update_item(tx, cart, old, context.now);
  if (known) tell_kitchen_of_change(tx, cart, *known, &old, context);
  for (const int part : TRY(follow_quantity(cart, old.item, quantity_before))) {
    carts::Item& line = *cart.find_item(part);
    carts::update_item(tx, cart, line, context.now);
    const auto was = std::find_if(before.items.begin(), before.items.end(), [&](const carts::Item& each) { return each.item == part; });
    tell_kitchen_of_change(tx, cart, *was, &line, context);
  }
  return finish_step(tx, std::move(cart), "itemChanged", context);
}

Result<CartView> remove_cart_item(db::Transaction& tx, const CartTarget& target, const Uuid& item_id, Context& context) {
  carts::Cart cart = TRY(load_for_change(tx, target, context));
  const int item = TRY(line_of(cart, item_id))->item;
  TRY(may_leave_alone(tx.connection(), cart, *cart.find_item(item)));
  std::vector<int> gone{item};  // what belongs to it goes with it
  for (const carts::Item& line : cart.items)
    if (line.terms.modifies == item) gone.push_back(line.item);
  for (const int each : gone)
    if (each == item || cart.find_item(each)->terms.of_combo)
      tell_kitchen_of_change(tx, cart, *cart.find_item(each), nullptr, context);
  for (const int each : gone) {
    carts::delete_item(tx, cart, each);
    std::erase_if(cart.items, [&](const carts::Item& line) { return line.item == each; });
    std::erase_if(cart.discounts, [&](const carts::Discount& discount) { return discount.item == each; });
  }
  return finish_step(tx, std::move(cart), "itemRemoved", context);
}

Result<CartView> discount_cart(db::Transaction& tx, const CartTarget& target, const AddDiscount& command, Context& context) {
  carts::Cart cart = TRY(load_for_change(tx, target, context));
  const carts::Discount discount = TRY(add_discount(tx, cart, command, context));
  carts::insert_discount(tx, cart, discount);
  return finish_step(tx, std::move(cart), "discounted", context);
}

Result<CartView> remove_cart_discount(db::Transaction& tx, const CartTarget& target, const Uuid& discount_id, Context& context) {
  carts::Cart cart = TRY(load_for_change(tx, target, context));
  const int wanted = part_of(discount_id);
  const auto removed = std::erase_if(cart.discounts, [&](const carts::Discount& discount) { return discount.discount == wanted; });
  if (removed == 0 || whole_of(discount_id) != cart.id) return refuse(ErrorCode::not_found, "no such discount in this cart");
  carts::delete_discount(tx, cart, wanted);
  return finish_step(tx, std::move(cart), "discountRemoved", context);
}

Result<CartView> promote_cart(db::Transaction& tx, const CartTarget& target, const std::string& code, Context& context) {
  carts::Cart cart = TRY(load_for_change(tx, target, context));
  const Entered entered = TRY(enter_code(tx, cart, code, context));
  if (entered.promotion_row) carts::insert_promotion(tx, cart, *entered.promotion_row, context.now);
  else carts::save_terms(tx, cart);
  std::string payload;
  JsonWriter json{payload};
  json.begin_object().member("cartId", cart.id).member("code", entered.code).end_object();
  context.emit(tx, "PromotionApplied", "cart", cart.id, std::move(payload));
  return finish_step(tx, std::move(cart), "promotionApplied", context);
}

Result<CartView> unpromote_cart(db::Transaction& tx, const CartTarget& target, const std::string& code, Context& context) {
  carts::Cart cart = TRY(load_for_change(tx, target, context));
  std::int64_t id = 0;
  std::erase_if(cart.promotions, [&](const carts::Promotion& promotion) {
    if (promotion.code != code) return false;
    id = promotion.id;
    return true;
  });
  const auto codes = std::erase_if(cart.terms.codes, [&](const carts::EnteredCode& each) { return each.code == code; });
  if (id == 0 && codes == 0) return refuse(ErrorCode::not_found, "the coupon is not on this cart");
  if (id != 0) carts::delete_promotion(tx, cart, id);
  if (codes != 0) carts::save_terms(tx, cart);
  return finish_step(tx, std::move(cart), "promotionRemoved", context);
}

Result<CartView> charge_cart(db::Transaction& tx, const CartTarget& target, const AskCharge& command, Context& context) {
  carts::Cart cart = TRY(load_for_change(tx, target, context));
  TRY(ask_charge(tx.connection(), cart, command, context));
  carts::save_terms(tx, cart);
  return finish_step(tx, std::move(cart), "charged", context);
}

Result<CartView> uncharge_cart(db::Transaction& tx, const CartTarget& target, const Uuid& charge_id, Context& context) {
  carts::Cart cart = TRY(load_for_change(tx, target, context));
  const int wanted = part_of(charge_id);
  const auto removed = std::erase_if(cart.terms.charges, [&](const carts::AskedCharge& each) { return each.charge == wanted; });
  if (removed == 0 || whole_of(charge_id) != cart.id) return refuse(ErrorCode::not_found, "no such charge in this cart");
  carts::save_terms(tx, cart);
  return finish_step(tx, std::move(cart), "chargeRemoved", context);
}

Result<CartView> change_cart(db::Transaction& tx, const CartTarget& target, const ChangeCart& command, Context& context) {
  carts::Cart cart = TRY(load_for_change(tx, target, context));
  if (command.clear_person) {
    cart.person.reset();
    cart.person_row.reset();
  }
  if (command.person) {
    db::Statement& person = tx.prepare("SELECT id FROM person WHERE uuid = ? AND erased_us IS NULL");
    const bool known = person.all(*command.person).step();
    if (known) cart.person_row = person.integer(0);
    person.reset();
    if (!known) return refuse(ErrorCode::not_found, "no customer " + to_string(*command.person));
    cart.person = command.person;
  }
  if (command.person || command.clear_person)  // it was the other customer's certificate, and tax number
    cart.terms.exempt = cart.terms.reverse_charge = false;
  const carts::Terms before = cart.terms;
  TRY(change_terms(tx.connection(), cart, command.terms, context));
  if (cart.terms != before || command.person || command.clear_person) carts::save_terms(tx, cart);
  if (command.note) cart.note = *command.note;
  if (command.affiliate_code) cart.affiliate_code = command.affiliate_code->empty() ? std::nullopt : command.affiliate_code;
  if (cart.terms.table != before.table) {
    std::vector<int> all;
    for (const carts::Item& item : cart.items) all.push_back(item.item);
    tell_kitchen_of_move(tx, cart, all, before.table, context);
  }
  return finish_head_step(tx, std::move(cart), "changed", context);
}

Result<CartView> suspend_cart(db::Transaction& tx, const CartTarget& target, const std::optional<std::string>& note, Context& context) {
  TRY(require(tx, context, Permission::suspend));
  carts::Cart cart = TRY(load_for_change(tx, target, context));
  cart.status = carts::Status::suspended;
  cart.terminal_row.reset();
  cart.terminal.reset();
  if (note) cart.note = *note;
  return finish_head_step(tx, std::move(cart), "suspended", context);
}

Result<CartView> resume_cart(db::Transaction& tx, const CartTarget& target, const ResumeCart& command, Context& context) {
  carts::Cart cart = TRY(carts::load_for_step(tx, target.cart_id));
  if (target.if_match && *target.if_match != cart.version)
    return refuse(ErrorCode::stale_version, "the cart is at version " + std::to_string(cart.version));
  const bool open = cart.status == carts::Status::active || cart.status == carts::Status::suspended;
  if (!open) return tl::unexpected<Error>(closed_cart(tx.connection(), cart));
  const bool elsewhere = cart.status == carts::Status::active && cart.terminal_row && context.actor != nullptr &&
                         *cart.terminal_row != context.actor->terminal_id;
  if (elsewhere) {
    if (!command.take_over) return refuse(ErrorCode::in_use_elsewhere, "the cart is being worked on at another terminal");
    const Consent consent = TRY(require(tx, context, Permission::take_over));
    audit(tx, context, "take_over", to_string(cart.id), "{}", consent);
  }
  if (command.register_id) {
    const Register& reg = *TRY(reference(tx.connection(), context.site, context.now).active_register(*command.register_id));
    cart.register_row = reg.row;
    cart.register_id = reg.id;
  }
  cart.status = carts::Status::active;
  if (context.actor != nullptr) {
    cart.terminal_row = context.actor->terminal_id;
    cart.terminal = context.actor->terminal;
    cart.staff_row = context.actor->staff_id;
    cart.staff_code = context.actor->staff_code;
  }
  return finish_head_step(tx, std::move(cart), elsewhere ? "takenOver" : "resumed", context);
}

Result<CartView> void_cart(db::Transaction& tx, const CartTarget& target, const std::string& reason, Context& context) {
  const Consent consent = TRY(require(tx, context, Permission::void_cart));
  carts::Cart cart = TRY(carts::load_for_step(tx, target.cart_id));
  if (target.if_match && *target.if_match != cart.version)
    return refuse(ErrorCode::stale_version, "the cart is at version " + std::to_string(cart.version));
  if (cart.status != carts::Status::active && cart.status != carts::Status::suspended)
    return tl::unexpected<Error>(closed_cart(tx.connection(), cart));
  if (context.actor != nullptr && cart.terminal_row && *cart.terminal_row != context.actor->terminal_id)
    return refuse(ErrorCode::in_use_elsewhere, "the cart is being worked on at another terminal: take it over first");
  cart.status = carts::Status::voided;
  release_cart_holds(tx, cart.row, "the sale was given up", context);
  tell_kitchen_of_end(tx, cart, context);
  CartView view = TRY(finish_head_step(tx, std::move(cart), "voided", context, reason));
  if (const auto shift = shifts::find_open(tx.connection(), view.cart.register_row))
    shifts::add_total(tx, shift->row, shifts::total::void_cart, "", 1, view.priced.total);
  std::string detail;
  JsonWriter json{detail};
  json.begin_object().member("reason", reason).member("total", view.priced.total).end_object();
  audit(tx, context, "void_cart", to_string(view.cart.id), detail, consent);
  return view;
}
}  // namespace holdfast::commands

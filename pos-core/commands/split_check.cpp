#include "commands/split_check.h"

#include <algorithm>

#include "carts/cart_rows.h"
#include "commands/fire_course.h"
#include "commands/load_cart.h"

namespace holdfast::commands {
namespace {
std::map<int, std::int64_t> amounts_of(const PricedCart& priced) {
  std::map<int, std::int64_t> out;
  for (const orders::Item& item : priced.items) out[item.position] = item.amount;
  return out;
}

/// Writes what a part has that its rows do not say yet.
void store_rows(db::Transaction& tx, const carts::Cart& cart, Instant now) {
  for (const carts::Item& item : cart.items) carts::insert_item(tx, cart, item, now);
  for (const carts::Discount& discount : cart.discounts) carts::insert_discount(tx, cart, discount);
  carts::save_terms(tx, cart);
}

/// The lines that left and those that shrank.
void shrink(db::Transaction& tx, const carts::Cart& before, const carts::Cart& after, Instant now) {
  for (const carts::Item& item : before.items) {
    const auto left = std::find_if(after.items.begin(), after.items.end(),
                                   [&](const carts::Item& each) { return each.item == item.item; });
    if (left == after.items.end()) {
      carts::delete_item(tx, before, item.item);
    } else if (left->quantity != item.quantity) {
      carts::update_item(tx, after, *left, now);
      carts::save_terms(tx, after, *left);
    }
  }
  for (const carts::Discount& discount : before.discounts) carts::delete_discount(tx, before, discount.discount);
  for (const carts::Discount& discount : after.discounts) carts::insert_discount(tx, after, discount);
}

void park(carts::Cart& cart, const carts::Cart& from, Context& context) {
  cart.id = context.ids.next_whole(context.now);
  cart.status = carts::Status::suspended;
  cart.terminal_row.reset();
  cart.terminal.reset();
  cart.version = 1;
  cart.created_at = cart.updated_at = context.now;
  if (cart.terms.guests > 0) cart.terms.guests = 1;
  if (cart.note.empty()) cart.note = from.terms.table;
}

void tell_created(db::Transaction& tx, const carts::Cart& cart, Context& context) {
  std::string payload;
  JsonWriter json{payload};
  json.begin_object()
      .member("cartId", cart.id)
      .member("registerId", cart.register_id)
      .nullable("personId", cart.person);
  json.nullable("affiliateCode", cart.affiliate_code).member("currency", context.site.currency.code()).end_object();
  context.emit(tx, "CartCreated", "cart", cart.id, std::move(payload));
}
}  // namespace

Result<SplitChecks> split_check(db::Transaction& tx, const CartTarget& target, const SplitCheck& command,
                                Context& context) {
  TRY(require(tx, context, Permission::suspend));
  carts::Cart cart = TRY(load_for_change(tx, target, context));
  const PricedCart whole = TRY(price_cart(tx.connection(), cart, context.site, context.now, context.utc_offset_min));
  const std::vector<checks::Part> parts = command.by_seat ? checks::parts_by_seat(cart) : command.parts;
  if (parts.empty())
    return refuse(ErrorCode::conflict, command.by_seat ? "there is one seat only" : "there is nothing to part");
  std::vector<carts::Cart> carts = TRY(checks::split(cart, parts, amounts_of(whole)));
  for (const carts::Cart& part : carts)
    if (part.items.empty()) return refuse(ErrorCode::conflict, "a part would be empty");
  SplitChecks out;
  shrink(tx, cart, carts.front(), context.now);
  out.carts.push_back(TRY(finish_step(tx, std::move(carts.front()), "split", context)));
  for (std::size_t i = 1; i < carts.size(); ++i) {
    park(carts[i], cart, context);
    carts::insert(tx, carts[i]);
    store_rows(tx, carts[i], context.now);
    tell_created(tx, carts[i], context);
    out.carts.push_back(TRY(finish_step(tx, std::move(carts[i]), "split", context)));
  }
  for (const CartView& view : out.carts) out.difference += view.priced.total;
  out.difference -= whole.total;
  return out;
}

Result<CartView> transfer_items(db::Transaction& tx, const CartTarget& target, const TransferItems& command,
                                Context& context) {
  TRY(require(tx, context, Permission::suspend));
  carts::Cart from = TRY(load_for_change(tx, target, context));
  if (command.to == from.id)
    return refuse(ErrorCode::invalid_argument, "a cart takes nothing over from itself",
                  {{"/toCartId", "is this cart"}});
  carts::Cart to = TRY(carts::load_for_step(tx, command.to));
  const bool free = to.status == carts::Status::suspended ||
                    (to.status == carts::Status::active &&
                     (context.actor == nullptr || to.terminal_row == context.actor->terminal_id));
  if (!free)
    return refuse(ErrorCode::in_use_elsewhere,
                  "the other cart is " + std::string{carts::name_of(to.status)} + " elsewhere");
  std::vector<int> moving = command.items;
  for (const carts::Item& item : from.items)
    if (command.items.empty() || std::find(moving.begin(), moving.end(), item.terms.modifies) != moving.end())
      moving.push_back(item.item);
  std::map<int, int> number;
  for (const carts::Item& item : from.items) {
    if (std::find(moving.begin(), moving.end(), item.item) == moving.end()) continue;
    if (!item.weighing.empty())
      return refuse(ErrorCode::conflict, "its weight was taken for this sale: weigh it again there");
    if (to.items.size() >= static_cast<std::size_t>(context.site.policy.max_lines) || to.next_item >= 0x8000)
      return refuse(ErrorCode::limit_exceeded, "the other cart is full");
    carts::Item moved = item;
    moved.item = number[item.item] = to.next_item++;
    if (moved.terms.modifies != 0)
      moved.terms.modifies = number.contains(moved.terms.modifies) ? number[moved.terms.modifies] : 0;
    if (item.terms.modifies != 0 && moved.terms.modifies == 0) {  // it went without what it was chosen with
      moved.terms.choice.clear();
      moved.terms.of_combo = false;
    }
    to.items.push_back(moved);
    carts::insert_item(tx, to, moved, context.now);
    carts::delete_item(tx, from, item.item);
  }
  if (number.empty()) return refuse(ErrorCode::not_found, "no such line in this cart");
  for (const carts::Discount& discount : from.discounts) {
    if (!discount.item || !number.contains(*discount.item)) continue;
    carts::Discount moved = discount;
    moved.item = number[*discount.item];
    moved.discount = to.next_item++;
    to.discounts.push_back(moved);
    carts::insert_discount(tx, to, moved);
  }
  std::vector<int> arrived;
  for (const auto& [before, now] : number) arrived.push_back(now);
  tell_kitchen_of_move(tx, to, arrived, from.terms.table, context);
  std::erase_if(from.items, [&](const carts::Item& item) { return number.contains(item.item); });
  std::erase_if(from.discounts,
                [&](const carts::Discount& discount) { return discount.item && number.contains(*discount.item); });
  if (from.items.empty() && from.terms.charges.empty()) {
    from.status = carts::Status::voided;
    if (from.terms.guests != 0 && command.items.empty()) {  // two tables sit together now
      to.terms.guests += from.terms.guests;
      carts::save_terms(tx, to);
    }
    TRY(finish_head_step(tx, std::move(from), "voided", context, "taken over by another cart"));
  } else {
    TRY(finish_step(tx, std::move(from), "itemsTransferred", context));
  }
  return finish_step(tx, std::move(to), "itemsTransferred", context);
}
}  // namespace holdfast::commands

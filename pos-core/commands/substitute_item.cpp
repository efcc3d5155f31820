#include "commands/substitute_item.h"

#include <algorithm>

#include "carts/cart_rows.h"
#include "catalogue/variant_rows.h"
#include "commands/fire_course.h"
#include "commands/load_cart.h"
#include "stock/stock_rows.h"

namespace holdfast::commands {
namespace {
using Price = ArticleTerms::SubstitutePrice;

Result<> may_be_replaced(const carts::Item& item) {
  if (item.return_of || item.card || !item.variant_id)
    return refuse(ErrorCode::conflict, item.name + " is not sold from the shelf");
  if (item.terms.parts != carts::Parts::none)
    return refuse(ErrorCode::conflict, "what was chosen with " + item.name + " can be replaced, each by itself");
  if (!item.weighing.empty() || item.label_amount)
    return refuse(ErrorCode::conflict, "take the line out, and weigh or scan what is given instead");
  return {};
}

Result<std::int64_t> unit_price_of(db::Connection& connection, carts::Cart& cart, int item, const Site& site,
                                   Instant now, int utc_offset_min) {
  const PricedCart priced = TRY(price_cart(connection, cart, site, now, utc_offset_min));
  for (const orders::Item& each : priced.items)
    if (each.position == item) return each.unit_price;
  return refuse(ErrorCode::internal, "a line without a price");
}

struct Agreed {
  std::int64_t own = 0, unit = 0;
  bool own_is_taken = true;
};
/// Prices per unit compare only between things of one unit.
Agreed agree(Price policy, std::int64_t own, const carts::Item& substitute, std::int64_t original,
             const carts::Item& replaced) {
  const bool comparable = substitute.unit == replaced.unit;
  const bool taken = !comparable || policy == Price::own || (policy == Price::cheaper && own <= original);
  return {own, taken ? own : original, taken};
}

/// The line with another article in it; everything else about it stays.
carts::Item replaced_by(const carts::Item& old, carts::Item fresh) {
  fresh.item = old.item;
  fresh.note = old.note;
  carts::LineTerms terms = old.terms;
  terms.serials.clear();
  terms.fired = Quantity{};
  terms.age_checked = false;
  terms.substitute = true;
  if (terms.instead_sku.empty()) {  // of a substitute's substitute it stays what was wanted first
    terms.instead_sku = old.sku;
    terms.instead_name = old.name;
  }
  fresh.terms = std::move(terms);
  return fresh;
}

void store(db::Transaction& tx, const carts::Cart& cart, const carts::Item& item, Instant now) {
  carts::delete_item(tx, cart, item.item);
  carts::insert_item(tx, cart, item, now);
  for (const carts::Discount& discount : cart.discounts)
    if (discount.item == item.item) carts::insert_discount(tx, cart, discount);
}
}  // namespace

Result<CartView> substitute_item(db::Transaction& tx, const CartTarget& target, const SubstituteItem& command,
                                 Context& context) {
  TRY(require(tx, context, Permission::sell));
  carts::Cart cart = TRY(load_for_change(tx, target, context));
  carts::Item* line = whole_of(command.item_id) == cart.id ? cart.find_item(part_of(command.item_id)) : nullptr;
  if (line == nullptr) return refuse(ErrorCode::not_found, "no line " + to_string(command.item_id) + " in this cart");
  const carts::Item old = *line;
  TRY(may_be_replaced(old));
  const auto priced = [&](carts::Cart& of) {
    return unit_price_of(tx.connection(), of, old.item, context.site, context.now, context.utc_offset_min);
  };
  const std::int64_t original = TRY(priced(cart));
  AddItem wanted;
  wanted.article = command.article;
  wanted.quantity = old.quantity;
  carts::Cart scratch = cart;
  scratch.items.clear();
  const Added added = TRY(add_item(tx, scratch, wanted, context));
  carts::Item fresh = *scratch.find_item(added.item);
  const auto terms = find_article_terms(tx.connection(), *old.variant_id).value_or(ArticleTerms{});
  const auto allowed = std::find_if(terms.substitutes.begin(), terms.substitutes.end(),
                                    [&](const ArticleTerms::Substitute& each) { return each.sku == fresh.sku; });
  if (allowed == terms.substitutes.end())
    return refuse(ErrorCode::conflict, fresh.name + " is not given instead of " + old.name);
  *line = replaced_by(old, std::move(fresh));
  const Agreed agreed = agree(allowed->price, TRY(priced(cart)), *line, original, old);
  if (!agreed.own_is_taken) {
    line->unit_price = agreed.unit;
    line->price_staff_id = context.actor_id();
  }
  line->price_reason =
      "instead of " + old.name + (agreed.own_is_taken ? ", at its own price" : ", at the price of that");
  store(tx, cart, *line, context.now);
  tell_kitchen_of_change(tx, cart, old, nullptr, context);
  return finish_step(tx, std::move(cart), "itemSubstituted", context);
}

Result<std::vector<Offer>> substitutes_of(db::Connection& connection, const Uuid& item_id, const Site& site,
                                          Instant now, int utc_offset_min) {
  carts::Cart cart = TRY(carts::load(connection, whole_of(item_id)));
  const int number = part_of(item_id);
  carts::Item* line = cart.find_item(number);
  if (line == nullptr) return refuse(ErrorCode::not_found, "no line " + to_string(item_id) + " in this cart");
  const carts::Item old = *line;
  std::vector<Offer> offers;
  if (!may_be_replaced(old)) return offers;
  const auto terms = find_article_terms(connection, *old.variant_id).value_or(ArticleTerms{});
  if (terms.substitutes.empty()) return offers;
  const std::int64_t original = TRY(unit_price_of(connection, cart, number, site, now, utc_offset_min));
  for (const ArticleTerms::Substitute& each : terms.substitutes) {
    const auto variant = catalogue::find_variant_by_sku(connection, each.sku);
    if (!variant || !variant->active || variant->open_price) continue;
    carts::Item& fresh = *line;
    fresh = old;
    fresh.variant_id = variant->id;
    fresh.variant = variant->uuid;
    fresh.sku = variant->sku;
    fresh.unit = variant->unit;
    fresh.tax_category_id = variant->tax_category_id;
    fresh.on_file.reset();
    fresh.unit_price.reset();
    const auto own = unit_price_of(connection, cart, number, site, now, utc_offset_min);
    if (!own) continue;  // without a price it cannot be sold
    const Agreed agreed = agree(each.price, *own, fresh, original, old);
    Offer offer{variant->uuid, variant->sku, variant->name, variant->unit, each.price, agreed.own, agreed.unit, {}};
    if (variant->tracks_stock) offer.in_stock = stock::level(connection, variant->id, stock::main_location(connection));
    offers.push_back(std::move(offer));
  }
  return offers;
}
}  // namespace holdfast::commands

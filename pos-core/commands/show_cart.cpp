#include "commands/show_cart.h"

#include "carts/cart_rows.h"
#include "commands/points.h"
#include "orders/show_terms.h"

namespace holdfast::commands {
namespace {
Uuid part(const carts::Cart& cart, int number) { return part_id(cart.id, static_cast<std::uint16_t>(number)); }

void item_json(JsonWriter& json, const carts::Cart& cart, const carts::Item& item, const orders::Item& priced,
               std::optional<std::int64_t> shelf_price) {
  json.begin_object().member("itemId", part(cart, item.item));
  if (item.variant_id) json.member("variantId", priced.variant);
  else json.key("variantId").null();
  json.member("sku", item.sku).member("name", item.name).member("unit", item.unit).member("quantity", to_string(item.quantity));
  json.member("unitPrice", priced.unit_price).nullable("listPrice", priced.list_price);
  json.optional("shelfPrice", shelf_price).optional("labelAmount", item.label_amount);
  json.member("discountable", item.discountable);
  if (item.on_file) json.member("decimals", item.on_file->decimals);
  if (!item.price_reason.empty()) json.member("priceReason", item.price_reason);
  if (item.on_file && item.on_file->min_age) json.member("minAge", *item.on_file->min_age);
  json.member("subtotal", priced.subtotal).member("discount", priced.discount).member("net", priced.net).member("tax", priced.tax);
  json.member("total", priced.total).member("note", item.note);
  if (!item.weighing.empty()) json.key("weighing").raw(item.weighing);
  if (item.card)
    json.key("giftCard").begin_object().member("accountId", item.card->id).member("lastFour", item.card->last_four).end_object();
  orders::append_terms(json, item.terms, cart.id);
  if (item.return_of) {
    json.key("return").begin_object();
    if (item.return_of->order_row != 0) {
      json.member("orderId", item.return_of->order);
      json.member("orderItemId", part_id(item.return_of->order, static_cast<std::uint16_t>(item.return_of->position)));
    }
    json.member("reason", item.return_of->reason).member("condition", item.return_of->condition).end_object();
  }
  json.end_object();
}

void charge_json(JsonWriter& json, const carts::Cart& cart, const PricedCharge& charge) {
  const orders::Item& item = charge.item;
  json.begin_object();
  if (charge.asked) json.member("chargeId", part(cart, *charge.asked));
  else json.key("chargeId").null();
  json.member("charge", item.terms.charge).member("kind", item.terms.charge_kind).member("name", item.name);
  if (item.terms.modifies != 0) json.member("itemId", part(cart, item.terms.modifies));
  else json.key("itemId").null();
  json.member("quantity", to_string(item.quantity)).member("unitPrice", item.unit_price).member("discount", item.discount);
  json.member("net", item.net).member("tax", item.tax).member("total", item.total).end_object();
}

void discount_json(JsonWriter& json, const carts::Cart& cart, const carts::Discount& discount, std::int64_t amount) {
  json.begin_object().member("discountId", part(cart, discount.discount));
  if (discount.item) json.member("itemId", part(cart, *discount.item));
  else json.key("itemId").null();
  json.member("kind", discount.percent ? "percent" : "amount");
  if (discount.percent) json.member("value", to_string(Percent::from_micro(discount.value)));
  else json.member("value", discount.value);
  json.member("reason", discount.reason).member("amount", amount).end_object();
}
void append_charges(JsonWriter& json, const carts::Cart& cart, const PricedCart& priced) {
  json.key("charges").begin_array();
  for (const PricedCharge& charge : priced.charges) charge_json(json, cart, charge);
  json.end_array();
}
}  // namespace

void append_json(std::string& out, const CartView& view, const Site& site, int utc_offset_min) {
  const carts::Cart& cart = view.cart;
  const PricedCart& priced = view.priced;
  JsonWriter json{out};
  json.begin_object().member("cartId", cart.id).member("status", carts::name_of(cart.status)).member("registerId", cart.register_id);
  json.nullable("terminalId", cart.terminal).optional("terminalName", view.terminal_name).member("staff", cart.staff_code).nullable("personId", cart.person);
  json.nullable("affiliateCode", cart.affiliate_code).member("note", cart.note).member("currency", site.currency.code());
  json.member("version", cart.version).key("items").begin_array();
  for (std::size_t i = 0; i < priced.items.size(); ++i) {
    const auto shelf = priced.shelf_prices.find(i);
    const bool lifted = shelf != priced.shelf_prices.end();
    item_json(json, cart, cart.items[i], priced.items[i], lifted ? std::optional{shelf->second} : std::nullopt);
  }
  json.end_array().key("discounts").begin_array();
  for (std::size_t i = 0; i < priced.discount_amounts.size(); ++i) discount_json(json, cart, cart.discounts[i], priced.discount_amounts[i]);
  json.end_array().key("promotions").begin_array();
  for (std::size_t i = 0; i < priced.promotion_amounts.size(); ++i)
    json.begin_object().member("code", cart.promotions[i].code).member("valid", priced.promotion_amounts[i] != 0)
        .member("amount", priced.promotion_amounts[i]).end_object();
  for (std::size_t i = 0; i < priced.code_amounts.size(); ++i)
    json.begin_object().member("code", cart.terms.codes[i].code).member("valid", priced.code_amounts[i] != 0)
        .member("amount", priced.code_amounts[i]).member("rule", cart.terms.codes[i].rule).end_object();
  json.end_array();
  append_charges(json, cart, priced);
  orders::append_terms(json, cart.terms);
  json.key("taxes").begin_array();
  for (const orders::Tax& tax : priced.taxes) {
    json.begin_object().member("code", tax.code).member("name", tax.name).member("rate", to_string(tax.rate))
        .member("included", tax.included).member("base", tax.base).member("amount", tax.amount);
    if (tax.treatment != taxes::Treatment::taxed) json.member("treatment", taxes::name_of(tax.treatment));
    json.end_object();
  }
  json.end_array().member("subtotal", priced.subtotal).member("discount", priced.discount).member("net", priced.net);
  json.member("tax", priced.tax).member("total", priced.total);
  if (!view.loyalty.empty()) json.key("loyalty").raw(view.loyalty);
  json.key("createdAt").time(cart.created_at, utc_offset_min).key("updatedAt").time(cart.updated_at, utc_offset_min).end_object();
}

Result<CartView> view_cart(db::Connection& connection, const Uuid& cart_id, const Site& site, Instant now,
                           int utc_offset_min) {
  carts::Cart cart = TRY(carts::load(connection, cart_id));
  const bool open = cart.status == carts::Status::active || cart.status == carts::Status::suspended;
  // A cart that was sold shows the prices of that moment.
  auto priced = price_cart(connection, cart, site, open ? now : cart.updated_at, utc_offset_min, Derive::no,
                           open ? Versions::newest : Versions::of_then);
  if (!priced) {
    if (open) return tl::unexpected<Error>(std::move(priced).error());
    return CartView{std::move(cart), {}};  // what it takes back is taken back: only its head can be shown
  }
  CartView view{std::move(cart), *std::move(priced)};
  if (open) view.loyalty = loyalty_view(connection, view.cart, view.priced, site, now);
  return view;
}
}  // namespace holdfast::commands

// What may enter a cart, at which price, in which amount: the in-memory half of edit_cart.h.
#include <algorithm>

#include "carts/cart_rows.h"
#include "catalogue/lookup.h"
#include "catalogue/price_rows.h"
#include "catalogue/variant_rows.h"
#include "commands/bind_weighing.h"
#include "commands/edit_cart.h"
#include "commands/sell_card.h"
#include "commands/take_tare.h"
#include "commands/permit.h"
#include "commands/reference.h"
#include "orders/order_rows.h"

namespace holdfast::commands {
namespace {
struct Found {
  std::shared_ptr<const catalogue::Variant> variant;
  std::optional<Quantity> quantity;          // of the label
  std::optional<std::int64_t> label_amount;
};

Result<Found> find_article(db::Connection& connection, const ArticleRef& article, const Site& site) {
  if (article.code) {
    catalogue::Lookup lookup = TRY(catalogue::look_up(connection, *article.code, site));
    return Found{std::make_shared<const catalogue::Variant>(std::move(lookup.variant)), lookup.quantity, lookup.price};
  }
  const auto variant = article.variant ? catalogue::find_variant(connection, VariantId{*article.variant})
                                       : catalogue::find_variant_by_sku(connection, *article.sku);
  if (!variant)
    return refuse(ErrorCode::not_found, "no article " + (article.variant ? to_string(*article.variant) : *article.sku));
  return Found{std::make_shared<const catalogue::Variant>(*variant), std::nullopt, std::nullopt};
}

Result<> check_quantity(Quantity quantity, const catalogue::Variant* variant, const Site& site) {
  if (quantity.is_zero()) return refuse(ErrorCode::invalid_argument, "a line of nothing", {{"/quantity", "must not be 0"}});
  const std::int64_t limit = site.policy.max_line_quantity * Quantity::one_micro;
  if (quantity.micro() > limit || quantity.micro() < -limit)
    return refuse(ErrorCode::limit_exceeded, "at most " + std::to_string(site.policy.max_line_quantity) + " of one article");
  if (variant == nullptr) return {};
  std::int64_t grain = Quantity::one_micro;
  for (int i = 0; i < variant->decimals; ++i) grain /= 10;
  if (quantity.micro() % grain != 0)
    return refuse(ErrorCode::invalid_argument, variant->name + " is sold with " + std::to_string(variant->decimals) + " decimals",
                  {{"/quantity", "has too many decimals for unit `" + variant->unit + "`"}});
  return {};
}

/// A price agreed at the till: free for open-price articles within their limits, else a matter of permission.
Result<> agree_price(db::Transaction& tx, carts::Item& item, std::int64_t price, const std::string& reason, Context& context) {
  if (price < 0) return refuse(ErrorCode::invalid_argument, "a price is never negative", {{"/unitPrice", "must not be negative"}});
  const catalogue::Variant* variant = item.on_file.get();
  if (variant != nullptr && !variant->open_price) {
    const auto list = catalogue::price_of(tx.connection(), *variant, item.quantity, context.now, context.site);
    if (list && list->amount == price) {
      item.unit_price.reset();  // what the books say anyway
      return {};
    }
    TRY(permit(tx, context, "price.override"));
    const Consent consent = TRY(require(tx, context, Permission::price_override));
    item.approver_id = consent.approver_id;
  } else if (variant != nullptr) {
    const Consent consent = TRY(require(tx, context, Permission::open_price));
    item.approver_id = consent.approver_id;
    const bool outside = (variant->min_price && price < *variant->min_price) || (variant->max_price && price > *variant->max_price);
    const bool above_role = context.actor != nullptr && context.actor->max_open_price && price > *context.actor->max_open_price;
    if ((outside || above_role) && (context.actor == nullptr || !context.actor->may(Permission::price_override))) {
      if (!context.approval) return refuse(ErrorCode::limit_exceeded, "outside the price limits of " + item.name);
      item.approver_id = TRY(require(tx, context, Permission::price_override)).approver_id;
    }
  }
  item.unit_price = price;
  item.price_reason = reason.empty() ? std::string{variant != nullptr && variant->open_price ? "open price" : "price changed at the till"} : reason;
  item.price_staff_id = context.actor_id();
  return {};
}

Result<carts::Item> unlisted_item(db::Transaction& tx, const AddItem& command, Context& context) {
  const Consent consent = TRY(require(tx, context, Permission::unlisted_item));
  if (!command.unit_price)
    return refuse(ErrorCode::invalid_argument, "an article that is not on file needs a price", {{"/unitPrice", "is required"}});
  TRY(permit(tx, context, "item.unlisted", {.amount = *command.unit_price}));
  if (*command.unit_price > context.site.policy.max_unlisted_price && !consent.approver_id && context.actor != nullptr &&
      !context.actor->may(Permission::price_override))
    TRY(require(tx, context, Permission::price_override));
  const Reference& ref = reference(tx.connection(), context.site, context.now);
  carts::Item item;
  item.name = *command.article.unlisted_name;
  item.unit = "piece";
  item.quantity = command.quantity.value_or(Quantity::pieces(1));
  item.tax_category_id = ref.taxes.default_category;
  if (!command.tax_category.empty()) {
    item.tax_category_id = 0;
    for (const auto& [row, index] : ref.taxes.index_of)
      if (ref.taxes.category_codes[index] == command.tax_category) item.tax_category_id = row;
  }
  if (item.tax_category_id == 0)
    return refuse(ErrorCode::invalid_argument, "no such tax category", {{"/taxCategory", "is not a tax category of this store"}});
  TRY(check_quantity(item.quantity, nullptr, context.site));
  item.unit_price = *command.unit_price;
  item.price_reason = command.reason.empty() ? "not on file" : command.reason;
  item.price_staff_id = context.actor_id();
  item.approver_id = consent.approver_id;
  return item;
}

Result<carts::Item> receipt_return(db::Transaction& tx, const AddItem& command, Context& context) {
  TRY(permit(tx, context, "return"));
  TRY(require(tx, context, Permission::return_goods));
  const orders::Sold sold = TRY(orders::load_sold(tx.connection(), *command.article.order_item));
  carts::Item item;
  item.variant_id = sold.item.variant_id;
  item.variant = sold.item.variant;
  item.sku = sold.item.sku;
  item.name = sold.item.name;
  item.unit = sold.item.unit;
  item.tracks_stock = sold.item.tracks_stock;
  item.tax_category_id = reference(tx.connection(), context.site, context.now).taxes.default_category;  // its taxes are the sold line's
  if (sold.left().micro() <= 0) return refuse(ErrorCode::nothing_left_to_return, "all of it came back already");
  Quantity quantity = command.quantity.value_or(sold.left());
  if (quantity.micro() > 0) quantity = -quantity;
  const auto variant = sold.item.variant_id ? catalogue::find_variant(tx.connection(), *sold.item.variant_id) : std::nullopt;
  TRY(check_quantity(quantity, variant ? &*variant : nullptr, context.site));
  item.quantity = quantity;
  item.return_of = carts::ReturnOf{sold.order_row, sold.order, sold.item.position, command.reason, command.condition};
  return item;
}

Result<carts::Item> listed_item(db::Transaction& tx, const AddItem& command, Context& context) {
  Found found = TRY(find_article(tx.connection(), command.article, context.site));
  const catalogue::Variant& variant = *found.variant;
  const bool comes_back = command.quantity && command.quantity->micro() < 0;
  if (!variant.active && !comes_back) return refuse(ErrorCode::conflict, variant.name + " is no longer sold");
  carts::Item item;
  item.variant_id = variant.id;
  item.variant = variant.uuid;
  item.sku = variant.sku;
  item.name = variant.name;
  item.unit = variant.unit;
  item.tax_category_id = variant.tax_category_id;
  item.discountable = variant.discountable;
  item.tracks_stock = variant.tracks_stock;
  item.on_file = found.variant;
  item.quantity = command.quantity ? *command.quantity : found.quantity.value_or(Quantity::pieces(1));
  if (command.weighing) {
    item.quantity = TRY(weighed_quantity(*command.weighing, variant));
    item.weighing = command.weighing->reading;
  }
  TRY(take_tare(tx.connection(), item, command, found.quantity || found.label_amount));
  item.note = command.note;
  TRY(check_quantity(item.quantity, &variant, context.site));
  if (comes_back) {
    TRY(require(tx, context, Permission::return_without_receipt));
    item.return_of = carts::ReturnOf{0, {}, 0, command.reason, command.condition};
  }
  if (found.label_amount && !command.quantity && !command.weighing) item.label_amount = found.label_amount;
  if (command.unit_price) {
    TRY(agree_price(tx, item, *command.unit_price, comes_back ? std::string{} : command.reason, context));
  } else if (variant.open_price && !item.label_amount) {
    return refuse(ErrorCode::no_price, variant.name + " has no fixed price: enter one", {{"/unitPrice", "is required"}});
  } else if (!item.label_amount && !variant.price && reference(tx.connection(), context.site, context.now).price_lists.index.empty() &&
             !catalogue::price_of(tx.connection(), variant, item.quantity, context.now, context.site)) {
    return refuse(ErrorCode::no_price, "no price for " + variant.sku + " " + variant.name);
  }
  TRY(bind_card(tx, item, command, context));
  return item;
}

/// The line that one more of the same simply adds to.
carts::Item* line_to_join(carts::Cart& cart, const carts::Item& item) {
  if (!item.variant_id || item.unit_price || item.label_amount || item.return_of || item.card || !item.note.empty() || !item.weighing.empty() ||
      !item.terms.empty())
    return nullptr;
  for (carts::Item& line : cart.items) {
    const bool discounted = std::any_of(cart.discounts.begin(), cart.discounts.end(),
                                        [&](const carts::Discount& discount) { return discount.item == line.item; });
    if (line.variant_id == item.variant_id && !line.unit_price && !line.label_amount && !line.return_of && line.note.empty() && line.weighing.empty() && line.terms.empty() &&
        !discounted)
      return &line;
  }
  return nullptr;
}

Result<std::optional<std::int64_t>> allow_discount(db::Transaction& tx, const carts::Cart& cart, const AddDiscount& command, Context& context) {
  TRY(permit(tx, context, "discount"));  // of a sale in one call, too
  const Consent consent = TRY(require(tx, context, Permission::discount));
  if (context.actor == nullptr) return consent.approver_id;
  std::optional<Percent> limit = context.actor->max_discount;
  if (consent.approver_id) limit = context.approval->max_discount;
  if (!limit) return consent.approver_id;
  Percent share = Percent::from_micro(command.value);
  if (!command.percent || !cart.discounts.empty()) {
    // An amount counts as the part it takes of the goods, and several discounts by one person count together.
    carts::Cart copy = cart;
    carts::Discount discount;
    if (command.item_id) discount.item = part_of(*command.item_id);
    discount.percent = command.percent;
    discount.value = command.value;
    discount.staff_id = context.actor_id();
    copy.discounts.push_back(discount);
    const PricedCart priced = TRY(price_cart(tx.connection(), copy, context.site, context.now, context.utc_offset_min));
    std::int64_t off = 0;
    std::int64_t base = 0;
    for (std::size_t i = 0; i < copy.discounts.size(); ++i)
      if ((!command.item_id || copy.discounts[i].item == discount.item) && copy.discounts[i].staff_id == context.actor_id() &&
          !copy.discounts[i].approver_id)
        off += priced.discount_amounts[i];
    for (const orders::Item& item : priced.items)
      if (!command.item_id || item.position == *discount.item) base += item.subtotal;
    off -= static_cast<std::int64_t>(copy.discounts.size());  // a rounded percentage is still that percentage
    share = std::max(command.percent ? share : Percent{},
                     Percent::from_micro(base <= 0 ? 100'000'000 : divide(Int128{off} * 100'000'000, base, Rounding::up)));
  }
  if (share <= *limit) return consent.approver_id;
  const std::string detail = "a discount of " + to_string(share) + " % is above the role's limit of " + to_string(*limit) + " %";
  if (consent.approver_id || !context.approval) return refuse(ErrorCode::approval_required, detail);
  const Approval& approval = *context.approval;
  if (approval.action != name_of(Permission::discount) || (approval.max_discount && share > *approval.max_discount))
    return refuse(ErrorCode::approval_required, detail);
  tx.prepare("UPDATE approval SET used_us = ? WHERE id = ? AND used_us IS NULL").exec(context.now, approval.id);
  return std::optional{approval.approver_id};
}
}  // namespace

Result<carts::Cart> begin_cart(db::Connection& connection, const CreateCart& command, Context& context) {
  const Register& reg = *TRY(reference(connection, context.site, context.now).active_register(command.register_id));
  carts::Cart cart;
  cart.id = context.ids.next_whole(context.now);
  cart.register_row = reg.row;
  cart.register_id = reg.id;
  cart.staff_row = context.actor_id();
  if (context.actor != nullptr) {
    cart.terminal_row = context.actor->terminal_id;
    cart.terminal = context.actor->terminal;
    cart.staff_code = context.actor->staff_code;
  }
  if (command.person) {
    db::Statement& person = connection.prepare("SELECT id FROM person WHERE uuid = ? AND erased_us IS NULL");
    const bool known = person.all(*command.person).step();
    if (known) cart.person_row = person.integer(0);
    person.reset();
    if (!known) return refuse(ErrorCode::not_found, "no customer " + to_string(*command.person));
    cart.person = command.person;
  }
  cart.affiliate_code = command.affiliate_code;
  cart.note = command.note;
  cart.created_at = cart.updated_at = context.now;
  return cart;
}

Result<Added> add_item(db::Transaction& tx, carts::Cart& cart, const AddItem& command, Context& context) {
  carts::Item item = command.article.unlisted_name ? TRY(unlisted_item(tx, command, context))
                     : command.article.order_item  ? TRY(receipt_return(tx, command, context))
                                                   : TRY(listed_item(tx, command, context));
  if (!command.terms.empty()) TRY(change_line_terms(tx.connection(), cart, item, command.terms, context));
  if (carts::Item* line = command.own_line ? nullptr : line_to_join(cart, item)) {
    const Quantity sum = line->quantity + item.quantity;
    TRY(check_quantity(sum, item.on_file.get(), context.site));
    line->quantity = sum;
    line->on_file = item.on_file;
    return Added{line->item, true};
  }
  if (cart.items.size() >= static_cast<std::size_t>(context.site.policy.max_lines) || cart.next_item >= 0x8000)
    return refuse(ErrorCode::limit_exceeded, "the cart has " + std::to_string(cart.items.size()) + " lines already");
  item.item = cart.next_item++;
  cart.items.push_back(std::move(item));
  return Added{cart.items.back().item, false};
}

Result<carts::Discount> add_discount(db::Transaction& tx, carts::Cart& cart, const AddDiscount& command, Context& context) {
  carts::Discount discount;
  if (command.item_id) {
    const carts::Item* line = whole_of(*command.item_id) == cart.id ? cart.find_item(part_of(*command.item_id)) : nullptr;
    if (line == nullptr) return refuse(ErrorCode::not_found, "no line " + to_string(*command.item_id) + " in this cart");
    if (line->return_of) return refuse(ErrorCode::conflict, "a line that comes back takes no discount");
    discount.item = line->item;
  }
  discount.approver_id = TRY(allow_discount(tx, cart, command, context));
  discount.percent = command.percent;
  discount.value = command.value;
  discount.reason = command.reason;
  discount.staff_id = context.actor_id();
  discount.discount = cart.next_item++;
  cart.discounts.push_back(discount);
  return discount;
}
}  // namespace holdfast::commands

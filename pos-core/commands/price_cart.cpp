#include "commands/price_cart.h"

#include <algorithm>

#include "catalogue/price_rows.h"
#include "catalogue/variant_rows.h"
#include "orders/order_rows.h"
#include "pricing/price_request.h"

namespace holdfast::commands {
namespace {
/// Where the lines that the pipeline prices came from.
struct Draft {
  pricing::Basket basket;
  std::vector<std::size_t> line_of_item;   ///< index into basket.lines; npos: a returned line
  std::vector<std::vector<std::size_t>> discount_of_line;   ///< indices into cart.discounts, in order
  std::vector<std::size_t> document_discounts;
};
constexpr std::size_t npos = static_cast<std::size_t>(-1);

bool returns_sold_line(const carts::Item& item) { return item.return_of && item.return_of->order_row != 0; }

pricing::ManualDiscount manual(const carts::Discount& discount) {
  pricing::ManualDiscount out;
  out.kind = discount.percent ? pricing::DiscountKind::percent : pricing::DiscountKind::amount;
  if (discount.percent) out.percent = Percent::from_micro(discount.value);
  else out.minor = discount.value;
  out.reason = discount.reason;
  return out;
}

/// The price of the books; the agreed one may stand without any.
Result<> set_prices(db::Connection& connection, carts::Item& item, const Site& site, Instant now, catalogue::PriceBooks books,
                    pricing::BasketLine& line) {
  std::optional<std::int64_t> list;
  if (item.variant_id) {
    if (!item.on_file) {
      const auto found = catalogue::find_variant(connection, *item.variant_id);
      if (!found) return refuse(ErrorCode::not_found, "article " + item.sku + " is gone");
      item.on_file = std::make_shared<const catalogue::Variant>(*found);
    }
    item.tracks_stock = item.on_file->tracks_stock;
    if (const auto price = catalogue::price_of(connection, *item.on_file, item.quantity, now, site, books)) list = price->amount;
  }
  if (!list && !item.unit_price && !item.label_amount) return refuse(ErrorCode::no_price, "no price for " + item.sku + " " + item.name);
  const std::int64_t unit = item.unit_price ? *item.unit_price : list ? *list : *item.label_amount;
  line.unit_price = Money{unit, site.currency};
  line.list_price = Money{list ? *list : unit, site.currency};
  if (item.label_amount && !item.unit_price)
    line.label_amount = Money{item.quantity.micro() < 0 ? -*item.label_amount : *item.label_amount, site.currency};
  return {};
}

/// The categories of an article and all above them, by slug: what promotion rules name.
std::vector<std::string> categories_of(db::Connection& connection, std::int64_t variant) {
  db::Statement& rows = connection.prepare(
      "WITH RECURSIVE mine(id) AS (SELECT pc.category_id FROM product_category pc JOIN product_variant v ON v.product_id = pc.product_id "
      "WHERE v.id = ? UNION SELECT c.parent_id FROM category c JOIN mine ON c.id = mine.id WHERE c.parent_id IS NOT NULL) "
      "SELECT c.slug FROM category c JOIN mine ON c.id = mine.id");
  std::vector<std::string> out;
  rows.all(variant);
  while (rows.step()) out.push_back(rows.string(0));
  return out;
}

Result<Draft> draft_of(db::Connection& connection, carts::Cart& cart, const Site& site, const Reference& reference, Instant now) {
  Draft draft{{site.currency, {}, {}, {}}, {}, {}, {}};
  draft.basket.lines.reserve(cart.items.size());
  const catalogue::PriceBooks books = catalogue::any_price_books(connection);
  for (carts::Item& item : cart.items) {
    if (returns_sold_line(item)) {
      draft.line_of_item.push_back(npos);
      continue;
    }
    pricing::BasketLine line{.key = static_cast<std::uint32_t>(draft.line_of_item.size() + 1), .sku = item.sku, .quantity = item.quantity,
                             .unit_price = Money::zero(site.currency), .list_price = Money::zero(site.currency), .label_amount = std::nullopt,
                             .min_unit_price = std::nullopt, .discountable = item.discountable, .categories = {},
                             .tax_category = reference.tax_index(item.tax_category_id), .discounts = {}};
    TRY(set_prices(connection, item, site, now, books, line));
    if (reference.rules.promotions && item.variant_id) line.categories = categories_of(connection, *item.variant_id);
    std::vector<std::size_t> mine;
    for (std::size_t i = 0; i < cart.discounts.size(); ++i) {
      if (cart.discounts[i].item != item.item) continue;
      line.discounts.push_back(manual(cart.discounts[i]));
      mine.push_back(i);
    }
    draft.discount_of_line.push_back(std::move(mine));
    draft.line_of_item.push_back(draft.basket.lines.size());
    draft.basket.lines.push_back(std::move(line));
  }
  for (std::size_t i = 0; i < cart.discounts.size(); ++i) {
    if (cart.discounts[i].item) continue;
    draft.basket.discounts.push_back(manual(cart.discounts[i]));
    draft.document_discounts.push_back(i);
  }
  for (const carts::Promotion& promotion : cart.promotions) {
    pricing::Coupon coupon;
    coupon.code = promotion.code;
    coupon.kind = promotion.percentage ? pricing::DiscountKind::percent : pricing::DiscountKind::amount;
    if (promotion.percentage) coupon.percent = Percent::from_micro(promotion.value);
    else coupon.minor = promotion.value;
    draft.basket.coupons.push_back(std::move(coupon));
  }
  return draft;
}

orders::Item frame_of(const carts::Item& item) {
  orders::Item out;
  out.position = item.item;
  out.variant_id = item.variant_id;
  out.variant = item.on_file ? item.on_file->uuid : item.variant;
  out.sku = item.sku;
  out.name = item.name;
  out.unit = item.unit;
  out.quantity = item.quantity;
  out.price_reason = item.price_reason;
  out.note = item.note;
  out.weighing = item.weighing;
  out.tracks_stock = item.tracks_stock;
  if (item.return_of) {
    out.reason = item.return_of->reason;
    out.condition = item.return_of->condition;
  }
  return out;
}

/// The entries of the trail that are about one line, when they tell more than "list price".
std::string trail_of(const pricing::PricedBasket& priced, const Draft& draft, std::uint32_t line, const Reference& reference) {
  pricing::Trail mine;
  bool more = false;
  for (const pricing::TrailEntry& entry : priced.trail) {
    if (entry.line != line) continue;
    if (entry.stage == pricing::Stage::tax || entry.stage == pricing::Stage::included_tax) continue;
    more = more || entry.stage != pricing::Stage::list_amount;
    mine.push_back(entry);
  }
  std::string out;
  if (more) pricing::append_trail_json(out, mine, draft.basket, reference.rules);
  return out;
}

orders::Item priced_item(const carts::Item& item, const pricing::PricedBasket& priced, std::size_t index, const Draft& draft,
                         const Reference& reference) {
  const pricing::PricedLine& line = priced.lines[index];
  orders::Item out = frame_of(item);
  out.unit_price = line.unit_price.minor();
  out.list_price = draft.basket.lines[index].list_price.minor();
  out.subtotal = line.subtotal.minor();
  out.discount = line.discount.minor();
  out.amount = line.amount.minor();
  out.net = line.net.minor();
  out.tax = line.tax.minor();
  out.total = line.gross.minor();
  for (const taxes::LineTax& tax : line.taxes)
    out.taxes.push_back({reference.rules.taxes.rates[tax.tax].code, tax.base.minor(), tax.amount.minor()});
  const bool plain = line.adjustments.empty() && !item.unit_price && !item.label_amount;
  if (!plain) out.trail = trail_of(priced, draft, static_cast<std::uint32_t>(index), reference);
  return out;
}

/// The share of what was paid for a sold line, by pricing::refund_share; every figure negative.
Result<orders::Item> returned_item(db::Connection& connection, const carts::Item& item, Currency currency,
                                   Quantity taken_before_in_cart) {
  const orders::Sold sold = TRY(orders::load_sold(
      connection, part_id(item.return_of->order, static_cast<std::uint16_t>(item.return_of->position))));
  if (sold.order_status == orders::Status::cancelled || sold.order_status == orders::Status::pending_payment)
    return refuse(ErrorCode::nothing_left_to_return, "that order is " + std::string{orders::name_of(sold.order_status)});
  if (sold.item.quantity.micro() < 0) return refuse(ErrorCode::nothing_left_to_return, "that line was a return itself");
  const Quantity wanted = -item.quantity;
  const Quantity before = sold.returned + taken_before_in_cart;
  if (before + wanted > sold.item.quantity)
    return refuse(ErrorCode::nothing_left_to_return, "of " + to_string(sold.item.quantity) + " " + sold.item.name + " only " +
                                                         to_string(sold.item.quantity - before) + " can still come back");
  const auto money = [&](std::int64_t minor) { return Money{minor, currency}; };
  pricing::RefundColumns paid{money(sold.item.total), money(sold.item.discount), {}, {money(sold.item.amount)}};
  for (const orders::ItemTax& tax : sold.item.taxes) paid.taxes.push_back(money(tax.amount));
  for (const orders::ItemTax& tax : sold.item.taxes) paid.adjustments.push_back(money(tax.base));
  pricing::SoldLine line{sold.item.quantity, Quantity{}, paid, pricing::nothing_of(paid)};
  if (!before.is_zero()) {
    // What went back so far is a function of how much came back, so it need not be stored column by column.
    line.refunded = pricing::refund_share(line, before);
    line.returned = before;
  }
  const pricing::RefundColumns share = pricing::refund_share(line, wanted);
  orders::Item out = frame_of(item);
  out.origin = orders::Item::Origin{sold.order_row, sold.order, sold.item.position};
  out.unit_price = sold.item.unit_price;
  out.list_price = sold.item.list_price;
  out.tracks_stock = sold.item.tracks_stock;
  out.total = -share.gross.minor();
  out.tax = -share.tax().minor();
  out.net = out.total - out.tax;
  out.discount = -share.discount.minor();
  out.amount = sold.item.amount == sold.item.total ? out.total : sold.item.amount == sold.item.net ? out.net : -share.adjustments[0].minor();
  out.subtotal = out.amount + out.discount;
  for (std::size_t i = 0; i < sold.item.taxes.size(); ++i) {
    const bool single = sold.item.taxes.size() == 1 && sold.item.taxes[0].base == sold.item.net;
    out.taxes.push_back({sold.item.taxes[i].code, single ? out.net : -share.adjustments[i + 1].minor(), -share.taxes[i].minor()});
  }
  return out;
}

void add_tax_row(std::vector<orders::Tax>& table, const orders::Tax& row) {
  const auto found = std::find_if(table.begin(), table.end(), [&](const orders::Tax& tax) { return tax.code == row.code; });
  if (found == table.end()) {
    table.push_back(row);
    return;
  }
  found->base += row.base;
  found->amount += row.amount;
}

orders::Tax named_tax(const Reference& reference, const orders::ItemTax& tax) {
  for (const taxes::TaxRate& rate : reference.rules.taxes.rates)
    if (rate.code == tax.code) return {rate.code, rate.name, rate.rate, rate.included, tax.base, tax.amount};
  return {tax.code, tax.code, Percent{}, true, tax.base, tax.amount};  // of a rate that is no longer in force
}
}  // namespace

void keep_pricing(db::Transaction& tx, std::int64_t order_row, const std::string& rules, const Sha256& digest) {
  tx.prepare("INSERT INTO order_pricing(order_id, engine, rules, digest) VALUES (?, ?, ?, ?)")
      .exec(order_row, pricing::engine_version, rules, std::span<const std::uint8_t>{digest});
}

Result<PricedCart> price_cart(db::Connection& connection, carts::Cart& cart, const Site& site, Instant now,
                              int utc_offset_min) {
  const Reference& ref = reference(connection, site, now);
  Draft draft = TRY(draft_of(connection, cart, site, ref, now));
  draft.basket.occasion.at = now;
  draft.basket.occasion.offset_minutes = utc_offset_min;
  draft.basket.occasion.channel = "POS";
  draft.basket.occasion.previous_orders = -1;  // not known here: rules for an n-th order do not apply
  const pricing::PricedBasket priced = TRY(pricing::price(draft.basket, ref.rules));
  PricedCart out;
  out.items.reserve(cart.items.size());
  out.subtotal = priced.subtotal.minor();
  out.discount = priced.discount.minor();
  out.net = priced.net.minor();
  out.tax = priced.tax.minor();
  out.total = priced.total.minor();
  for (const taxes::LineTax& tax : priced.taxes)
    add_tax_row(out.taxes, named_tax(ref, {ref.rules.taxes.rates[tax.tax].code, tax.base.minor(), tax.amount.minor()}));
  for (std::size_t i = 0; i < cart.items.size(); ++i) {
    if (draft.line_of_item[i] != npos) {
      out.items.push_back(priced_item(cart.items[i], priced, draft.line_of_item[i], draft, ref));
      continue;
    }
    Quantity before;  // the same sold line may come back on two lines of one cart
    for (std::size_t j = 0; j < i; ++j)
      if (returns_sold_line(cart.items[j]) && cart.items[j].return_of->order_row == cart.items[i].return_of->order_row &&
          cart.items[j].return_of->position == cart.items[i].return_of->position)
        before = before - cart.items[j].quantity;
    orders::Item item = TRY(returned_item(connection, cart.items[i], site.currency, before));
    out.subtotal += item.subtotal;
    out.discount += item.discount;
    out.net += item.net;
    out.tax += item.tax;
    out.total += item.total;
    for (const orders::ItemTax& tax : item.taxes) add_tax_row(out.taxes, named_tax(ref, tax));
    out.items.push_back(std::move(item));
  }
  // As the stored order reads them back, so that the answer to a sale and a later look at it are the same.
  std::sort(out.taxes.begin(), out.taxes.end(), [](const orders::Tax& x, const orders::Tax& y) { return x.code < y.code; });
  out.discount_amounts.assign(cart.discounts.size(), 0);
  for (std::size_t line = 0; line < priced.lines.size(); ++line)
    for (const pricing::Adjustment& adjustment : priced.lines[line].adjustments)
      if (adjustment.stage == pricing::Stage::line_discount)
        out.discount_amounts[draft.discount_of_line[line][adjustment.rule]] += adjustment.amount.minor();
  out.rules = pricing::rule_versions(priced, ref.rules);
  out.digest = pricing::digest_bytes(priced);
  out.promotion_amounts.assign(cart.promotions.size(), 0);
  for (const pricing::Deduction& deduction : priced.deductions) {
    if (deduction.stage == pricing::Stage::coupon) out.promotion_amounts[deduction.rule] += deduction.amount.minor();
    if (deduction.stage == pricing::Stage::document_discount)
      out.discount_amounts[draft.document_discounts[deduction.rule]] += deduction.amount.minor();
  }
  return out;
}
}  // namespace holdfast::commands

#include "commands/price_cart.h"

#include <algorithm>
#include <map>

#include "commands/cart_basket.h"
#include "commands/exempt_rules.h"
#include "commands/reprice_return.h"
#include "orders/foreign_rows.h"
#include "orders/order_rows.h"
#include "pricing/derivation.h"
#include "pricing/price_request.h"

namespace holdfast::commands {
namespace {
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
  if (item.card) out.card = orders::Card{item.card->row, item.card->id, item.card->last_four};
  out.weighing = item.weighing;
  out.tracks_stock = item.tracks_stock;
  out.terms = item.terms;
  if (item.return_of) {
    out.reason = item.return_of->reason;
    out.condition = item.return_of->condition;
  }
  return out;
}

/// The entries of the trail that are about one line, when they tell more than "list price".
std::string trail_of(const pricing::PricedBasket& priced, const Draft& draft, std::uint32_t line) {
  pricing::Trail mine;
  bool more = false;
  for (const pricing::TrailEntry& entry : priced.trail) {
    if (entry.line != line) continue;
    if (entry.stage == pricing::Stage::tax || entry.stage == pricing::Stage::included_tax) continue;
    more = more || entry.stage != pricing::Stage::list_amount;
    mine.push_back(entry);
  }
  std::string out;
  if (more) pricing::append_trail_json(out, mine, draft.basket, *draft.rules);
  return out;
}

void set_figures(orders::Item& out, const pricing::PricedBasket& priced, std::size_t index, const Draft& draft) {
  const pricing::PricedLine& line = priced.lines[index];
  out.unit_price = line.unit_price.minor();
  out.list_price = draft.basket.lines[index].list_price.minor();
  out.subtotal = line.subtotal.minor();
  out.discount = line.discount.minor();
  out.amount = line.amount.minor();
  out.net = line.net.minor();
  out.tax = line.tax.minor();
  out.total = line.gross.minor();
  for (const taxes::LineTax& tax : line.taxes)
    out.taxes.push_back({draft.rules->taxes.rates[tax.tax].code, tax.base.minor(), tax.amount.minor()});
}

orders::Item priced_item(const carts::Item& item, const pricing::PricedBasket& priced, std::size_t index, const Draft& draft) {
  orders::Item out = frame_of(item);
  set_figures(out, priced, index, draft);
  const bool plain = priced.lines[index].adjustments.empty() && !item.unit_price && !item.label_amount;
  if (!plain) out.trail = trail_of(priced, draft, static_cast<std::uint32_t>(index));
  return out;
}

void add_charges(PricedCart& out, const carts::Cart& cart, const pricing::PricedBasket& priced, const Draft& draft, const Reference& ref) {
  for (std::size_t i = 0; i < draft.charges.size(); ++i) {
    const charges::Line& charge = draft.charges[i];
    const charges::Rule& rule = ref.charges.rules[charge.rule];
    PricedCharge line;
    line.item.sku = rule.id;
    line.item.name = rule.name;
    line.item.unit = "piece";
    line.item.quantity = charge.quantity;
    line.item.terms.charge = rule.id;
    line.item.terms.charge_kind = charges::name_of(rule.kind);
    if (charge.goods)
      for (std::size_t item = 0; item < cart.items.size(); ++item)
        if (draft.line_of_item[item] == *charge.goods) line.item.terms.modifies = cart.items[item].item;
    if (charge.asked) line.asked = cart.terms.charges[*charge.asked].charge;
    set_figures(line.item, priced, draft.first_charge + i, draft);
    out.charges.push_back(std::move(line));
  }
}

orders::Item money_item(const carts::Item& item) {
  orders::Item out = frame_of(item);
  out.unit_price = item.unit_price.value_or(0);
  out.list_price = out.unit_price;
  out.subtotal = out.amount = out.net = out.total = item.quantity.micro() < 0 ? -out.unit_price : out.unit_price;
  return out;
}

/// What rules that are counted, and codes, came to.
void add_uses(PricedCart& out, const carts::Cart& cart, const pricing::PricedBasket& priced, const Draft& draft, const Reference& ref) {
  out.code_amounts.assign(cart.terms.codes.size(), 0);
  for (const pricing::Deduction& deduction : priced.deductions) {
    if (deduction.stage != pricing::Stage::promotion || deduction.amount.minor() == 0) continue;
    const promotions::Rule& rule = draft.rules->promotions->rules()[deduction.rule];
    promotions::RuleUse use{rule.id, rule.version, {}, deduction.amount.minor()};
    for (std::size_t i = 0; i < cart.terms.codes.size(); ++i) {
      if (rule.coupon.empty() || cart.terms.codes[i].coupon != rule.coupon) continue;
      use.code = cart.terms.codes[i].code;
      out.code_amounts[i] += use.amount;
      break;
    }
    const bool counted = !rule.coupon.empty() || std::find(ref.limited_rules.begin(), ref.limited_rules.end(), rule.id) != ref.limited_rules.end();
    if (!counted) continue;
    const auto known = std::find_if(out.rule_uses.begin(), out.rule_uses.end(), [&](const promotions::RuleUse& each) { return each.rule == use.rule; });
    if (known != out.rule_uses.end()) known->amount += use.amount;
    else out.rule_uses.push_back(std::move(use));
  }
}

/// The share of what was paid for a sold line, by pricing::refund_share; every figure negative.
Result<orders::Item> returned_item(db::Connection& connection, const carts::Item& item, Currency currency,
                                   Quantity taken_before_in_cart, bool prices_include_tax) {
  const auto& elsewhere = item.return_of->elsewhere;
  const orders::Sold sold = elsewhere
                                ? TRY(orders::load_sold_elsewhere(connection, *elsewhere, prices_include_tax))
                                : TRY(orders::load_sold(connection, part_id(item.return_of->order, static_cast<std::uint16_t>(
                                                                                                       item.return_of->position))));
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
  if (!elsewhere) out.origin = orders::Item::Origin{sold.order_row, sold.order, sold.item.position};
  out.elsewhere = elsewhere;
  out.unit_price = sold.item.unit_price;
  out.list_price = sold.item.list_price;
  out.tracks_stock = sold.item.tracks_stock;
  out.terms.charge = sold.item.terms.charge;
  out.terms.charge_kind = sold.item.terms.charge_kind;
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

/// What goods that are kept no longer earn, for every order of which something comes back.
Result<> add_repriced(db::Connection& connection, PricedCart& out, const carts::Cart& cart, const Site& site, const Reference& ref) {
  if (!site.policy.reprice_returns) return {};
  std::map<std::int64_t, std::int64_t> refunds;
  for (const orders::Item& item : out.items)
    if (item.origin) refunds[item.origin->order_row] -= item.total;
  for (const auto& [order_row, refund] : refunds)
    for (PricedCharge& line : TRY(reprice_kept(connection, cart, order_row, refund, site))) {
      out.subtotal += line.item.subtotal;
      out.net += line.item.net;
      out.tax += line.item.tax;
      out.total += line.item.total;
      for (const orders::ItemTax& tax : line.item.taxes) add_tax_row(out.taxes, named_tax(ref.rules, tax, site));
      out.charges.push_back(std::move(line));
    }
  return {};
}
}  // namespace

void keep_pricing(db::Transaction& tx, std::int64_t order_row, const std::string& rules, const Sha256& digest) {
  tx.prepare("INSERT INTO order_pricing(order_id, engine, rules, digest) VALUES (?, ?, ?, ?)")
      .exec(order_row, pricing::engine_version, rules, std::span<const std::uint8_t>{digest});
}

Result<PricedCart> price_cart(db::Connection& connection, carts::Cart& cart, const Site& site, Instant now,
                              int utc_offset_min, Derive derive, Versions versions) {
  std::optional<Reference> of_then;
  if (versions == Versions::of_then) of_then = reference_as_of(connection, site, now);
  const Reference& ref = of_then ? *of_then : reference(connection, site, now);
  const Moment moment{now, utc_offset_min};
  Draft draft = TRY(draft_of(connection, cart, site, ref, moment));
  pricing::PricedBasket priced = TRY(pricing::price(draft.basket, *draft.rules));
  if (add_amount_charges(draft, cart, priced, ref, moment)) priced = TRY(pricing::price(draft.basket, *draft.rules));
  PricedCart out;
  out.items.reserve(cart.items.size());
  out.subtotal = priced.subtotal.minor();
  out.discount = priced.discount.minor();
  out.net = priced.net.minor();
  out.tax = priced.tax.minor();
  out.total = priced.total.minor();
  for (const taxes::LineTax& tax : priced.taxes)
    add_tax_row(out.taxes, named_tax(*draft.rules, {draft.rules->taxes.rates[tax.tax].code, tax.base.minor(), tax.amount.minor()}, site));
  for (std::size_t i = 0; i < cart.items.size(); ++i) {
    if (draft.line_of_item[i] != npos) {
      out.items.push_back(priced_item(cart.items[i], priced, draft.line_of_item[i], draft));
      const auto shelf = draft.shelf_prices.find(draft.line_of_item[i]);
      if (shelf != draft.shelf_prices.end()) out.shelf_prices.emplace(i, shelf->second.minor());
      continue;
    }
    if (moves_money(cart.items[i])) {
      out.items.push_back(money_item(cart.items[i]));
      out.subtotal += out.items.back().subtotal;
      out.net += out.items.back().net;
      out.total += out.items.back().total;
      continue;
    }
    Quantity before;  // the same sold line may come back on two lines of one cart
    for (std::size_t j = 0; j < i; ++j)
      if (returns_sold_line(cart.items[j]) && cart.items[j].return_of->order_row == cart.items[i].return_of->order_row &&
          cart.items[j].return_of->position == cart.items[i].return_of->position)
        before = before - cart.items[j].quantity;
    orders::Item item = TRY(returned_item(connection, cart.items[i], site.currency, before, site.prices_include_tax));
    out.subtotal += item.subtotal;
    out.discount += item.discount;
    out.net += item.net;
    out.tax += item.tax;
    out.total += item.total;
    for (const orders::ItemTax& tax : item.taxes) add_tax_row(out.taxes, named_tax(ref.rules, tax, site));
    out.items.push_back(std::move(item));
  }
  add_charges(out, cart, priced, draft, ref);
  TRY(add_repriced(connection, out, cart, site, ref));
  // As the stored order reads them back, so that the answer to a sale and a later look at it are the same.
  std::sort(out.taxes.begin(), out.taxes.end(), [](const orders::Tax& x, const orders::Tax& y) { return x.code < y.code; });
  out.discount_amounts.assign(cart.discounts.size(), 0);
  for (std::size_t line = 0; line < priced.lines.size(); ++line)
    for (const pricing::Adjustment& adjustment : priced.lines[line].adjustments)
      if (adjustment.stage == pricing::Stage::line_discount)
        out.discount_amounts[draft.discount_of_line[line][adjustment.rule]] += adjustment.amount.minor();
  add_uses(out, cart, priced, draft, ref);
  out.certificate = draft.certificate;
  out.buyer_tax_number = draft.buyer_tax_number;
  out.rules = pricing::rule_versions(priced, *draft.rules);
  if (derive == Derive::yes) out.digest = pricing::digest_bytes(priced);
  if (derive == Derive::yes && !draft.basket.lines.empty())
    pricing::append_derivation(out.derivation, draft.basket, *draft.rules, priced, to_hex(out.digest));
  out.promotion_amounts.assign(cart.promotions.size(), 0);
  for (const pricing::Deduction& deduction : priced.deductions) {
    if (deduction.stage == pricing::Stage::coupon) out.promotion_amounts[deduction.rule] += deduction.amount.minor();
    if (deduction.stage == pricing::Stage::document_discount)
      out.discount_amounts[draft.document_discounts[deduction.rule]] += deduction.amount.minor();
  }
  return out;
}
}  // namespace holdfast::commands

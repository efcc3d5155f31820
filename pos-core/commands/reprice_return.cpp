#include "commands/reprice_return.h"

#include <algorithm>
#include <cstdlib>
#include <map>

#include "base/json.h"
#include "catalogue/categories_of.h"
#include "catalogue/variant_rows.h"
#include "customers/buyer_rows.h"
#include "money/allocation.h"
#include "orders/order_rows.h"
#include "pricing/price.h"
#include "promotions/rule_rows.h"
#include "taxes/compute_taxes.h"

namespace holdfast::commands {
namespace {
constexpr std::string_view kind = "repriced";

std::int64_t part_of_whole(std::int64_t amount, Quantity part, Quantity whole) {
  return divide(Int128{amount} * part.micro(), whole.micro(), Rounding::half_up);
}

/// What promotions took off a sold line, by its trail.
std::int64_t promoted(const orders::Item& item) {
  const auto trail = item.trail.empty() ? Result<Json>{Json{}} : parse_json(item.trail);
  std::int64_t sum = 0;
  if (!trail) return 0;
  for (const Json& entry : trail->items()) {
    const Json* stage = entry.find("stage");
    const Json* amount = entry.find("amount");
    if (stage != nullptr && amount != nullptr && stage->text() == "promotion") sum -= amount->integer().value_or(0);
  }
  return sum;
}

struct Kept {
  const orders::Item* item = nullptr;
  Quantity quantity;
  std::int64_t proportional = 0;  ///< of what promotions took off, for what is kept
  std::int64_t earned = 0;        ///< what they take off what is kept alone
  std::int64_t before = 0;        ///< taken back by earlier returns
  std::int64_t target = 0;        ///< taken back in all from now on
};

/// The goods of the order that stay with the customer after this cart.
std::vector<Kept> kept_of(db::Connection& connection, const carts::Cart& cart, const orders::Order& order) {
  std::vector<Kept> out;
  std::map<int, std::int64_t> before;
  db::Statement& rows =
      connection.prepare("SELECT position, sum(amount) FROM return_adjustment WHERE order_id = ? GROUP BY position");
  rows.all(order.row);
  while (rows.step()) before[rows.small(0)] = rows.integer(1);
  for (const orders::Item& item : order.items) {
    if (item.quantity.micro() <= 0 || !item.terms.charge.empty() || !item.variant_id) continue;
    Kept kept{.item = &item, .quantity = item.quantity - item.returned};
    for (const carts::Item& line : cart.items)
      if (line.return_of && line.return_of->order_row == order.row && line.return_of->position == item.position)
        kept.quantity = kept.quantity + line.quantity;
    const std::int64_t off = promoted(item);
    kept.proportional = off - part_of_whole(off, item.quantity - kept.quantity, item.quantity);
    kept.before = before[item.position];
    out.push_back(kept);
  }
  return out;
}

/// What promotions take off the kept goods alone, as they were on the day of the sale.
Result<> earn(db::Connection& connection, std::vector<Kept>& kept, const orders::Order& order) {
  pricing::Rules rules;
  rules.promotions = promotions::load_rules(connection, order.currency, order.created_at).set;
  if (!rules.promotions) return {};
  rules.taxes.categories.emplace_back();
  pricing::Basket basket{order.currency, {}, {}, {}};
  std::vector<std::size_t> line_of;
  for (const Kept& each : kept) {
    if (each.quantity.micro() <= 0) continue;
    const orders::Item& item = *each.item;
    const Money unit{item.unit_price, order.currency};
    const auto variant = catalogue::find_variant(connection, *item.variant_id);
    basket.lines.push_back({.key = static_cast<std::uint32_t>(basket.lines.size() + 1),
                            .sku = item.sku,
                            .quantity = each.quantity,
                            .unit_price = unit,
                            .list_price = unit,
                            .label_amount = std::nullopt,
                            .min_unit_price = std::nullopt,
                            .discountable = !variant || variant->discountable,
                            .categories = catalogue::categories_of(connection, *item.variant_id),
                            .tax_category = 0,
                            .discounts = {}});
    line_of.push_back(static_cast<std::size_t>(&each - kept.data()));
  }
  if (basket.lines.empty()) return {};
  pricing::Occasion& occasion = basket.occasion;
  occasion.at = order.created_at;
  occasion.offset_minutes = order.utc_offset_min;
  occasion.channel = "POS";
  occasion.previous_orders = -1;
  if (order.person_row) occasion.customer_groups = customers::load_buyer(connection, *order.person_row).groups;
  for (const carts::EnteredCode& code : order.terms.codes) occasion.codes.push_back(code.coupon);
  const bool one_tender = !order.payments.empty() &&
                          std::all_of(order.payments.begin(), order.payments.end(), [&](const orders::Payment& each) {
                            return each.tender == order.payments.front().tender;
                          });
  if (one_tender) occasion.tenders.push_back(order.payments.front().tender);
  const pricing::PricedBasket priced = TRY(pricing::price(basket, rules));
  for (std::size_t i = 0; i < priced.lines.size(); ++i)
    for (const pricing::Adjustment& adjustment : priced.lines[i].adjustments)
      if (adjustment.stage == pricing::Stage::promotion) kept[line_of[i]].earned += adjustment.amount.minor();
  return {};
}

/// What the kept lines lose in all, never below nothing, on the lines that lose.
void set_targets(std::vector<Kept>& kept) {
  std::int64_t loss = 0;
  std::vector<Rational> weights;
  for (const Kept& each : kept) {
    const std::int64_t less = each.proportional - each.earned;
    loss += less;
    weights.emplace_back(std::max<std::int64_t>(less, 0));
  }
  if (loss <= 0) return;
  const std::vector<std::int64_t> shares = allocate(loss, weights, AllocationPolicy::largest_remainder);
  for (std::size_t i = 0; i < kept.size(); ++i) kept[i].target = shares[i];
}

struct Figures {
  std::int64_t net = 0, tax = 0;
  std::vector<orders::ItemTax> taxes;
  std::int64_t gross() const { return net + tax; }
};
/// What the bases of a line tell of its taxes: one on the net alone, on the net with all taxes before it, or on a part
/// of the price, which a change of it is taken not to touch.
void set_order(std::vector<taxes::TaxRate>& rates, const orders::Item& item) {
  std::int64_t with_earlier = item.net;
  for (std::size_t i = 0; i < rates.size(); ++i) {
    const orders::ItemTax& tax = item.taxes[i];
    rates[i].affected_by_previous = tax.base != item.net;
    // Rounded over a document, a base may be shown a cent off.
    if (tax.base != item.net && std::abs(tax.base - with_earlier) > 1) rates[i].exempt = true;
    if (rates[i].affected_by_previous && !rates[i].exempt)
      for (std::size_t before = 0; before < i; ++before) rates[before].affects_base = true;
    with_earlier += tax.amount;
  }
}
/// `amount` of a sold line, in its prices' basis, taxed as the line was: a function of the amount alone, so that sums
/// over returns close to the cent.
Figures taxed(std::int64_t amount, const orders::Item& item, const orders::Order& order) {
  std::vector<taxes::TaxRate> rates;
  std::vector<std::uint32_t> of_line;
  for (const orders::ItemTax& tax : item.taxes)
    for (const orders::Tax& row : order.taxes)
      if (row.code == tax.code) {
        taxes::TaxRate rate;
        rate.code = row.code;
        rate.rate = row.rate;
        rate.included = row.included;
        rate.exempt = tax.amount == 0;
        of_line.push_back(static_cast<std::uint32_t>(rates.size()));
        rates.push_back(std::move(rate));
      }
  if (rates.size() == item.taxes.size()) set_order(rates, item);
  const taxes::TaxableLine line{Rational{amount}, Quantity::pieces(1), of_line};
  const taxes::TaxedDocument document = taxes::compute_taxes(std::span{&line, 1}, rates, {}, order.currency);
  Figures out{document.net.minor(), document.tax.minor(), {}};
  for (const taxes::LineTax& tax : document.lines[0].taxes)
    out.taxes.push_back({rates[tax.tax].code, tax.base.minor(), tax.amount.minor()});
  return out;
}

PricedCharge line_of(const Kept& kept, const orders::Order& order) {
  const Figures now = taxed(kept.target, *kept.item, order);
  const Figures before = taxed(kept.before, *kept.item, order);
  PricedCharge out;
  orders::Item& item = out.item;
  item.sku = kept.item->sku;
  item.name = kept.item->name;
  item.unit = "piece";
  const std::int64_t change = kept.target - kept.before;
  item.quantity = Quantity::pieces(change < 0 ? -1 : 1);
  item.unit_price = change < 0 ? -change : change;
  item.list_price = item.unit_price;
  item.subtotal = item.amount = change;
  item.net = now.net - before.net;
  item.tax = now.tax - before.tax;
  item.total = item.net + item.tax;
  for (std::size_t i = 0; i < now.taxes.size(); ++i)
    item.taxes.push_back(
        {now.taxes[i].code, now.taxes[i].base - before.taxes[i].base, now.taxes[i].amount - before.taxes[i].amount});
  item.terms.charge = to_string(part_id(order.id, static_cast<std::uint16_t>(kept.item->position)));
  item.terms.charge_kind = kind;
  return out;
}

std::int64_t gross_of(const std::vector<PricedCharge>& lines) {
  std::int64_t sum = 0;
  for (const PricedCharge& each : lines) sum += each.item.total;
  return sum;
}
}  // namespace

Result<std::vector<PricedCharge>> reprice_kept(db::Connection& connection, const carts::Cart& cart,
                                               std::int64_t order_row, std::int64_t refund, const Site& site) {
  std::vector<PricedCharge> out;
  if (!site.policy.reprice_returns) return out;
  const orders::Order order = TRY(orders::load(connection, order_row));
  std::vector<Kept> kept = kept_of(connection, cart, order);
  TRY(earn(connection, kept, order));
  set_targets(kept);
  const auto lines = [&] {
    out.clear();
    for (const Kept& each : kept)
      if (each.target != each.before) out.push_back(line_of(each, order));
  };
  lines();
  // A refund is never below nothing: what is too much waits for the next return, a cent at a time from the last line
  // up.
  for (auto each = kept.rbegin(); each != kept.rend() && gross_of(out) > refund; ++each) {
    const std::int64_t over = gross_of(out) - refund;
    each->target = std::max(each->before, each->target - over);
    lines();
    while (gross_of(out) > refund && each->target > each->before) {
      --each->target;
      lines();
    }
  }
  return out;
}

void keep_adjustments(db::Transaction& tx, const orders::Order& order) {
  for (const orders::Item& item : order.items) {
    if (item.terms.charge_kind != kind) continue;
    const auto sold = parse_uuid(item.terms.charge);
    if (!sold) continue;
    tx.prepare(
          "INSERT INTO return_adjustment(order_id, return_order_id, position, amount) SELECT id, ?, ?, ? FROM orders "
          "WHERE uuid = ?")
        .exec(order.row, part_of(*sold), item.amount, whole_of(*sold));
  }
}
}  // namespace holdfast::commands

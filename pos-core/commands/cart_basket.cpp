#include "commands/cart_basket.h"

#include <algorithm>

#include "catalogue/categories_of.h"
#include "catalogue/price_rows.h"
#include "catalogue/variant_rows.h"
#include "commands/exempt_rules.h"
#include "pricing/lifted_taxes.h"
#include "promotions/rule_use_rows.h"

namespace holdfast::commands {
namespace {
constexpr std::string_view channel = "POS";

pricing::ManualDiscount manual(const carts::Discount& discount) {
  pricing::ManualDiscount out;
  out.kind = discount.percent ? pricing::DiscountKind::percent : pricing::DiscountKind::amount;
  if (discount.percent)
    out.percent = Percent::from_micro(discount.value);
  else
    out.minor = discount.value;
  out.reason = discount.reason;
  return out;
}

class Drafting {
 public:
  Drafting(db::Connection& connection, carts::Cart& cart, const Site& site, const Reference& reference,
           const Moment& moment)
      : connection_{connection},
        cart_{cart},
        site_{site},
        reference_{reference},
        moment_{moment},
        books_{catalogue::any_price_books(connection)},
        draft_{.basket = {site.currency, {}, {}, {}}} {}

  Result<Draft> run() {
    if (cart_.person_row) buyer_ = customers::load_buyer(connection_, *cart_.person_row);
    TRY(choose_rules());
    draft_.basket.lines.reserve(cart_.items.size());
    for (carts::Item& item : cart_.items) TRY(add(item));
    add_discounts();
    set_occasion();
    add_fixed_charges();
    return std::move(draft_);
  }

 private:
  Result<> choose_rules() {
    draft_.rules = &reference_.rules;
    if (cart_.terms.reverse_charge) {
      TRY(may_reverse(reference_.rules, buyer_, site_));
      draft_.buyer_tax_number = buyer_.tax_number->number;
      own(reverse_rules(reference_.rules, *buyer_.tax_number, site_));
    }
    if (!cart_.terms.exempt) return {};
    if (!buyer_.exemption || !buyer_.exemption->valid_at(moment_.now))
      return refuse(ErrorCode::conflict, "the customer has no certificate of exemption that is valid now");
    draft_.certificate = buyer_.exemption->number;
    own(exempt_rules(*draft_.rules, *buyer_.exemption, site_));
    return {};
  }
  void own(pricing::Rules rules) {
    draft_.own_rules = std::make_shared<const pricing::Rules>(std::move(rules));
    draft_.rules = draft_.own_rules.get();
  }

  Result<> add(carts::Item& item) {
    if (returns_sold_line(item) || moves_money(item)) {
      draft_.line_of_item.push_back(npos);
      return {};
    }
    pricing::BasketLine line{.key = static_cast<std::uint32_t>(draft_.line_of_item.size() + 1),
                             .sku = item.sku,
                             .quantity = item.quantity,
                             .unit_price = Money::zero(site_.currency),
                             .list_price = Money::zero(site_.currency),
                             .label_amount = std::nullopt,
                             .min_unit_price = std::nullopt,
                             .discountable = item.discountable,
                             .categories = {},
                             .tax_category = tax_of(item),
                             .discounts = {}};
    if (reference_.names_categories && item.variant_id)
      line.categories = catalogue::categories_of(connection_, *item.variant_id);
    TRY(set_prices(item, line));
    if (draft_.own_rules) {
      const Money shelf = line.unit_price;
      pricing::take_out_lifted_tax(line, reference_.rules.taxes, draft_.rules->taxes);
      if (line.fine_unit_price) draft_.shelf_prices.emplace(draft_.basket.lines.size(), shelf);
    }
    std::vector<std::size_t> mine;
    for (std::size_t i = 0; i < cart_.discounts.size(); ++i) {
      if (cart_.discounts[i].item != item.item) continue;
      line.discounts.push_back(manual(cart_.discounts[i]));
      mine.push_back(i);
    }
    draft_.discount_of_line.push_back(std::move(mine));
    if (item.card) draft_.card_lines.push_back(draft_.basket.lines.size());
    draft_.line_of_item.push_back(draft_.basket.lines.size());
    draft_.basket.lines.push_back(std::move(line));
    return {};
  }

  std::uint32_t tax_of(const carts::Item& item) const {
    const carts::Service service =
        item.terms.service != carts::Service::unsaid ? item.terms.service : cart_.terms.service;
    return reference_.tax_index(item.tax_category_id, service, cart_.terms.ship_to);
  }

  /// The price of the books and lists; the agreed one may stand without any.
  Result<> set_prices(carts::Item& item, pricing::BasketLine& line) {
    std::optional<std::int64_t> list;
    if (item.variant_id) {
      if (!item.on_file) {
        const auto found = catalogue::find_variant(connection_, *item.variant_id);
        if (!found) return refuse(ErrorCode::not_found, "article " + item.sku + " is gone");
        item.on_file = std::make_shared<const catalogue::Variant>(*found);
      }
      item.tracks_stock = item.on_file->tracks_stock;
      if (const auto price = catalogue::price_of(connection_, *item.on_file, item.quantity, moment_.now, site_, books_))
        list = price->amount;
      list = listed_price(reference_, {item.sku, line.categories, item.quantity}, buyer_, moment_, site_.currency, list);
    }
    if (!list && !item.unit_price && !item.label_amount)
      return refuse(ErrorCode::no_price, "no price for " + item.sku + " " + item.name);
    const std::int64_t unit = item.unit_price ? *item.unit_price : list ? *list : *item.label_amount;
    line.unit_price = Money{unit, site_.currency};
    line.list_price = Money{list ? *list : unit, site_.currency};
    if (item.label_amount && !item.unit_price)
      line.label_amount = Money{item.quantity.micro() < 0 ? -*item.label_amount : *item.label_amount, site_.currency};
    return {};
  }

  void add_discounts() {
    for (std::size_t i = 0; i < cart_.discounts.size(); ++i) {
      if (cart_.discounts[i].item) continue;
      draft_.basket.discounts.push_back(manual(cart_.discounts[i]));
      draft_.document_discounts.push_back(i);
    }
    for (const carts::Promotion& promotion : cart_.promotions) {
      pricing::Coupon coupon;
      coupon.code = promotion.code;
      coupon.kind = promotion.percentage ? pricing::DiscountKind::percent : pricing::DiscountKind::amount;
      if (promotion.percentage)
        coupon.percent = Percent::from_micro(promotion.value);
      else
        coupon.minor = promotion.value;
      draft_.basket.coupons.push_back(std::move(coupon));
    }
  }

  void set_occasion() {
    pricing::Occasion& occasion = draft_.basket.occasion;
    occasion.at = moment_.now;
    occasion.offset_minutes = moment_.utc_offset_min;
    occasion.channel = channel;
    occasion.previous_orders = -1;  // not known here: rules for an n-th order do not apply
    occasion.customer_groups = buyer_.groups;
    if (!cart_.terms.tender.empty()) occasion.tenders.push_back(cart_.terms.tender);
    for (const carts::EnteredCode& code : cart_.terms.codes) occasion.codes.push_back(code.coupon);
    for (const std::string& rule : reference_.limited_rules) {
      const promotions::RuleUses uses = promotions::uses_of(connection_, rule, cart_.person_row);
      if (uses.uses != 0) occasion.spent[rule] = {uses.uses, uses.uses_of_customer, Rational{uses.amount}};
    }
  }

  void add_fixed_charges();

  db::Connection& connection_;
  carts::Cart& cart_;
  const Site& site_;
  const Reference& reference_;
  const Moment& moment_;
  catalogue::PriceBooks books_;
  customers::Buyer buyer_;
  Draft draft_;
};

std::vector<charges::Goods> goods_of(const Draft& draft, const pricing::PricedBasket* priced) {
  std::vector<charges::Goods> goods;
  for (std::size_t i = 0; i < draft.first_charge; ++i) {
    const pricing::BasketLine& line = draft.basket.lines[i];
    const bool counts =
        priced != nullptr && std::find(draft.card_lines.begin(), draft.card_lines.end(), i) == draft.card_lines.end();
    goods.push_back({line.sku, &line.categories, line.quantity, counts ? priced->lines[i].amount.minor() : 0,
                     line.tax_category});
  }
  return goods;
}
charges::Occasion occasion_of(const carts::Cart& cart, const Moment& moment) {
  return {moment.now, moment.utc_offset_min, std::string{channel}, carts::name_of(cart.terms.service),
          cart.terms.guests};
}

void add_charge_lines(Draft& draft, std::vector<charges::Line> lines, const Reference& reference,
                      std::string_view ship_to) {
  for (charges::Line& charge : lines) {
    const charges::Rule& rule = reference.charges.rules[charge.rule];
    const std::uint32_t category = charge.tax_category ? *charge.tax_category : reference.tax_index(rule.tax_category, ship_to);
    const Money amount{charge.amount, draft.basket.currency};
    pricing::BasketLine line{.key = static_cast<std::uint32_t>(draft.basket.lines.size() + 1),
                             .sku = rule.id,
                             .quantity = charge.quantity,
                             .unit_price = amount,
                             .list_price = amount,
                             .label_amount = std::nullopt,
                             .min_unit_price = std::nullopt,
                             .discountable = false,
                             .categories = {},
                             .tax_category = category,
                             .discounts = {},
                             .kind = pricing::LineKind::charge};
    // A percentage of goods whose lifted tax is out already has none in it.
    if (draft.own_rules && !rule.percent)
      pricing::take_out_lifted_tax(line, reference.rules.taxes, draft.rules->taxes);
    draft.discount_of_line.emplace_back();
    draft.basket.lines.push_back(std::move(line));
    draft.charges.push_back(std::move(charge));
  }
}

void Drafting::add_fixed_charges() {
  draft_.first_charge = draft_.basket.lines.size();
  if (reference_.charges.rules.empty()) return;
  std::vector<charges::Asked> asked;
  for (const carts::AskedCharge& each : cart_.terms.charges) asked.push_back({each.code, each.quantity});
  add_charge_lines(
      draft_,
      charges::fixed_lines(reference_.charges.rules, goods_of(draft_, nullptr), asked, occasion_of(cart_, moment_)),
      reference_, cart_.terms.ship_to);
}
}  // namespace

bool returns_sold_line(const carts::Item& item) {
  return item.return_of && (item.return_of->order_row != 0 || item.return_of->elsewhere);
}

Result<Draft> draft_of(db::Connection& connection, carts::Cart& cart, const Site& site, const Reference& reference,
                       const Moment& moment) {
  return Drafting{connection, cart, site, reference, moment}.run();
}

bool add_amount_charges(Draft& draft, const carts::Cart& cart, const pricing::PricedBasket& priced,
                        const Reference& reference, const Moment& moment) {
  if (reference.charges.rules.empty()) return false;
  auto lines = charges::amount_lines(reference.charges.rules, goods_of(draft, &priced), occasion_of(cart, moment));
  if (lines.empty()) return false;
  add_charge_lines(draft, std::move(lines), reference, cart.terms.ship_to);
  return true;
}

std::string chosen_tender(const std::vector<std::string>& tenders) {
  if (tenders.empty()) return {};
  const bool same =
      std::all_of(tenders.begin(), tenders.end(), [&](const std::string& each) { return each == tenders.front(); });
  return same ? tenders.front() : std::string{};
}
}  // namespace holdfast::commands

#include "support/random_sale.h"

#include "money/allocation.h"
#include "pricing/price_list.h"
#include "promotions/rule_document.h"

namespace holdfast::test {
namespace {
using namespace pricing;

std::int64_t price_of(std::int64_t article) { return article * 137 % 1000; }

/// What one costs by a list with steps, as a till asks it.
Rational listed(std::int64_t article, const Rational& quantity) {
  static const std::vector<PriceList> lists = [] {
    PriceList list{.id = "steps"};
    list.rules.push_back({.kind = PriceKind::percent_off, .value = 10, .category = "c1", .min_quantity = Rational{2}});
    list.rules.push_back({.kind = PriceKind::fixed, .value = 99, .sku = "s3", .min_quantity = Rational{3}});
    list.rules.push_back({.kind = PriceKind::surcharge, .value = 7, .sku = "s6", .max_quantity = Rational{1, 2}});
    return std::vector{list};
  }();
  const PriceQuery query{
      .sku = "s" + std::to_string(article), .categories = {"c" + std::to_string(article % 3)}, .quantity = quantity};
  const PriceSources sources{.base_price = Rational{price_of(article)}, .lists = lists};
  return resolve_price(sources, query, PriceSelection::priority).unit_price.value();
}
}  // namespace

taxes::TaxRate RandomSale::rate(std::string_view code, std::string_view percent, bool included) {
  taxes::TaxRate tax;
  tax.code = code;
  tax.rate = parse_percent(percent).value();
  tax.included = included;
  tax.affects_base = below(2) == 0;
  tax.affected_by_previous = below(4) != 0;
  return tax;
}

Rules RandomSale::law() {
  Rules rules;
  taxes::TaxRegime& regime = rules.regime;
  regime.level = static_cast<taxes::TaxLevel>(below(4));
  regime.included_target = static_cast<taxes::IncludedTarget>(below(2));
  regime.compound_base = static_cast<taxes::CompoundBase>(below(2));
  regime.discount_tax = static_cast<taxes::DiscountTax>(below(2));
  regime.rounding = below(2) ? Rounding::half_up : Rounding::half_even;
  std::vector<taxes::TaxRate>& rates = rules.taxes.rates;
  rates = {rate("VAT21", "21", true),        rate("VAT9", "9", below(2) == 0),
           rate("UPON", "9.975", false),     rate("ICMS", "18", below(2) == 0),
           rate("PIS", "1.65", true),        rate("DUTY", "0", below(2) == 0),
           rate("FROM", "4", below(2) == 0), rate("WITHIN", "6.25", false),
           rate("ALL", "5", false),          rate("LAW", "0", true),
           rate("LEFT", "0", false)};
  rates[3].kind = rates[4].kind = taxes::TaxKind::division;
  rates[4].included = rates[3].included;  // neighbours share one price
  rates[5].kind = taxes::TaxKind::fixed_per_unit;
  rates[5].amount_per_unit = Rational{below(3) == 0 ? 35 : 7, below(3) == 0 ? 2 : 1};
  rates[6].band = {taxes::BandOf::unit, 300, below(2) ? std::optional<std::int64_t>{700} : std::nullopt, false};
  if (!rates[6].included) rates[6].band.of = static_cast<taxes::BandOf>(1 + below(3));
  rates[7].band = {taxes::BandOf::unit, 200, below(2) ? std::optional<std::int64_t>{600} : std::nullopt, true};
  rates[8].band = {taxes::BandOf::document, 500 + below(2000), std::nullopt, false};
  rates[9].exempt = rates[10].exempt = true;
  rates[9].treatment = taxes::Treatment::exempt;
  rates[10].treatment = taxes::Treatment::reverse_charge;
  rules.taxes.categories = {{0}, {1}, {}, {0, 2}, {3, 4}, {5, 0}, {6, 2}, {7, 1}, {8, 2}, {9}, {10, 1}, {1, 0, 2}};
  return rules;
}

Rules RandomSale::rules(std::string_view promotions) {
  Rules rules = law();
  rules.promotions = std::make_shared<const promotions::RuleSet>(
      promotions::read_rules(parse_json(promotions).value(), Rational{100}).value());
  return rules;
}
Rules RandomSale::rules(std::int64_t promotions) {
  std::string document = "[";
  for (std::int64_t i = 0; i < promotions; ++i) document += (i ? "," : "") + rule(i);
  Rules made = rules(document + "]");
  made.stacking = static_cast<Stacking>(below(3));
  made.discount_rounding = static_cast<DiscountRounding>(below(5));
  made.allocation = static_cast<AllocationPolicy>(below(8));
  return made;
}

BasketLine RandomSale::plain(std::int64_t article, Quantity quantity) {
  const Money price{price_of(article), currency};
  return {.key = 0,
          .sku = "s" + std::to_string(article),
          .quantity = quantity,
          .unit_price = price,
          .list_price = price,
          .label_amount = {},
          .min_unit_price = {},
          .categories = {"c" + std::to_string(article % 3)},
          .tax_category = static_cast<std::uint32_t>(article),
          .discounts = {}};
}

BasketLine RandomSale::line(bool may_return) {
  const std::int64_t article = below(articles);
  std::int64_t micro = (1 + below(4)) * Quantity::one_micro;
  if (below(5) == 0) micro = 10'000 + below(3'000'000) - below(10'000);  // on the scale, the packaging off
  if (may_return && below(8) == 0) micro = -micro;
  BasketLine line = plain(article, Quantity::from_micro(micro));
  const Rational quantity{micro < 0 ? -micro : micro, Quantity::one_micro};
  if (below(3) == 0) line.unit_price = Money{listed(article, quantity).rounded(), currency};
  if (below(6) == 0) {  // a tax went out of it
    line.fine_unit_price = Rational{line.unit_price.minor() * 100, 121};
    line.unit_price = Money{line.fine_unit_price->rounded(), currency};
  }
  if (below(8) == 0) line.label_amount = Money{micro < 0 ? -below(900) : below(900), currency};
  if (below(5) == 0) line.min_unit_price = Money{line.unit_price.minor() / 2, currency};
  if (below(8) == 0) line.kind = LineKind::charge;
  line.discountable = below(9) != 0;
  line.discounted = below(6) == 0;
  line.tax_category = static_cast<std::uint32_t>(below(12));
  if (below(6) == 0) line.discounts.push_back(discount(3));
  return line;
}

std::vector<BasketLine> RandomSale::menu() {
  std::vector<BasketLine> parts;
  std::vector<std::int64_t> weights;
  for (std::int64_t i = 2 + below(2); i > 0; --i) {
    parts.push_back(line(false));
    weights.push_back(1 + parts.back().unit_price.minor());
  }
  const std::vector<std::int64_t> shares = allocate(500 + below(900), weights);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    parts[i] = plain(below(articles), Quantity::pieces(1));
    parts[i].unit_price = Money{shares[i], currency};
    parts[i].tax_category = static_cast<std::uint32_t>(below(12));
  }
  parts.push_back(plain(0, Quantity::pieces(1)));
  return parts;
}

Basket RandomSale::basket(std::int64_t lines, bool with_returns) {
  Basket basket{currency, {}, {}, {}};
  for (std::int64_t i = 0; i < lines; ++i) basket.lines.push_back(line(with_returns));
  basket.occasion = occasion();
  return basket;
}

Occasion RandomSale::occasion() {
  Occasion occasion;
  if (below(2)) occasion.codes = {"K"};
  if (below(2)) occasion.customer_groups = {"club"};
  if (below(2)) occasion.tenders = {"card"};
  return occasion;
}

ManualDiscount RandomSale::discount(std::int64_t kinds) {
  ManualDiscount discount{static_cast<DiscountKind>(below(kinds)), Percent::whole(below(101)), below(300), "", ""};
  discount.charges_too = kinds == 2 && below(3) == 0;
  return discount;
}
std::vector<ManualDiscount> RandomSale::discounts() {
  std::vector<ManualDiscount> out;
  for (std::int64_t i = below(3); i > 0; --i) out.push_back(discount(2));
  return out;
}

std::string RandomSale::select() {
  switch (below(4)) {
    case 0:
      return R"({"skus":["s)" + std::to_string(below(8)) + R"(","s)" + std::to_string(below(8)) + "\"]}";
    case 1:
      return R"({"categories":["c)" + std::to_string(below(3)) + "\"]}";
    case 2:
      return R"({"exclude_discounted":true,"categories":["c)" + std::to_string(below(3)) + "\"]}";
    default:
      return "{}";
  }
}
std::string RandomSale::money(std::int64_t most) { return "\"" + to_decimal(Money{below(most), currency}) + "\""; }

std::string RandomSale::action() {
  const std::string chosen = R"(,"select":)" + select();
  switch (below(8)) {
    case 0:
      return R"({"type":"percent","value":")" + std::to_string(below(101)) + "\"" + chosen + "}";
    case 1:
      return R"({"type":"amount","value":)" + money(300) + chosen + R"(,"max_units_total":"2","pick":"cheapest"})";
    case 2:
      return R"({"type":"amount","target":"order","value":)" + money(900) + chosen + "}";
    case 3:
      return R"({"type":"percent","target":"order","value":"15","cap":)" + money(500) + "}";
    case 4:
      return R"({"type":"fixed_price","value":)" + money(400) + chosen + "}";
    case 5:
      return R"({"type":"cheapest","value":"50","per_group_of":"3","group_from":"most_expensive")" + chosen + "}";
    case 6:
      return R"({"type":"buy_get","pool":")" + std::string{below(2) ? "shared" : "separate"} +
             R"(","buy":{"quantity":"2","select":)" + select() +
             R"(},"get":{"quantity":"1","percent":"100","select":)" + select() + R"(},"partial":)" + flag() +
             R"(,"consume_units":)" + flag() + "}";
    default:
      return R"({"type":"bundle","components":[{"quantity":"2","select":)" + select() + R"(},{"select":)" + select() +
             R"(}],"deal":{"type":"price","value":)" + money(900) + R"(},"consume_units":)" + flag() + "}";
  }
}

std::string RandomSale::rule(std::int64_t id) {
  std::string text = R"({"id":"r)" + std::to_string(id) + R"(","priority":)" + std::to_string(below(4));
  if (below(6) == 0) text += R"(,"coupon":"K")";
  if (below(8) == 0) text += R"(,"customer_groups":["club"])";
  if (below(10) == 0) text += R"(,"tenders":["card"])";
  if (below(20) == 0) text += R"(,"exclusive":true)";
  if (below(12) == 0) text += R"(,"stop":true)";
  if (below(4) == 0) {
    const char* modes[] = {"compound", "original", "best", "best_line", "best_mix"};
    text += R"(,"group":"g","mode":")" + std::string{modes[below(5)]} + "\"";
  }
  switch (below(10)) {
    case 0:
    case 1:
      text += R"(,"conditions":{"min_amount":{"amount":)" + money(2000) + R"(,"select":)" + select() + "}}";
      break;
    case 2:
      text += R"(,"conditions":{"contains":[)" + select() + "]}";
      break;
    case 3:
      text += R"(,"conditions":{"min_quantity":{"quantity":"3","select":)" + select() + "}}";
      break;
    default:
      break;
  }
  text += R"(,"actions":[)" + action();
  if (below(5) == 0) text += "," + action();
  return text + "]}";
}
}  // namespace holdfast::test

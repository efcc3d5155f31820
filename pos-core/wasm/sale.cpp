#include "wasm/sale.h"

#include <algorithm>

#include "pricing/lifted_taxes.h"

namespace holdfast::wasm {
namespace {
/// The taxes of the store's categories, after those of the lines.
void read_categories(JsonFields& fields, taxes::TaxTable& taxes) {
  for (const Json& category : fields.array("taxCategories")) {
    std::vector<std::uint32_t> rates;
    for (const Json& code : category.items()) {
      const auto found = std::find_if(taxes.rates.begin(), taxes.rates.end(),
                                      [&](const auto& rate) { return rate.code == code.text(); });
      if (found == taxes.rates.end())
        fields.complain("taxCategories", "`" + code.text() + "` is not among the taxes");
      else
        rates.push_back(static_cast<std::uint32_t>(found - taxes.rates.begin()));
    }
    taxes.categories.push_back(std::move(rates));
  }
}

class Reader {
 public:
  Reader(Sale& sale, std::vector<FieldError>& errors) : sale_{sale}, errors_{errors} {}

  void read(JsonFields& fields) {
    const std::size_t lines = sale_.request.basket.lines.size();
    read_categories(fields, sale_.request.rules.taxes);
    count_ = sale_.request.rules.taxes.categories.size() - lines;
    const auto of_lines = fields.array("lines");
    if (of_lines.size() != lines) fields.complain("lines", "has one category for each line of the basket");
    for (const Json& each : of_lines) sale_.category_of.push_back(category(fields, "lines", each));
    if (const Json* own = fields.maybe_object("own"))
      for (const auto& [charge, each] : own->members()) sale_.own.emplace(charge, category(fields, "own", each));
    read_asked(fields);
    const pricing::Occasion& when = sale_.request.basket.occasion;
    sale_.service = fields.maybe_text("service", 20).value_or("");
    sale_.occasion = {when.at.value_or(Instant{}), when.offset_minutes, when.channel, sale_.service,
                      static_cast<int>(fields.maybe_integer("guests", 0, 1000).value_or(0))};
    if (!when.at) errors_.push_back({"/basket/at", "is required"});
    if (const Json* lifted = fields.maybe_object("lifted")) lift(fields, *lifted);
  }

 private:
  /// Taxes that this customer does not pay: by code, and why.
  void lift(JsonFields& fields, const Json& lifted) {
    taxes::TaxTable& table = sale_.request.rules.taxes;
    sale_.with_lifted = table;
    for (const auto& [code, why] : lifted.members()) {
      const auto rate = std::find_if(table.rates.begin(), table.rates.end(),
                                     [&name = code](const taxes::TaxRate& each) { return each.code == name; });
      const taxes::Treatment treatment = taxes::parse_treatment(why.text());
      if (rate == table.rates.end())
        fields.complain("lifted", "`" + code + "` is not among the taxes");
      else if (treatment == taxes::Treatment::taxed)
        fields.complain("lifted", "says exempt or reverse_charge");
      else
        pricing::lift(*rate, treatment);
    }
    for (pricing::BasketLine& line : sale_.request.basket.lines)
      pricing::take_out_lifted_tax(line, *sale_.with_lifted, table);
  }
  std::uint32_t category(JsonFields& fields, std::string_view name, const Json& value) {
    const auto at = value.integer();
    if (at && *at >= 0 && static_cast<std::uint64_t>(*at) < count_) return static_cast<std::uint32_t>(*at);
    fields.complain(name, "is the place of one of the tax categories");
    return 0;
  }
  void read_asked(JsonFields& fields) {
    const auto asked = fields.array("asked", false, 100);
    for (std::size_t i = 0; i < asked.size(); ++i) {
      JsonFields each{asked[i], errors_, fields.pointer("asked") + "/" + std::to_string(i)};
      charges::Asked one{each.text("charge", 100), Quantity::pieces(1)};
      const auto quantity = parse_quantity(each.maybe_decimal("quantity").value_or("1"));
      if (quantity && !quantity->is_zero())
        one.quantity = *quantity;
      else
        each.complain("quantity", "must be a decimal with at most 6 decimals, not zero");
      each.finish();
      sale_.asked.push_back(std::move(one));
    }
  }

  Sale& sale_;
  std::vector<FieldError>& errors_;
  std::size_t count_ = 0;
};

std::vector<charges::Goods> goods_of(const Sale& sale, const pricing::PricedBasket* priced) {
  std::vector<charges::Goods> goods;
  for (std::size_t i = 0; i < sale.category_of.size(); ++i) {
    const pricing::BasketLine& line = sale.request.basket.lines[i];
    const std::int64_t amount = priced != nullptr ? priced->lines[i].amount.minor() : 0;
    goods.push_back({line.sku, &line.categories, line.quantity, amount, sale.category_of[i]});
  }
  return goods;
}

Result<> add_lines(Sale& sale, const std::vector<charges::Line>& lines, const std::vector<charges::Rule>& charges) {
  std::vector<pricing::BasketLine>& basket = sale.request.basket.lines;
  for (const charges::Line& charge : lines) {
    const charges::Rule& rule = charges[charge.rule];
    const auto own = sale.own.find(rule.id);
    if (!charge.tax_category && own == sale.own.end())
      return refuse(ErrorCode::invalid_argument, "no tax category for " + rule.id);
    const Money amount{charge.amount, sale.request.basket.currency};
    pricing::BasketLine line{.key = static_cast<std::uint32_t>(basket.size() + 1),
                             .sku = rule.id,
                             .quantity = charge.quantity,
                             .unit_price = amount,
                             .list_price = amount,
                             .label_amount = {},
                             .min_unit_price = {},
                             .discountable = false,
                             .categories = {},
                             .discounts = {},
                             .kind = pricing::LineKind::charge};
    line.tax_category = static_cast<std::uint32_t>(sale.category_of.size()) +
                        (charge.tax_category ? *charge.tax_category : own->second);
    // A percentage of goods whose lifted tax is out already has none in it.
    if (sale.with_lifted && !rule.percent)
      pricing::take_out_lifted_tax(line, *sale.with_lifted, sale.request.rules.taxes);
    basket.push_back(std::move(line));
    sale.request.line_ids.push_back("charge-" + std::to_string(basket.size() - sale.category_of.size()));
  }
  return {};
}
}  // namespace

Result<std::unique_ptr<Sale>> read_sale(const Json& document, std::shared_ptr<const promotions::RuleSet> rules) {
  std::vector<FieldError> errors;
  JsonFields fields{document, errors};
  static const Json nothing;
  const Json* basket = fields.maybe_object("basket");
  auto sale = std::make_unique<Sale>(
      Sale{TRY(pricing::read_price_request(basket ? *basket : nothing, std::move(rules))), {}, {}, {}, {}, {}, {}});
  Reader{*sale, errors}.read(fields);
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  return sale;
}

Result<pricing::PricedBasket> price_sale(Sale& sale, const std::vector<charges::Rule>& charges) {
  for (const charges::Asked& asked : sale.asked)
    if (std::none_of(charges.begin(), charges.end(), [&](const auto& rule) { return rule.id == asked.charge; }))
      return refuse(ErrorCode::invalid_argument, "no charge " + asked.charge);
  TRY(add_lines(sale, charges::fixed_lines(charges, goods_of(sale, nullptr), sale.asked, sale.occasion), charges));
  pricing::PricedBasket priced = TRY(pricing::price(sale.request.basket, sale.request.rules));
  const auto more = charges::amount_lines(charges, goods_of(sale, &priced), sale.occasion);
  if (more.empty()) return priced;
  TRY(add_lines(sale, more, charges));
  return pricing::price(sale.request.basket, sale.request.rules);
}
}  // namespace holdfast::wasm

#include "pricing/price_request.h"

#include <algorithm>
#include <array>

#include "promotions/rule_document.h"

namespace holdfast::pricing {
namespace {
constexpr std::array<std::string_view, 2> line_kinds{"item", "charge"};
const Rational most_minor{100'000'000'000'000'000};
constexpr std::array<std::string_view, 3> line_amounts{"round", "unit", "exact"};
constexpr std::array<std::string_view, 5> roundings{"order_discount", "line_discount", "line_price", "unit_discount",
                                                    "unit_price"};
constexpr std::array<std::string_view, 3> stackings{"sequential", "additive", "best_per_line"};
constexpr std::array<std::string_view, 2> weights{"amount", "quantity"};
constexpr std::array<std::string_view, 2> targets{"tax", "net"};
constexpr std::array<std::string_view, 2> compounds{"rounded", "raw"};
constexpr std::array<std::string_view, 2> discount_taxes{"merged", "separate"};

template <class Value>
void read_word(JsonFields& fields, std::string_view name, std::span<const std::string_view> words, Value& value) {
  if (const auto word = fields.maybe_word(name, words))
    value = static_cast<Value>(std::find(words.begin(), words.end(), *word) - words.begin());
}
template <class Value, class Parse>
void read_named(JsonFields& fields, std::string_view name, Value& value, Parse parse) {
  const auto word = fields.maybe_text(name);
  if (!word) return;
  if (const auto known = parse(*word))
    value = *known;
  else
    fields.complain(name, "is not known");
}

class Reader {
 public:
  Reader(PriceRequest& request, std::vector<FieldError>& errors) : request_{request}, errors_{errors} {
    scale_ = Rational{request.basket.currency.minor_per_major()};
  }

  void read(JsonFields& fields) {
    if (const Json* policy = fields.maybe_object("policy")) read_policy(*policy, fields.pointer("policy"));
    if (const Json* taxes = fields.maybe_object("taxes")) read_taxes(*taxes, fields.pointer("taxes"));
    const std::span<const Json> lines = fields.array("lines", true, 10'000);
    for (std::size_t i = 0; i < lines.size(); ++i)
      read_line(lines[i], fields.pointer("lines") + "/" + std::to_string(i));
    const std::span<const Json> discounts = fields.array("document_discounts", false, 100);
    for (std::size_t i = 0; i < discounts.size(); ++i)
      request_.basket.discounts.push_back(
          read_discount(discounts[i], fields.pointer("document_discounts") + "/" + std::to_string(i)));
    read_occasion(fields);
  }

  Rational scale() const { return scale_; }

 private:
  std::optional<Rational> number(JsonFields& fields, std::string_view name) {
    const auto text = fields.maybe_decimal(name);
    if (!text) return std::nullopt;
    const auto value = promotions::parse_exact(*text);
    if (!value) fields.complain(name, "must be a decimal number of at most 15 digits");
    return value;
  }
  std::optional<Rational> amount(JsonFields& fields, std::string_view name) {
    const auto value = number(fields, name);
    if (!value) return std::nullopt;
    const Rational minor = *value * scale_;
    if (most_minor < minor || minor < -most_minor) {
      fields.complain(name, "is larger than any amount of money here");
      return Rational{};
    }
    return minor;
  }
  Percent percent(JsonFields& fields, std::string_view name) {
    const auto text = fields.maybe_decimal(name);
    const auto value = text ? parse_percent(*text) : std::nullopt;
    if (text && !value) fields.complain(name, "must be a percentage with at most 6 decimals");
    return value.value_or(Percent{});
  }
  std::vector<std::string> texts(JsonFields& fields, std::string_view name) {
    std::vector<std::string> result;
    for (const Json& item : fields.array(name, false)) {
      if (item.is_string())
        result.push_back(item.text());
      else
        fields.complain(name, "holds texts");
    }
    return result;
  }

  void read_policy(const Json& value, const std::string& pointer) {
    JsonFields fields{value, errors_, pointer};
    Rules& rules = request_.rules;
    read_named(fields, "rounding", rules.rounding, parse_rounding);
    rules.regime.rounding = rules.rounding;
    read_word(fields, "line_amount", line_amounts, rules.line_amount);
    read_word(fields, "discount_rounding", roundings, rules.discount_rounding);
    read_word(fields, "stacking", stackings, rules.stacking);
    read_named(fields, "allocation", rules.allocation, parse_allocation);
    read_word(fields, "allocation_weight", weights, rules.allocation_weight);
    read_named(fields, "tax_level", rules.regime.level, taxes::parse_tax_level);
    read_word(fields, "included_target", targets, rules.regime.included_target);
    read_word(fields, "compound_base", compounds, rules.regime.compound_base);
    read_word(fields, "discount_tax", discount_taxes, rules.regime.discount_tax);
    read_named(fields, "tax_rounding", rules.regime.rounding, parse_rounding);
    fields.finish();
  }

  void read_taxes(const Json& value, const std::string& pointer) {
    for (const auto& [code, tax] : value.members()) {
      JsonFields fields{tax, errors_, pointer + "/" + code};
      taxes::TaxRate rate;
      rate.code = code;
      rate.name = fields.maybe_text("name").value_or(code);
      read_named(fields, "type", rate.kind, taxes::parse_tax_kind);
      rate.rate = percent(fields, "rate");
      rate.amount_per_unit = amount(fields, "amount").value_or(Rational{});
      rate.included = fields.flag("included", false);
      rate.affects_base = fields.flag("affects_base", false);
      rate.affected_by_previous = fields.flag("affected_by_previous", true);
      rate.exempt = fields.flag("exempt", false);
      if (const Json* band = fields.maybe_object("band")) rate.band = read_band(*band, fields.pointer("band"));
      fields.finish();
      request_.rules.taxes.rates.push_back(std::move(rate));
    }
  }

  /// Of whole minor units: a threshold between two of them is no threshold.
  taxes::TaxBand read_band(const Json& value, const std::string& pointer) {
    static constexpr std::array<std::string_view, 2> parts{"whole", "within"};
    JsonFields fields{value, errors_, pointer};
    taxes::TaxBand band;
    read_named(fields, "of", band.of, taxes::parse_band_of);
    band.from = amount(fields, "from").value_or(Rational{}).rounded();
    if (const auto below = amount(fields, "below")) band.below = below->rounded();
    band.within = fields.maybe_word("part", parts).value_or("whole") == "within";
    if (band.within && band.of != taxes::BandOf::unit)
      fields.complain("part", "of an amount is taxed by the unit only");
    fields.finish();
    return band;
  }

  ManualDiscount read_discount(const Json& value, const std::string& pointer) {
    JsonFields fields{value, errors_, pointer};
    ManualDiscount discount;
    discount.reason = fields.maybe_text("id").value_or(fields.maybe_text("reason").value_or(""));
    discount.charges_too = fields.flag("charges_too", false);
    discount.percent = percent(fields, "percent");
    if (const auto off = amount(fields, "amount")) {
      discount.kind = DiscountKind::amount;
      discount.minor = *off;
    }
    fields.finish();
    return discount;
  }

  void read_line_taxes(JsonFields& fields, BasketLine& line) {
    std::vector<std::uint32_t> category;
    const auto& rates = request_.rules.taxes.rates;
    for (const std::string& code : texts(fields, "taxes")) {
      const auto found = std::find_if(rates.begin(), rates.end(), [&](const auto& rate) { return rate.code == code; });
      if (found == rates.end())
        fields.complain("taxes", "`" + code + "` is not among the taxes");
      else
        category.push_back(static_cast<std::uint32_t>(found - rates.begin()));
    }
    line.tax_category = static_cast<std::uint32_t>(request_.rules.taxes.categories.size());
    request_.rules.taxes.categories.push_back(std::move(category));
  }

  void read_line(const Json& value, const std::string& pointer) {
    JsonFields fields{value, errors_, pointer};
    const Currency currency = request_.basket.currency;
    const Money zero = Money::zero(currency);
    BasketLine line{.key = static_cast<std::uint32_t>(request_.basket.lines.size() + 1),
                    .sku = fields.maybe_text("sku").value_or(""),
                    .quantity = Quantity::pieces(1),
                    .unit_price = zero,
                    .list_price = zero,
                    .label_amount = {},
                    .min_unit_price = {},
                    .categories = texts(fields, "categories"),
                    .discounts = {}};
    request_.line_ids.push_back(fields.maybe_text("id").value_or(std::to_string(line.key)));
    if (const auto quantity = fields.maybe_decimal("quantity")) {
      const auto parsed = parse_quantity(*quantity);
      if (!parsed || parsed->is_zero())
        fields.complain("quantity", "must be a decimal with at most 6 decimals, not zero");
      else
        line.quantity = *parsed;
    }
    const auto price = amount(fields, "unit_price");
    if (!price)
      fields.complain("unit_price", "is required");
    else {
      if (price->denominator() != 1) line.fine_unit_price = *price;
      line.unit_price = line.list_price = Money{price->rounded(), currency};
    }
    line.fine_min_unit_price = amount(fields, "min_unit_price");
    if (const auto label = amount(fields, "label_amount")) {
      if (label->denominator() != 1)
        fields.complain("label_amount", "must be an amount of the currency");
      else
        line.label_amount = Money{label->rounded(), currency};
    }
    read_word(fields, "kind", line_kinds, line.kind);
    line.discounted = fields.flag("discounted", false);
    line.discountable = fields.flag("discountable", true);
    const std::span<const Json> discounts = fields.array("discounts", false, 100);
    for (std::size_t i = 0; i < discounts.size(); ++i)
      line.discounts.push_back(read_discount(discounts[i], fields.pointer("discounts") + "/" + std::to_string(i)));
    read_line_taxes(fields, line);
    fields.finish();
    request_.basket.lines.push_back(std::move(line));
  }

  void read_occasion(JsonFields& fields) {
    Occasion& occasion = request_.basket.occasion;
    occasion.at = fields.maybe_time("at");
    occasion.offset_minutes = static_cast<int>(fields.maybe_integer("utc_offset_minutes", -1080, 1080).value_or(0));
    occasion.channel = fields.maybe_text("channel").value_or("");
    occasion.codes = texts(fields, "coupons");
    occasion.tenders = texts(fields, "tenders");
    if (const Json* customer = fields.maybe_object("customer")) {
      JsonFields inner{*customer, errors_, fields.pointer("customer")};
      occasion.customer_groups = texts(inner, "groups");
      occasion.previous_orders = inner.maybe_integer("previous_orders", -1).value_or(0);
      inner.finish();
    }
  }

  PriceRequest& request_;
  std::vector<FieldError>& errors_;
  Rational scale_;
};

std::optional<Currency> read_currency(JsonFields& fields) {
  const std::string code = fields.text("currency", 3);
  const auto currency = find_currency(code);
  if (!currency && !code.empty()) fields.complain("currency", "is no currency of ISO 4217");
  return currency;
}
}  // namespace

Result<PriceRequest> read_price_request(const Json& document, std::shared_ptr<const promotions::RuleSet> otherwise) {
  std::vector<FieldError> errors;
  JsonFields fields{document, errors};
  const auto currency = read_currency(fields);
  PriceRequest request{{currency.value_or(Currency{"XXX", 2}), {}, {}, {}}, {}, {}};
  Reader reader{request, errors};
  reader.read(fields);
  const Json* promotions = document.find("promotions");
  std::vector<promotions::Rule> rules;
  const std::span<const Json> list = fields.array("promotions", false, 100'000);
  for (std::size_t i = 0; i < list.size(); ++i)
    rules.push_back(promotions::read_rule(list[i], reader.scale(), errors, "/promotions/" + std::to_string(i)));
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  request.rules.promotions =
      promotions ? std::make_shared<const promotions::RuleSet>(std::move(rules)) : std::move(otherwise);
  return request;
}
}  // namespace holdfast::pricing

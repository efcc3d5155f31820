#include <charconv>

#include "pricing/derivation.h"

namespace holdfast::pricing {
namespace {
constexpr std::int64_t most_minor = 1'000'000'000'000'000;

std::optional<std::int64_t> whole(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

class Reader {
 public:
  Reader(Derivation& out, std::vector<FieldError>& errors, Currency currency)
      : out_{out}, errors_{errors}, currency_{currency} {}

  void read(JsonFields& fields) {
    out_.total = minor(fields, "total");
    each(fields, "rules", false,
         [&](JsonFields& rule) { out_.at_work.push_back({rule.text("id"), rule.integer("version", 0)}); });
    read_policy(fields);
    each(fields, "taxes", true, [&](JsonFields& tax) { read_tax(tax); });
    read_categories(fields);
    each(fields, "lines", true, [&](JsonFields& line) { read_line(line); });
    read_discounts(fields, out_.basket.discounts);
    each(fields, "coupons", false, [&](JsonFields& coupon) { read_coupon(coupon); });
    read_occasion(fields);
  }

 private:
  template <class Read>
  void each(JsonFields& fields, std::string_view name, bool required, Read read_one) {
    const std::span<const Json> items = fields.array(name, required, 10'000);
    for (std::size_t i = 0; i < items.size(); ++i) {
      JsonFields inner{items[i], errors_, fields.pointer(name) + "/" + std::to_string(i)};
      read_one(inner);
      inner.finish();
    }
  }
  std::int64_t minor(JsonFields& fields, std::string_view name) {
    return fields.integer(name, -most_minor, most_minor);
  }
  std::optional<Money> maybe_money(JsonFields& fields, std::string_view name) {
    const auto value = fields.maybe_integer(name, -most_minor, most_minor);
    return value ? std::optional{Money{*value, currency_}} : std::nullopt;
  }
  std::optional<Rational> maybe_fraction(JsonFields& fields, std::string_view name) {
    const auto text = fields.maybe_text(name, 50);
    if (!text) return std::nullopt;
    const std::size_t slash = text->find('/');
    const auto top = whole(std::string_view{*text}.substr(0, slash));
    const auto bottom =
        slash == std::string::npos ? std::optional<std::int64_t>{1} : whole(std::string_view{*text}.substr(slash + 1));
    if (top && bottom && *bottom > 0) return Rational{*top, *bottom};
    fields.complain(name, "is no fraction");
    return std::nullopt;
  }
  Percent percent(JsonFields& fields, std::string_view name) {
    return Percent::from_micro(fields.maybe_integer(name, 0, 1'000'000'000'000).value_or(0));
  }
  std::vector<std::string> texts(JsonFields& fields, std::string_view name) {
    std::vector<std::string> all;
    for (const Json& item : fields.array(name, false, 1000)) {
      if (item.is_string())
        all.push_back(item.text());
      else
        fields.complain(name, "holds texts");
    }
    return all;
  }
  template <class Value>
  void choice(JsonFields& fields, std::string_view name, Value& value, Value last) {
    if (const auto number = fields.maybe_integer(name, 0, static_cast<std::int64_t>(last)))
      value = static_cast<Value>(*number);
  }

  void read_policy(JsonFields& fields) {
    Rules& rules = out_.rules;
    choice(fields, "taxLevel", rules.regime.level, taxes::TaxLevel::document_residual_net);
    choice(fields, "includedTarget", rules.regime.included_target, taxes::IncludedTarget::net);
    choice(fields, "compoundBase", rules.regime.compound_base, taxes::CompoundBase::raw);
    choice(fields, "discountTax", rules.regime.discount_tax, taxes::DiscountTax::separate);
    choice(fields, "taxRounding", rules.regime.rounding, last_rounding);
    choice(fields, "rounding", rules.rounding, last_rounding);
    choice(fields, "discountRounding", rules.discount_rounding, DiscountRounding::unit_price);
    choice(fields, "stacking", rules.stacking, Stacking::best_per_line);
    choice(fields, "lineAmount", rules.line_amount, LineAmount::unit);
    choice(fields, "allocation", rules.allocation, last_allocation);
    choice(fields, "allocationWeight", rules.allocation_weight, AllocationWeight::quantity);
  }

  void read_tax(JsonFields& fields) {
    taxes::TaxRate rate;
    rate.code = rate.name = fields.text("code");
    if (const auto kind = fields.maybe_text("kind")) {
      const auto known = taxes::parse_tax_kind(*kind);
      if (!known) fields.complain("kind", "is not known");
      rate.kind = known.value_or(taxes::TaxKind::percent);
    }
    rate.rate = percent(fields, "rateMicro");
    rate.amount_per_unit = maybe_fraction(fields, "perUnit").value_or(Rational{});
    rate.included = fields.flag("included", false);
    rate.affects_base = fields.flag("affectsBase", false);
    rate.affected_by_previous = fields.flag("affectedByPrevious", true);
    rate.exempt = fields.flag("exempt", false);
    if (const Json* band = fields.maybe_object("band")) {
      JsonFields inner{*band, errors_, fields.pointer("band")};
      rate.band.of = taxes::parse_band_of(inner.text("of")).value_or(taxes::BandOf::none);
      rate.band.from = inner.integer("from", 0, most_minor);
      rate.band.below = inner.maybe_integer("below", 0, most_minor);
      rate.band.within = inner.flag("within", false);
      inner.finish();
    }
    out_.rules.taxes.rates.push_back(std::move(rate));
  }

  void read_categories(JsonFields& fields) {
    for (const Json& item : fields.array("taxCategories", true, 10'000)) {
      std::vector<std::uint32_t> category;
      for (const Json& rate : item.items()) {
        const std::int64_t index = rate.integer().value_or(-1);
        if (index < 0 || index >= static_cast<std::int64_t>(out_.rules.taxes.rates.size()))
          fields.complain("taxCategories", "names a tax that is not here");
        else
          category.push_back(static_cast<std::uint32_t>(index));
      }
      out_.rules.taxes.categories.push_back(std::move(category));
    }
  }

  void read_discounts(JsonFields& fields, std::vector<ManualDiscount>& discounts) {
    each(fields, "discounts", false, [&](JsonFields& inner) {
      ManualDiscount discount;
      discount.kind = static_cast<DiscountKind>(inner.integer("kind", 0, static_cast<int>(DiscountKind::unit_price)));
      discount.percent = percent(inner, "percentMicro");
      discount.minor = maybe_fraction(inner, "minor").value_or(Rational{});
      discount.charges_too = inner.flag("chargesToo", false);
      discounts.push_back(std::move(discount));
    });
  }

  void read_line(JsonFields& fields) {
    const Money unit{minor(fields, "unitPrice"), currency_};
    BasketLine line{.key = static_cast<std::uint32_t>(out_.basket.lines.size() + 1),
                    .sku = fields.maybe_text("sku").value_or(""),
                    .quantity = Quantity::pieces(1),
                    .unit_price = unit,
                    .list_price = maybe_money(fields, "listPrice").value_or(unit),
                    .label_amount = maybe_money(fields, "labelAmount"),
                    .min_unit_price = maybe_money(fields, "minUnitPrice"),
                    .discountable = fields.flag("discountable", true),
                    .categories = texts(fields, "categories"),
                    .discounts = {}};
    if (const auto micro = fields.maybe_integer("quantityMicro", -most_minor, most_minor))
      line.quantity = Quantity::from_micro(*micro);
    line.fine_unit_price = maybe_fraction(fields, "fineUnitPrice");
    line.fine_min_unit_price = maybe_fraction(fields, "fineMinUnitPrice");
    line.discounted = fields.flag("discounted", false);
    if (fields.flag("charge", false)) line.kind = LineKind::charge;
    const auto categories = static_cast<std::int64_t>(out_.rules.taxes.categories.size());
    line.tax_category = static_cast<std::uint32_t>(fields.maybe_integer("taxCategory", 0, categories - 1).value_or(0));
    if (categories == 0) fields.complain("taxCategory", "there is none");
    read_discounts(fields, line.discounts);
    out_.basket.lines.push_back(std::move(line));
  }

  void read_coupon(JsonFields& fields) {
    Coupon coupon;
    coupon.code = fields.maybe_text("code").value_or("");
    coupon.kind = static_cast<DiscountKind>(fields.integer("kind", 0, static_cast<int>(DiscountKind::amount)));
    coupon.percent = percent(fields, "percentMicro");
    coupon.minor = fields.maybe_integer("minor", 0, most_minor).value_or(0);
    coupon.cap = fields.maybe_integer("cap", 0, most_minor);
    coupon.priority = static_cast<int>(fields.maybe_integer("priority", INT32_MIN, INT32_MAX).value_or(0));
    out_.basket.coupons.push_back(std::move(coupon));
  }

  void read_occasion(JsonFields& fields) {
    Occasion& occasion = out_.basket.occasion;
    if (const auto at = fields.maybe_integer("atUs")) occasion.at = Instant{*at};
    occasion.offset_minutes = static_cast<int>(fields.maybe_integer("offsetMinutes", -1080, 1080).value_or(0));
    occasion.channel = fields.maybe_text("channel").value_or("");
    occasion.previous_orders = fields.maybe_integer("previousOrders", -1, most_minor).value_or(0);
    occasion.customer_groups = texts(fields, "customerGroups");
    occasion.codes = texts(fields, "codes");
    occasion.tenders = texts(fields, "tenders");
    each(fields, "spent", false, [&](JsonFields& inner) {
      Spent spent{inner.integer("uses", 0, most_minor), inner.integer("usesOfCustomer", 0, most_minor), {}};
      spent.amount = maybe_fraction(inner, "amount").value_or(Rational{});
      occasion.spent.emplace(inner.text("rule"), spent);
    });
  }

  static constexpr Rounding last_rounding = Rounding::floor;
  static constexpr AllocationPolicy last_allocation = AllocationPolicy::even_when_zero;
  Derivation& out_;
  std::vector<FieldError>& errors_;
  Currency currency_;
};
}  // namespace

Result<Derivation> read_derivation(const Json& document) {
  std::vector<FieldError> errors;
  JsonFields fields{document, errors};
  const std::string code = fields.text("currency", 3);
  const auto currency = find_currency(code);
  if (!currency) fields.complain("currency", "is no currency of ISO 4217");
  Derivation out{.engine = fields.text("engine"),
                 .digest = fields.text("digest", 64),
                 .at_work = {},
                 .basket = {currency.value_or(Currency{"XXX", 2}), {}, {}, {}},
                 .rules = {}};
  Reader{out, errors, out.basket.currency}.read(fields);
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  return out;
}
}  // namespace holdfast::pricing

#include "commands/till_prices.h"

#include <algorithm>
#include <set>

#include "base/json_writer.h"
#include "catalogue/categories_of.h"
#include "catalogue/price_rows.h"
#include "catalogue/variant_rows.h"
#include "commands/listed_price.h"
#include "pricing/price_request.h"
#include "promotions/rule_use_rows.h"

namespace holdfast::commands {
namespace {
constexpr int all_rules = 100'000;

void write_rate(JsonWriter& json, const taxes::TaxRate& rate, Currency currency) {
  json.key(rate.code).begin_object().member("name", rate.name).member("type", taxes::name_of(rate.kind));
  if (rate.kind == taxes::TaxKind::fixed_per_unit)
    json.member("amount", to_decimal(Money{rate.amount_per_unit.rounded(), currency}));
  else
    json.member("rate", to_string(rate.rate));
  json.member("included", rate.included).member("affects_base", rate.affects_base);
  json.member("affected_by_previous", rate.affected_by_previous).member("exempt", rate.exempt);
  if (const taxes::TaxBand& band = rate.band; band.of != taxes::BandOf::none) {
    json.key("band").begin_object().member("of", taxes::name_of(band.of));
    json.member("from", to_decimal(Money{band.from, currency}));
    if (band.below) json.member("below", to_decimal(Money{*band.below, currency}));
    json.member("part", band.within ? "within" : "whole").end_object();
  }
  json.end_object();
}

void write_taxes(JsonWriter& json, const Reference& ref, Currency currency) {
  const taxes::TaxRegime& regime = ref.rules.regime;
  json.key("policy").begin_object().member("tax_level", taxes::name_of(regime.level));
  json.member("included_target", taxes::name_of(regime.included_target));
  json.member("compound_base", taxes::name_of(regime.compound_base));
  json.member("discount_tax", taxes::name_of(regime.discount_tax));
  json.member("tax_rounding", name_of(regime.rounding)).end_object();
  json.key("taxes").begin_object();
  for (const taxes::TaxRate& rate : ref.rules.taxes.rates) write_rate(json, rate, currency);
  json.end_object().key("taxCategories").begin_object();
  for (std::size_t i = 0; i < ref.taxes.category_codes.size(); ++i) {
    json.key(ref.taxes.category_codes[i]).begin_array();
    for (const std::uint32_t rate : ref.rules.taxes.categories[i]) json.value(ref.rules.taxes.rates[rate].code);
    json.end_array();
  }
  json.end_object().key("reverseCharge").begin_object();
  for (const taxes::TaxRate& rate : ref.rules.taxes.rates)
    if (rate.reverse_charge != taxes::ReverseCharge::never)
      json.member(rate.code, taxes::name_of(rate.reverse_charge));
  json.end_object();
}

void write_promotions(JsonWriter& json, db::Connection& connection, const Reference& ref) {
  json.key("promotions").begin_array();
  std::vector<promotions::StoredRule> rules = promotions::list_rules(connection, 0, all_rules);
  // Of equal priority the first of the list counts first: as load_rules() has them.
  std::sort(rules.begin(), rules.end(), [](const auto& x, const auto& y) { return x.rule < y.rule; });
  for (const promotions::StoredRule& rule : rules) {
    // The version is the store's; the document itself may leave it out.
    json.begin_object().member("version", rule.version).key("document").raw(rule.document);
    if (std::find(ref.limited_rules.begin(), ref.limited_rules.end(), rule.rule) != ref.limited_rules.end())
      json.member("uses", promotions::uses_of(connection, rule.rule, std::nullopt).uses);
    json.end_object();
  }
  json.end_array();
}

/// The quantities from which price books have another price.
std::set<std::int64_t> steps_of(db::Connection& connection, std::int64_t variant) {
  db::Statement& rows = connection.prepare(
      "SELECT DISTINCT min_quantity_micro FROM price WHERE variant_id = ? AND min_quantity_micro > 0");
  rows.all(variant);
  std::set<std::int64_t> found;
  while (rows.step()) found.insert(rows.integer(0));
  return found;
}
/// The price of one is known anyway. Of goods by weight less than one is sold, too: then from the least on.
std::set<std::int64_t> without_one(std::set<std::int64_t> steps, int decimals) {
  if (decimals == 0) {
    steps.erase(steps.begin(), steps.upper_bound(Quantity::one_micro));
  } else if (!steps.empty()) {
    std::int64_t least = Quantity::one_micro;
    for (int i = 0; i < decimals; ++i) least /= 10;
    steps.insert(least);
  }
  return steps;
}

bool names(const promotions::Selection& goods, const std::string& sku, const std::vector<std::string>& categories) {
  const auto has = [](const std::vector<std::string>& all, const std::string& one) {
    return std::find(all.begin(), all.end(), one) != all.end();
  };
  const bool in_named = std::any_of(categories.begin(), categories.end(),
                                    [&](const std::string& each) { return has(goods.categories, each); });
  return !goods.names_articles() || has(goods.skus, sku) || in_named;
}
/// Whether something else than its price and the promotions decides what it costs, or comes with it.
bool has_to_ask(const Reference& ref, const std::string& sku, const std::vector<std::string>& categories) {
  if (!ref.price_lists.index.empty() && !ref.price_lists.index.about(sku, categories).empty()) return true;
  return std::any_of(ref.charges.rules.begin(), ref.charges.rules.end(), [&](const charges::Rule& rule) {
    return rule.kind == charges::Kind::deposit && names(rule.goods, sku, categories);
  });
}
/// Whether its price is the same whenever it is bought; the quantities at which it changes are added.
bool stands(const std::vector<pricing::PriceList>& lists, std::set<std::int64_t>& steps) {
  for (const pricing::PriceList& list : lists) {
    if (list.starts || list.ends || !list.schedule.windows.empty()) return false;
    for (const pricing::PriceRule& rule : list.rules) {
      if (rule.starts || rule.ends || rule.max_quantity) return false;
      if (rule.min_quantity) steps.insert((*rule.min_quantity * Rational{Quantity::one_micro}).rounded(Rounding::ceil));
    }
  }
  return true;
}
/// Its price for each group of customers that a list names, and under no name for anybody.
void write_prices(JsonWriter& json, const Reference& ref, const Listed& article,
                  const std::vector<pricing::PriceList>& lists, std::int64_t base, const Moment& moment,
                  Currency currency) {
  std::set<std::string> groups{std::string{}};
  const auto add = [&](const pricing::Requirements& required) {
    const auto named = required.find("customer_group");
    if (named != required.end()) groups.insert(named->second.begin(), named->second.end());
  };
  for (const pricing::PriceList& list : lists) {
    add(list.requires_);
    for (const pricing::PriceRule& rule : list.rules) add(rule.requires_);
  }
  json.key("prices").begin_object();
  for (const std::string& group : groups) {
    customers::Buyer buyer;
    if (!group.empty()) buyer.groups.push_back(group);
    if (const auto price = listed_price(ref, article, buyer, moment, currency, base)) json.member(group, *price);
  }
  json.end_object();
}
/// Charges that come by themselves to any basket, but for deposits, which come with their goods.
bool charges_any_basket(const Reference& ref) {
  return std::any_of(ref.charges.rules.begin(), ref.charges.rules.end(),
                     [](const charges::Rule& rule) { return rule.automatic && rule.kind != charges::Kind::deposit; });
}

/// One article, with what its price hangs on besides the moment.
class Article {
 public:
  Article(db::Connection& connection, const catalogue::Variant& variant, const Reference& ref, const Site& site,
          const Moment& moment, catalogue::PriceBooks books)
      : connection_{connection}, variant_{variant}, ref_{ref}, site_{site}, moment_{moment}, books_{books} {
    categories_ = catalogue::categories_of(connection, variant.id);
    lists_ = ref.price_lists.index.empty() ? std::vector<pricing::PriceList>{}
                                           : ref.price_lists.index.about(variant.sku, categories_);
    steps_ = steps_of(connection, variant.id);
    stands_ = stands(lists_, steps_);
    steps_ = without_one(std::move(steps_), variant.decimals);
  }

  /// Nothing when it has no price.
  void write(JsonWriter& json) const {
    const auto price = price_of(Quantity::pieces(1));
    if (!price && !variant_.open_price) return;
    json.begin_object().member("variantId", variant_.uuid).member("sku", variant_.sku).member("name", variant_.name);
    json.member("unit", variant_.unit).member("decimals", variant_.decimals).member("price", price.value_or(0));
    json.member("discountable", variant_.discountable);
    json.member("taxCategory", ref_.taxes.category_codes[ref_.tax_index(variant_.tax_category_id)]);
    json.member("steps", !variant_.open_price && !steps_.empty());
    if (variant_.open_price) json.member("open", true);
    write_names(json);
    const bool asks = has_to_ask(ref_, variant_.sku, categories_);
    if (asks) json.member("ask", true);
    if (!variant_.open_price) write_amounts(json, asks, *price);
    json.end_object();
  }

 private:
  std::optional<std::int64_t> price_of(Quantity quantity) const {
    const auto found = catalogue::price_of(connection_, variant_, quantity, moment_.now, site_, books_);
    return found ? std::optional{found->amount} : std::nullopt;
  }
  void write_names(JsonWriter& json) const {
    json.key("codes").begin_array();
    db::Statement& codes = connection_.prepare("SELECT code FROM barcode WHERE variant_id = ? AND kind <> 'in_store'");
    codes.all(variant_.id);
    while (codes.step()) json.value(codes.text(0));
    json.end_array().key("categories").begin_array();
    for (const std::string& category : categories_) json.value(category);
    json.end_array();
  }
  void write_amounts(JsonWriter& json, bool asks, std::int64_t price) const {
    if (!stands_) return;
    const auto listed = [&](Quantity quantity, std::int64_t base) {
      if (asks) write_prices(json, ref_, {variant_.sku, categories_, quantity}, lists_, base, moment_, site_.currency);
    };
    listed(Quantity::pieces(1), price);
    if (steps_.empty()) return;
    json.key("breaks").begin_array();
    for (const std::int64_t from : steps_) {
      const Quantity quantity = Quantity::from_micro(from);
      const std::int64_t base = price_of(quantity).value_or(price);
      json.begin_object().member("from", to_string(quantity)).member("price", base);
      listed(quantity, base);
      json.end_object();
    }
    json.end_array();
  }

  db::Connection& connection_;
  const catalogue::Variant& variant_;
  const Reference& ref_;
  const Site& site_;
  const Moment& moment_;
  catalogue::PriceBooks books_;
  std::vector<std::string> categories_;
  std::vector<pricing::PriceList> lists_;
  std::set<std::int64_t> steps_;  ///< in millionths
  bool stands_ = false;
};
}  // namespace

std::string till_rules(db::Connection& connection, const Site& site, Instant now, int utc_offset_min) {
  const Reference& ref = reference(connection, site, now);
  std::string out;
  JsonWriter json{out};
  json.begin_object().member("engineVersion", pricing::engine_version).member("currency", site.currency.code());
  json.member("channel", "POS").member("country", site.country).member("utcOffsetMinutes", utc_offset_min);
  json.member("whole", !charges_any_basket(ref) && ref.limited_rules.empty());
  write_taxes(json, ref, site.currency);
  write_promotions(json, connection, ref);
  json.end_object();
  return out;
}

std::string till_articles(db::Connection& connection, const Site& site, const Moment& moment, std::int64_t after,
                          int limit) {
  const Instant now = moment.now;
  const Reference& ref = reference(connection, site, now);
  const catalogue::PriceBooks books = catalogue::any_price_books(connection);
  std::vector<std::int64_t> found;
  db::Statement& rows = connection.prepare(
      "SELECT v.id FROM product_variant v JOIN product p ON p.id = v.product_id WHERE v.id > ? AND v.active = 1 AND "
      "p.active = 1 ORDER BY v.id LIMIT ?");
  rows.all(after, limit + 1);
  while (rows.step()) found.push_back(rows.integer(0));
  const std::size_t shown = std::min(found.size(), static_cast<std::size_t>(limit));
  std::string out;
  JsonWriter json{out};
  json.begin_object().key("items").begin_array();
  for (std::size_t i = 0; i < shown; ++i) {
    if (const auto variant = catalogue::find_variant(connection, found[i]))
      Article{connection, *variant, ref, site, moment, books}.write(json);
  }
  json.end_array().key("next");
  if (found.size() > shown)
    json.value(std::to_string(found[shown - 1]));
  else
    json.null();
  json.end_object();
  return out;
}
}  // namespace holdfast::commands

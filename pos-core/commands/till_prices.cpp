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
  json.member("affected_by_previous", rate.affected_by_previous).member("exempt", rate.exempt).end_object();
}

void write_taxes(JsonWriter& json, const Reference& ref, Currency currency) {
  json.key("policy").begin_object().member("tax_level", taxes::name_of(ref.rules.regime.level)).end_object();
  json.key("taxes").begin_object();
  for (const taxes::TaxRate& rate : ref.rules.taxes.rates) write_rate(json, rate, currency);
  json.end_object().key("taxCategories").begin_object();
  for (std::size_t i = 0; i < ref.taxes.category_codes.size(); ++i) {
    json.key(ref.taxes.category_codes[i]).begin_array();
    for (const std::uint32_t rate : ref.rules.taxes.categories[i]) json.value(ref.rules.taxes.rates[rate].code);
    json.end_array();
  }
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

/// Whether more of it may cost another price: what a till cannot tell from the price of one.
bool has_steps(db::Connection& connection, std::int64_t variant) {
  db::Statement& rows =
      connection.prepare("SELECT 1 FROM price WHERE variant_id = ? AND min_quantity_micro > 1000000 LIMIT 1");
  rows.all(variant);
  const bool found = rows.step();
  rows.reset();  // an open statement would hold the reader's snapshot
  return found;
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
/// Whether its price is the same however much is bought, and whenever.
bool stands(const std::vector<pricing::PriceList>& lists) {
  return std::all_of(lists.begin(), lists.end(), [](const pricing::PriceList& list) {
    return !list.starts && !list.ends && list.schedule.windows.empty() &&
           std::all_of(list.rules.begin(), list.rules.end(), [](const pricing::PriceRule& rule) {
             return !rule.starts && !rule.ends && !rule.min_quantity && !rule.max_quantity;
           });
  });
}
/// Its price for each group of customers that a list names, and under no name for anybody.
void write_prices(JsonWriter& json, const Reference& ref, const Listed& article, std::int64_t base,
                  const Moment& moment, Currency currency) {
  const std::vector<pricing::PriceList> lists = ref.price_lists.index.about(article.sku, article.categories);
  if (!stands(lists)) return;
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

void write_article(JsonWriter& json, db::Connection& connection, const catalogue::Variant& variant, std::int64_t price,
                   const Reference& ref, const Moment& moment, Currency currency) {
  const std::string& tax_category = ref.taxes.category_codes[ref.tax_index(variant.tax_category_id)];
  const std::vector<std::string> categories = catalogue::categories_of(connection, variant.id);
  json.begin_object().member("variantId", variant.uuid).member("sku", variant.sku).member("name", variant.name);
  json.member("unit", variant.unit).member("decimals", variant.decimals).member("price", price);
  json.member("discountable", variant.discountable).member("taxCategory", tax_category);
  json.member("steps", has_steps(connection, variant.id)).key("codes").begin_array();
  db::Statement& codes = connection.prepare("SELECT code FROM barcode WHERE variant_id = ? AND kind <> 'in_store'");
  codes.all(variant.id);
  while (codes.step()) json.value(codes.text(0));
  json.end_array().key("categories").begin_array();
  for (const std::string& category : categories) json.value(category);
  json.end_array();
  if (has_to_ask(ref, variant.sku, categories)) {
    json.member("ask", true);
    write_prices(json, ref, {variant.sku, categories, Quantity::pieces(1)}, price, moment, currency);
  }
  json.end_object();
}
}  // namespace

std::string till_rules(db::Connection& connection, const Site& site, Instant now, int utc_offset_min) {
  const Reference& ref = reference(connection, site, now);
  std::string out;
  JsonWriter json{out};
  json.begin_object().member("engineVersion", pricing::engine_version).member("currency", site.currency.code());
  json.member("channel", "POS").member("utcOffsetMinutes", utc_offset_min);
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
      "p.active = 1 AND "
      "v.price_kind = 'fixed' ORDER BY v.id LIMIT ?");
  rows.all(after, limit + 1);
  while (rows.step()) found.push_back(rows.integer(0));
  const std::size_t shown = std::min(found.size(), static_cast<std::size_t>(limit));
  std::string out;
  JsonWriter json{out};
  json.begin_object().key("items").begin_array();
  for (std::size_t i = 0; i < shown; ++i) {
    const auto variant = catalogue::find_variant(connection, found[i]);
    if (!variant) continue;
    const auto price = catalogue::price_of(connection, *variant, Quantity::pieces(1), now, site, books);
    if (price) write_article(json, connection, *variant, price->amount, ref, moment, site.currency);
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

#include "base/digest.h"
#include "base/json.h"
#include "base/json_writer.h"
#include "site/site.h"

namespace holdfast::site {
namespace {
std::string lines_json(const std::vector<std::string>& lines) {
  std::string out;
  JsonWriter json{out};
  json.begin_array();
  for (const std::string& line : lines) json.value(line);
  json.end_array();
  return out;
}
std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  if (const auto parsed = parse_json(text); parsed && parsed->is_array())
    for (const Json& item : parsed->items()) lines.push_back(item.text());
  return lines;
}
/// One row for each number of the policy, so that reading and writing cannot differ.
template <class Policy, class Visit>
void each_number(Policy& policy, const Visit& visit) {
  visit("maxLineQuantity", policy.max_line_quantity);
  visit("maxLines", policy.max_lines);
  visit("maxUnlistedPrice", policy.max_unlisted_price);
  visit("varianceLimit", policy.variance_limit);
  visit("cartDays", policy.cart_days);
  visit("sessionHours", policy.session_hours);
  visit("historyDays", policy.history_days);
  visit("giftCardDays", policy.gift_card_days);
  visit("eventDays", policy.event_days);
  visit("layawayDays", policy.layaway_days);
  visit("layawayMinPercent", policy.layaway_min_percent);
  visit("layawayFee", policy.layaway_fee);
  visit("layawayFeePercent", policy.layaway_fee_percent);
}
template <class Policy, class Visit>
void each_word(Policy& policy, const Visit& visit) {
  visit("taxRounding", policy.tax_rounding);
  visit("includedTarget", policy.included_target);
  visit("compoundBase", policy.compound_base);
  visit("discountTax", policy.discount_tax);
}
/// The column `tax_level` knows two; the finer ones stand in the policy.
std::string_view coarse_level(std::string_view level) { return level.starts_with("document") ? "document" : "line"; }

std::string policy_json(const Site& site) {
  const SitePolicy& policy = site.policy;
  std::string out;
  JsonWriter json{out};
  json.begin_object();
  each_number(policy, [&](const char* name, std::int64_t value) { json.member(name, value); });
  each_word(policy, [&](const char* name, const std::string& value) { json.member(name, value); });
  json.member("taxLevel", site.tax_level);
  json.member("carryOverCarts", policy.carry_over_carts).member("blindClose", policy.blind_close);
  json.member("repriceReturns", policy.reprice_returns).key("kitchenCategories").begin_array();
  for (const std::string& slug : policy.kitchen_categories) json.value(slug);
  json.end_array().end_object();
  return out;
}
SitePolicy policy_of(std::string_view text) {
  SitePolicy policy;
  const auto parsed = parse_json(text);
  if (!parsed) return policy;
  each_number(policy, [&](const char* name, std::int64_t& value) {
    if (const Json* found = parsed->find(name)) value = found->integer().value_or(value);
  });
  each_word(policy, [&](const char* name, std::string& value) {
    if (const Json* found = parsed->find(name)) value = found->text();
  });
  if (const Json* found = parsed->find("carryOverCarts")) policy.carry_over_carts = found->truth();
  if (const Json* found = parsed->find("blindClose")) policy.blind_close = found->truth();
  if (const Json* found = parsed->find("repriceReturns")) policy.reprice_returns = found->truth();
  if (const Json* found = parsed->find("kitchenCategories"))
    for (const Json& slug : found->items()) policy.kitchen_categories.push_back(slug.text());
  return policy;
}
}  // namespace

Result<Site> load(db::Connection& connection) {
  db::Statement& row = connection.prepare(
      "SELECT site_id, tenant_id, sales_channel_id, name, country, currency, time_zone, locale, prices_include_tax, tax_level, "
      "tax_number, address, receipt_footer, policy, epoch, receipt_link, "
      "coalesce((SELECT lower(hex(sha256)) FROM site_logo), '') FROM site WHERE id = 1");
  if (!row.step()) return refuse(ErrorCode::not_configured, "this store has not been set up: run `holdfast init`");
  const auto currency = find_currency(row.text(5));
  if (!currency) return refuse(ErrorCode::not_configured, "the site's currency is not in ISO 4217: " + row.string(5));
  Site site{.site_id = row.string(0), .tenant_id = row.string(1), .sales_channel_id = row.string(2), .name = row.string(3),
            .country = row.string(4), .currency = *currency, .time_zone = row.string(6), .locale = row.string(7),
            .prices_include_tax = row.flag(8), .tax_level = row.string(9), .tax_number = row.string(10),
            .address = lines_of(row.text(11)), .receipt_footer = lines_of(row.text(12)), .receipt_link = row.string(15),
            .logo_sha = row.string(16), .policy = policy_of(row.text(13)), .epoch = row.integer(14)};
  if (const auto policy = parse_json(row.text(13))) {
    const Json* level = policy->find("taxLevel");
    if (level != nullptr && coarse_level(level->text()) == site.tax_level) site.tax_level = level->text();
  }
  row.reset();
  return site;
}

void save(db::Connection& connection, const Site& site, Instant now) {
  connection
      .prepare("INSERT INTO site(id, site_id, tenant_id, sales_channel_id, name, country, currency, time_zone, locale, "
               "prices_include_tax, tax_level, tax_number, address, receipt_footer, policy, epoch, created_us, receipt_link) "
               "VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(id) DO UPDATE SET site_id = excluded.site_id, "
               "tenant_id = excluded.tenant_id, sales_channel_id = excluded.sales_channel_id, name = excluded.name, "
               "country = excluded.country, currency = excluded.currency, time_zone = excluded.time_zone, locale = excluded.locale, "
               "prices_include_tax = excluded.prices_include_tax, tax_level = excluded.tax_level, tax_number = excluded.tax_number, "
               "address = excluded.address, receipt_footer = excluded.receipt_footer, policy = excluded.policy, epoch = excluded.epoch, "
               "receipt_link = excluded.receipt_link")
      .exec(site.site_id, site.tenant_id, site.sales_channel_id, site.name, site.country, site.currency.code(), site.time_zone,
            site.locale, site.prices_include_tax, coarse_level(site.tax_level), site.tax_number, lines_json(site.address),
            lines_json(site.receipt_footer), policy_json(site), site.epoch, now, site.receipt_link);
}

std::string load_logo(db::Connection& connection) {
  db::Statement& row = connection.prepare("SELECT png FROM site_logo WHERE id = 1");
  std::string png;
  if (row.step()) png = row.blob(0);
  row.reset();
  return png;
}

void save_logo(db::Connection& connection, std::string_view png, Instant now) {
  connection.prepare("DELETE FROM site_logo").exec();
  if (png.empty()) return;
  const Sha256 digest = sha256(png);
  connection.prepare("INSERT INTO site_logo(id, png, sha256, updated_us) VALUES (1, ?, ?, ?)")
      .exec(std::span{reinterpret_cast<const std::uint8_t*>(png.data()), png.size()}, std::span<const std::uint8_t>{digest}, now);
}
}  // namespace holdfast::site

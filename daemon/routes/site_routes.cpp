#include "commands/change_settings.h"
#include "commands/site_limits.h"
#include "money/most_money.h"
#include "print/png.h"
#include "routes/all_routes.h"
#include "routes/list.h"

namespace holdfast::routes {
namespace {
using http::Method;

void append_lines(JsonWriter& json, std::string_view name, const std::vector<std::string>& lines) {
  json.key(name).begin_array();
  for (const std::string& line : lines) json.value(line);
  json.end_array();
}
void append_site(JsonWriter& json, const Site& site) {
  const SitePolicy& policy = site.policy;
  json.begin_object().member("siteId", site.site_id).member("training", site.training).member("name", site.name).member("country", site.country);
  json.member("currency", site.currency.code()).member("timeZone", site.time_zone).member("locale", site.locale);
  json.member("pricesIncludeTax", site.prices_include_tax).member("taxNumber", site.tax_number);
  append_lines(json, "address", site.address);
  append_lines(json, "receiptFooter", site.receipt_footer);
  json.member("receiptLink", site.receipt_link);
  json.nullable("receiptLogo", site.logo_sha.empty() ? std::nullopt : std::optional{site.logo_sha});
  json.key("policy")
      .begin_object()
      .member("maxLineQuantity", policy.max_line_quantity)
      .member("maxLines", policy.max_lines);
  json.member("maxUnlistedPrice", policy.max_unlisted_price).member("varianceLimit", policy.variance_limit);
  json.member("cartDays", policy.cart_days)
      .member("sessionHours", policy.session_hours)
      .member("historyDays", policy.history_days)
      .member("giftCardDays", policy.gift_card_days)
      .member("eventDays", policy.event_days)
      .member("layawayDays", policy.layaway_days)
      .member("layawayMinPercent", policy.layaway_min_percent)
      .member("layawayFee", policy.layaway_fee)
      .member("layawayFeePercent", policy.layaway_fee_percent);
  json.member("carryOverCarts", policy.carry_over_carts)
      .member("blindClose", policy.blind_close)
      .member("repriceReturns", policy.reprice_returns)
      .key("kitchenCategories")
      .begin_array();
  for (const std::string& slug : policy.kitchen_categories) json.value(slug);
  json.end_array();
  commands::append_tax_policy(json, site);
  json.end_object().end_object();
}
std::optional<std::vector<std::string>> lines_of(JsonFields& fields, const Json& body, std::string_view name) {
  std::vector<std::string> lines;
  for (const Json& entry : fields.array(name, false, 20)) {
    if (!entry.is_string() || entry.text().size() > 200) fields.complain(name, "must be lines of text");
    lines.push_back(entry.text());
  }
  return body.find(name) == nullptr ? std::nullopt : std::optional{std::move(lines)};
}
Result<Answer> get_site(const Input&, db::Connection&, const ReadContext& context) {
  return ok(body_of(context.site, append_site));
}
Result<Answer> patch_site(const Input& input, db::Transaction& tx, commands::Context& context) {
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  commands::ChangeSite command;
  command.name = fields.maybe_text("name", 120);
  command.locale = fields.maybe_text("locale", 35);
  command.tax_number = fields.maybe_text("taxNumber", 40);
  command.address = lines_of(fields, input.body, "address");
  command.receipt_footer = lines_of(fields, input.body, "receiptFooter");
  command.receipt_link = fields.maybe_text("receiptLink", 300);
  if (const Json* given = fields.maybe_object("policy")) {
    JsonFields policy{*given, errors, "/policy"};
    commands::read_limits(policy, command);
    command.carry_over_carts = policy.maybe_flag("carryOverCarts");
    command.blind_close = policy.maybe_flag("blindClose");
    command.reprice_returns = policy.maybe_flag("repriceReturns");
    command.taxes = commands::read_tax_policy(policy);
    command.kitchen_categories = lines_of(policy, *given, "kitchenCategories");
    policy.finish();
  }
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  Answer answer = ok(body_of(TRY(commands::change_site(tx, command, context)), append_site));
  answer.site_changed = true;
  return answer;
}

Result<Answer> get_logo(const Input&, db::Connection& connection, const ReadContext&) {
  Answer answer;
  answer.body = site::load_logo(connection);
  if (answer.body.empty()) return refuse(ErrorCode::not_found, "this store has no logo");
  answer.content_type = "image/png";
  return answer;
}
/// Unpacked, scaled and set in dots on a reader, so that every receipt only copies it.
Result<store::Write> put_logo(const Input& input, db::Connection&, const ReadContext&) {
  std::string png = print::encode_png(TRY(print::make_logo(input.http.body)));
  return [png = std::move(png)](db::Transaction& tx, commands::Context& context) -> Result<Answer> {
    TRY(commands::change_logo(tx, png, context));
    Answer answer;
    answer.status = 204;
    answer.site_changed = true;
    return answer;
  };
}
Result<Answer> delete_logo(const Input&, db::Transaction& tx, commands::Context& context) {
  TRY(commands::change_logo(tx, {}, context));
  Answer answer;
  answer.status = 204;
  answer.site_changed = true;
  return answer;
}
}  // namespace

void add_site_routes(Api& api) {
  api.read(Method::get, "/v1/site", Access::session(), &get_site);
  api.write(Method::patch, "/v1/site", Access::session(Permission::device_admin), &patch_site);
  api.read(Method::get, "/v1/site/logo", Access::session(), &get_logo);
  api.prepared_file(Method::put, "/v1/site/logo", Access::session(Permission::device_admin), "image/png", &put_logo);
  api.write(Method::delete_, "/v1/site/logo", Access::session(Permission::device_admin), &delete_logo);
}
}  // namespace holdfast::routes

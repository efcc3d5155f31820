#include "commands/import_rules.h"
#include "commands/reference.h"
#include "pricing/price_request.h"
#include "routes/all_routes.h"
#include "routes/list.h"

namespace holdfast::routes {
namespace {
using http::Method;

/// Prices any basket: by the rules in the request, else by those the store has at that time. Nothing is kept.
Result<Answer> price_basket(const Input& input, db::Connection& connection, const ReadContext& context) {
  const Json body = TRY(parse_json(input.http.body));  // a read: nobody has looked at its body yet
  std::optional<Instant> at;
  if (const Json* given = body.find("at"); given != nullptr && given->is_string())
    at = parse_rfc3339(given->text());
  const promotions::StoredRules stored = body.find("promotions") == nullptr
                                             ? promotions::load_rules(connection, context.site.currency, at)
                                             : promotions::StoredRules{};
  const pricing::PriceRequest request = TRY(pricing::read_price_request(body, stored.set));
  return ok(pricing::price_answer(request, TRY(pricing::price(request.basket, request.rules))));
}

Result<Answer> import_promotion_rules(const Input& input, db::Transaction& tx, commands::Context& context) {
  const promotions::RuleImport done = TRY(commands::import_rules(tx, input.body, context));
  std::string out;
  JsonWriter json{out};
  json.begin_object().member("added", done.added).member("unchanged", done.unchanged).end_object();
  return ok(std::move(out));
}

Result<Answer> list_promotion_rules(const Input& input, db::Connection& connection, const ReadContext& context) {
  const Page page = TRY(page_of(input));
  const auto found = promotions::list_rules(connection, TRY(row_of(page)), page.limit + 1);
  return ok(page_json(
      found, page,
      [&](JsonWriter& json, const promotions::StoredRule& rule) {
        json.begin_object().member("id", rule.rule).member("version", rule.version);
        json.key("document").raw(rule.document);
        json.key("createdAt").time(rule.created, context.utc_offset_min).end_object();
      },
      [](const promotions::StoredRule& rule) { return rule.row; }));
}
}  // namespace

void add_price_routes(Api& api) {
  api.read(Method::post, "/v1/price", Access::session(), &price_basket);
  api.read(Method::get, "/v1/promotion-rules", Access::session(), &list_promotion_rules);
  api.write(Method::post, "/v1/promotion-rules", Access::session(Permission::catalogue_edit), &import_promotion_rules);
}
}  // namespace holdfast::routes

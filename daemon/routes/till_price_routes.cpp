#include "commands/explain_cart.h"
#include "commands/till_prices.h"
#include "log/log.h"
#include "routes/all_routes.h"
#include "routes/list.h"
#include "routes/system_routes.h"

namespace holdfast::routes {
namespace {
using http::Method;

Result<Answer> explain(const Input& input, db::Connection& connection, const ReadContext& context) {
  return ok(
      TRY(commands::explain_cart(connection, TRY(input.id(0)), context.site, {context.now, context.utc_offset_min})));
}
Result<Answer> rules(const Input&, db::Connection& connection, const ReadContext& context) {
  return ok(commands::till_rules(connection, context.site, context.now, context.utc_offset_min));
}
Result<Answer> articles(const Input& input, db::Connection& connection, const ReadContext& context) {
  const Page page = TRY(page_of(input));
  return ok(commands::till_articles(connection, context.site, {context.now, context.utc_offset_min}, TRY(row_of(page)), page.limit));
}

/// A till's page foresaw another total than the store answered. The store's counts; what differed is for us to look at.
Result<std::variant<Answer, store::Write>> differed(const Input& input, const Actor& actor, metrics::Counter& count) {
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  const Uuid cart = fields.uuid("cartId");
  const std::int64_t version = fields.integer("version", 1);
  const std::int64_t foreseen = fields.integer("foreseen");
  const std::int64_t answered = fields.integer("answered");
  const std::string engine = fields.text("engineVersion", 20);
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  count.add();
  const std::string id = to_string(cart);
  const std::string said = "a till foresaw " + std::to_string(foreseen) + " for version " + std::to_string(version) +
                           " of a cart that came to " + std::to_string(answered) + " (engine " + engine + ")";
  log::warn(said, {{"entity_type", "cart"}, {"entity_id", std::string_view{id}}});
  // One of a cart is enough for a person to look at it.
  return store::Write{[=, terminal = actor.terminal_id](db::Transaction& tx, commands::Context& context) -> Result<Answer> {
    tx.prepare(
          "INSERT INTO price_difference(uuid, cart, version, foreseen, answered, engine, terminal_id, at_us) "
          "SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8 WHERE NOT EXISTS (SELECT 1 FROM (SELECT cart FROM price_difference ORDER BY id DESC "
          "LIMIT 1000) WHERE cart = ?2)")
        .exec(context.ids.next(context.now), cart, version, foreseen, answered, engine, terminal, context.now);
    Answer answer;
    answer.status = 204;
    return answer;
  }};
}
}  // namespace

void add_till_price_routes(Api& api) {
  api.read(Method::get, "/v1/carts/{id}/explanation", Access::session(), &explain);
  api.read(Method::get, "/v1/pricing/rules", Access::session(), &rules);
  api.read(Method::get, "/v1/pricing/articles", Access::session(), &articles);
}

void add_price_report_route(Api& api, metrics::Registry& registry) {
  metrics::Counter& count = registry.counter("till_price_differences_total",
                                             "Totals that a till's page foresaw otherwise than they were answered.");
  api.here(Method::post, "/v1/pricing/differences", Access::session(),
           [&count](const Input& input, const Actor& actor, store::Store&) -> Result<std::variant<Answer, store::Write>> {
             return differed(input, actor, count);
           });
}
}  // namespace holdfast::routes

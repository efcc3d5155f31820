#include "catalogue/variant_rows.h"
#include "commands/change_value.h"
#include "money/most_money.h"
#include "routes/all_routes.h"
#include "routes/gift_card_json.h"
#include "routes/list.h"
#include "routes/stored_value_json.h"

namespace holdfast::routes {
namespace {
using http::Method;
using stored_value::Account;

Result<Account> card_of(db::Connection& connection, const Uuid& id) {
  const auto account = stored_value::find(connection, id);
  if (!account || account->kind == stored_value::AccountKind::points)
    return refuse(ErrorCode::not_found, "no gift card " + to_string(id));
  return *account;
}

Result<Answer> get_card(const Input& input, db::Connection& connection, const ReadContext& context) {
  return card_answer(200, TRY(card_of(connection, TRY(input.id(0)))), context.now, context.utc_offset_min);
}

Result<Answer> adjust(const Input& input, db::Transaction& tx, commands::Context& context) {
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  commands::AdjustCard command;
  command.account = TRY(input.id(0));
  command.amount = fields.integer("amount", -most_money, most_money);
  if (command.amount == 0) fields.complain("amount", "must not be 0");
  command.reason = fields.text("reason", 200);
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  return card_answer(200, TRY(commands::adjust_card(tx, command, context)), context.now, context.utc_offset_min);
}

Result<Answer> release(const Input& input, db::Transaction& tx, commands::Context& context) {
  TRY(commands::release_card(tx, TRY(input.id(0)), context));
  Answer answer;
  answer.status = 204;
  return answer;
}

Result<Answer> list_articles(const Input&, db::Connection& connection, const ReadContext&) {
  std::string out;
  JsonWriter json{out};
  json.begin_object().key("items").begin_array();
  db::Statement& rows = connection.prepare("SELECT variant_id FROM gift_card_article ORDER BY variant_id");
  std::vector<std::int64_t> found;
  while (rows.step()) found.push_back(rows.integer(0));
  for (const std::int64_t row : found) {
    const auto variant = catalogue::find_variant(connection, row);
    if (!variant || !variant->active) continue;
    json.begin_object().member("variantId", variant->uuid).member("sku", variant->sku).member("name", variant->name);
    json.member("priceKind", variant->open_price ? "open" : "fixed").nullable("price", variant->price).end_object();
  }
  json.end_array().key("next").null().end_object();
  return ok(std::move(out));
}
Result<Answer> mark_article(const Input& input, db::Transaction& tx, commands::Context& context) {
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  const bool gift_card = fields.flag("giftCard", true);
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  TRY(commands::mark_gift_card(tx, TRY(input.id(0)), gift_card, context));
  std::string out;
  JsonWriter{out}.begin_object().member("giftCard", gift_card).end_object();
  return ok(std::move(out));
}

Result<Answer> card_history(const Input& input, db::Connection& connection, const ReadContext& context) {
  const Page page = TRY(page_of(input));
  const Account account = TRY(card_of(connection, TRY(input.id(0))));
  return ok(entries_json(stored_value::history(connection, account.row, TRY(row_of(page)), page.limit + 1), page,
                         context.utc_offset_min));
}
}  // namespace

void add_stored_value_routes(Api& api) {
  const Access money = Access::session(Permission::cash_movement);
  api.write(Method::delete_, "/v1/gift-cards/authorisations/{id}", Access::session(Permission::sell), &release);
  api.read(Method::get, "/v1/gift-cards/{id}", Access::session(), &get_card);
  api.read(Method::get, "/v1/gift-cards/{id}/entries", Access::session(), &card_history);
  api.write(Method::post, "/v1/gift-cards/{id}/adjustments", money, &adjust);
  api.read(Method::get, "/v1/gift-card-articles", Access::session(), &list_articles);
  api.write(Method::put, "/v1/variants/{id}/gift-card", Access::session(Permission::catalogue_edit), &mark_article);
}
}  // namespace holdfast::routes

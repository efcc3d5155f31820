#include <array>

#include "commands/take_offline_card.h"
#include "routes/card_routes.h"
#include "routes/list.h"

namespace holdfast::routes {
namespace {
using http::Method;
using payments::OfflineCard;

Answer shown_policy(db::Connection& connection, int utc_offset_min) {
  std::string out;
  JsonWriter json{out};
  payments::append_offline_limits(json, connection, utc_offset_min);
  return ok(std::move(out));
}

Result<Answer> get_policy(const Input&, db::Connection& connection, const ReadContext& context) {
  return shown_policy(connection, context.utc_offset_min);
}

Result<Answer> put_policy(const Input& input, db::Transaction& tx, commands::Context& context) {
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  const payments::OfflineCardPolicy policy = payments::read_offline_card_policy(fields);
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  TRY(commands::put_offline_card_policy(tx, policy, context));
  return shown_policy(tx.connection(), context.utc_offset_min);
}
Result<Answer> delete_policy(const Input&, db::Transaction& tx, commands::Context& context) {
  TRY(commands::put_offline_card_policy(tx, std::nullopt, context));
  Answer answer;
  answer.status = 204;
  return answer;
}

Result<Answer> list_cards(const Input& input, db::Connection& connection, const ReadContext& context) {
  const Page page = TRY(page_of(input));
  std::optional<bool> open;
  if (const auto text = input.http.query_value("open")) {
    if (*text != "true" && *text != "false") return refuse(ErrorCode::invalid_argument, "open is true or false");
    open = *text == "true";
  }
  return ok(page_json(
      payments::list_offline_cards(connection, open, TRY(row_of(page)), page.limit + 1), page,
      [&](JsonWriter& json, const OfflineCard& each) { payments::append_json(json, each, context.utc_offset_min); },
      [](const OfflineCard& each) { return each.row; }));
}

Result<Answer> settle(const Input& input, db::Transaction& tx, commands::Context& context) {
  static constexpr std::array<std::string_view, 2> outcomes{"forwarded", "declined"};
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  commands::SettleOfflineCard command;
  command.id = TRY(input.id(0));
  command.outcome = fields.word("outcome", outcomes);
  command.note = fields.maybe_text("note", 500).value_or("");
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  const OfflineCard card = TRY(commands::settle_offline_card(tx, command, context));
  return ok(body_of(card, [&](JsonWriter& json, const OfflineCard& each) {
    payments::append_json(json, each, context.utc_offset_min);
  }));
}
}  // namespace

void add_offline_card_routes(Api& api) {
  const Access anybody = Access::session(), admin = Access::session(Permission::device_admin);
  api.read(Method::get, "/v1/offline-cards", anybody, &list_cards);
  api.write(Method::post, "/v1/offline-cards/{id}/settle", Access::session(Permission::approve), &settle);
  api.read(Method::get, "/v1/offline-cards/policy", anybody, &get_policy);
  api.write(Method::put, "/v1/offline-cards/policy", admin, &put_policy);
  api.write(Method::delete_, "/v1/offline-cards/policy", admin, &delete_policy);
}
}  // namespace holdfast::routes

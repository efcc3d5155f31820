#include "carts/cart_rows.h"
#include "commands/show_cart.h"
#include "routes/all_routes.h"
#include "routes/api.h"
#include "routes/cart_answer.h"
#include "routes/decode_sale.h"
#include "routes/decode_terms.h"
#include "staff/terminal_rows.h"

namespace holdfast::routes {
namespace {
using http::Method;

Result<Answer> create_cart(const Input& input, db::Transaction& tx, commands::Context& context) {
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  commands::CreateCart command;
  command.register_id = fields.uuid("registerId");
  command.person = fields.maybe_uuid("personId");
  command.affiliate_code = fields.maybe_text("affiliateCode", 50);
  command.note = fields.maybe_text("note", 500).value_or("");
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  const commands::CartView view = TRY(commands::create_cart(tx, command, context));
  Answer answer = cart_answer(201, view, context.site, context.utc_offset_min);
  answer.headers.emplace_back("Location", "/v1/carts/" + to_string(view.cart.id));
  return answer;
}

Result<Answer> get_cart(const Input& input, db::Connection& connection, const ReadContext& context) {
  const commands::CartView view = TRY(commands::view_cart(connection, TRY(input.id(0)), context.site, context.now, context.utc_offset_min));
  return cart_answer(200, view, context.site, context.utc_offset_min);
}

Result<Answer> list_carts(const Input& input, db::Connection& connection, const ReadContext& context) {
  const Page page = TRY(page_of(input));
  const auto status = input.http.query_value("status");
  const auto register_id = input.http.query_value("registerId");
  std::int64_t register_row = 0;
  if (register_id) {
    const auto id = parse_uuid(*register_id);
    if (!id) return refuse(ErrorCode::invalid_argument, "registerId is no UUID");
    const auto& ref = commands::reference(connection, context.site, context.now);
    for (const commands::Register& reg : ref.registers)
      if (reg.id == *id) register_row = reg.row;
    if (register_row == 0) return refuse(ErrorCode::not_found, "no register " + *register_id);
  }
  if (status && *status != "ACTIVE" && *status != "SUSPENDED")
    return refuse(ErrorCode::invalid_argument, "open carts are ACTIVE or SUSPENDED");
  db::Statement& rows = connection.prepare(
      "SELECT id, uuid FROM cart WHERE status IN ('ACTIVE', 'SUSPENDED') AND (?1 IS NULL OR status = ?1) AND (?2 = 0 OR register_id = ?2) "
      "AND id > ?3 ORDER BY id LIMIT ?4");
  std::vector<std::pair<std::int64_t, Uuid>> found;
  rows.all(status, register_row, page.cursor.empty() ? std::int64_t{0} : parse_scaled(page.cursor, 0).value_or(0), page.limit + 1);
  while (rows.step()) found.emplace_back(rows.integer(0), rows.uuid(1));
  std::string out;
  JsonWriter json{out};
  json.begin_object().key("items").begin_array();
  for (std::size_t i = 0; i < found.size() && i < static_cast<std::size_t>(page.limit); ++i) {
    std::string cart;
    auto view = commands::view_cart(connection, found[i].second, context.site, context.now, context.utc_offset_min);
    if (!view) continue;
    if (view->cart.terminal) {
      const auto terminal = staff::find_terminal(connection, *view->cart.terminal);
      if (terminal) view->terminal_name = terminal->name;
    }
    commands::append_json(cart, *view, context.site, context.utc_offset_min);
    json.raw(cart);
  }
  json.end_array();
  if (found.size() > static_cast<std::size_t>(page.limit)) json.member("next", std::to_string(found[static_cast<std::size_t>(page.limit) - 1].first));
  else json.key("next").null();
  json.end_object();
  return ok(std::move(out));
}

Result<Answer> change_cart(const Input& input, db::Transaction& tx, commands::Context& context) {
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  commands::ChangeCart command;
  command.person = fields.maybe_uuid("personId");
  const Json* person = input.body.find("personId");
  command.clear_person = person != nullptr && person->is_null();
  command.note = fields.maybe_text("note", 500);
  command.affiliate_code = fields.maybe_text("affiliateCode", 50);
  command.terms = terms_of(fields);
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  return cart_answer(commands::change_cart(tx, TRY(target_of(input)), command, context), 200, context);
}

Result<Answer> add_item(const Input& input, const std::optional<carts::Weighing>& weighing, db::Transaction& tx,
                        commands::Context& context) {
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  commands::AddItem command = add_item_of(fields, errors, true);
  const bool weighed = fields.maybe_uuid("weighingId").has_value();
  if (weighed && command.quantity) fields.complain("quantity", "is what the scale says");
  if (weighed && !command.article.variant && !command.article.sku && !command.article.code)
    fields.complain("weighingId", "goes with an article that is on file");
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  if (weighed && !weighing) return refuse(ErrorCode::conflict, "that weight is not there, or no longer: weigh again");
  command.weighing = weighing;
  return cart_answer(commands::add_cart_item(tx, TRY(target_of(input)), command, context), 201, context);
}

/// The weight is looked up here, where the scales are; whether it may be sold is for the command to say.
Result<std::variant<Answer, store::Write>> weigh_in(const Api& api, const Input& input) {
  const Json* id = input.body.find("weighingId");
  const auto weighing_id = id != nullptr && id->is_string() ? parse_uuid(id->text()) : std::nullopt;
  auto weighing = weighing_id ? api.weighing_of(*weighing_id) : std::nullopt;
  return store::Write{[&input, weighing = std::move(weighing)](db::Transaction& tx, commands::Context& context) {
    return add_item(input, weighing, tx, context);
  }};
}

Result<Answer> change_item(const Input& input, db::Transaction& tx, commands::Context& context) {
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  commands::ChangeItem command;
  command.item_id = TRY(input.id(1));
  command.quantity = quantity_of(fields, "quantity", errors);
  command.unit_price = fields.maybe_integer("unitPrice", 0, 1'000'000'000'000);
  command.reason = fields.maybe_text("reason", 200).value_or("");
  command.note = fields.maybe_text("note", 500);
  command.terms = line_terms_of(fields);
  command.tare = tare_of(fields, errors);
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  return cart_answer(commands::change_cart_item(tx, TRY(target_of(input)), command, context), 200, context);
}

Result<Answer> remove_item(const Input& input, db::Transaction& tx, commands::Context& context) {
  return cart_answer(commands::remove_cart_item(tx, TRY(target_of(input)), TRY(input.id(1)), context), 200, context);
}

Result<Answer> add_discount(const Input& input, db::Transaction& tx, commands::Context& context) {
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  const commands::AddDiscount command = discount_of(fields, errors);
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  return cart_answer(commands::discount_cart(tx, TRY(target_of(input)), command, context), 201, context);
}

Result<Answer> remove_discount(const Input& input, db::Transaction& tx, commands::Context& context) {
  return cart_answer(commands::remove_cart_discount(tx, TRY(target_of(input)), TRY(input.id(1)), context), 200, context);
}

/// `{valid, reason?, cart}`: a coupon that does not apply is an answer, not an error (seed 002).
Result<Answer> add_promotion(const Input& input, db::Transaction& tx, commands::Context& context) {
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  const std::string code = fields.text("code", 100);
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  const commands::CartTarget target = TRY(target_of(input));
  auto view = commands::promote_cart(tx, target, code, context);
  std::string reason;
  if (!view) {
    if (view.error().code != ErrorCode::coupon_refused) return tl::unexpected<Error>(std::move(view).error());
    reason = view.error().detail;
    view = TRY(commands::view_cart(tx.connection(), target.cart_id, context.site, context.now, context.utc_offset_min));
  }
  Answer answer;
  JsonWriter json{answer.body};
  json.begin_object().member("valid", reason.empty());
  if (!reason.empty()) json.member("reason", reason);
  std::string cart;
  commands::append_json(cart, *view, context.site, context.utc_offset_min);
  json.key("cart").raw(cart).end_object();
  answer.headers.emplace_back("ETag", '"' + std::to_string(view->cart.version) + '"');
  return answer;
}

Result<Answer> remove_promotion(const Input& input, db::Transaction& tx, commands::Context& context) {
  return cart_answer(commands::unpromote_cart(tx, TRY(target_of(input)), input.param(1), context), 200, context);
}

Result<Answer> suspend(const Input& input, db::Transaction& tx, commands::Context& context) {
  std::vector<FieldError> errors;
  const Json none = Json::object({});
  JsonFields fields{input.body.is_null() ? none : input.body, errors};
  const auto note = fields.maybe_text("note", 500);
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  return cart_answer(commands::suspend_cart(tx, TRY(target_of(input)), note, context), 200, context);
}

Result<Answer> resume_with(const Input& input, db::Transaction& tx, commands::Context& context, bool take_over) {
  std::vector<FieldError> errors;
  const Json none = Json::object({});
  JsonFields fields{input.body.is_null() ? none : input.body, errors};
  commands::ResumeCart command;
  command.take_over = fields.flag("takeOver", take_over);
  command.register_id = fields.maybe_uuid("registerId");
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  return cart_answer(commands::resume_cart(tx, TRY(target_of(input)), command, context), 200, context);
}
Result<Answer> resume(const Input& input, db::Transaction& tx, commands::Context& context) { return resume_with(input, tx, context, false); }
Result<Answer> take_over(const Input& input, db::Transaction& tx, commands::Context& context) { return resume_with(input, tx, context, true); }

Result<Answer> void_cart(const Input& input, db::Transaction& tx, commands::Context& context) {
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  const std::string reason = fields.text("reason", 200);
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  return cart_answer(commands::void_cart(tx, TRY(target_of(input)), reason, context), 200, context);
}
}  // namespace

void add_cart_routes(Api& api) {
  const Access sell = Access::session(Permission::sell);
  const Access open = Access::session();  // the command judges: an approval may stand in
  api.write(Method::post, "/v1/carts", sell, &create_cart);
  api.read(Method::get, "/v1/carts", open, &list_carts);
  api.read_inline(Method::get, "/v1/carts/{id}", open, &get_cart);
  api.write(Method::patch, "/v1/carts/{id}", sell, &change_cart);
  api.here(Method::post, "/v1/carts/{id}/items", sell,
           [&api](const Input& input, const Actor&, store::Store&) { return weigh_in(api, input); });
  api.write(Method::patch, "/v1/carts/{id}/items/{itemId}", sell, &change_item);
  api.write(Method::delete_, "/v1/carts/{id}/items/{itemId}", sell, &remove_item);
  api.write(Method::post, "/v1/carts/{id}/promotions", sell, &add_promotion);
  api.write(Method::delete_, "/v1/carts/{id}/promotions/{code}", sell, &remove_promotion);
  api.write(Method::post, "/v1/carts/{id}/discounts", sell, &add_discount);
  api.write(Method::delete_, "/v1/carts/{id}/discounts/{discountId}", sell, &remove_discount);
  api.write(Method::post, "/v1/carts/{id}/suspend", sell, &suspend);
  api.write(Method::post, "/v1/carts/{id}/resume", sell, &resume);
  api.write(Method::post, "/v1/carts/{id}/take-over", sell, &take_over);
  api.write(Method::post, "/v1/carts/{id}/void", sell, &void_cart);
}
}  // namespace holdfast::routes

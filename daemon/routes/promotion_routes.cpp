#include <array>
#include <memory>

#include "commands/change_promotion.h"
#include "money/most_money.h"
#include "money/quantity.h"
#include "promotions/promotion_rows.h"
#include "routes/all_routes.h"
#include "routes/list.h"
#include "routes/secrets.h"
#include "routes/voucher_answer.h"

namespace holdfast::routes {
namespace {
using http::Method;
using promotions::DiscountType;
using promotions::Promotion;
constexpr int most_codes = 10'000;

void append_promotion(JsonWriter& json, const Promotion& promotion, int utc_offset_min) {
  json.begin_object()
      .member("id", promotion.id)
      .member("code", promotion.code)
      .member("discountType", promotions::name_of(promotion.type));
  if (promotion.type == DiscountType::percentage)
    json.member("value", to_string(Percent::from_micro(promotion.value)));
  else
    json.member("value", promotion.value);
  append_time(json, "validFrom", promotion.valid_from, utc_offset_min);
  append_time(json, "validTo", promotion.valid_to, utc_offset_min);
  json.nullable("maxRedemptions", promotion.max_redemptions).nullable("maxPerPerson", promotion.max_per_person);
  json.nullable("minSubtotal", promotion.min_subtotal)
      .member("active", promotion.active)
      .member("redemptions", promotion.redemptions)
      .end_object();
}
Answer promotion_answer(int status, const Promotion& promotion, int utc_offset_min) {
  Answer answer;
  answer.status = status;
  JsonWriter json{answer.body};
  append_promotion(json, promotion, utc_offset_min);
  return answer;
}

Result<Answer> list_promotions(const Input& input, db::Connection& connection, const ReadContext& context) {
  Page page = TRY(page_of(input));
  if (!input.http.query_value("limit")) page.limit = most_codes;
  const auto found = promotions::list(connection, TRY(row_of(page)), page.limit + 1);
  return ok(page_json(
      found, page,
      [&](JsonWriter& json, const Promotion& promotion) { append_promotion(json, promotion, context.utc_offset_min); },
      [](const Promotion& promotion) { return promotion.row; }));
}

/// Millionths of a percent, or minor units.
std::optional<std::int64_t> value_of(JsonFields& fields, DiscountType type) {
  const auto text = fields.maybe_decimal("value");
  if (!text) return std::nullopt;
  const bool percent = type == DiscountType::percentage;
  const auto value = parse_scaled(*text, percent ? 6 : 0);
  if (!value || *value > most_money)
    fields.complain("value",
                    percent ? "must be a percentage with at most 6 decimals" : "must be an amount in minor units");
  return value;
}
Result<Answer> create_promotion(const Input& input, db::Transaction& tx, commands::Context& context) {
  static constexpr std::array<std::string_view, 2> types{"PERCENTAGE", "AMOUNT"};
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  Promotion promotion;
  promotion.code = fields.text("code", 40);
  promotion.type = fields.word("discountType", types) == "AMOUNT" ? DiscountType::amount : DiscountType::percentage;
  const auto value = value_of(fields, promotion.type);
  if (!value && errors.empty()) fields.complain("value", "is required");
  promotion.value = value.value_or(0);
  promotion.valid_from = fields.maybe_time("validFrom");
  promotion.valid_to = fields.maybe_time("validTo");
  promotion.max_redemptions = fields.maybe_integer("maxRedemptions", 1, most_money);
  promotion.max_per_person = fields.maybe_integer("maxPerPerson", 1, most_money);
  promotion.min_subtotal = fields.maybe_integer("minSubtotal", 1, most_money);
  promotion.active = fields.flag("active", true);
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  return promotion_answer(201, TRY(commands::create_promotion(tx, std::move(promotion), context)),
                          context.utc_offset_min);
}

template <class T>
std::optional<std::optional<T>> change_of(std::optional<T> given, const Json& body, std::string_view name) {
  if (given) return std::optional{std::move(given)};
  if (is_cleared(body, name)) return std::optional<T>{};
  return std::nullopt;
}
Result<Answer> change_promotion(const Input& input, db::Transaction& tx, commands::Context& context) {
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  commands::ChangePromotion command;
  command.id = TRY(input.id(0));
  const auto known = promotions::find(tx.connection(), command.id);
  if (!known) return refuse(ErrorCode::not_found, "no promotion code " + to_string(command.id));
  command.value = value_of(fields, known->type);
  command.valid_from = change_of(fields.maybe_time("validFrom"), input.body, "validFrom");
  command.valid_to = change_of(fields.maybe_time("validTo"), input.body, "validTo");
  command.max_redemptions =
      change_of(fields.maybe_integer("maxRedemptions", 1, most_money), input.body, "maxRedemptions");
  command.max_per_person = change_of(fields.maybe_integer("maxPerPerson", 1, most_money), input.body, "maxPerPerson");
  command.min_subtotal = change_of(fields.maybe_integer("minSubtotal", 1, most_money), input.body, "minSubtotal");
  command.active = fields.maybe_flag("active");
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  return promotion_answer(200, TRY(commands::change_promotion(tx, command, context)), context.utc_offset_min);
}

// Vouchers ------------------------------------------------------------------------------------------------------------
Result<Answer> issue_voucher(const Input& input, const Secrets& secrets, db::Transaction& tx,
                             commands::Context& context) {
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  commands::IssueVoucher command;
  command.amount = fields.integer("amount", 1, most_money);
  command.person = fields.maybe_uuid("personId");
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  command.random = secrets.number();
  const payments::StoredValue value = TRY(commands::issue_voucher(tx, command, context));
  std::string out;
  JsonWriter json{out};
  append_voucher(json, value, context.utc_offset_min);
  Answer answer = created(std::move(out), "/v1/vouchers/" + value.code);
  answer.secret = true;
  return answer;
}
Result<Answer> get_voucher(const Input& input, db::Connection& connection, const ReadContext& context) {
  const auto value = payments::find_stored_value(connection, input.param(0));
  if (!value) return refuse(ErrorCode::not_found, "there is no voucher `" + input.param(0) + "`");
  return ok(body_of(*value, [&](JsonWriter& json, const payments::StoredValue& found) {
    append_voucher(json, found, context.utc_offset_min);
  }));
}
}  // namespace

void add_promotion_routes(Api& api) {
  const auto secrets = std::make_shared<const Secrets>(secrets_of(api));
  const Access edit = Access::session(Permission::catalogue_edit);
  api.read(Method::get, "/v1/promotion-codes", Access::session(), &list_promotions);
  api.write(Method::post, "/v1/promotion-codes", edit, &create_promotion);
  api.write(Method::patch, "/v1/promotion-codes/{id}", edit, &change_promotion);
  api.write(Method::post, "/v1/vouchers", Access::session(Permission::cash_movement),
            [secrets](const Input& input, db::Transaction& tx, commands::Context& context) {
              return issue_voucher(input, *secrets, tx, context);
            });
  api.read(Method::get, "/v1/vouchers/{code}", Access::session(), &get_voucher);
}
}  // namespace holdfast::routes

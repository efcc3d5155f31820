#include <array>

#include "commands/subscribe.h"
#include "money/most_money.h"
#include "routes/all_routes.h"
#include "routes/decode_sale.h"
#include "routes/list.h"
#include "subscriptions/subscription_rows.h"

namespace holdfast::routes {
namespace {
using http::Method;
using subscriptions::Plan;
using subscriptions::Subscription;

void append_plan(JsonWriter& json, const Plan& plan) {
  json.begin_object()
      .member("id", plan.id)
      .member("code", plan.code)
      .member("name", plan.name)
      .member("description", plan.description);
  json.member("price", plan.price)
      .member("currency", plan.currency)
      .member("interval", subscriptions::name_of(plan.interval));
  json.member("intervalCount", plan.interval_count)
      .member("trialPeriodDays", plan.trial_period_days)
      .member("taxCategory", plan.tax_category);
  json.member("active", plan.active).end_object();
}
void append_subscription(JsonWriter& json, const Subscription& subscription, int utc_offset_min) {
  json.begin_object()
      .member("subscriptionId", subscription.id)
      .member("status", subscriptions::name_of(subscription.status));
  json.member("personId", subscription.person)
      .member("planId", subscription.plan)
      .nullable("orderId", subscription.first_order);
  json.member("startDate", subscription.start_date).nullable("nextBillingDate", subscription.next_billing_date);
  append_time(json, "canceledAt", subscription.canceled, utc_offset_min);
  json.key("items").begin_array();
  for (const subscriptions::Item& item : subscription.items)
    json.begin_object()
        .member("itemId", item.id)
        .member("variantId", item.variant)
        .member("sku", item.sku)
        .member("quantity", to_string(item.quantity))
        .end_object();
  json.end_array().key("events").begin_array();
  for (const subscriptions::Event& event : subscription.events)
    json.begin_object()
        .member("eventId", event.id)
        .member("eventType", event.type)
        .key("eventTime")
        .time(event.at, utc_offset_min)
        .key("payload")
        .raw(event.payload)
        .end_object();
  json.end_array()
      .key("createdAt")
      .time(subscription.created, utc_offset_min)
      .key("updatedAt")
      .time(subscription.updated, utc_offset_min);
  json.end_object();
}
std::string subscription_json(const Subscription& subscription, int utc_offset_min) {
  return body_of(subscription, [&](JsonWriter& json, const Subscription& value) {
    append_subscription(json, value, utc_offset_min);
  });
}

Result<Answer> list_plans(const Input&, db::Connection& connection, const ReadContext&) {
  return ok(list_json(subscriptions::plans(connection), append_plan));
}
Result<Answer> create_plan(const Input& input, db::Transaction& tx, commands::Context& context) {
  static constexpr std::array<std::string_view, 4> intervals{"WEEKLY", "MONTHLY", "QUARTERLY", "YEARLY"};
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  Plan plan;
  plan.code = fields.text("code", 40);
  plan.name = fields.text("name", 120);
  plan.description = fields.maybe_text("description", 1000).value_or("");
  plan.price = fields.integer("price", 0, most_money);
  plan.currency = fields.maybe_text("currency", 3).value_or("");
  plan.interval =
      subscriptions::parse_interval(fields.word("interval", intervals)).value_or(subscriptions::Interval::monthly);
  plan.interval_count = static_cast<int>(fields.maybe_integer("intervalCount", 1, 1000).value_or(1));
  plan.trial_period_days = static_cast<int>(fields.maybe_integer("trialPeriodDays", 0, 3650).value_or(0));
  plan.tax_category = fields.maybe_text("taxCategory", 40).value_or("");
  plan.active = fields.flag("active", true);
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  return created(body_of(TRY(commands::create_plan(tx, std::move(plan), context)), append_plan), {});
}

struct EnrolRequest {
  commands::Enrol command;
  std::optional<commands::FirstSale> sale;  ///< when payments were given
};
Result<EnrolRequest> enrol_request_of(const Input& input) {
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  EnrolRequest request;
  request.command.person = fields.uuid("personId");
  request.command.plan = fields.uuid("planId");
  for (const Json& entry : fields.array("items", false, 100)) {
    JsonFields item{entry, errors, "/items/" + std::to_string(request.command.items.size())};
    const Uuid variant = item.uuid("variantId");
    const auto quantity = quantity_of(item, "quantity", errors);
    if (!quantity && errors.empty()) item.complain("quantity", "is required");
    item.finish();
    request.command.items.push_back({variant, quantity.value_or(Quantity{})});
  }
  const auto register_id = fields.maybe_uuid("registerId");
  const Json* given = input.body.find("payments");
  if (given != nullptr && !given->is_null()) {
    auto payments = payments_of(fields, "payments", errors);
    if (!payments.empty() && !register_id) fields.complain("registerId", "is required with payments");
    if (!payments.empty() && register_id) request.sale = commands::FirstSale{*register_id, std::move(payments)};
  }
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  return request;
}
Result<Answer> enrol(const Input& input, db::Transaction& tx, commands::Context& context) {
  const EnrolRequest request = TRY(enrol_request_of(input));
  const auto nothing = [](const Plan&) -> Result<std::optional<commands::FirstOrder>> { return std::nullopt; };
  const Subscription subscription = request.sale
                                        ? TRY(commands::enrol_and_sell(tx, request.command, *request.sale, context))
                                        : TRY(commands::enrol(tx, request.command, context, nothing));
  return created(subscription_json(subscription, context.utc_offset_min),
                 "/v1/subscriptions/" + to_string(subscription.id));
}
Result<Answer> get_subscription(const Input& input, db::Connection& connection, const ReadContext& context) {
  const Uuid id = TRY(input.id(0));
  const auto subscription = subscriptions::find(connection, id);
  if (!subscription) return refuse(ErrorCode::not_found, "no subscription " + to_string(id));
  return ok(subscription_json(*subscription, context.utc_offset_min));
}
Result<Answer> cancel(const Input& input, db::Transaction& tx, commands::Context& context) {
  return ok(
      subscription_json(TRY(commands::cancel_subscription(tx, TRY(input.id(0)), context)), context.utc_offset_min));
}
}  // namespace

void add_subscription_routes(Api& api) {
  const Access subscribe = Access::session(Permission::subscriptions);
  api.read(Method::get, "/v1/subscription-plans", Access::session(), &list_plans);
  api.write(Method::post, "/v1/subscription-plans", Access::session(Permission::catalogue_edit), &create_plan);
  api.write(Method::post, "/v1/subscriptions", subscribe, &enrol);
  api.read(Method::get, "/v1/subscriptions/{id}", Access::session(), &get_subscription);
  api.write(Method::post, "/v1/subscriptions/{id}/cancel", subscribe, &cancel);
}
}  // namespace holdfast::routes

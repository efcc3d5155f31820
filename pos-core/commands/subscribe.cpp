#include "commands/subscribe.h"

#include "commands/sell.h"
#include "customers/person_rows.h"
#include "stock/stock_rows.h"
#include "subscriptions/subscription_rows.h"

namespace holdfast::commands {
namespace {
using subscriptions::Plan;
using subscriptions::Status;
using subscriptions::Subscription;

Result<> find_tax_category(db::Transaction& tx, Plan& plan) {
  db::Statement& row = tx.prepare("SELECT id, code FROM tax_category WHERE ?1 = '' OR code = ?1 ORDER BY id LIMIT 1");
  if (!row.all(plan.tax_category).step())
    return refuse(ErrorCode::not_found, "no tax category `" + plan.tax_category + "`",
                  {{"/taxCategory", "is not on file"}});
  plan.tax_category_row = row.integer(0);
  plan.tax_category = row.string(1);
  row.reset();
  return {};
}

Result<std::vector<subscriptions::Item>> items_of(db::Transaction& tx, const Enrol& command, Context& context) {
  std::vector<subscriptions::Item> items;
  for (const Enrol::Item& wanted : command.items) {
    const std::string at = "/items/" + std::to_string(items.size());
    const auto article = stock::find_article(tx.connection(), wanted.variant);
    if (!article)
      return refuse(ErrorCode::not_found, "no article " + to_string(wanted.variant),
                    {{at + "/variantId", "is not on file"}});
    if (wanted.quantity <= Quantity{})
      return refuse(ErrorCode::invalid_argument, "a quantity is more than 0",
                    {{at + "/quantity", "must be more than 0"}});
    items.push_back({context.ids.next(context.now), article->row, article->id, article->sku, wanted.quantity});
  }
  return items;
}

std::string created_payload(const Subscription& subscription) {
  std::string out;
  JsonWriter json{out};
  json.begin_object()
      .member("subscriptionId", subscription.id)
      .member("personId", subscription.person)
      .member("planId", subscription.plan);
  json.member("status", subscriptions::name_of(subscription.status)).nullable("orderId", subscription.first_order);
  json.nullable("nextBillingDate", subscription.next_billing_date).end_object();
  return out;
}
}  // namespace

Result<Plan> create_plan(db::Transaction& tx, Plan plan, Context& context) {
  const Consent consent = TRY(require(tx, context, Permission::catalogue_edit));
  if (subscriptions::find_plan(tx.connection(), plan.code))
    return refuse(ErrorCode::duplicate, "the plan `" + plan.code + "` exists", {{"/code", "is taken"}});
  if (plan.currency.empty()) plan.currency = context.site.currency.code();
  if (plan.currency != context.site.currency.code())
    return refuse(ErrorCode::invalid_argument, "plans are in the store's currency",
                  {{"/currency", "must be the store's"}});
  TRY(find_tax_category(tx, plan));
  plan.id = context.ids.next(context.now);
  subscriptions::insert(tx, plan, context.now);
  std::string payload;
  JsonWriter json{payload};
  json.begin_object()
      .member("planId", plan.id)
      .member("code", plan.code)
      .member("price", plan.price)
      .member("currency", plan.currency)
      .end_object();
  context.emit(tx, "CatalogueChanged", "subscriptionPlan", plan.id, payload);
  audit(tx, context, "plan_created", to_string(plan.id), payload, consent);
  return plan;
}

Result<Subscription> enrol(db::Transaction& tx, const Enrol& command, Context& context,
                           const PlaceFirstOrder& first_order) {
  const Consent consent = TRY(require(tx, context, Permission::subscriptions));
  const auto person = customers::find(tx.connection(), command.person);
  if (!person || person->erased)
    return refuse(ErrorCode::not_found, "no customer " + to_string(command.person), {{"/personId", "is not on file"}});
  const auto plan = subscriptions::find_plan(tx.connection(), command.plan);
  if (!plan) return refuse(ErrorCode::not_found, "no plan " + to_string(command.plan), {{"/planId", "is not on file"}});
  if (!plan->active) return refuse(ErrorCode::conflict, "the plan `" + plan->code + "` is no longer sold");
  Subscription subscription;
  subscription.id = context.ids.next(context.now);
  subscription.items = TRY(items_of(tx, command, context));
  const std::optional<FirstOrder> order = TRY(first_order(*plan));
  subscription.person_row = person->row;
  subscription.person = person->id;
  subscription.plan_row = plan->row;
  subscription.plan = plan->id;
  if (order) {
    subscription.first_order_row = order->row;
    subscription.first_order = order->id;
  }
  subscription.start_date = context.business_date;
  subscriptions::Beginning begins = subscriptions::beginning(*plan, subscription.start_date, order.has_value());
  subscription.status = begins.status;
  subscription.next_billing_date = std::move(begins.next_billing_date);
  subscription.created = subscription.updated = context.now;
  subscriptions::insert(tx, subscription);
  const std::string payload = created_payload(subscription);
  context.emit(tx, "SubscriptionCreated", "subscription", subscription.id, payload);
  audit(tx, context, "subscribed", to_string(subscription.id), payload, consent);
  return subscription;
}

Result<Subscription> enrol_and_sell(db::Transaction& tx, const Enrol& command, const FirstSale& sale,
                                    Context& context) {
  return enrol(tx, command, context, [&](const Plan& plan) -> Result<std::optional<FirstOrder>> {
    Sell sell;
    sell.cart.register_id = sale.register_id;
    sell.cart.person = command.person;
    Sell::Line line;
    line.item.article.unlisted_name = plan.name;
    line.item.unit_price = plan.price;
    line.item.tax_category = plan.tax_category;
    sell.lines.push_back(std::move(line));
    sell.checkout.payments = sale.payments;
    // The plan sets name and price, so whoever may enrol needs no leave for an article not on file.
    Context own = context;
    Actor seller;
    if (context.actor != nullptr) {
      seller = *context.actor;
      seller.permissions.set(static_cast<std::size_t>(Permission::sell));
      seller.permissions.set(static_cast<std::size_t>(Permission::unlisted_item));
      seller.permissions.set(static_cast<std::size_t>(Permission::price_override));
      seller.max_open_price = std::nullopt;
      own.actor = &seller;
    }
    const orders::Order order = TRY(commands::sell(tx, sell, own));
    return FirstOrder{order.row, order.id};
  });
}

Result<Subscription> cancel_subscription(db::Transaction& tx, const Uuid& id, Context& context) {
  const Consent consent = TRY(require(tx, context, Permission::subscriptions));
  auto found = subscriptions::find(tx.connection(), id);
  if (!found) return refuse(ErrorCode::not_found, "no subscription " + to_string(id));
  Subscription subscription = *std::move(found);
  if (subscription.status == Status::cancelled) return subscription;
  std::string payload;
  JsonWriter json{payload};
  json.begin_object()
      .member("subscriptionId", id)
      .nullable("wouldHaveBilled", subscription.next_billing_date)
      .end_object();
  subscription.status = Status::cancelled;
  subscription.next_billing_date.reset();
  subscription.canceled = subscription.updated = context.now;
  subscriptions::update(tx, subscription);
  subscriptions::add_event(tx, subscription, subscriptions::EventType::cancellation,
                           {context.ids.next(context.now), {}, context.now, payload});
  context.emit(tx, "SubscriptionCancelled", "subscription", id, payload);
  audit(tx, context, "subscription_cancelled", to_string(id), payload, consent);
  return subscription;
}
}  // namespace holdfast::commands

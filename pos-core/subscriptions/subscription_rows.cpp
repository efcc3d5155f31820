#include "subscriptions/subscription_rows.h"

#include "base/check.h"

namespace holdfast::subscriptions {
namespace {
#define HF_PLAN                                                                                             \
  "SELECT p.id, p.uuid, p.code, p.name, p.description, p.price, p.currency, p.interval, p.interval_count, " \
  "p.trial_period_days, "                                                                                   \
  "p.tax_category_id, t.code, p.active FROM subscription_plan p JOIN tax_category t ON t.id = p.tax_category_id "
Plan plan_of(db::Statement& row) {
  return {.row = row.integer(0),
          .id = row.uuid(1),
          .code = row.string(2),
          .name = row.string(3),
          .description = row.string(4),
          .price = row.integer(5),
          .currency = row.string(6),
          .interval = parse_interval(row.text(7)).value_or(Interval::monthly),
          .interval_count = row.small(8),
          .trial_period_days = row.small(9),
          .tax_category_row = row.integer(10),
          .tax_category = row.string(11),
          .active = row.flag(12)};
}
std::optional<Plan> one(db::Statement& row) {
  std::optional<Plan> plan;
  if (row.step()) plan = plan_of(row);
  row.reset();
  return plan;
}
void read_parts(db::Connection& connection, Subscription& subscription) {
  db::Statement& items = connection.prepare(
      "SELECT i.uuid, i.variant_id, v.uuid, v.sku, i.quantity_micro FROM subscription_item i JOIN product_variant v ON "
      "v.id = i.variant_id "
      "WHERE i.subscription_id = ? ORDER BY i.id");
  items.all(subscription.row);
  while (items.step())
    subscription.items.push_back(
        {items.uuid(0), items.integer(1), items.uuid(2), items.string(3), Quantity::from_micro(items.integer(4))});
  db::Statement& events = connection.prepare(
      "SELECT uuid, event_type, event_us, payload FROM subscription_event WHERE subscription_id = ? ORDER BY event_us, "
      "id");
  events.all(subscription.row);
  while (events.step())
    subscription.events.push_back({events.uuid(0), events.string(1), events.instant(2), events.string(3)});
}
}  // namespace

std::vector<Plan> plans(db::Connection& connection) {
  std::vector<Plan> found;
  db::Statement& rows = connection.prepare(HF_PLAN "ORDER BY p.id");
  while (rows.step()) found.push_back(plan_of(rows));
  return found;
}
std::optional<Plan> find_plan(db::Connection& connection, const Uuid& id) {
  return one(connection.prepare(HF_PLAN "WHERE p.uuid = ?").all(id));
}
std::optional<Plan> find_plan(db::Connection& connection, std::string_view code) {
  return one(connection.prepare(HF_PLAN "WHERE p.code = ?").all(code));
}
#undef HF_PLAN
void insert(db::Transaction& tx, Plan& plan, Instant now) {
  tx.prepare(
        "INSERT INTO subscription_plan(uuid, code, name, description, price, currency, interval, interval_count, "
        "trial_period_days, "
        "tax_category_id, active, created_us, updated_us) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .exec(plan.id, plan.code, plan.name, plan.description, plan.price, plan.currency, name_of(plan.interval),
            plan.interval_count, plan.trial_period_days, plan.tax_category_row, plan.active, now, now);
  plan.row = tx.last_rowid();
}

std::optional<Subscription> find(db::Connection& connection, const Uuid& id) {
  db::Statement& row = connection.prepare(
      "SELECT s.id, s.uuid, s.person_id, p.uuid, s.plan_id, l.uuid, o.uuid, s.first_order_id, s.status, s.start_date, "
      "s.next_billing_date, "
      "s.canceled_us, s.created_us, s.updated_us FROM subscription s JOIN person p ON p.id = s.person_id "
      "JOIN subscription_plan l ON l.id = s.plan_id LEFT JOIN orders o ON o.id = s.first_order_id WHERE s.uuid = ?");
  std::optional<Subscription> found;
  if (row.all(id).step())
    found = Subscription{.row = row.integer(0),
                         .id = row.uuid(1),
                         .person_row = row.integer(2),
                         .person = row.uuid(3),
                         .plan_row = row.integer(4),
                         .plan = row.uuid(5),
                         .first_order = row.is_null(6) ? std::nullopt : std::optional{row.uuid(6)},
                         .first_order_row = row.maybe_integer(7),
                         .status = parse_status(row.text(8)).value_or(Status::pending),
                         .start_date = row.string(9),
                         .next_billing_date = row.maybe_string(10),
                         .canceled = row.maybe_instant(11),
                         .items = {},
                         .events = {},
                         .created = row.instant(12),
                         .updated = row.instant(13)};
  row.reset();
  if (found) read_parts(connection, *found);
  return found;
}

void insert(db::Transaction& tx, Subscription& subscription) {
  tx.prepare(
        "INSERT INTO subscription(uuid, person_id, plan_id, first_order_id, status, start_date, next_billing_date, "
        "created_us, "
        "updated_us) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .exec(subscription.id, subscription.person_row, subscription.plan_row, subscription.first_order_row,
            name_of(subscription.status), subscription.start_date, subscription.next_billing_date, subscription.created,
            subscription.updated);
  subscription.row = tx.last_rowid();
  for (const Item& item : subscription.items)
    tx.prepare(
          "INSERT INTO subscription_item(uuid, subscription_id, variant_id, quantity_micro, created_us, updated_us) "
          "VALUES (?, ?, ?, ?, ?, ?)")
        .exec(item.id, subscription.row, item.variant_row, item.quantity.micro(), subscription.created,
              subscription.created);
}
void update(db::Transaction& tx, const Subscription& subscription) {
  tx.prepare(
        "UPDATE subscription SET first_order_id = ?, status = ?, next_billing_date = ?, canceled_us = ?, updated_us = "
        "? WHERE id = ?")
      .exec(subscription.first_order_row, name_of(subscription.status), subscription.next_billing_date,
            subscription.canceled, subscription.updated, subscription.row);
}
void add_event(db::Transaction& tx, Subscription& subscription, EventType type, Event event) {
  event.type = name_of(type);
  tx.prepare(
        "INSERT INTO subscription_event(uuid, subscription_id, event_type, event_us, payload, created_us, updated_us) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)")
      .exec(event.id, subscription.row, event.type, event.at, event.payload, event.at, event.at);
  subscription.events.push_back(std::move(event));
}
}  // namespace holdfast::subscriptions

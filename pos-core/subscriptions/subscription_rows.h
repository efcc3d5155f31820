#pragma once
#include "db/transaction.h"
#include "subscriptions/subscription.h"

namespace holdfast::subscriptions {
std::vector<Plan> plans(db::Connection& connection);
std::optional<Plan> find_plan(db::Connection& connection, const Uuid& id);
std::optional<Plan> find_plan(db::Connection& connection, std::string_view code);
void insert(db::Transaction& tx, Plan& plan, Instant now);

/// With its items and events.
std::optional<Subscription> find(db::Connection& connection, const Uuid& id);
void insert(db::Transaction& tx, Subscription& subscription);
/// Status, next billing date, cancellation, first order.
void update(db::Transaction& tx, const Subscription& subscription);
void add_event(db::Transaction& tx, Subscription& subscription, EventType type, Event event);
}  // namespace holdfast::subscriptions

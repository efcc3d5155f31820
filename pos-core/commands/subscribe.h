#pragma once
#include <functional>

#include "commands/place_order.h"
#include "subscriptions/subscription.h"

namespace holdfast::commands {
/// Takes catalogue_edit. An empty tax category is the store's first. Refuses duplicate, not_found.
Result<subscriptions::Plan> create_plan(db::Transaction& tx, subscriptions::Plan plan, Context& context);

struct Enrol {
  Uuid person;
  Uuid plan;
  struct Item {
    Uuid variant;
    Quantity quantity;
  };
  std::vector<Item> items;
};
/// What has been sold for the first period: the order's row and id, or nothing when nothing is billed yet.
struct FirstOrder {
  std::int64_t row = 0;
  Uuid id;
};
using PlaceFirstOrder = std::function<Result<std::optional<FirstOrder>>(const subscriptions::Plan&)>;
/// Paid at once (`first_order` gives an order): active, next billing a period from now. Without: active while on trial,
/// else pending and due today. Refuses conflict for a plan that is no longer sold.
Result<subscriptions::Subscription> enrol(db::Transaction& tx, const Enrol& command, Context& context,
                                          const PlaceFirstOrder& first_order);

/// enrol() where the first period is sold at a register: one line with the plan's name and price.
struct FirstSale {
  Uuid register_id;
  std::vector<PaymentOffer> payments;
};
Result<subscriptions::Subscription> enrol_and_sell(db::Transaction& tx, const Enrol& command, const FirstSale& sale,
                                                   Context& context);

/// No more renewals; the history stays. Cancelling twice changes nothing.
Result<subscriptions::Subscription> cancel_subscription(db::Transaction& tx, const Uuid& id, Context& context);
}  // namespace holdfast::commands

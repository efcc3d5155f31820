#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "money/quantity.h"

namespace holdfast::subscriptions {
enum class Interval { weekly, monthly, quarterly, yearly };
enum class Status { pending, active, paused, cancelled };
enum class EventType { renewal, payment_failed, cancellation };
std::string_view name_of(Interval interval);  ///< `WEEKLY`, … (seed 002)
std::string_view name_of(Status status);
std::string_view name_of(EventType type);
std::optional<Interval> parse_interval(std::string_view name);
std::optional<Status> parse_status(std::string_view name);

/// What can be subscribed to, at a price for each period.
struct Plan {
  std::int64_t row = 0;
  Uuid id;
  std::string code;
  std::string name;
  std::string description;
  std::int64_t price = 0;  ///< minor units
  std::string currency;
  Interval interval = Interval::monthly;
  int interval_count = 1;  ///< intervals in a period
  int trial_period_days = 0;
  std::int64_t tax_category_row = 0;
  std::string tax_category;  ///< code
  bool active = true;
};

struct Item {
  Uuid id;
  std::int64_t variant_row = 0;
  Uuid variant;
  std::string sku;
  Quantity quantity;
};
struct Event {
  Uuid id;
  std::string type;
  Instant at;
  std::string payload;  ///< a JSON object
};
struct Subscription {
  std::int64_t row = 0;
  Uuid id;
  std::int64_t person_row = 0;
  Uuid person;
  std::int64_t plan_row = 0;
  Uuid plan;
  std::optional<Uuid> first_order;
  std::optional<std::int64_t> first_order_row;
  Status status = Status::pending;
  std::string start_date;  ///< YYYY-MM-DD, the store's calendar
  std::optional<std::string> next_billing_date;
  std::optional<Instant> canceled;
  std::vector<Item> items;
  std::vector<Event> events;  ///< oldest first
  Instant created, updated;
};

/// The day the `periods`-th period after `start` begins: calendar months, and a day that the month does not have
/// becomes its last. Counted from the start each time, so the 31st stays the 31st after February. Empty when `start` is
/// no day.
std::optional<std::string> billing_date(std::string_view start, Interval interval, int interval_count, int periods);
std::optional<std::string> add_days(std::string_view date, int days);

/// How an enrolment begins. A trial is active and billed when it ends; without one the first order has to be paid, and
/// until then it is pending, to be billed at once.
struct Beginning {
  Status status;
  std::string next_billing_date;
};
Beginning beginning(const Plan& plan, std::string_view start, bool first_order_paid);
}  // namespace holdfast::subscriptions

#include "subscriptions/subscription.h"

#include <algorithm>
#include <array>
#include <chrono>

#include "base/check.h"

namespace holdfast::subscriptions {
namespace {
constexpr std::array<std::string_view, 4> intervals{"WEEKLY", "MONTHLY", "QUARTERLY", "YEARLY"};
constexpr std::array<std::string_view, 4> statuses{"PENDING", "ACTIVE", "PAUSED", "CANCELLED"};
constexpr std::array<std::string_view, 3> types{"RENEWAL", "PAYMENT_FAILED", "CANCELLATION"};

template <class Enum, std::size_t N>
std::optional<Enum> find_in(const std::array<std::string_view, N>& names, std::string_view name) {
  const auto found = std::find(names.begin(), names.end(), name);
  return found == names.end() ? std::nullopt : std::optional{static_cast<Enum>(found - names.begin())};
}

int months_of(Interval interval) {
  switch (interval) {
    case Interval::weekly:
      return 0;
    case Interval::monthly:
      return 1;
    case Interval::quarterly:
      return 3;
    case Interval::yearly:
      return 12;
  }
  return 0;
}
std::string add_months(Instant start, int months) {
  using namespace std::chrono;
  const year_month_day day{floor<days>(sys_time<microseconds>{microseconds{start.unix_us()}})};
  const year_month month = year_month{day.year(), day.month()} + std::chrono::months{months};
  const year_month_day last = month / std::chrono::last;
  const sys_days result = std::min(sys_days{last}, sys_days{month / 1} + (day.day() - std::chrono::day{1}));
  return to_date(Instant{duration_cast<microseconds>(result.time_since_epoch()).count()});
}
}  // namespace

std::string_view name_of(Interval interval) { return intervals[static_cast<std::size_t>(interval)]; }
std::string_view name_of(Status status) { return statuses[static_cast<std::size_t>(status)]; }
std::string_view name_of(EventType type) { return types[static_cast<std::size_t>(type)]; }
std::optional<Interval> parse_interval(std::string_view name) { return find_in<Interval>(intervals, name); }
std::optional<Status> parse_status(std::string_view name) { return find_in<Status>(statuses, name); }

std::optional<std::string> add_days(std::string_view date, int days) {
  const auto start = parse_date(date);
  if (!start) return std::nullopt;
  return to_date(start->plus_seconds(days * seconds_per_day));
}
std::optional<std::string> billing_date(std::string_view start, Interval interval, int interval_count, int periods) {
  const auto from = parse_date(start);
  if (!from) return std::nullopt;
  if (interval == Interval::weekly) return add_days(start, 7 * interval_count * periods);
  return add_months(*from, months_of(interval) * interval_count * periods);
}

Beginning beginning(const Plan& plan, std::string_view start, bool first_order_paid) {
  const auto date = [&]() -> std::optional<std::string> {
    if (first_order_paid) return billing_date(start, plan.interval, plan.interval_count, 1);
    return add_days(start, plan.trial_period_days);
  }();
  check(date.has_value());
  const bool active = first_order_paid || plan.trial_period_days > 0;
  return {active ? Status::active : Status::pending, *date};
}
}  // namespace holdfast::subscriptions

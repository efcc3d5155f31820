#include "subscriptions/subscription.h"

#include <catch2/catch.hpp>

namespace holdfast::subscriptions {
namespace {
std::string date(std::string_view start, Interval interval, int count, int periods) {
  return billing_date(start, interval, count, periods).value_or("none");
}
}  // namespace

TEST_CASE("a month later is the same day, or the month's last", "[subscriptions]") {
  CHECK(date("2026-01-15", Interval::monthly, 1, 1) == "2026-02-15");
  CHECK(date("2026-01-31", Interval::monthly, 1, 1) == "2026-02-28");
  CHECK(date("2028-01-31", Interval::monthly, 1, 1) == "2028-02-29");
  CHECK(date("2026-03-31", Interval::monthly, 1, 1) == "2026-04-30");
  CHECK(date("2026-12-31", Interval::monthly, 1, 2) == "2027-02-28");
}

TEST_CASE("the 31st stays the 31st after a short month", "[subscriptions]") {
  CHECK(date("2026-01-31", Interval::monthly, 1, 2) == "2026-03-31");
  CHECK(date("2026-01-31", Interval::monthly, 1, 12) == "2027-01-31");
}

TEST_CASE("weeks, quarters, years and their multiples", "[subscriptions]") {
  CHECK(date("2026-11-21", Interval::weekly, 1, 1) == "2026-11-28");
  CHECK(date("2026-12-28", Interval::weekly, 2, 1) == "2027-01-11");
  CHECK(date("2026-11-30", Interval::quarterly, 1, 1) == "2027-02-28");
  CHECK(date("2026-01-01", Interval::quarterly, 2, 3) == "2027-07-01");
  CHECK(date("2028-02-29", Interval::yearly, 1, 1) == "2029-02-28");
  CHECK(date("2028-02-29", Interval::yearly, 1, 4) == "2032-02-29");
  CHECK(date("2026-11-21", Interval::monthly, 1, 0) == "2026-11-21");
  CHECK(date("2026-13-01", Interval::monthly, 1, 1) == "none");
}

TEST_CASE("an enrolment is active once something is paid or on trial", "[subscriptions]") {
  Plan plan;
  auto begins = beginning(plan, "2026-11-21", true);
  CHECK(begins.status == Status::active);
  CHECK(begins.next_billing_date == "2026-12-21");
  begins = beginning(plan, "2026-11-21", false);
  CHECK(begins.status == Status::pending);
  CHECK(begins.next_billing_date == "2026-11-21");
  plan.trial_period_days = 14;
  begins = beginning(plan, "2026-11-21", false);
  CHECK(begins.status == Status::active);
  CHECK(begins.next_billing_date == "2026-12-05");
}
}  // namespace holdfast::subscriptions

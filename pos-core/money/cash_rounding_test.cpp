#include "money/cash_rounding.h"

#include <catch2/catch.hpp>
#include <random>

namespace holdfast {
namespace {
Money chf(std::int64_t minor) { return {minor, Currency{"CHF", 2}}; }
const CashRounding five{5, Rounding::half_up};
}  // namespace

TEST_CASE("the smallest coin follows the country where the currency leaves it open", "[money]") {
  const auto step = [](const char* currency, const char* country) {
    return cash_rounding_for(*find_currency(currency), country).step;
  };
  CHECK(step("CHF", "CH") == 5);
  CHECK(step("CHF", "LI") == 5);
  CHECK(step("SEK", "") == 100);
  CHECK(step("DKK", "DK") == 50);
  CHECK(step("HUF", "HU") == 500);
  CHECK(step("NZD", "NZ") == 10);
  CHECK(step("EUR", "FI") == 5);
  CHECK(step("EUR", "DE") == 1);
  CHECK(step("EUR", "") == 1);
  CHECK(step("USD", "US") == 1);
  CHECK(step("JPY", "JP") == 1);
  for (const CashRoundingRow& row : cash_rounding_rows()) CHECK(find_currency(row.currency));
}

TEST_CASE("only the part that cash settles is rounded", "[money]") {
  struct Row {
    std::int64_t total, otherwise, tendered, rounding, change, open;
  };
  const Row rows[]{{1572, 0, 2000, -2, 430, 0}, {1572, 0, 1570, -2, 0, 0},     {1572, 68, 1505, 1, 0, 0},
                   {1572, 1572, 0, 0, 0, 0},    {1572, 0, 1000, 0, 0, 572},    {1572, 1000, 500, 0, 0, 72},
                   {-1572, 0, -1570, 2, 0, 0},  {-1572, -68, -1505, -1, 0, 0}, {-1572, 0, 0, 0, 0, -1572},
                   {1573, 0, 1575, 2, 0, 0}};
  for (const Row& row : rows) {
    CAPTURE(row.total, row.otherwise, row.tendered);
    const CashSettlement settled = settle_cash(chf(row.total), chf(row.otherwise), chf(row.tendered), five);
    CHECK(settled.rounding == chf(row.rounding));
    CHECK(settled.change == chf(row.change));
    CHECK(settled.open == chf(row.open));
  }
}

TEST_CASE("cash rounding of a refund mirrors that of the sale", "[money]") {
  std::mt19937_64 random{11};
  for (int round = 0; round < 20000; ++round) {
    const auto total = static_cast<std::int64_t>(random() % 1'000'000);
    const CashRounding rule{static_cast<std::int64_t>(1 + random() % 500), Rounding::half_up};
    REQUIRE(rule.rounded(chf(-total)) == -rule.rounded(chf(total)));
    const CashDue due = cash_due(chf(total), chf(0), rule);
    REQUIRE(due.exact + due.rounding == due.payable);
    REQUIRE(std::abs(due.rounding.minor()) * 2 <= rule.step);
    const auto tendered = static_cast<std::int64_t>(random() % 1'000'000);
    const CashSettlement paid = settle_cash(chf(total), chf(0), chf(tendered), rule);
    REQUIRE(chf(total) + paid.rounding + paid.change == chf(tendered) + paid.open);
    const CashSettlement back = settle_cash(chf(-total), chf(0), chf(-tendered), rule);
    if (total != 0)
      REQUIRE((back.rounding == -paid.rounding && back.change == -paid.change && back.open == -paid.open));
  }
}
}  // namespace holdfast

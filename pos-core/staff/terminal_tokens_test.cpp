#include "staff/terminal_tokens.h"

#include <catch2/catch.hpp>

using namespace holdfast;
using namespace holdfast::staff;

TEST_CASE("a token is due in its last third, and spent at its end or soon after an order", "[staff]") {
  struct Row {
    const char* what;
    std::int64_t days;
    std::optional<std::int64_t> ordered;  // seconds after it was given
    std::optional<std::int64_t> due, spent;
  };
  const std::int64_t day = seconds_per_day, grace = token_grace_seconds;
  const Row rows[] = {
      {"by age", 90, {}, 60 * day, 90 * day},
      {"ordered early", 90, 5, 5, 5 + grace},
      {"ordered when it was due by age", 90, 70 * day, 60 * day, 70 * day + grace},
      {"ordered just before its end", 90, 90 * day - 1, 60 * day, 90 * day},
      {"one that does not age", 0, {}, {}, {}},
      {"one that does not age, ordered", 0, 7, 7, 7 + grace},
  };
  const Instant given = Instant{1'000'000'000};
  const auto at = [&](std::optional<std::int64_t> seconds) {
    return seconds ? std::optional{given.plus_seconds(*seconds)} : std::nullopt;
  };
  for (const Row& row : rows) {
    INFO(row.what);
    const TokenTerms terms = terms_of_token(row.days, given, at(row.ordered));
    CHECK(terms.due == at(row.due));
    CHECK(terms.spent == at(row.spent));
  }
  const TokenTerms former = terms_of_former(given);
  CHECK(former.due == given);
  CHECK(former.spent == at(grace));
}

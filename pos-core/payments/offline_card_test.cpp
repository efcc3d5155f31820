#include "payments/offline_card.h"

#include <catch2/catch.hpp>

namespace holdfast::payments {
TEST_CASE("a card is taken without the terminal's host only within the store's policy", "[payments]") {
  const Instant now{1'795'255'200'000'000};
  const OfflineCardPolicy policy{5'000, 20'000, 50'000, 24, {"zvt"}};
  const auto judge = [&](std::int64_t amount, Exposure till, Exposure store,
                         std::string_view terminal = "zvt") -> std::optional<ErrorCode> {
    const auto judged = judge_offline_card(policy, amount, terminal, till, store, now);
    return judged ? std::nullopt : std::optional{judged.error().code};
  };
  const Exposure none{};
  const auto of = [&](std::int64_t amount, std::int64_t hours) {
    return Exposure{1, amount, now.plus_seconds(-hours * 3600)};
  };
  CHECK(judge(5'000, none, none) == std::nullopt);
  CHECK(judge(5'001, none, none) == ErrorCode::limit_exceeded);
  CHECK(judge(5'000, of(15'000, 1), of(15'000, 1)) == std::nullopt);
  CHECK(judge(5'000, of(15'001, 1), of(15'001, 1)) == ErrorCode::limit_exceeded);
  CHECK(judge(5'000, none, of(45'000, 23)) == std::nullopt);
  CHECK(judge(5'000, none, of(45'001, 1)) == ErrorCode::limit_exceeded);
  CHECK(judge(100, none, of(100, 24)) == ErrorCode::limit_exceeded);
  CHECK(judge(100, none, none, "nexo") == ErrorCode::tender_refused);
  CHECK(judge(100, none, none, "") == ErrorCode::tender_refused);
  CHECK_FALSE(judge_offline_card(std::nullopt, 100, "zvt", none, none, now));
}
}  // namespace holdfast::payments

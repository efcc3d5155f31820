#include "money/rounding.h"

#include <catch2/catch.hpp>
#include <random>

#include "money/rational.h"

namespace holdfast {
TEST_CASE("each rounding has its own way with ties and rests", "[money]") {
  struct Row {
    Rounding rounding;
    std::int64_t of[8];  // -2.5 -1.5 -0.5 -0.25 0.25 0.5 1.5 2.5
  };
  const Row rows[]{
      {Rounding::half_up, {-3, -2, -1, 0, 0, 1, 2, 3}},     {Rounding::half_down, {-2, -1, 0, 0, 0, 0, 1, 2}},
      {Rounding::half_even, {-2, -2, 0, 0, 0, 0, 2, 2}},    {Rounding::half_odd, {-3, -1, -1, 0, 0, 1, 1, 3}},
      {Rounding::half_pos_inf, {-2, -1, 0, 0, 0, 1, 2, 3}}, {Rounding::half_neg_inf, {-3, -2, -1, 0, 0, 0, 1, 2}},
      {Rounding::up, {-3, -2, -1, -1, 1, 1, 2, 3}},         {Rounding::down, {-2, -1, 0, 0, 0, 0, 1, 2}},
      {Rounding::ceil, {-2, -1, 0, 0, 1, 1, 2, 3}},         {Rounding::floor, {-3, -2, -1, -1, 0, 0, 1, 2}}};
  const std::int64_t quarters[8]{-10, -6, -2, -1, 1, 2, 6, 10};
  for (const Row& row : rows)
    for (std::size_t i = 0; i < 8; ++i) {
      CAPTURE(name_of(row.rounding), quarters[i]);
      CHECK(divide(quarters[i], 4, row.rounding) == row.of[i]);
      CHECK(divide(-quarters[i], -4, row.rounding) == row.of[i]);
      CHECK(parse_rounding(name_of(row.rounding)) == row.rounding);
    }
  CHECK_FALSE(parse_rounding("nearest"));
}

TEST_CASE("the modes that treat both signs alike mirror", "[money]") {
  std::mt19937_64 random{7};
  for (int round = 0; round < 20000; ++round) {
    const auto value = static_cast<std::int64_t>(random() % 2'000'001) - 1'000'000;
    const auto step = static_cast<std::int64_t>(1 + random() % 500);
    for (const Rounding rounding : {Rounding::half_up, Rounding::half_down, Rounding::half_even, Rounding::half_odd,
                                    Rounding::up, Rounding::down}) {
      REQUIRE(round_to_step(-value, step, rounding) == -round_to_step(value, step, rounding));
      REQUIRE(round_to_step(value, step, rounding) % step == 0);
    }
    REQUIRE(round_to_step(value, step, Rounding::floor) <= value);
    REQUIRE(round_to_step(value, step, Rounding::ceil) >= value);
    REQUIRE(round_to_step(-value, step, Rounding::ceil) == -round_to_step(value, step, Rounding::floor));
  }
}

TEST_CASE("fractions stay exact", "[money]") {
  const Rational third{1, 3};
  CHECK(third + third + third == Rational{1});
  CHECK(Rational{-4, -6} == Rational{2, 3});
  CHECK(Rational{1, -2} == -Rational{1, 2});
  CHECK(Rational{7, 2} / Rational{-7, 4} == Rational{-2});
  CHECK(third < Rational{1, 2});
  CHECK(Rational{5, 2}.rounded() == 3);
  CHECK(Rational{-5, 2}.rounded(Rounding::half_even) == -2);
  Rational gross{12440};
  for (const std::int64_t rate : {21, 9, 6}) gross = gross / Rational{100 + rate, 100} * Rational{100 + rate, 100};
  CHECK(gross == Rational{12440});
}

TEST_CASE("a sum over many unlike denominators stays within a millionth instead of failing", "[money]") {
  Rational sum;
  for (std::int64_t i = 0; i < 400; ++i) sum += Rational{1, 1'000'003 + 2 * i};
  for (std::int64_t i = 0; i < 400; ++i) sum += Rational{-1, 1'000'003 + 2 * i};
  CHECK(sum < Rational{1, 1'000'000});
  CHECK(Rational{-1, 1'000'000} < sum);
}
}  // namespace holdfast

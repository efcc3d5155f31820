#include <catch2/catch.hpp>
#include <numeric>
#include <random>

#include "money/money.h"

namespace holdfast {
using Parts = std::vector<std::int64_t>;

TEST_CASE("an amount is split by largest remainder, the earlier part winning a tie", "[money]") {
  struct Row {
    std::int64_t total;
    Parts weights;
    Parts parts;
  };
  const Row rows[]{{100, {1, 1, 1}, {34, 33, 33}},
                   {-100, {1, 1, 1}, {-34, -33, -33}},
                   {5000, {120, 230, 300}, {923, 1769, 2308}},
                   {5, {1, 1}, {3, 2}},
                   {1, {0, 1, 1}, {0, 1, 0}},
                   {7, {0, 0}, {7, 0}},
                   {0, {3, 4}, {0, 0}},
                   {10, {-1, -1, -1}, {4, 3, 3}},
                   {10, {100, -90}, {100, -90}},
                   {5, {}, {}}};
  for (const Row& row : rows) CHECK(allocate(row.total, row.weights) == row.parts);
}

TEST_CASE("parts add up, lie within one unit of their exact share and mirror", "[money]") {
  std::mt19937_64 random{20261121};
  for (int round = 0; round < 5000; ++round) {
    Parts weights(1 + random() % 12);
    for (std::int64_t& weight : weights)
      weight = static_cast<std::int64_t>(random() % (round % 2 ? 10 : 1'000'000'000));
    const auto total = static_cast<std::int64_t>(random() % 2'000'000'000) - 1'000'000'000;
    const Parts parts = allocate(total, weights);
    Parts mirrored = allocate(-total, weights);
    for (std::int64_t& part : mirrored) part = -part;
    REQUIRE(mirrored == parts);
    REQUIRE(std::accumulate(parts.begin(), parts.end(), std::int64_t{0}) == total);
    const std::int64_t sum = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
    for (std::size_t i = 0; sum != 0 && i < parts.size(); ++i) {
      const Int128 off = Int128{parts[i]} * sum - Int128{total} * weights[i];
      REQUIRE((off < sum && -off < sum));
      REQUIRE((weights[i] != 0 || parts[i] == 0));
    }
  }
}
}  // namespace holdfast

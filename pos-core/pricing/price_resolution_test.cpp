#include "pricing/price_resolution.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <vector>

namespace holdfast::pricing {
namespace {
const Currency eur{"EUR", 2};
const Instant t0{1'000'000};

PriceCandidate row(std::uint32_t id, std::int64_t price) {
  PriceCandidate candidate{.row = id, .price = {price, eur}, .from = {}, .to = {}, .min_quantity = {}, .channel = {}};
  return candidate;
}
PriceQuery query(std::int64_t pieces = 1, std::string_view channel = "shop") {
  return {eur, t0, Quantity::pieces(pieces), channel};
}
}  // namespace

TEST_CASE("no price is not a price of zero", "[pricing]") {
  CHECK_FALSE(resolve_price({}, std::nullopt, query()));
  CHECK(resolve_price({}, Money{0, eur}, query())->price == Money{0, eur});
  CHECK_FALSE(resolve_price({}, Money{100, eur}, query())->row);
  CHECK_FALSE(resolve_price({}, Money{100, Currency{"USD", 2}}, query()));
}

TEST_CASE("a row holds from its start, until its end, from its quantity on and in its channel", "[pricing]") {
  PriceCandidate dated = row(1, 90);
  dated.from = t0;
  dated.to = t0.plus_seconds(1);
  PriceCandidate ended = row(2, 80);
  ended.to = t0;
  PriceCandidate dozen = row(3, 70);
  dozen.min_quantity = Quantity::pieces(12);
  PriceCandidate web = row(4, 60);
  web.channel = "web";
  const std::vector<PriceCandidate> rows{dated, ended, dozen, web};
  const Money base{100, eur};
  CHECK(resolve_price(rows, base, query())->row == 1);
  CHECK(resolve_price(rows, base, query(12))->row == 3);
  CHECK(resolve_price(rows, base, query(-12))->row == 3);
  CHECK(resolve_price(rows, base, query(1, "web"))->row == 4);
  PriceQuery later = query();
  later.at = t0.plus_seconds(1);
  CHECK_FALSE(resolve_price(rows, base, later)->row);
}

TEST_CASE("the choice has one total order and does not depend on the order of the rows", "[pricing]") {
  std::vector<PriceCandidate> rows;
  std::mt19937_64 random{3};
  for (std::uint32_t i = 0; i < 60; ++i) {
    PriceCandidate candidate = row(i, static_cast<std::int64_t>(90 + random() % 3));
    candidate.book_priority = static_cast<int>(random() % 3);
    candidate.min_quantity = Quantity::pieces(static_cast<std::int64_t>(random() % 3));
    if (random() % 2) candidate.channel = "shop";
    if (random() % 2) candidate.from = Instant{static_cast<std::int64_t>(random() % 3)};
    rows.push_back(candidate);
  }
  const auto first = resolve_price(rows, std::nullopt, query(2));
  REQUIRE(first);
  for (int round = 0; round < 200; ++round) {
    std::shuffle(rows.begin(), rows.end(), random);
    REQUIRE(resolve_price(rows, std::nullopt, query(2))->row == first->row);
  }
  const std::vector<PriceCandidate> twins{row(7, 100), row(5, 100), row(6, 99)};
  CHECK(resolve_price(twins, std::nullopt, query())->row == 6);
}
}  // namespace holdfast::pricing

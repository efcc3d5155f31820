#include "checks/split.h"

#include <catch2/catch.hpp>
#include <numeric>
#include <random>

namespace holdfast::checks {
namespace {
carts::Item line(int item, std::int64_t pieces, int seat = 0, int modifies = 0) {
  carts::Item out;
  out.item = item;
  out.name = "line " + std::to_string(item);
  out.quantity = Quantity::pieces(pieces);
  out.terms.seat = seat;
  out.terms.modifies = modifies;
  return out;
}
std::int64_t sum(const std::vector<std::int64_t>& all) {
  return std::accumulate(all.begin(), all.end(), std::int64_t{0});
}
}  // namespace

TEST_CASE("shares of any total add up to it and differ by one cent at most", "[checks]") {
  std::mt19937_64 random{42};
  for (int i = 0; i < 10'000; ++i) {
    const auto total = static_cast<std::int64_t>(random() % 2'000'001) - 1'000'000;
    const auto count = static_cast<int>(random() % 40) + 1;
    const auto shares = equal_shares(total, count);
    REQUIRE(sum(shares) == total);
    const auto [least, most] = std::minmax_element(shares.begin(), shares.end());
    REQUIRE(*most - *least <= 1);
  }
  CHECK(equal_shares(1000, 3) == std::vector<std::int64_t>{334, 333, 333});
}

TEST_CASE("amounts leave the rest as the last share and are refused beyond the total", "[checks]") {
  CHECK(*shares_of(1000, {400, 250}) == std::vector<std::int64_t>{400, 250, 350});
  CHECK(*shares_of(1000, {400, 600}) == std::vector<std::int64_t>{400, 600});
  CHECK(shares_of(1000, {400, 601}).error().code == ErrorCode::invalid_argument);
}

TEST_CASE("seats become parts and what belongs to a line goes with it", "[checks]") {
  carts::Cart cart;
  cart.items = {line(1, 1, 1), line(2, 2, 2), line(3, 2, 2, 2), line(4, 1)};
  const auto carts = split(cart, parts_by_seat(cart), {{1, 500}, {2, 800}, {3, 100}, {4, 300}});
  REQUIRE(carts);
  REQUIRE(carts->size() == 2);
  CHECK((*carts)[0].items.size() == 2);
  CHECK((*carts)[1].items.size() == 2);
  CHECK((*carts)[1].items[1].terms.modifies == 2);
}

TEST_CASE("packaging of a weight that is parted is parted with it, to the last of it", "[checks]") {
  carts::Cart cart;
  cart.items = {line(1, 3), line(2, 1)};
  cart.items[0].terms.tare = Quantity::from_micro(100'000);
  const auto carts = split(cart, {{{1, Quantity::pieces(1)}}, {{1, Quantity::pieces(1)}}}, {});
  REQUIRE(carts);
  std::int64_t in_all = 0;
  for (const carts::Cart& part : *carts) in_all += part.items[0].terms.tare.micro();
  CHECK(in_all == 100'000);
  CHECK((*carts)[0].items[0].terms.tare == Quantity::from_micro(33'334));
  CHECK((*carts)[0].items[1].terms.tare.is_zero());
}

TEST_CASE("a line in pieces takes its share of amounts, and every piece stays of a kind", "[checks]") {
  carts::Cart cart;
  cart.items = {line(1, 3), line(2, 1)};
  cart.discounts = {
      {.discount = 3, .item = 1, .percent = false, .value = 100, .reason = "", .staff_id = 0, .approver_id = {}},
      {.discount = 4,
       .item = std::nullopt,
       .percent = false,
       .value = 101,
       .reason = "",
       .staff_id = 0,
       .approver_id = {}},
      {.discount = 5,
       .item = std::nullopt,
       .percent = true,
       .value = 10'000'000,
       .reason = "",
       .staff_id = 0,
       .approver_id = {}}};
  const auto carts = split(cart, {{{1, Quantity::pieces(1)}}}, {{1, 900}, {2, 700}});
  REQUIRE(carts);
  CHECK((*carts)[0].items[0].quantity == Quantity::pieces(2));
  CHECK((*carts)[1].items[0].quantity == Quantity::pieces(1));
  CHECK((*carts)[0].discounts[0].value + (*carts)[1].discounts[0].value == 100);
  CHECK((*carts)[0].discounts[1].value + (*carts)[1].discounts[1].value == 101);
  CHECK((*carts)[1].discounts[2].value == 10'000'000);
  CHECK(split(cart, {{{1, *parse_quantity("0.5")}}}, {}).error().code == ErrorCode::invalid_argument);
  CHECK(split(cart, {{{1, Quantity::pieces(4)}}}, {}).error().code == ErrorCode::invalid_argument);
  CHECK(split(cart, {{{9, Quantity::pieces(1)}}}, {}).error().code == ErrorCode::invalid_argument);
}
}  // namespace holdfast::checks

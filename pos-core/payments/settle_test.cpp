#include "payments/settle.h"

#include <catch2/catch.hpp>
#include <random>

#include "payments/payment_attempt.h"

using namespace holdfast;
using namespace holdfast::payments;

namespace {
const Currency eur{"EUR", 2};
Tender cash_tender(std::int64_t step = 5) {
  Tender tender;
  tender.id = 1;
  tender.code = "cash";
  tender.kind = TenderKind::cash;
  tender.currency = "EUR";
  tender.rounding_step = step;
  tender.gives_change = true;
  return tender;
}
Tender card_tender() {
  Tender tender;
  tender.id = 2;
  tender.code = "card";
  tender.kind = TenderKind::card;
  tender.currency = "EUR";
  return tender;
}
Offer offer(const Tender& tender, std::optional<std::int64_t> amount = std::nullopt) { return {&tender, amount, std::nullopt, std::nullopt}; }
}  // namespace

TEST_CASE("cash is rounded to the smallest coin as a line of its own and gives change", "[payments]") {
  const Tender cash = cash_tender();
  const auto settled = settle(Money{1797, eur}, {offer(cash, 2000)});
  REQUIRE(settled);
  CHECK(settled->rounding == -2);
  CHECK(settled->change == 205);
  CHECK(settled->payments[0].amount == 1795);
}

TEST_CASE("a card pays the exact amount, and only what cash settles is rounded", "[payments]") {
  const Tender cash = cash_tender();
  const Tender card = card_tender();
  CHECK(settle(Money{1797, eur}, {offer(card)})->rounding == 0);
  const auto mixed = settle(Money{1797, eur}, {offer(card, 1000), offer(cash)});
  REQUIRE(mixed);
  CHECK(mixed->rounding == -2);
  CHECK(mixed->payments[1].amount == 795);
  const auto rest_on_card = settle(Money{1797, eur}, {offer(cash, 1000), offer(card)});
  REQUIRE(rest_on_card);
  CHECK(rest_on_card->rounding == 0);
  CHECK(rest_on_card->payments[1].amount == 797);
}

TEST_CASE("too little and too much are refused unless cash can give change", "[payments]") {
  const Tender cash = cash_tender();
  const Tender card = card_tender();
  CHECK(settle(Money{500, eur}, {offer(cash, 400)}).error().code == ErrorCode::underpaid);
  CHECK(settle(Money{500, eur}, {offer(card, 600)}).error().code == ErrorCode::overpaid);
  CHECK(settle(Money{500, eur}, {offer(card, 600), offer(cash, 100)}).error().code == ErrorCode::overpaid);
  CHECK(settle(Money{500, eur}, {}).error().code == ErrorCode::underpaid);
  CHECK(settle(Money{0, eur}, {}).has_value());
}

TEST_CASE("a refund mirrors the sale, rounding included", "[payments]") {
  const Tender cash = cash_tender();
  for (std::int64_t total = 1; total < 200; ++total) {
    const auto sale = settle(Money{total, eur}, {offer(cash)});
    const auto refund = settle(Money{-total, eur}, {offer(cash)});
    REQUIRE(sale);
    REQUIRE(refund);
    CHECK(refund->rounding == -sale->rounding);
    CHECK(refund->payments[0].amount == -sale->payments[0].amount);
    CHECK(refund->change == 0);
    const auto exact = settle(Money{-total, eur}, {offer(cash, total)});
    REQUIRE(exact);
    CHECK(exact->payments[0].amount == refund->payments[0].amount);
  }
}

TEST_CASE("whatever is offered, what is accepted adds up", "[payments]") {
  std::mt19937_64 random{42};
  const Tender cash = cash_tender();
  const Tender card = card_tender();
  int accepted = 0;
  for (int i = 0; i < 20'000; ++i) {
    const auto total = static_cast<std::int64_t>(random() % 20'000) - 5'000;
    std::vector<Offer> offers;
    for (std::uint64_t n = random() % 4; n > 0; --n) {
      const Tender& tender = random() % 2 == 0 ? cash : card;
      offers.push_back(random() % 3 == 0 ? offer(tender) : offer(tender, static_cast<std::int64_t>(random() % 15'000)));
    }
    const auto settled = settle(Money{total, eur}, offers);
    if (!settled) continue;
    ++accepted;
    std::int64_t amounts = 0;
    std::int64_t tendered = 0;
    for (const Settled& payment : settled->payments) {
      amounts += payment.amount;
      tendered += payment.tendered;
    }
    REQUIRE(amounts == total + settled->rounding);
    REQUIRE(tendered - settled->change == total + settled->rounding);
    REQUIRE(settled->paid == tendered);
    REQUIRE(settled->rounding >= -2);
    REQUIRE(settled->rounding <= 2);
  }
  CHECK(accepted > 1'000);
}

TEST_CASE("a payment attempt is never charged twice nor forgotten, whatever order things happen in", "[payments]") {
  using State = AttemptState;
  using Event = AttemptEvent;
  CHECK(next(State::created, Event::restarted) == State::abandoned);
  CHECK(next(State::armed, Event::restarted) == State::unknown);
  CHECK(next(State::running, Event::lost) == State::unknown);
  CHECK(next(State::unknown, Event::denied) == State::not_charged);
  CHECK_FALSE(next(State::armed, Event::denied));  // silence or haste never counts as "not charged"
  CHECK(next(State::approved, Event::give_up) == State::reversing);
  for (int s = 0; s <= static_cast<int>(State::abandoned); ++s) {
    const auto state = static_cast<State>(s);
    CHECK(parse_attempt_state(name_of(state)) == state);
    CHECK_FALSE((is_live(state) && is_safely_unpaid(state)));
    if (is_safely_unpaid(state))
      for (int e = 0; e <= static_cast<int>(Event::restarted); ++e) CHECK_FALSE(next(state, static_cast<Event>(e)));
  }
}

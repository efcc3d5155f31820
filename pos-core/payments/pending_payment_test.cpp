#include "payments/pending_payment.h"

#include <catch2/catch.hpp>

namespace holdfast::payments {
namespace {
const std::vector<Tender> tenders = [] {
  Tender cash, card, voucher;
  cash.id = 1;
  cash.kind = TenderKind::cash;
  cash.gives_change = true;
  card.id = 2;
  card.kind = TenderKind::card;
  voucher.id = 3;
  voucher.kind = TenderKind::voucher;
  return std::vector{cash, card, voucher};
}();
const Currency eur{"EUR", 2};

PendingPayment paid(std::int64_t tender, std::int64_t amount, std::int64_t tendered = 0) {
  PendingPayment payment;
  payment.tender_id = tender;
  payment.amount = amount;
  payment.tendered = tendered != 0 ? tendered : amount;
  return payment;
}
PendingPayment terminal(std::int64_t amount, std::int64_t approved) {
  PendingPayment payment = paid(2, amount);
  payment.attempt_row = 7;
  payment.approved = approved;
  payment.full = approved >= (amount < 0 ? -amount : amount);
  return payment;
}
}  // namespace

TEST_CASE("what the outcomes of its terminals mean for an order", "[payments]") {
  struct Row {
    std::string_view name;
    std::int64_t total;
    std::vector<PendingPayment> payments;
    bool live;
    NextStep next;
    std::int64_t due;
  };
  const std::vector<Row> rows{
      {"one card, no answer yet", 1000, {terminal(1000, 0)}, true, NextStep::wait, 1000},
      {"one card, approved", 1000, {terminal(1000, 1000)}, false, NextStep::pay_as_planned, 0},
      {"one card, declined", 1000, {terminal(1000, 0)}, false, NextStep::cancel, 1000},
      {"one card, in part", 1000, {terminal(1000, 400)}, false, NextStep::ask, 600},
      {"two cards, the second declined", 1000, {terminal(600, 600), terminal(400, 0)}, false, NextStep::ask, 400},
      {"two cards, the first declined", 1000, {terminal(600, 0), terminal(400, 0)}, false, NextStep::cancel, 1000},
      {"two cards, the second still at it", 1000, {terminal(600, 600), terminal(400, 0)}, true, NextStep::wait, 400},
      {"cash beside a declined card is handed back",
       1000,
       {paid(1, 500), terminal(500, 0)},
       false,
       NextStep::cancel,
       500},
      {"a voucher beside a declined card goes back",
       1000,
       {paid(3, 500), terminal(500, 0)},
       false,
       NextStep::cancel,
       500},
      {"cash that was to give change covers what a card did not",
       1000,
       {paid(1, 500, 1000), terminal(500, 100)},
       false,
       NextStep::pay_otherwise,
       400},
      {"cash that does not", 1000, {paid(1, 500, 600), terminal(500, 100)}, false, NextStep::ask, 400},
      {"a refund, done", -1000, {terminal(-1000, 1000)}, false, NextStep::pay_as_planned, 0},
      {"a refund, declined", -1000, {terminal(-1000, 0)}, false, NextStep::cancel, 1000},
      {"a refund, in part", -1000, {terminal(-1000, 300)}, false, NextStep::ask, 700},
  };
  for (const Row& row : rows) {
    INFO(row.name);
    CHECK(next_step(Money{row.total, eur}, row.payments, tenders, row.live) == row.next);
    CHECK(due(row.payments) == row.due);
  }
}

TEST_CASE("what is left of a plan are approvals as they came and the rest as it was handed over", "[payments]") {
  std::vector<std::size_t> kept;
  const auto offers = offers_left({paid(1, 500, 800), terminal(400, 0), terminal(100, 60)}, tenders, kept);
  REQUIRE(offers.size() == 2);
  CHECK(offers[0].amount == 800);
  CHECK(offers[1].amount == 60);
  CHECK(kept == std::vector<std::size_t>{0, 2});
}
}  // namespace holdfast::payments

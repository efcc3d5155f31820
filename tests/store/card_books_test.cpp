#include "support/card_shop.h"

/// Books and paper of card payments, whatever order events come in.
using namespace holdfast;
using namespace holdfast::test;

TEST_CASE("whatever order events come in, the books agree with what was approved", "[commands]") {
  constexpr AttemptEvent events[] = {AttemptEvent::arm,      AttemptEvent::acknowledged,  AttemptEvent::approved,
                                     AttemptEvent::declined, AttemptEvent::cancelled,     AttemptEvent::lost,
                                     AttemptEvent::denied,   AttemptEvent::out_of_queries};
  std::uint64_t random = 42;
  const auto upto = [&random](std::uint64_t most) {
    random = random * 6364136223846793005U + 1442695040888963407U;
    return (random >> 33U) % most;
  };
  Shop shop;
  for (int round = 0; round < 60; ++round) {
    const Uuid cart = shop.fill_cart();
    std::vector<commands::PaymentOffer> offers;
    const auto kind = upto(4);
    if (kind == 0) offers = {card()};
    if (kind == 1) offers = {card(700), card()};
    if (kind == 2) offers = {pay("cash", 500), card()};
    if (kind == 3) offers = {pay("cash", 2000), card(300)};
    const auto placed = shop.place(cart, offers);
    REQUIRE(placed);
    for (int step = 0; step < 40; ++step) {
      const orders::Order order = shop.load(placed->id);
      if (order.status != Status::pending_payment) break;
      const CardPayment& attempt = order.card_payments[upto(order.card_payments.size())];
      const AttemptEvent event = events[upto(std::size(events))];
      const auto begun = payments::next_to_start(shop.db, shop.device_row);
      if (event == AttemptEvent::arm && (!begun || begun->id != attempt.id)) continue;  // no driver does that
      const auto amount =
          static_cast<std::int64_t>(upto(3) == 0 ? upto(2500) : static_cast<std::uint64_t>(attempt.amount));
      shop.record(attempt.id, event, event == AttemptEvent::approved ? approved(amount) : refused());
      const bool waiting =
          orders::load_pending(shop.db, order.row) && !orders::waiting_at(shop.db, shop.register_1)->payment;
      if (waiting && upto(2) == 0)
        (void)shop.run([&](auto& tx, auto& ctx) {
          return commands::add_payments(tx, {order.id, {upto(2) == 0 ? card() : pay("cash")}}, ctx);
        });
      else if (waiting)
        (void)shop.run([&](auto& tx, auto& ctx) { return commands::give_up(tx, {order.id, "why"}, ctx); });
    }
    // Whatever is left: people decide, and give up.
    for (int turn = 0; turn < 6 && shop.load(placed->id).status == Status::pending_payment; ++turn) {
      for (const CardPayment& attempt : shop.load(placed->id).card_payments) {
        if (attempt.state == AttemptState::created) shop.record(attempt.id, AttemptEvent::arm);
        if (payments::is_live(shop.attempt(attempt.id).state)) {
          if (shop.attempt(attempt.id).state != AttemptState::manual) shop.record(attempt.id, AttemptEvent::lost);
          (void)shop.run([&](auto& tx, auto& ctx) {
            return commands::decide_payment(tx, {attempt.id, attempt.kind == AttemptKind::reversal, {}, "r"}, ctx);
          });
        }
      }
      (void)shop.run([&](auto& tx, auto& ctx) { return commands::give_up(tx, {placed->id, "why"}, ctx); });
    }
    const orders::Order order = shop.load(placed->id);
    CAPTURE(round, kind);
    REQUIRE(order.status != Status::pending_payment);
    REQUIRE(shop.cart_status(cart) == (order.status == Status::paid ? "CHECKED_OUT" : "ACTIVE"));
    std::int64_t kept = 0;
    for (const CardPayment& attempt : shop.load(placed->id).card_payments)
      kept += attempt.kind == AttemptKind::sale ? attempt.taken_in_all() : 0;
    if (order.status == Status::cancelled) REQUIRE(kept == 0);
  }
  shop.sound();
  CHECK(shop.close_shift());
}

TEST_CASE("a terminal's day is compared from the last day's end that was done", "[payments]") {
  Shop shop;
  const auto report = [&](std::string result) {
    shop.change([&](db::Transaction& tx) {
      payments::TerminalReport made;
      made.id = shop.ids.next(shop.now);
      made.device_row = shop.device_row;
      made.kind = "dayEnd";
      made.result = std::move(result);
      made.lines.push_back({payments::TerminalLine::Copy::admin, "TOTAL", true, false, false, 0});
      made.totals = payments::TerminalTotals{{{"Visa", 1, 2000}}, 1, 2000, 42, 42};
      made.comparison = payments::TotalsComparison{false, 2000, 1500, {{"amount", "", 2000, 1500}}};
      made.at = shop.now;
      payments::insert(tx, made);
    });
  };
  (void)shop.place(shop.fill_cart(), {card()});
  shop.answer(approved(2000, 100));
  const auto booked = payments::booked_since_day_end(shop.db, shop.device_row);
  REQUIRE(booked.size() == 1);
  CHECK(booked[0].amount == 2000);
  CHECK(booked[0].receipt == 42);
  CHECK(booked[0].brand == "Visa");
  report("refused");
  CHECK(payments::booked_since_day_end(shop.db, shop.device_row).size() == 1);
  report("done");
  CHECK(payments::booked_since_day_end(shop.db, shop.device_row).empty());
  const auto reports = payments::list_reports(shop.db, shop.device, 0, 10);
  REQUIRE(reports.size() == 2);
  CHECK(reports[0].result == "done");
  CHECK(reports[0].lines[0].text == "TOTAL");
  CHECK(reports[0].totals->brands[0].amount == 2000);
  CHECK(reports[0].comparison->differences[0].books == 1500);
}

TEST_CASE("the printed receipt names the card, and what the terminal wants on paper", "[receipts]") {
  Shop shop;
  const orders::Order pending = *shop.place(shop.fill_cart(), {card()});
  const CardPayment attempt = shop.next();
  shop.record(attempt.id, AttemptEvent::arm);
  CardResult result = approved(2000);
  result.signature_required = true;
  REQUIRE(shop.run([&](auto& tx, auto& ctx) {
    return commands::record_attempt(
        tx,
        {.device = shop.device,
         .attempt = attempt.id,
         .event = AttemptEvent::approved,
         .note = {},
         .memory = {},
         .lines = {{payments::TerminalLine::Copy::customer, "KUNDENBELEG", true, false, false, 0},
                   {payments::TerminalLine::Copy::merchant, "HAENDLERBELEG", true, false, false, 0}},
         .result = result},
        ctx);
  }));
  const orders::Order order = shop.load(pending.id);
  const std::string customer = receipts::to_text(queries::receipt_of(shop.db, order, shop.site, {}));
  CHECK(customer.find("Visa ****1234") != std::string::npos);
  CHECK(customer.find("AB12") != std::string::npos);
  CHECK(customer.find("KUNDENBELEG") != std::string::npos);
  CHECK(customer.find("HAENDLERBELEG") == std::string::npos);
  queries::ReceiptWish wish;
  wish.merchant = true;
  const std::string merchant = receipts::to_text(queries::receipt_of(shop.db, order, shop.site, wish));
  CHECK(merchant.find("HAENDLERBELEG") != std::string::npos);
  CHECK(merchant.find("Signature") != std::string::npos);
  CHECK(merchant.find("BREAD") == std::string::npos);
}

#pragma once
#include <catch2/catch.hpp>

#include "commands/pay_by_card.h"
#include "commands/sell.h"
#include "commands/work_shift.h"
#include "invariants/check_all.h"
#include "orders/order_rows.h"
#include "orders/pending_rows.h"
#include "payments/card_payment_rows.h"
#include "payments/stored_value.h"
#include "payments/terminal_report.h"
#include "queries/printed.h"
#include "support/test_store.h"

namespace holdfast::test {
using orders::Status;
using payments::AttemptEvent;
using payments::AttemptKind;
using payments::AttemptState;
using payments::CardPayment;
using payments::CardResult;
using test::TestStore;

inline commands::PaymentOffer pay(std::string tender, std::optional<std::int64_t> amount = {},
                                  std::optional<std::string> reference = {}) {
  return {.tender = std::move(tender),
          .amount = amount,
          .foreign_amount = {},
          .reference = std::move(reference),
          .person = {}};
}
inline commands::PaymentOffer card(std::optional<std::int64_t> amount = {}) { return pay("card", amount); }

inline CardResult approved(std::int64_t amount, std::int64_t tip = 0, std::int64_t cashback = 0) {
  CardResult result;
  result.verdict = "approved";
  result.words = "eft.result.approved";
  result.amount = amount;
  result.tip = tip;
  result.cashback = cashback;
  result.card = {"Visa", "1234", "chip"};
  result.terminal = {"T1", "777", "42", "2026-11-21T10:00"};
  result.approval_code = "AB12";
  return result;
}
inline CardResult refused(std::string verdict = "declined") {
  CardResult result;
  result.verdict = std::move(verdict);
  result.words = "eft.result.declined";
  return result;
}

/// A shop whose register has a card terminal, and that terminal's driver.
struct Shop : TestStore {
  Shop() {
    bread = add_variant("BREAD", 1000);
    milk = add_variant("MILK", 500);
    device = ids.next(now);
    change([&](db::Transaction& tx) {
      tx.prepare(
            "INSERT INTO device(uuid, kind, name, address, created_us, updated_us) VALUES (?, 'card_terminal', 'T1', "
            "'none:', 1, 1)")
          .exec(device);
      device_row = tx.last_rowid();
      tx.prepare("INSERT INTO device_register(register_id, device_id, since_us) VALUES (?, ?, 1)")
          .exec(register_1, device_row);
    });
    acting = &manager;
    const auto opened = run([&](auto& tx, auto& ctx) { return commands::open_shift(tx, {register_id, 10'000}, ctx); });
    REQUIRE(opened);
    shift = opened->id;
  }
  Uuid fill_cart(int breads = 2) {
    const auto cart =
        run([&](auto& tx, auto& ctx) { return commands::create_cart(tx, {register_id, {}, {}, ""}, ctx); });
    REQUIRE(cart);
    commands::AddItem item;
    item.article.sku = "BREAD";
    item.quantity = Quantity::pieces(breads);
    REQUIRE(run([&](auto& tx, auto& ctx) { return commands::add_cart_item(tx, {cart->cart.id, {}}, item, ctx); }));
    return cart->cart.id;
  }
  Result<orders::Order> place(const Uuid& cart, std::vector<commands::PaymentOffer> payments) {
    return run([&](auto& tx, auto& ctx) {
      return commands::place_cart_order(tx,
                                        {cart,
                                         {.payments = std::move(payments),
                                          .person = {},
                                          .address = {},
                                          .note = "",
                                          .external_ref = {},
                                          .original_order_row = {}}},
                                        ctx);
    });
  }
  Result<orders::Order> give_back(const orders::Order& order, std::vector<commands::PaymentOffer> refunds) {
    commands::TakeBack command;
    command.register_id = register_id;
    command.order = order.id;
    commands::AddItem item;
    item.article.order_item = part_id(order.id, 1);
    item.quantity = Quantity::pieces(1);
    item.reason = "stale";
    command.lines.push_back(item);
    command.checkout.payments = std::move(refunds);
    return run([&](auto& tx, auto& ctx) { return commands::take_back(tx, command, ctx); });
  }
  commands::Recorded record(const Uuid& attempt, AttemptEvent event, std::optional<CardResult> result = {}) {
    const Actor* person = std::exchange(acting, nullptr);
    const auto recorded = run([&](auto& tx, auto& ctx) {
      return commands::record_attempt(tx,
                                      {.device = device,
                                       .attempt = attempt,
                                       .event = event,
                                       .note = "n",
                                       .memory = "m",
                                       .lines = {},
                                       .result = result},
                                      ctx);
    });
    acting = person;
    REQUIRE(recorded);
    return *recorded;
  }
  CardPayment next() {
    const auto waiting = payments::next_to_start(db, device_row);
    REQUIRE(waiting);
    return *waiting;
  }
  /// The next attempt of the terminal from its start to its outcome.
  commands::Recorded answer(const CardResult& result) {
    const CardPayment attempt = next();
    record(attempt.id, AttemptEvent::arm);
    record(attempt.id, AttemptEvent::acknowledged);
    const bool yes = result.verdict == "approved";
    return record(attempt.id,
                  yes                            ? AttemptEvent::approved
                  : result.verdict == "declined" ? AttemptEvent::declined
                                                 : AttemptEvent::cancelled,
                  result);
  }
  orders::Order load(const Uuid& id) {
    const auto order = orders::load(db, id);
    REQUIRE(order);
    return *order;
  }
  CardPayment attempt(const Uuid& id) {
    const auto found = payments::load_card_payment(db, id);
    REQUIRE(found);
    return *found;
  }
  std::string cart_status(const Uuid& id) { return text("SELECT status FROM cart WHERE uuid = x'" + hex(id) + "'"); }
  static std::string hex(const Uuid& id) {
    std::string out = to_string(id);
    std::erase(out, '-');
    return out;
  }
  void sound() {
    for (const auto& each : invariants::check_all(db))
      FAIL_CHECK(each.rule << ": " << each.subject << ' ' << each.detail);
  }
  auto close_shift() {
    return run([&](auto& tx, auto& ctx) {
      return commands::close_shift(tx, {shift, number("SELECT expected_cash FROM shift"), {}, ""}, ctx);
    });
  }
  test::Variant bread, milk;
  Uuid device, shift;
  std::int64_t device_row = 0;
};
}  // namespace holdfast::test

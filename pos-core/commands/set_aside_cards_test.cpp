#include "commands/pay_by_card.h"
#include "orders/pending_rows.h"
#include "payments/card_payment_rows.h"
#include "support/value_shop.h"

using namespace holdfast;
using namespace holdfast::test;

namespace {
/// A shop of gift cards whose register has a card terminal.
struct Shop : ValueShop {
  Shop() {
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
  }
  /// The terminal's next payment, as it ends.
  void answer(bool yes) {
    const auto waiting = payments::next_to_start(db, device_row);
    REQUIRE(waiting);
    payments::CardResult result;
    result.verdict = yes ? "approved" : "declined";
    result.words = "eft.result.approved";
    if (yes) result.amount = waiting->amount;
    using enum payments::AttemptEvent;
    for (const payments::AttemptEvent event : {arm, acknowledged, yes ? approved : declined}) {
      const Actor* person = std::exchange(acting, nullptr);
      const bool last = event == approved || event == declined;
      REQUIRE(run([&](auto& tx, auto& ctx) {
        return commands::record_attempt(tx,
                                        {.device = device,
                                         .attempt = waiting->id,
                                         .event = event,
                                         .note = "n",
                                         .memory = "m",
                                         .lines = {},
                                         .result = last ? std::optional{result} : std::nullopt},
                                        ctx);
      }));
      acting = person;
    }
  }
  /// A gift card of 50.00 that was paid with a bank card.
  orders::Order sell_card_by_card(const std::string& code) {
    const auto order = ring({card_line(5000, code)}, {pay("card")});
    REQUIRE(order);
    answer(true);
    CHECK(account(code).available() == 5000);
    return *order;
  }
  Uuid device;
  std::int64_t device_row = 0;
};
}  // namespace

TEST_CASE("a gift card buys nothing while its sale is being voided at the card terminal", "[gift_card]") {
  Shop shop;
  const orders::Order sold = shop.sell_card_by_card("CARD-200001");
  REQUIRE(shop.undo(sold));
  CHECK(shop.account("CARD-200001").available() == 0);
  const auto spent = shop.ring({ValueShop::line(shop.bread)}, {pay("giftcard", {}, "CARD-200001")});
  REQUIRE_FALSE(spent);
  CHECK(spent.error().code == ErrorCode::insufficient_balance);
  shop.answer(true);
  CHECK(shop.account("CARD-200001").balance == 0);
  CHECK(shop.account("CARD-200001").held == 0);
  CHECK(shop.account("CARD-200001").state == stored_value::AccountState::closed);
  CHECK(shop.number("SELECT count(*) FROM audit_entry WHERE action = 'balance_not_moved'") == 0);
  shop.sound();
}

TEST_CASE("a gift card is whole again when the void comes to nothing", "[gift_card]") {
  Shop shop;
  const orders::Order sold = shop.sell_card_by_card("CARD-200002");
  const auto mirror = shop.undo(sold);
  REQUIRE(mirror);
  CHECK(shop.account("CARD-200002").available() == 0);
  shop.answer(false);
  CHECK(orders::load(shop.db, mirror->id)->status == orders::Status::cancelled);
  CHECK(shop.account("CARD-200002").available() == 5000);
  CHECK(shop.ring({ValueShop::line(shop.bread)}, {pay("giftcard", {}, "CARD-200002")}));
  shop.sound();
}

TEST_CASE("a sale whose gift card was spent is not paid back to the bank card", "[gift_card]") {
  Shop shop;
  const orders::Order sold = shop.sell_card_by_card("CARD-200003");
  REQUIRE(shop.ring({ValueShop::line(shop.bread)}, {pay("giftcard", {}, "CARD-200003")}));
  const auto refused = shop.undo(sold);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::conflict);
  CHECK_FALSE(payments::next_to_start(shop.db, shop.device_row));
  const auto back = shop.bring_back(sold, 1, 1, {pay("card")});
  REQUIRE_FALSE(back);
  CHECK(back.error().code == ErrorCode::conflict);
  shop.sound();
}

TEST_CASE("a gift card that comes back buys nothing while the terminal pays the customer", "[gift_card]") {
  Shop shop;
  const orders::Order sold = shop.sell_card_by_card("CARD-200004");
  REQUIRE(shop.bring_back(sold, 1, 1, {pay("card")}));
  CHECK(shop.account("CARD-200004").available() == 0);
  shop.answer(true);
  CHECK(shop.account("CARD-200004").balance == 0);
  shop.sound();
}

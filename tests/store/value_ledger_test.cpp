#include <cstdlib>
#include <random>

#include "support/value_shop.h"

/// The ledger behind cards and points: damage is found, and random days add up. HOLDFAST_SEED replays one seed.
using namespace holdfast;
using commands::PaymentOffer;
using test::club;
using test::pay;
using Shop = test::ValueShop;

TEST_CASE("a ledger that was tampered with is found", "[stored_value]") {
  const std::vector<std::pair<const char*, const char*>> damages{
      {"a balance that was raised", "UPDATE value_account SET balance = balance + 1 WHERE kind = 'gift_card'"},
      {"value that is set aside by nobody", "UPDATE value_account SET held = 1 WHERE kind = 'gift_card'"},
      {"an entry that was changed", "UPDATE value_entry SET amount = amount - 1 WHERE kind = 'activate'"},
      {"an entry that vanished", "DELETE FROM value_entry WHERE kind = 'redeem'"},
      {"a sold card of another amount", "UPDATE order_card SET amount = amount + 1"},
      {"a payment by card that was lowered",
       "UPDATE payment SET amount = amount - 1 WHERE tender_id = (SELECT id FROM tender WHERE ledger = 'gift_card')"},
      {"points that no order earned", "UPDATE loyalty_earning SET points = points + 1"},
      {"a hold that outlived its order",
       "INSERT INTO value_hold(uuid, account_id, amount, state, order_id, created_us, updated_us) SELECT "
       "randomblob(16), 1, 1, 'held', max(id), 0, 0 FROM orders"},
  };
  for (const auto& [what, sql] : damages) {
    INFO(what);
    Shop shop;
    shop.programme(club);
    const std::string code = shop.sold_card(2000);
    REQUIRE(shop.ring({Shop::line(shop.bread)}, {pay("giftcard", 700, code), pay("cash")}, true));
    shop.sound();
    shop.db.execute("DROP TRIGGER value_entry_immutable; DROP TRIGGER value_entry_kept");
    shop.db.execute(sql);
    bool found = false;
    for (const auto& each : invariants::check_all(shop.db)) found = found || each.rule == "value_ledger";
    CHECK(found);
  }
}

TEST_CASE("random days of cards and points conserve every cent", "[stored_value]") {
  const char* given = std::getenv("HOLDFAST_SEED");
  const std::uint64_t first = given != nullptr ? std::strtoull(given, nullptr, 10) : 1;
  for (std::uint64_t seed_ = first; seed_ < first + (given != nullptr ? 1 : 6); ++seed_) {
    INFO("HOLDFAST_SEED=" << seed_);
    std::mt19937_64 random{seed_};
    const auto below = [&](std::int64_t n) {
      return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(n));
    };
    Shop shop;
    shop.programme(club);
    std::vector<std::string> codes;
    std::vector<orders::Order> sales;
    int done = 0;
    for (int step = 0; step < 120; ++step) {
      shop.advance(below(600));
      const std::int64_t what = below(10);
      const std::string code =
          codes.empty() ? "NOBODY1" : codes[static_cast<std::size_t>(below(static_cast<std::int64_t>(codes.size())))];
      if (what < 2) {
        const std::string fresh = what == 0 || codes.empty() ? "RND" + std::to_string(1000 + step) : code;
        const auto order =
            shop.ring({shop.card_line(below(5000) + 1, fresh), Shop::line(shop.milk)}, {pay("cash")}, below(2) == 0);
        if (order && fresh != code) codes.push_back(fresh);
        if (order) sales.push_back(*order);
        done += order ? 1 : 0;
      } else if (what < 6) {
        std::vector<PaymentOffer> payments{pay("giftcard", below(1500), code)};
        const bool customer = below(2) == 0;
        if (customer && below(2) == 0) payments.push_back(pay("points", 10 * below(10)));
        payments.push_back(pay("cash"));
        const auto order =
            shop.ring({Shop::line(shop.bread, below(3) + 1), Shop::line(shop.milk, below(4) + 1)}, payments, customer);
        if (order) sales.push_back(*order);
        done += order ? 1 : 0;
      } else if (!sales.empty()) {
        const std::size_t at = static_cast<std::size_t>(below(static_cast<std::int64_t>(sales.size())));
        const orders::Order sale = *orders::load(shop.db, sales[at].id);
        if (what < 8)
          done += shop.undo(sale) ? 1 : 0;
        else {
          const auto refund = below(2) == 0 ? pay("cash") : pay("giftcard", {}, code);
          const auto back = shop.bring_back(sale, static_cast<int>(below(2)) + 1, below(2) + 1, {refund});
          if (back) sales.push_back(*back);
          done += back ? 1 : 0;
        }
      }
    }
    CHECK(done > 40);
    const std::int64_t sold =
        shop.number("SELECT coalesce(sum(amount), 0) FROM value_entry WHERE kind IN ('activate', 'top_up')");
    const std::int64_t paid = shop.number(
        "SELECT coalesce(sum(p.amount), 0) FROM payment p JOIN tender t ON t.id = p.tender_id WHERE t.ledger = "
        "'gift_card'");
    const std::int64_t taken_back = shop.number(
        "SELECT coalesce(sum(e.amount), 0) FROM value_entry e JOIN orders o ON o.uuid = e.operation JOIN value_account "
        "a ON a.id = "
        "e.account_id WHERE e.kind = 'reverse' AND a.kind = 'gift_card'");
    CHECK(shop.number("SELECT coalesce(sum(balance), 0) FROM value_account WHERE kind = 'gift_card'") ==
          sold - paid + taken_back);
    shop.sound();
  }
}

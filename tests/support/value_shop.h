#pragma once
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "commands/change_value.h"
#include "commands/edit_cart.h"
#include "commands/expire_value.h"
#include "commands/import_rules.h"
#include "commands/points.h"
#include "commands/sell.h"
#include "commands/show_cart.h"
#include "commands/work_shift.h"
#include "invariants/check_all.h"
#include "orders/order_rows.h"
#include "queries/printed.h"
#include "support/test_store.h"

namespace holdfast::test {
inline commands::PaymentOffer pay(std::string tender, std::optional<std::int64_t> amount = {},
                                  std::optional<std::string> reference = {}) {
  return {.tender = std::move(tender),
          .amount = amount,
          .foreign_amount = {},
          .reference = std::move(reference),
          .person = {}};
}

/// A store with an article that is a gift card, tenders for cards and points, an open shift and a customer.
struct ValueShop : test::TestStore {
  test::Variant card, bread, milk;
  std::int64_t person_row = 0;
  Uuid person;
  int codes = 0;

  ValueShop() {
    db.execute("PRAGMA synchronous=OFF");
    site.card_key = "pepper";
    change([](db::Transaction& tx) {  // a gift card is not taxed when it is sold
      tx.prepare("INSERT INTO tax_category(code, name) VALUES ('free', 'free')").exec();
      tx.prepare(
            "INSERT INTO tax_rate(tax_category_id, code, name, kind, rate_micro, included) "
            "VALUES (?, 'free', 'free', 'percent', 0, 1)")
          .exec(tx.last_rowid());
    });
    card = add_variant("GIFT", 0, "free");
    bread = add_variant("BREAD", 1000);
    milk = add_variant("MILK", 333, "reduced");
    change([&](db::Transaction& tx) {
      tx.prepare("UPDATE product_variant SET price_kind = 'open', price = NULL WHERE id = ?").exec(card.row);
      for (const auto& [code, ledger] : {std::pair{"giftcard", "gift_card"}, std::pair{"points", "points"}})
        tx.prepare("INSERT INTO tender(code, name, kind, currency, ledger) VALUES (?, ?, 'voucher', 'EUR', ?)")
            .exec(code, code, ledger);
    });
    acting = &manager;
    REQUIRE(run([&](auto& tx, auto& ctx) { return commands::mark_gift_card(tx, card.id, true, ctx); }));
    REQUIRE(run([&](auto& tx, auto& ctx) { return commands::open_shift(tx, {register_id, 10'000}, ctx); }));
    person_row = add_person("Regular");
    person = person_id(person_row);
  }
  static commands::Sell::Line line(const test::Variant& variant, std::int64_t count = 1) {
    commands::Sell::Line out;
    out.item.article.variant = variant.id;
    out.item.quantity = Quantity::pieces(count);
    return out;
  }
  commands::Sell::Line card_line(std::int64_t amount, const std::string& code) const {
    commands::Sell::Line out = line(card);
    out.item.unit_price = amount;
    out.item.card_code = code;
    return out;
  }
  Result<orders::Order> ring(std::vector<commands::Sell::Line> lines, std::vector<commands::PaymentOffer> payments,
                             bool customer = false) {
    commands::Sell sale;
    sale.cart.register_id = register_id;
    if (customer) sale.cart.person = person;
    sale.lines = std::move(lines);
    sale.checkout.payments = std::move(payments);
    return run([&](auto& tx, auto& ctx) { return commands::sell(tx, sale, ctx); });
  }
  Result<orders::Order> bring_back(const orders::Order& order, int position, std::int64_t count,
                                   std::vector<commands::PaymentOffer> refunds) {
    commands::TakeBack back;
    back.register_id = register_id;
    back.order = order.id;
    commands::AddItem item;
    item.article.order_item = part_id(order.id, static_cast<std::uint16_t>(position));
    item.quantity = Quantity::pieces(count);
    back.lines.push_back(item);
    back.checkout.payments = std::move(refunds);
    return run([&](auto& tx, auto& ctx) { return commands::take_back(tx, back, ctx); });
  }
  Result<orders::Order> undo(const orders::Order& order) {
    return run([&](auto& tx, auto& ctx) { return commands::void_order(tx, {order.id, "mistake"}, ctx); });
  }
  std::string sold_card(std::int64_t amount) {
    const std::string code = "CARD-" + std::to_string(100000 + ++codes);
    REQUIRE(ring({card_line(amount, code)}, {pay("cash")}));
    return code;
  }
  stored_value::Account account(const std::string& code) {
    return stored_value::find_by_code(db, code, {site.card_key}).value();
  }
  std::int64_t points() {
    const auto found = stored_value::find_points(db, person_row, "club");
    return found ? found->balance : 0;
  }
  void programme(std::string_view document) {
    const Json list = parse_json("[" + std::string{document} + "]").value();
    const auto kept =
        run([&](auto& tx, auto& ctx) { return commands::import_documents(tx, rulebook::Kind::loyalty, list, ctx); });
    INFO((kept ? std::string{} : kept.error().detail));
    REQUIRE(kept);
  }
  void sound() {
    const auto violations = invariants::check_all(db);
    for (const auto& each : violations) UNSCOPED_INFO(each.rule << ": " << each.subject << ": " << each.detail);
    CHECK(violations.empty());
  }
};
/// A point for each 1.00, worth a cent, in tens.
inline constexpr std::string_view club =
    R"({"id":"club","name":"Club","earn":[{"id":"base","perAmount":100}],"redeem":{"pointValue":1,"lot":10,"minPoints":20}})";
}  // namespace holdfast::test

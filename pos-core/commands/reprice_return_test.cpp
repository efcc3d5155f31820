#include <catch2/catch.hpp>
#include <random>

#include "commands/import_rules.h"
#include "commands/sell.h"
#include "commands/work_shift.h"
#include "orders/order_rows.h"
#include "support/test_store.h"

using namespace holdfast;
using test::TestStore;

namespace {
struct Shop : TestStore {
  explicit Shop(bool reprice) {
    add_variant("TEA", 300);
    add_variant("CAKE", 451, "reduced");
    add_variant("CUP", 999);
    site.policy.reprice_returns = reprice;
    acting = &manager;
    REQUIRE(run([&](auto& tx, auto& ctx) { return commands::open_shift(tx, {register_id, 100'000}, ctx); }));
    const auto rules = parse_json(R"([
      {"id":"three-for-two","actions":[{"type":"buy_get","buy":{"quantity":"2","select":{"skus":["TEA"]}},"get":{"quantity":"1","percent":"100","select":{"skus":["TEA"]}}}]},
      {"id":"ten-off","conditions":{"min_amount":{"amount":"15"}},"actions":[{"type":"percent","target":"order","value":"10"}]}])");
    const auto kept = run([&](auto& tx, auto& ctx) { return commands::import_rules(tx, *rules, ctx); });
    REQUIRE(kept);
  }
  orders::Order sell(std::int64_t tea, std::int64_t cake, std::int64_t cup) {
    commands::Sell command;
    command.cart.register_id = register_id;
    for (const auto& [sku, pieces] : {std::pair{"TEA", tea}, {"CAKE", cake}, {"CUP", cup}}) {
      if (pieces == 0) continue;
      commands::AddItem item;
      item.article.sku = sku;
      item.quantity = Quantity::pieces(pieces);
      command.lines.push_back({item, std::nullopt});
    }
    command.checkout.payments.push_back(
        {.tender = "cash", .amount = {}, .foreign_amount = {}, .reference = {}, .person = {}});
    auto order = run([&](auto& tx, auto& ctx) { return commands::sell(tx, command, ctx); });
    REQUIRE(order);
    return *order;
  }
  Result<orders::Order> take_back(const orders::Order& order, int position, std::int64_t pieces) {
    commands::TakeBack command;
    command.register_id = register_id;
    command.order = order.id;
    commands::AddItem item;
    item.article.order_item = part_id(order.id, static_cast<std::uint16_t>(position));
    item.quantity = Quantity::pieces(pieces);
    command.lines.push_back(item);
    command.checkout.payments.push_back(
        {.tender = "cash", .amount = {}, .foreign_amount = {}, .reference = {}, .person = {}});
    return run([&](auto& tx, auto& ctx) { return commands::take_back(tx, command, ctx); });
  }
};
}  // namespace

TEST_CASE("a return that breaks a promotion pays back what the kept goods do not cost now", "[commands]") {
  Shop shop{true};
  const auto order = shop.sell(3, 0, 0);
  CHECK(order.total == 600);
  CHECK(shop.take_back(order, 1, 1)->total == 0);  // two teas cost what was paid for three
  CHECK(shop.take_back(order, 1, 1)->total == -300);
  CHECK(shop.take_back(order, 1, 1)->total == -300);
}

TEST_CASE("by share a return pays back what was paid, whatever becomes of the promotion", "[commands]") {
  Shop shop{false};
  const auto order = shop.sell(3, 0, 0);
  for (int i = 0; i < 3; ++i) CHECK(shop.take_back(order, 1, 1)->total == -200);
}

TEST_CASE("no sequence of partial returns refunds more or less than the whole", "[commands]") {
  const bool reprice = GENERATE(false, true);
  Shop shop{reprice};
  std::mt19937_64 random{11};
  for (int round = 0; round < 25; ++round) {
    const auto order = shop.sell(static_cast<std::int64_t>(random() % 8) + 1, static_cast<std::int64_t>(random() % 4),
                                 static_cast<std::int64_t>(random() % 3));
    std::vector<std::pair<int, std::int64_t>> left;
    for (const orders::Item& item : order.items)
      left.emplace_back(item.position, item.quantity.micro() / Quantity::one_micro);
    std::int64_t refunded = 0, tax = 0;
    while (!left.empty()) {
      const std::size_t at = random() % left.size();
      const auto pieces = static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(left[at].second)) + 1;
      const auto back = shop.take_back(order, left[at].first, pieces);
      INFO("round " << round << (back ? "" : ": " + back.error().detail));
      REQUIRE(back);
      REQUIRE(back->total <= 0);
      refunded -= back->total;
      tax -= back->tax;
      REQUIRE(refunded <= order.total);
      left[at].second -= pieces;
      if (left[at].second == 0) left.erase(left.begin() + static_cast<std::ptrdiff_t>(at));
    }
    REQUIRE(refunded == order.total);
    REQUIRE(tax == order.tax);
  }
}

#include "commands/move_stock.h"

#include <catch2/catch.hpp>

#include "support/test_store.h"

namespace holdfast::commands {
namespace {
using test::TestStore;
using Kind = MoveStock::Kind;
struct Stockroom : TestStore {
  Stockroom() { acting = &manager; }
  Result<std::vector<MovedStock>> move(Kind kind, std::vector<MoveStock::Item> items) {
    return run([&](db::Transaction& tx, Context& ctx) { return move_stock(tx, {kind, items, "because"}, ctx); });
  }
  Quantity level(const test::Variant& variant) { return stock::level(db, variant.row, location); }
};
MoveStock::Item item(const char* sku, std::int64_t micro) { return {std::nullopt, sku, Quantity::from_micro(micro)}; }
}  // namespace

TEST_CASE("the level is the sum of the moves, and a count moves the difference", "[commands]") {
  Stockroom room;
  const test::Variant tea = room.add_variant("TEA", 100);
  REQUIRE(room.move(Kind::receipt, {item("TEA", 24'500'000)}));
  REQUIRE(room.move(Kind::adjustment, {item("TEA", -3'000'000)}));
  const auto counted = room.move(Kind::count, {{tea.id, "", Quantity::pieces(20)}});
  REQUIRE(counted);
  CHECK(counted->front().moved == Quantity::from_micro(-1'500'000));
  CHECK(counted->front().level == Quantity::pieces(20));
  CHECK(room.level(tea) == Quantity::pieces(20));
  CHECK(room.number("SELECT sum(quantity_micro) FROM stock_move") == 20'000'000);
  const auto entries = stock::moves(room.db, tea.row, 0, 10);
  REQUIRE(entries.size() == 3);
  CHECK(entries[0].kind == "count");
  CHECK(entries[2].kind == "receipt");
  CHECK(room.event_types() == "StockMoved StockMoved StockMoved");
}

TEST_CASE("all items move or none", "[commands]") {
  Stockroom room;
  const test::Variant tea = room.add_variant("TEA", 100);
  CHECK(room.move(Kind::receipt, {item("TEA", 1'000'000), item("GONE", 1'000'000)}).error().code ==
        ErrorCode::not_found);
  CHECK(room.move(Kind::receipt, {item("TEA", 1'000'000), item("TEA", 1'000'000)}).error().code ==
        ErrorCode::invalid_argument);
  CHECK(room.level(tea) == Quantity{});
  CHECK(room.number("SELECT count(*) FROM stock_move") == 0);
  CHECK(room.event_types().empty());
}

TEST_CASE("quantities that make no sense are refused", "[commands]") {
  Stockroom room;
  const test::Variant tea = room.add_variant("TEA", 100);
  CHECK(room.move(Kind::receipt, {item("TEA", 0)}).error().code == ErrorCode::invalid_argument);
  CHECK(room.move(Kind::receipt, {item("TEA", -1)}).error().code == ErrorCode::invalid_argument);
  CHECK(room.move(Kind::adjustment, {item("TEA", 0)}).error().code == ErrorCode::invalid_argument);
  CHECK(room.move(Kind::count, {item("TEA", -1)}).error().code == ErrorCode::invalid_argument);
  room.change([&](db::Transaction& tx) {
    tx.prepare("UPDATE product_variant SET inventory_source = 'none' WHERE id = ?").exec(tea.row);
  });
  CHECK(room.move(Kind::receipt, {item("TEA", 1)}).error().code == ErrorCode::invalid_argument);
  room.acting = &room.cashier;
  CHECK(room.move(Kind::receipt, {item("TEA", 1)}).error().code == ErrorCode::approval_required);
}

TEST_CASE("levels are listed article by article, also of those that never moved", "[stock]") {
  Stockroom room;
  room.add_variant("A", 1);
  const test::Variant b = room.add_variant("B", 1);
  room.add_variant("C", 1);
  REQUIRE(room.move(Kind::receipt, {item("B", 2'000'000)}));
  const auto first = stock::levels(room.db, room.location, 0, 2);
  REQUIRE(first.size() == 2);
  CHECK(first[0].quantity == Quantity{});
  CHECK(first[1].quantity == Quantity::pieces(2));
  const auto rest = stock::levels(room.db, room.location, b.row, 2);
  REQUIRE(rest.size() == 1);
  CHECK(rest[0].article.sku == "C");
}
}  // namespace holdfast::commands

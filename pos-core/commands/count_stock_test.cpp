#include "commands/count_stock.h"

#include <catch2/catch.hpp>

#include "commands/move_stock.h"
#include "support/test_store.h"

namespace holdfast::commands {
namespace {
using How = CountArticle::How;
struct Shelf : test::TestStore {
  test::Variant tea, mug;
  stock::Count count;
  Shelf() : tea{add_variant("TEA", 100)}, mug{add_variant("MUG", 900)} {
    acting = &manager;
    move("TEA", 10);
    move("MUG", 3);
    count = *run([](db::Transaction& tx, Context& ctx) { return open_count(tx, "Aisle 1", ctx); });
  }
  void move(const char* sku, std::int64_t pieces) {
    const MoveStock command{MoveStock::Kind::adjustment, {{std::nullopt, sku, Quantity::pieces(pieces)}}, "test"};
    REQUIRE(run([&](db::Transaction& tx, Context& ctx) { return move_stock(tx, command, ctx); }));
  }
  Result<stock::CountLine> counted(const char* sku, std::int64_t pieces, How how = How::add) {
    const CountArticle command{std::nullopt, sku, "", Quantity::pieces(pieces), how};
    return run([&](db::Transaction& tx, Context& ctx) { return count_article(tx, count.id, command, ctx); });
  }
  Result<PostedCount> post() {
    return run([&](db::Transaction& tx, Context& ctx) { return post_count(tx, count.id, ctx); });
  }
  Quantity level(const test::Variant& variant) { return stock::level(db, variant.row, location); }
};
}  // namespace

TEST_CASE("scans add up, and what is sold before the count is posted stays sold", "[commands]") {
  Shelf shelf;
  for (int i = 0; i < 8; ++i) REQUIRE(shelf.counted("TEA", 1));
  REQUIRE(shelf.counted("MUG", 3, How::set));
  CHECK(shelf.level(shelf.tea) == Quantity::pieces(10));
  shelf.move("TEA", -4);  // sold while the rest of the shop is counted
  const auto posted = shelf.post();
  REQUIRE(posted);
  REQUIRE(posted->moved.size() == 1);
  CHECK(posted->moved[0].difference() == Quantity::pieces(-2));
  CHECK(shelf.level(shelf.tea) == Quantity::pieces(4));
  CHECK(shelf.level(shelf.mug) == Quantity::pieces(3));
  CHECK(shelf.number("SELECT count(*) FROM stock_move WHERE kind = 'count'") == 1);
  CHECK(shelf.event_types() == "StockMoved StockMoved StockMoved StockMoved");
}

TEST_CASE("a count that is closed takes nothing more, and one that is dropped moves nothing", "[commands]") {
  Shelf shelf;
  CHECK(shelf.post().error().code == ErrorCode::conflict);
  REQUIRE(shelf.counted("TEA", 2));
  REQUIRE(shelf.run([&](db::Transaction& tx, Context& ctx) { return drop_count(tx, shelf.count.id, ctx); }));
  CHECK(shelf.counted("TEA", 1).error().code == ErrorCode::conflict);
  CHECK(shelf.post().error().code == ErrorCode::conflict);
  CHECK(shelf.level(shelf.tea) == Quantity::pieces(10));
  CHECK(stock::counts(shelf.db, "open", 0, 10).empty());
  CHECK(stock::counts(shelf.db, "dropped", 0, 10).size() == 1);
}

TEST_CASE("a line is corrected or taken out, never below nothing", "[commands]") {
  Shelf shelf;
  REQUIRE(shelf.counted("TEA", 7));
  CHECK(shelf.counted("TEA", -8).error().code == ErrorCode::invalid_argument);
  CHECK(shelf.counted("TEA", 9, How::set)->counted == Quantity::pieces(9));
  CHECK(shelf.counted("GONE", 1).error().code == ErrorCode::not_found);
  REQUIRE(shelf.run(
      [&](db::Transaction& tx, Context& ctx) { return uncount_article(tx, shelf.count.id, shelf.tea.id, ctx); }));
  CHECK(stock::lines(shelf.db, shelf.count.row).empty());
  shelf.acting = &shelf.cashier;
  CHECK(shelf.counted("TEA", 1).error().code == ErrorCode::approval_required);
}
}  // namespace holdfast::commands

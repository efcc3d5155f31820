#include "commands/lower_price.h"

#include <catch2/catch.hpp>

#include "catalogue/price_rows.h"
#include "catalogue/variant_rows.h"
#include "commands/edit_price_book.h"
#include "support/test_store.h"

namespace holdfast::commands {
namespace {
using catalogue::BookPrice;
struct Office : test::TestStore {
  test::Variant tea;
  Office() : tea{add_variant("TEA", 500)} { acting = &manager; }
  std::int64_t costs() {
    const auto variant = catalogue::find_variant(db, tea.row);
    return catalogue::price_of(db, *variant, Quantity::pieces(1), now, site)->amount;
  }
  Result<catalogue::PriceDown> lower(std::int64_t amount, std::int64_t seconds, std::optional<Instant> from = {}) {
    const LowerPrice command{"TEA", amount, from, from.value_or(now).plus_seconds(seconds), "torn boxes"};
    return run([&](db::Transaction& tx, Context& ctx) { return lower_price(tx, command, ctx); });
  }
  Result<catalogue::PriceDown> end(const Uuid& id) {
    return run([&](db::Transaction& tx, Context& ctx) { return end_price_down(tx, id, ctx); });
  }
  void add_book(const char* code, int priority) {
    REQUIRE(run([&](db::Transaction& tx, Context& ctx) {
      PriceBook book;
      book.code = book.name = code;
      book.priority = priority;
      return create_price_book(tx, book, ctx);
    }));
  }
  Result<BookPrice> put(const char* book, std::int64_t amount, std::optional<Instant> from = {}) {
    BookPrice price;
    price.sku = "TEA";
    price.amount = amount;
    price.from = from;
    return run([&](db::Transaction& tx, Context& ctx) { return put_price(tx, book, price, ctx); });
  }
};
}  // namespace

TEST_CASE("a price that is taken down holds over every book until its end, and then no longer", "[commands]") {
  Office office;
  office.add_book("hub", 1'000'000);
  REQUIRE(office.put("hub", 450));
  CHECK(office.costs() == 450);
  const auto down = office.lower(300, 3600);
  REQUIRE(down);
  CHECK(down->former == 450);
  CHECK(office.costs() == 300);
  office.advance(3599);
  CHECK(office.costs() == 300);
  office.advance(1);
  CHECK(office.costs() == 450);
  CHECK(office.end(down->id).error().code == ErrorCode::conflict);
  CHECK(office.number("SELECT count(*) FROM audit_entry WHERE action = 'price_down'") == 1);
}

TEST_CASE("a price-down is ended before its time, and one that never began leaves nothing", "[commands]") {
  Office office;
  const auto down = office.lower(300, 3600);
  REQUIRE(down);
  office.advance(60);
  REQUIRE(office.end(down->id));
  CHECK(office.costs() == 500);
  const auto planned = office.lower(200, 3600, office.now.plus_seconds(600));
  REQUIRE(planned);
  CHECK(office.costs() == 500);
  REQUIRE(office.end(planned->id));
  office.advance(700);
  CHECK(office.costs() == 500);
  CHECK(catalogue::price_downs(office.db, {.open_at = office.now}).empty());
  CHECK(catalogue::price_downs(office.db, {}).size() == 2);
}

TEST_CASE("what is no price-down is refused", "[commands]") {
  Office office;
  CHECK(office.lower(500, 60).error().code == ErrorCode::invalid_argument);
  CHECK(office.lower(300, 0).error().code == ErrorCode::invalid_argument);
  CHECK(office.lower(300, 32 * 86'400).error().code == ErrorCode::invalid_argument);
  CHECK(office.lower(300, 60, office.now.plus_seconds(-10)).error().code == ErrorCode::invalid_argument);
  REQUIRE(office.lower(300, 3600));
  CHECK(office.lower(200, 60).error().code == ErrorCode::conflict);
  CHECK(office.put("price-down", 1).error().code == ErrorCode::conflict);
  office.acting = &office.cashier;
  CHECK(office.lower(100, 60).error().code == ErrorCode::approval_required);
}

TEST_CASE("a price planned for later holds from then on, and a base price that changes is remembered", "[commands]") {
  Office office;
  office.add_book("store", 10);
  const Instant later = office.now.plus_seconds(600);
  REQUIRE(office.put("store", 550, later));
  REQUIRE(office.put("store", 560, later));
  CHECK(office.costs() == 500);
  office.advance(600);
  CHECK(office.costs() == 560);
  const auto prices = catalogue::prices_of(office.db, office.tea.row);
  REQUIRE(prices.size() == 1);
  CHECK(prices[0].first.code == "store");
  BookPrice gone;
  gone.sku = "TEA";
  gone.from = later;
  REQUIRE(office.run([&](db::Transaction& tx, Context& ctx) { return remove_price(tx, "store", gone, ctx); }));
  CHECK(office.costs() == 500);
  office.change([&](db::Transaction& tx) {
    tx.prepare("UPDATE product_variant SET price = 480, updated_us = ? WHERE id = ?").exec(office.now, office.tea.row);
    tx.prepare("UPDATE product_variant SET price = 480 WHERE id = ?").exec(office.tea.row);
  });
  const auto changes = catalogue::price_changes(office.db, office.tea.row, 10);
  REQUIRE(changes.size() == 1);
  CHECK(changes[0].former == 500);
  CHECK(changes[0].amount == 480);
}
}  // namespace holdfast::commands

#include "replication/feed_load.h"

#include <catch2/catch.hpp>

#include "support/feed_shop.h"

namespace holdfast::replication {
namespace {
struct Shop : FeedShop {
  /// As the downsync takes what comes; true when all went to its place at once.
  bool take(const std::vector<wire::Change>& rows) {
    bool all = true;
    change([&](db::Transaction& tx) {
      LoadRows loads{tx};
      for (const wire::Change& row : rows)
        if (!loads.take(row)) {
          stage_row(tx, row);
          all = false;
        }
      loads.save();
    });
    return all;
  }
  std::int64_t loads() { return number("SELECT count(*) FROM feed_load"); }
};
wire::Change article(int number, std::int64_t version, const std::string& price = "2.50",
                     const std::string& more = {}) {
  const std::string sku = "T" + std::to_string(100 + number);
  return {version, "article",
          sku,     wire::Op::put,
          version, R"({"sku":")" + sku + R"(","name":"Tea )" + sku + R"(","price":")" + price + '"' + more + "}"};
}
wire::Change gone(int number, std::int64_t version) {
  return {version, "article", "T" + std::to_string(100 + number), wire::Op::del, version, {}};
}
}  // namespace

TEST_CASE("the first articles go to their place unseen, and are proved by what was kept as they came",
          "[replication]") {
  Shop shop;
  REQUIRE(shop.take({article(1, 1), article(2, 1), article(3, 1)}));
  // More of the same before they are in force: one changes, one goes.
  REQUIRE(shop.take({article(1, 2, "2.75"), gone(2, 2), gone(9, 2), article(4, 2)}));
  CHECK(shop.number("SELECT count(*) FROM feed_stage") == 0);
  CHECK(staged_rows(shop.db) == 3);
  CHECK_FALSE(shop.price("T101"));
  const Digests before = digests_with_stage(shop.db, false);
  CHECK(agree(before, shop.roots()));
  CHECK(shop.apply() == Taken{{"article", 3}});
  CHECK(shop.price("T101") == 275);
  CHECK_FALSE(shop.price("T102"));
  CHECK(shop.price("T104") == 250);
  CHECK(shop.loads() == 0);
  CHECK(staged_rows(shop.db) == 0);
  CHECK(agree(before, shop.roots()));
  CHECK(agree(digests_with_stage(shop.db, false), shop.roots()));
}
TEST_CASE("a load comes into force in slices and goes on where it was", "[replication]") {
  Shop shop;
  std::vector<wire::Change> rows;
  for (int i = 0; i < 7; ++i) rows.push_back(article(i, 1));
  shop.take(rows);
  shop.stage("price", "promo/T100", 1, R"({"book":"promo","sku":"T100","price":199})");
  shop.stage("price_book", "promo", 1, R"({"code":"promo","currency":"EUR","priority":5})");
  CHECK(shop.apply(3) == Taken{{"article", 3}});
  CHECK(shop.loads() == 1);
  CHECK(shop.price("T102") == 250);
  CHECK_FALSE(shop.price("T103"));
  CHECK(shop.apply(4) == Taken{{"article", 4}});
  CHECK(shop.apply(4) == Taken{{"price", 1}, {"price_book", 1}});
  CHECK(shop.price("T100") == 199);
  CHECK(shop.loads() == 0);
  CHECK(agree(digests_with_stage(shop.db, false), shop.roots()));
}
TEST_CASE("where a data set has rows, and for one that others read, what comes is staged", "[replication]") {
  Shop shop;
  CHECK_FALSE(shop.take({{1, "receipt_key", "k", wire::Op::put, 1, "{}"}}));
  shop.stage("article", "T900", 1, R"({"sku":"T900","name":"Tea","price":"1.00"})");
  CHECK_FALSE(shop.take({article(1, 1)}));
  shop.apply();
  CHECK_FALSE(shop.take({article(2, 2)}));
  shop.apply();
  CHECK(shop.price("T102") == 250);
}
TEST_CASE("rows of a load that are wrong, or dated for later, are as any other", "[replication]") {
  Shop shop;
  shop.take({article(1, 1), article(2, 1, "2.50", R"(,"taxCategory":"moon")"),
             article(3, 1, "9.00", R"(,"effectiveFrom":"2026-11-21T12:00:00Z")")});
  CHECK_FALSE(next_due(shop.db));
  shop.apply();
  CHECK(shop.price("T101") == 250);
  CHECK(shop.number("SELECT count(*) FROM dead_letter WHERE status = 'pending' AND row_key = 'T102'") == 1);
  CHECK_FALSE(shop.price("T103"));
  REQUIRE(next_due(shop.db));
  CHECK(agree(digests_with_stage(shop.db, false), shop.roots()));
}
TEST_CASE("a load that is given up leaves nothing", "[replication]") {
  Shop shop;
  shop.take({article(1, 1), article(2, 1), article(3, 1)});
  shop.change([](db::Transaction& tx) {
    CHECK(drop_loads(tx, 2));
    CHECK_FALSE(drop_loads(tx, 2));
  });
  CHECK(shop.number("SELECT count(*) FROM feed_row") == 0);
  CHECK(staged_rows(shop.db) == 0);
  REQUIRE(shop.take({article(1, 2)}));
  shop.apply();
  CHECK(shop.price("T101") == 250);
}
}  // namespace holdfast::replication

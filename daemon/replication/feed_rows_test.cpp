#include "replication/feed_rows.h"

#include <catch2/catch.hpp>

#include "promotions/rule_rows.h"
#include "support/feed_shop.h"

namespace holdfast::replication {
namespace {
using Shop = FeedShop;
}  // namespace

TEST_CASE("nothing of what is staged is in force, and its digest is known before it is", "[replication]") {
  Shop shop;
  shop.article("T1", "2.50", 1);
  CHECK_FALSE(shop.price("T1"));
  const Digests before = digests_with_stage(shop.db, false);
  shop.apply();
  CHECK(shop.price("T1") == 250);
  CHECK(agree(before, shop.roots()));
  CHECK(agree(digests_with_stage(shop.db, false), shop.roots()));
  CHECK(staged_rows(shop.db) == 0);
}
TEST_CASE("a row that changes, goes and comes again leaves the digest of what is there", "[replication]") {
  Shop shop;
  shop.article("T1", "2.50", 1);
  shop.article("T2", "3.00", 1);
  shop.apply();
  shop.article("T1", "2.75", 2);
  shop.stage("article", "T2", 2, "");
  shop.apply();
  CHECK(shop.price("T1") == 275);
  CHECK_FALSE(catalogue::find_variant_by_sku(shop.db, "T2")->active);
  CHECK(agree(digests_with_stage(shop.db, false), shop.roots()));
  shop.article("T2", "3.10", 3, R"(,"active":true)");
  shop.apply();
  CHECK(shop.price("T2") == 310);
  CHECK(agree(digests_with_stage(shop.db, false), shop.roots()));
  wire::Roots other = shop.roots();
  other.at("article")[0] ^= 1U;
  CHECK_FALSE(agree(digests_with_stage(shop.db, false), other));
}
TEST_CASE("slices come into force in the order in which data sets lean on each other", "[replication]") {
  Shop shop;
  shop.stage("price", "promo/T1", 1, R"({"book":"promo","sku":"T1","price":199})");
  shop.stage("price_book", "promo", 1, R"({"code":"promo","currency":"EUR","priority":5})");
  shop.article("T1", "2.50", 1);
  CHECK(shop.apply(1) == Taken{{"article", 1}});
  CHECK(shop.price("T1") == 250);
  CHECK(shop.apply(1) == Taken{{"price_book", 1}});
  CHECK(shop.apply(1) == Taken{{"price", 1}});
  CHECK(shop.price("T1") == 199);
  shop.stage("price", "promo/T1", 2, "");
  shop.apply();
  CHECK(shop.price("T1") == 250);
}
TEST_CASE("a price dated for later holds by the store's clock alone", "[replication]") {
  Shop shop;
  shop.article("T1", "2.50", 1);
  shop.stage("price_book", "promo", 1, R"({"code":"promo","currency":"EUR","priority":5})");
  shop.stage("price", "promo/T1@x", 1, R"({"book":"promo","sku":"T1","price":199,"validFrom":"2026-11-21T12:00:00Z"})");
  shop.apply();
  CHECK(shop.price("T1") == 250);
  shop.now = shop.now.plus_seconds(3 * 3600);
  CHECK(shop.price("T1") == 199);
}
TEST_CASE("a row with a day of its own waits for it", "[replication]") {
  Shop shop;
  shop.article("T1", "2.50", 1);
  shop.apply();
  shop.article("T1", "9.00", 2, R"(,"effectiveFrom":"2026-11-21T12:00:00Z")");
  shop.apply();
  CHECK(shop.price("T1") == 250);
  REQUIRE(next_due(shop.db));
  CHECK(*next_due(shop.db) == *parse_rfc3339("2026-11-21T12:00:00Z"));
  shop.now = *next_due(shop.db);
  shop.run([&](db::Transaction& tx, commands::Context& context) -> Result<> {
    apply_due_rows(tx, context, 500, shop.answer);
    return {};
  });
  CHECK(shop.price("T1") == 900);
  CHECK_FALSE(next_due(shop.db));
}
TEST_CASE("a row that cannot be in force is told and tried again, and holds up nothing else", "[replication]") {
  Shop shop;
  shop.stage("price_book", "promo", 1, R"({"code":"promo","currency":"EUR"})");
  shop.stage("price", "promo/T1", 1, R"({"book":"promo","sku":"T1","price":199})");
  shop.article("T2", "3.00", 1);
  shop.apply();
  CHECK(shop.price("T2") == 300);
  CHECK(shop.number("SELECT count(*) FROM feed_row WHERE trouble IS NOT NULL") == 1);
  CHECK(shop.number("SELECT count(*) FROM dead_letter WHERE status = 'pending' AND dataset = 'price'") == 1);
  CHECK(agree(digests_with_stage(shop.db, false), shop.roots()));
  shop.article("T1", "2.50", 2);
  shop.apply();
  shop.run([&](db::Transaction& tx, commands::Context& context) -> Result<> {
    retry_troubled(tx, context, 500, shop.answer);
    return {};
  });
  CHECK(shop.price("T1") == 199);
  CHECK(shop.number("SELECT count(*) FROM dead_letter WHERE status = 'replayed'") == 1);
}
TEST_CASE("a snapshot takes the place of everything and leaves alone what is the same", "[replication]") {
  Shop shop;
  shop.article("T1", "2.50", 1);
  shop.article("T2", "3.00", 1);
  shop.apply();
  wire::Manifest manifest;
  manifest.version = 7;
  shop.change([&](db::Transaction& tx) { begin_loading(tx, manifest); });
  CHECK(load_feed_state(shop.db).loading);
  shop.article("T1", "2.50", 1);
  shop.article("T3", "4.00", 7);
  const Digests alone = digests_with_stage(shop.db, true);
  shop.change([&](db::Transaction& tx) {
    RowPlace at;
    while (trim_snapshot(tx, at, 1)) {
    }
    end_loading(tx, manifest.version);
  });
  CHECK_FALSE(load_feed_state(shop.db).loading);
  CHECK(load_feed_state(shop.db).staged == wire::Cursor{7, 0});
  CHECK(staged_rows(shop.db) == 2);  // T2 goes, T3 comes
  shop.apply();
  CHECK(agree(alone, shop.roots()));
  CHECK_FALSE(catalogue::find_variant_by_sku(shop.db, "T2")->active);
  CHECK(shop.price("T3") == 400);
}
TEST_CASE("rows that changed by themselves are found by counting, and mended by the rows of their buckets",
          "[replication]") {
  Shop shop;
  for (int i = 0; i < 20; ++i) shop.article("T" + std::to_string(i), "2.50", 1);
  shop.apply();
  // As the hub has them.
  Digests theirs = digests_with_stage(shop.db, false);
  std::vector<wire::Change> rows;
  db::Statement& all = shop.db.prepare("SELECT row_key, body FROM feed_row ORDER BY row_key");
  while (all.step()) rows.push_back({1, "article", all.string(0), wire::Op::put, 1, all.string(1)});
  shop.db.execute(
      "UPDATE feed_row SET body = replace(body, '2.50', '9.99') WHERE row_key = 'T7';"
      "DELETE FROM feed_row WHERE row_key = 'T11';"
      "INSERT INTO feed_row(dataset, row_key, row_version, body_sha, body) SELECT 'article', 'STRAY', 1, body_sha, "
      "replace(body, 'T3', 'STRAY') FROM feed_row WHERE row_key = 'T3';"
      "UPDATE product_variant SET price = 999 WHERE sku = 'T7'");
  CHECK(agree(digests_with_stage(shop.db, false), wire::Roots{{"article", theirs.at("article").root("article")}}));
  const Recount counted = recount_rows(shop.db);
  CHECK(counted.wrong.size() == 2);
  shop.change([&](db::Transaction& tx) { save_recount(tx, counted, shop.now); });
  const auto wrong = wire::differences(digests_with_stage(shop.db, false), theirs);
  REQUIRE(wrong.size() == 1);
  CHECK(wrong.at("article").count() == 3);
  // In two pages, of the rows of those buckets only.
  const wire::BucketSet of = wrong.at("article");
  std::erase_if(rows, [&](const wire::Change& row) { return !of[wire::DatasetDigest::bucket_of(row.key)]; });
  REQUIRE(rows.size() >= 2);
  const std::vector<wire::Change> first{rows.front()}, rest{rows.begin() + 1, rows.end()};
  for (const wire::BucketRows& page : {wire::BucketRows{1, "article", of, "", rows.front().key, first},
                                       wire::BucketRows{1, "article", of, rows.front().key, {}, rest}})
    for (const wire::Change& change : changes_to(shop.db, page)) shop.stage(change.dataset, change.key, 1, change.body);
  CHECK(staged_rows(shop.db) == 3);
  CHECK(digests_with_stage(shop.db, false) == theirs);
  shop.apply();
  CHECK(digests_with_stage(shop.db, false) == theirs);
  CHECK(recount_rows(shop.db).digests == theirs);
  CHECK(shop.price("T7") == 250);
}
TEST_CASE("what came of a row goes with it, also when the row itself had gone before by accident", "[replication]") {
  Shop shop;
  shop.article("T1", "2.50", 1);
  shop.article("T2", "3.00", 1);
  shop.stage("price_book", "promo", 1, R"({"code":"promo","currency":"EUR","priority":5})");
  shop.stage("price", "promo/T1", 1, R"({"book":"promo","sku":"T1","price":199})");
  shop.stage("promotion_rule", "spring", 1, R"({"id":"spring","actions":[{"type":"percent","value":"10"}]})");
  shop.apply();
  REQUIRE(shop.price("T1") == 199);
  shop.db.execute("DELETE FROM feed_row WHERE row_key IN ('T2', 'promo/T1', 'spring')");
  shop.stage("article", "T2", 2, "");
  shop.stage("price", "promo/T1", 2, "");
  shop.stage("promotion_rule", "spring", 2, "");
  shop.stage("promotion_rule", "never-here", 2, "");
  shop.stage("loyalty", "never-here", 2, "");
  shop.apply();
  CHECK_FALSE(catalogue::find_variant_by_sku(shop.db, "T2")->active);
  CHECK(shop.price("T1") == 250);
  CHECK(shop.number("SELECT count(*) FROM promotion_rule WHERE rule = 'spring' AND version = 2 AND "
                    "json_extract(document, '$.ends') < '2000'") == 1);
  CHECK(shop.number("SELECT count(*) FROM dead_letter") == 0);
}
TEST_CASE("a rule that came while the clock was ahead applies, and one that went is over, once the clock is right",
          "[replication]") {
  Shop shop;
  const Instant right = shop.now;
  const auto rule = [](const std::string& id, const std::string& percent) {
    return R"({"id":")" + id + R"(","actions":[{"type":"percent","value":")" + percent + R"("}]})";
  };
  shop.stage("promotion_rule", "spring", 1, rule("spring", "10"));
  shop.stage("promotion_rule", "summer", 1, rule("summer", "20"));
  shop.apply();
  shop.now = right.plus_seconds(5LL * 365 * 86'400);
  shop.stage("promotion_rule", "spring", 2, rule("spring", "15"));
  shop.stage("promotion_rule", "summer", 2, "");
  shop.apply();
  shop.now = right;
  const auto applies = promotions::load_rules(shop.db, shop.site.currency, std::nullopt);
  REQUIRE(applies.set);
  REQUIRE(applies.set->rules().size() == 2);
  CHECK(applies.set->rules()[0].version == 2);
  CHECK(applies.set->rules()[1].ends < right);
  CHECK(promotions::load_rules(shop.db, shop.site.currency, right).set->rules()[0].version == 1);
}
TEST_CASE("staff comes without a PIN, and who leaves is signed off", "[replication]") {
  Shop shop;
  shop.stage("staff", "7001", 1, R"({"code":"7001","name":"New","role":"cashier"})");
  shop.apply();
  CHECK(shop.number("SELECT count(*) FROM staff WHERE code = '7001' AND active = 1") == 1);
  CHECK(shop.answer.tokens_changed);
  shop.stage("staff", "7001", 2, "");
  shop.apply();
  CHECK(shop.number("SELECT count(*) FROM staff WHERE code = '7001' AND active = 1") == 0);
}
TEST_CASE("a data set that nobody here knows is kept as it is, and proved like the others", "[replication]") {
  Shop shop;
  shop.stage("gift_card_lease", "a", 1, R"({"limit":5000})");
  shop.apply();
  CHECK(shop.number("SELECT count(*) FROM feed_row WHERE dataset = 'gift_card_lease' AND trouble IS NULL") == 1);
  CHECK(agree(digests_with_stage(shop.db, false), shop.roots()));
}
}  // namespace holdfast::replication

#include "events/epochs.h"

#include <catch2/catch.hpp>

#include "support/test_store.h"

namespace holdfast::events {
namespace {
struct Shop : test::TestStore {
  void append(int count) {
    for (int i = 0; i < count; ++i)
      change([&](db::Transaction& tx) {
        log.append(tx, {"OrderPaid", "order", aggregate, "{}"}, {now, 60, "request-1", &cashier});
      });
  }
  void begin(std::int64_t epoch, std::int64_t common) {
    change([&](db::Transaction& tx) { log.go_on_in(*begin_epoch(tx, epoch, common, "fork", now)); });
  }
  Sha256 at(std::int64_t epoch, std::int64_t n) { return *hash_at(db, "TEST", *find_epoch(db, epoch), n); }
  Uuid aggregate = *parse_uuid("017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
};
}  // namespace

TEST_CASE("a new epoch counts from one after what the hub has in common, and carries the rest over", "[events]") {
  Shop shop;
  shop.append(10);
  const Sha256 before = shop.at(1, 7);
  shop.begin(3, 7);
  CHECK(shop.log.head().seq == 10);
  CHECK(shop.log.head().epoch == 3);
  CHECK(shop.log.head().seq - shop.log.head().base_seq == 3);
  CHECK(shop.log.head().hash == shop.at(3, 3));
  shop.append(2);
  CHECK(last_seq(shop.db) == 12);  // local readers see every event once
  CHECK(shop.log.head().hash == shop.at(3, 5));
  CHECK(shop.at(3, 0) == genesis("TEST", 3));
  CHECK(shop.at(1, 7) == before);
  CHECK(shop.at(1, 10) != shop.at(3, 3));
  CHECK_FALSE(hash_at(shop.db, "TEST", *find_epoch(shop.db, 1), 11));  // those were made in the next life
  CHECK_FALSE(hash_at(shop.db, "TEST", *find_epoch(shop.db, 3), 6));
}
TEST_CASE("an epoch goes on over a restart, also before its first own event", "[events]") {
  Shop shop;
  shop.append(4);
  shop.begin(2, 1);
  shop.site.epoch = 2;
  const EventLog opened{shop.db, shop.site, shop.ids, "test", "0"};
  CHECK(opened.head().hash == shop.log.head().hash);
  CHECK(opened.head().base_seq == 1);
  shop.append(1);
  const EventLog again{shop.db, shop.site, shop.ids, "test", "0"};
  CHECK(again.head().hash == shop.log.head().hash);
}
TEST_CASE("the watermark and the request end with their epoch, and an epoch only rises", "[events]") {
  Shop shop;
  shop.append(3);
  shop.change([&](db::Transaction& tx) {
    tx.prepare("INSERT INTO upsync_state(id, epoch, ack_seq, ack_hash, applied_seq, acked_us) VALUES (1, 1, 3, zeroblob(32), 3, 0)").run();
    tx.prepare("INSERT INTO epoch_request VALUES (1, '{}')").run();
  });
  shop.begin(2, 3);
  CHECK(shop.number("SELECT count(*) FROM upsync_state") == 0);
  CHECK(shop.number("SELECT count(*) FROM epoch_request") == 0);
  shop.change([&](db::Transaction& tx) { CHECK_FALSE(begin_epoch(tx, 2, 0, "fork", shop.now)); });
}
TEST_CASE("landmarks begin with the newest of each life and thin out backwards", "[events]") {
  Shop shop;
  shop.append(100);
  shop.begin(2, 90);
  shop.append(3);
  const std::vector<Landmark> marks = landmarks(shop.db, "TEST");
  REQUIRE(marks.size() > 8);
  CHECK(marks.size() < 20);
  CHECK((marks[0].epoch == 2 && marks[0].n == 13));
  CHECK(marks[0].hash == shop.log.head().hash);
  const auto first = std::find_if(marks.begin(), marks.end(), [](const Landmark& mark) { return mark.epoch == 1; });
  REQUIRE(first != marks.end());
  CHECK(first->n == 100);
  for (const Landmark& mark : marks) CHECK(mark.hash == shop.at(mark.epoch, mark.n));
}
}  // namespace holdfast::events

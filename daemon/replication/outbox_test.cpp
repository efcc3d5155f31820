#include "replication/outbox.h"

#include <catch2/catch.hpp>

#include "edge/upsync_session.h"
#include "replication/progress_rows.h"
#include "support/test_store.h"

namespace holdfast::replication {
namespace {
struct Shop : test::TestStore {
  void append(int count) {
    for (int i = 0; i < count; ++i)
      change([&](db::Transaction& tx) {
        log.append(tx, {"OrderPaid", "order", aggregate, "{\"n\":" + std::to_string(i) + "}"},
                   {now, 60, "r", &cashier});
      });
  }
  Outbox outbox() { return Outbox{db.file(), "TEST", log.head().epoch}; }
  Uuid aggregate = *parse_uuid("017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
};
/// What a hub does with a batch: the chain is walked from its start.
bool chain_holds(Outbox& outbox) {
  wire::Link at{0, wire::genesis("TEST", outbox.epoch())};
  for (const edge::OutboxEvent& event : outbox.read(0, 1000, 1 << 20)) {
    if (event.seq != at.seq + 1 || sha256(event.body) != event.body_sha) return false;
    at = {event.seq, wire::next_hash(at.hash, event.seq, event.id, event.body_sha)};
    if (at.hash != event.hash) return false;
  }
  return at == outbox.head();
}
}  // namespace

TEST_CASE("the outbox reads the store's log as the wire chains it", "[replication]") {
  Shop shop;
  shop.append(20);
  Outbox outbox = shop.outbox();
  CHECK(outbox.head().seq == 20);
  CHECK(chain_holds(outbox));
  CHECK(outbox.read(5, 3, 1 << 20).size() == 3);
  CHECK(outbox.read(5, 3, 1 << 20)[0].seq == 6);
  CHECK(outbox.read(0, 100, 1).size() == 1);
  CHECK(outbox.hash_at(0) == wire::genesis("TEST", 1));
  CHECK_FALSE(outbox.hash_at(21));
  CHECK(sha256(*outbox.body_at({1, 7})) == outbox.read(6, 1, 1 << 20)[0].body_sha);
}
TEST_CASE("after a new epoch the outbox begins with what is carried over, ids and bodies unchanged", "[replication]") {
  Shop shop;
  shop.append(10);
  Outbox before = shop.outbox();
  const auto old = before.read(6, 10, 1 << 20);
  shop.run([&](db::Transaction& tx, commands::Context& context) -> Result<> {
    return take_epoch(tx, context, {4, wire::Place{1, 6}, {}}, wire::EpochReason::fork);
  });
  shop.append(2);
  Outbox outbox = shop.outbox();
  CHECK(outbox.epoch() == 4);
  CHECK(outbox.head().seq == 7);  // four carried over, the event that tells of it, two new
  CHECK(chain_holds(outbox));
  const auto events = outbox.read(0, 4, 1 << 20);
  REQUIRE(events.size() == 4);
  for (std::size_t i = 0; i < 4; ++i) {
    CHECK(events[i].id == old[i].id);
    CHECK(events[i].body == old[i].body);
    CHECK(events[i].hash != old[i].hash);
  }
  CHECK(*outbox.body_at({1, 8}) == *outbox.body_at({4, 2}));
}
TEST_CASE("a watermark is kept with its epoch alone", "[replication]") {
  Shop shop;
  shop.append(3);
  const edge::UpsyncSession::StoreAck ack{1, {2, {}}, 2, shop.now};
  shop.change([&](db::Transaction& tx) { save_watermark(tx, ack, 0, shop.now); });
  CHECK(load_memory(shop.db, 1).acked->seq == 2);
  CHECK_FALSE(load_memory(shop.db, 2).acked);
  shop.run([&](db::Transaction& tx, commands::Context& context) -> Result<> {
    return take_epoch(tx, context, {2, std::nullopt, {}}, wire::EpochReason::restore);
  });
  shop.change([&](db::Transaction& tx) { save_watermark(tx, ack, 0, shop.now); });
  CHECK_FALSE(load_memory(shop.db, 1).acked);
  CHECK_FALSE(load_memory(shop.db, 2).acked);
}
TEST_CASE("a request for an epoch is the same until it is granted", "[replication]") {
  Shop shop;
  shop.append(5);
  std::optional<wire::EpochRequest> first, second;
  shop.run([&](db::Transaction& tx, commands::Context& context) -> Result<> {
    first = ask_epoch(tx, context, wire::EpochReason::fork);
    return {};
  });
  shop.append(1);
  shop.run([&](db::Transaction& tx, commands::Context& context) -> Result<> {
    second = ask_epoch(tx, context, wire::EpochReason::fenced);
    return {};
  });
  CHECK(first == second);
  REQUIRE(!first->landmarks.empty());
  CHECK(first->landmarks[0].place == wire::Place{1, 5});
}
TEST_CASE("a body that is refused is a dead letter, once for its place", "[replication]") {
  Shop shop;
  shop.append(3);
  for (int i = 0; i < 2; ++i)
    shop.run([&](db::Transaction& tx, commands::Context& context) -> Result<> {
      save_withheld(tx, context, {{1, 2}, "SchemaValidationError", "no"}, "OrderPaid");
      return {};
    });
  CHECK(shop.number("SELECT count(*) FROM dead_letter") == 1);
  CHECK(shop.number("SELECT attempts FROM dead_letter") == 2);
  CHECK(load_memory(shop.db, 1).withheld == std::set<wire::Place>{{1, 2}});
  shop.change([&](db::Transaction& tx) { tx.prepare("UPDATE dead_letter SET status = 'released'").run(); });
  CHECK(released(shop.db) == std::vector<wire::Place>{{1, 2}});
  CHECK(load_memory(shop.db, 1).withheld.empty());
  shop.change([&](db::Transaction& tx) { save_replayed(tx, {1, 2}, shop.now); });
  CHECK(shop.number("SELECT count(*) FROM dead_letter WHERE status = 'replayed'") == 1);
}
}  // namespace holdfast::replication

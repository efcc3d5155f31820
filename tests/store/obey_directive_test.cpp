#include "commands/obey_directive.h"

#include <catch2/catch.hpp>

#include "commands/change_replication.h"
#include "queries/show_replication.h"
#include "support/test_store.h"

namespace holdfast::commands {
namespace {
struct Store : test::TestStore {
  Store() { acting = nullptr; }
  bool obey(std::uint8_t number, const std::string& kind, const std::string& direction = "") {
    Uuid id;
    id.bytes[15] = number;
    return run([&](db::Transaction& tx, Context& ctx) -> Result<bool> {
             return obey_directive(tx, {id, kind, direction, "why", "Ann", now}, ctx);
           })
        .value();
  }
  std::vector<DirectiveState> to_tell() { return directives_to_tell(db, 32); }
  void told(const std::vector<DirectiveState>& states) {
    change([&](db::Transaction& tx) { directives_told(tx, states); });
  }
};
}  // namespace

TEST_CASE("a directive that comes again does nothing, and is told of once more", "[commands]") {
  Store store;
  CHECK(store.obey(1, "pause", "up"));
  CHECK(queries::replication_switch(store.db, "up").hub_by == "Ann");
  CHECK_FALSE(queries::replication_switch(store.db, "down").paused);
  CHECK(store.obey(2, "resume"));
  store.told(store.to_tell());
  CHECK(store.to_tell().empty());
  CHECK_FALSE(store.obey(1, "pause", "up"));
  CHECK_FALSE(queries::replication_switch(store.db, "up").paused);
  REQUIRE(store.to_tell().size() == 1);
  CHECK(store.to_tell()[0].state == "done");
  CHECK(store.number("SELECT count(*) FROM audit_entry WHERE action = 'replication.directive'") == 2);
}

TEST_CASE("each owner lifts only its own pause", "[commands]") {
  Store store;
  store.obey(1, "pause");
  REQUIRE(store.run([](db::Transaction& tx, Context& ctx) -> Result<bool> {
    pause_replication(tx, {std::nullopt, true, "stocktaking", "Joe"}, ctx);
    return true;
  }));
  const queries::Switch both = queries::replication_switch(store.db, "up");
  CHECK(both.store_by == "Joe");
  CHECK(both.hub_by == "Ann");
  CHECK(both.reason == "stocktaking");
  store.obey(2, "resume");
  CHECK(queries::replication_switch(store.db, "up").paused);
  CHECK(queries::replication_switch(store.db, "up").hub_by.empty());
  REQUIRE(store.run([](db::Transaction& tx, Context& ctx) -> Result<bool> {
    pause_replication(tx, {std::nullopt, false, "", "Joe"}, ctx);
    return true;
  }));
  CHECK_FALSE(queries::replication_switch(store.db, "up").paused);
}

TEST_CASE("an ordered run is told of until it has ended", "[commands]") {
  Store store;
  CHECK(store.obey(1, "drain"));
  store.told(store.to_tell());
  REQUIRE(store.to_tell().size() == 1);
  CHECK(store.to_tell()[0].state == "running");
  CHECK(store.obey(2, "drain"));  // there is one at work
  CHECK(store.to_tell()[1].state == "failed");
  CHECK(store.to_tell()[1].detail == "a run of that kind is at work already");
  store.change([](db::Transaction& tx) {
    tx.prepare("UPDATE replication_run SET state = 'done', done = 7, ended_us = 1").exec();
  });
  const auto states = store.to_tell();
  REQUIRE(states.size() == 2);
  CHECK(states[0].state == "done");
  store.told(states);
  CHECK(store.to_tell().empty());
  store.change([](db::Transaction& tx) { tx.prepare("DELETE FROM replication_run").exec(); });
  CHECK(newest_directives(store.db, 9)[1].state == "done");  // its row outlives the run's
}

TEST_CASE("what a later hub may order fails here, and says so", "[commands]") {
  Store store;
  CHECK(store.obey(1, "dance"));
  CHECK(store.obey(2, "pause", "sideways"));
  CHECK(store.to_tell()[0].state == "failed");
  CHECK(store.to_tell()[1].state == "failed");
  CHECK_FALSE(queries::replication_switch(store.db, "up").paused);
}
}  // namespace holdfast::commands

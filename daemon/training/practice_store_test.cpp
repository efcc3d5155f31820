#include "training/practice_store.h"

#include <catch2/catch.hpp>

#include "store/store_fixture.h"
#include "training/terminals.h"

namespace holdfast::training {
namespace {
std::int64_t number(db::Connection& connection, std::string_view sql) {
  db::Statement& row = connection.prepare_text(sql);
  const std::int64_t value = row.step() ? row.integer(0) : -1;
  row.reset();
  return value;
}
/// A live store with some trade behind it.
void trade(store::StoreFixture& fixture) {
  (void)fixture.submit(fixture.call(), [](db::Transaction& tx, commands::Context& context) -> Result<store::Answer> {
    db::Connection& connection = tx.connection();
    connection.execute(
        "INSERT INTO location(id, uuid, code, name) VALUES (1, randomblob(16), 'main', 'Main');"
        "INSERT INTO register(id, uuid, number, name, location_id, last_receipt, last_record, record_hash, created_us) "
        "VALUES (1, randomblob(16), 1, 'Till 1', 1, 41, 41, randomblob(32), 0);"
        "INSERT INTO tax_category(id, code, name) VALUES (7, 'zero', 'Zero');"
        "INSERT INTO product(id, uuid, name, tax_category_id, created_us, updated_us) VALUES (5, randomblob(16), "
        "'Tea', 7, 0, 0);"
        "INSERT INTO product_text VALUES (5, 'Tea', 'leaf');"
        "INSERT INTO promotion_code(id, uuid, code, discount_type, value, redemptions, created_us, updated_us) "
        "VALUES (1, randomblob(16), 'TEN', 'PERCENTAGE', 10000000, 3, 0, 0);"
        "INSERT INTO person(id, uuid, name, created_us, updated_us) VALUES (1, randomblob(16), 'A customer', 0, 0)");
    return store::leave_a_mark("trade")(tx, context);
  });
}
/// As a later release leaves the store's file: `sql` is what it adds or takes away.
void migrate_further(const std::filesystem::path& file, const std::string& sql) {
  std::vector<db::Migration> all{db::edge_migrations().begin(), db::edge_migrations().end()};
  all.push_back({static_cast<int>(all.size()) + 1, "9999_later", sql});
  db::Connection writer{file, db::Access::writer};
  REQUIRE(db::migrate(writer, all) == 1);
}
std::string readable_here() { return "-- readable-by: " + std::to_string(db::edge_migrations().size()) + "\n"; }
}  // namespace

TEST_CASE("a store of a later release is opened, worked with and practised in where it says that it can be",
          "[store]") {
  store::StoreFixture fixture;
  trade(fixture);
  const std::string later =
      readable_here() +
      "ALTER TABLE product ADD COLUMN shelf TEXT NOT NULL DEFAULT 'A1'; CREATE TABLE shelf (name TEXT NOT NULL) STRICT";
  fixture.close();
  migrate_further(fixture.folder() / "store.db", later);
  fixture.reopen();
  CHECK(fixture.submit(fixture.call(), store::leave_a_mark("with the release before")));
  CHECK(fixture.number("SELECT count(*) FROM audit_entry") == 2);
  CHECK(fixture.number("PRAGMA user_version") == static_cast<std::int64_t>(db::edge_migrations().size()) + 1);
  CHECK(fixture.number("SELECT count(*) FROM product WHERE shelf = 'A1'") == 1);
  const std::filesystem::path file = fixture.folder() / "training" / "store.db";
  make_practice_store(fixture.folder() / "store.db", file);
  db::Connection made{file, db::Access::reader};
  CHECK(number(made, "SELECT count(*) FROM product") == 1);
  // The later release goes on where the other one left off.
  fixture.close();
  db::Connection writer{fixture.folder() / "store.db", db::Access::writer};
  std::vector<db::Migration> all{db::edge_migrations().begin(), db::edge_migrations().end()};
  all.push_back({static_cast<int>(all.size()) + 1, "9999_later", later});
  CHECK(db::migrate(writer, all) == 0);
  CHECK(number(writer, "SELECT count(*) FROM audit_entry") == 2);
}

TEST_CASE("a store of a later release that took something away is refused, and left as it is", "[store]") {
  store::StoreFixture fixture;
  trade(fixture);
  fixture.close();
  migrate_further(fixture.folder() / "store.db", "DROP TABLE site_logo");
  CHECK_THROWS_WITH(fixture.reopen(), Catch::Contains("newer release") && Catch::Contains("restore a backup"));
  fixture.close();
  db::Connection left{fixture.folder() / "store.db", db::Access::reader};
  CHECK(number(left, "SELECT count(*) FROM audit_entry") == 1);
}

TEST_CASE("the practice store has the shop's masters and nothing that happened", "[training]") {
  store::StoreFixture fixture;
  trade(fixture);
  const std::filesystem::path file = fixture.folder() / "training" / "store.db";
  make_practice_store(fixture.folder() / "store.db", file);
  db::Connection made{file, db::Access::reader};
  CHECK(number(made, "SELECT count(*) FROM site") == 1);
  CHECK(number(made, "SELECT count(*) FROM staff") == 2);
  CHECK(number(made, "SELECT count(*) FROM terminal") == 1);
  CHECK(number(made, "SELECT count(*) FROM product_search WHERE product_search MATCH 'leaf'") == 1);
  CHECK(number(made, "SELECT redemptions FROM promotion_code") == 0);
  CHECK(number(made, "SELECT last_receipt + 1 FROM register") == first_receipt);
  CHECK(number(made, "SELECT last_record FROM register") == 0);
  for (const char* table :
       {"event_log", "orders", "session", "audit_entry", "person", "fiscal_record", "idempotency_key"}) {
    INFO(table);
    CHECK(number(made, std::string{"SELECT count(*) FROM "} + table) == 0);
  }
  CHECK(number(made, "SELECT count(*) FROM pragma_foreign_key_check") == 0);
  CHECK(fixture.number("SELECT count(*) FROM event_log") == 1);
}

TEST_CASE("making the practice store again forgets what was practised", "[training]") {
  store::StoreFixture fixture;
  const std::filesystem::path file = fixture.folder() / "training" / "store.db";
  make_practice_store(fixture.folder() / "store.db", file);
  {
    db::Connection practised{file, db::Access::writer};
    practised.execute("INSERT INTO tax_category(code, name) VALUES ('x', 'X')");
  }
  make_practice_store(fixture.folder() / "store.db", file);
  db::Connection made{file, db::Access::reader};
  CHECK(number(made, "SELECT count(*) FROM tax_category") == 0);
}

TEST_CASE("terminals follow the live store", "[training]") {
  store::StoreFixture fixture;
  const std::filesystem::path file = fixture.folder() / "training" / "store.db";
  make_practice_store(fixture.folder() / "store.db", file);
  db::Connection live{fixture.folder() / "store.db", db::Access::reader};
  auto terminals = paired_terminals(live);
  REQUIRE(terminals.size() == 1);
  terminals.push_back({Uuid{{9}}, "New", std::string(32, 'n'), std::nullopt, {}});
  const TerminalRow gone = terminals.front();
  terminals.erase(terminals.begin());
  db::Connection practice{file, db::Access::writer};
  {
    db::Transaction tx{practice};
    replace_terminals(tx, terminals, Instant{5});
    tx.commit();
  }
  CHECK(number(practice, "SELECT count(*) FROM terminal WHERE revoked_us IS NULL AND name = 'New'") == 1);
  CHECK(number(practice, "SELECT count(*) FROM terminal WHERE revoked_us IS NULL") == 1);
  terminals.push_back(gone);
  db::Transaction tx{practice};
  replace_terminals(tx, terminals, Instant{6});
  tx.commit();
  CHECK(number(practice, "SELECT count(*) FROM terminal WHERE revoked_us IS NULL") == 2);
}
}  // namespace holdfast::training

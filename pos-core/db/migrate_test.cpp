#include "db/migrate.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>

#include "support/test_store.h"

namespace holdfast::db {
namespace {
constexpr Migration one{1, "0001_one", "CREATE TABLE a (x INTEGER) STRICT"};
constexpr Migration two{2, "0002_two", "CREATE TABLE b (x INTEGER) STRICT; INSERT INTO b VALUES (7)"};
constexpr Migration broken{2, "0002_broken", "CREATE TABLE b (x INTEGER) STRICT; INSERT INTO nowhere VALUES (1)"};
constexpr Migration one_edited{1, "0001_one", "CREATE TABLE a (y INTEGER) STRICT"};

struct File {
  test::TempFolder folder;
  Connection writer{folder.path() / "a.db", Access::writer};
  std::int64_t number(std::string_view sql) {
    Statement& row = writer.prepare_text(sql);
    const std::int64_t value = row.step() ? row.integer(0) : -1;
    row.reset();
    return value;
  }
  int run(std::initializer_list<Migration> migrations) {
    return migrate(writer, {migrations.begin(), migrations.size()});
  }
};

/// The text as sqlite keeps it of every index, table and trigger, as tests/tidy writes it to head.sql.
std::string schema(Connection& connection) {
  std::string out;
  Statement& rows = connection.prepare(
      "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' AND name <> 'schema_migration' "
      "ORDER BY type, name");
  while (rows.step()) out.append(rows.text(0)).append(";\n\n");
  return out;
}
}  // namespace

TEST_CASE("migrations run once, in order, and only the new ones", "[db]") {
  File file;
  CHECK(file.run({one}) == 1);
  CHECK(file.run({one}) == 0);
  CHECK(file.run({one, two}) == 1);
  CHECK(file.run({one, two}) == 0);
  CHECK(file.number("SELECT x FROM b") == 7);
  CHECK(file.number("PRAGMA user_version") == 2);
  CHECK(file.number("PRAGMA application_id") == application_id);
  CHECK(file.number("SELECT count(*) FROM schema_migration") == 2);
}
TEST_CASE("a migration that was edited after it ran is refused", "[db]") {
  File file;
  file.run({one});
  CHECK_THROWS_WITH(file.run({one_edited}), Catch::Contains("0001_one") && Catch::Contains("differs"));
  CHECK_THROWS_AS(file.run({one_edited, two}), Failure);
  CHECK(file.number("PRAGMA user_version") == 1);
}
TEST_CASE("a file of a newer release or of another program is refused", "[db]") {
  File file;
  file.run({one, two});
  CHECK_THROWS_WITH(file.run({one}), Catch::Contains("newer release"));
  File other;
  other.writer.execute("PRAGMA application_id=1234");
  CHECK_THROWS_WITH(other.run({one}), Catch::Contains("not a Holdfast database"));
}
TEST_CASE("a migration that breaks leaves the file at the one before", "[db]") {
  File file;
  CHECK_THROWS_AS(file.run({one, broken}), Failure);
  CHECK_FALSE(file.writer.in_transaction());
  CHECK(file.number("PRAGMA user_version") == 1);
  CHECK(file.number("SELECT count(*) FROM sqlite_schema WHERE name = 'b'") == 0);
  CHECK(file.run({one, two}) == 1);
}
TEST_CASE("the store's own migrations run, keep their order, and run once", "[db]") {
  int expected = 0;
  for (const Migration& migration : edge_migrations()) CHECK(migration.number == ++expected);
  REQUIRE(expected > 0);
  File file;
  CHECK(migrate(file.writer) == expected);
  CHECK(migrate(file.writer) == 0);
  CHECK(file.number("SELECT count(*) FROM pragma_foreign_key_check") == 0);
}
TEST_CASE("all migrations together are head.sql", "[db]") {
  std::stringstream head;
#ifdef HOLDFAST_SOURCE_DIR
  head << std::ifstream{std::string{HOLDFAST_SOURCE_DIR} + "/schema/edge/head.sql"}.rdbuf();
#endif
  if (head.str().empty()) return;
  File file;
  migrate(file.writer);
  const std::string text = head.str();
  INFO("tests/tidy/tidy.py --write makes head.sql anew");
  CHECK((text.substr(text.find("\n\n") + 2) == schema(file.writer)));
}
}  // namespace holdfast::db

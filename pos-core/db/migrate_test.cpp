#include "db/migrate.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>

#include "base/digest.h"
#include "support/test_store.h"

namespace holdfast::db {
namespace {
constexpr Migration one{1, "0001_one", "CREATE TABLE a (x INTEGER) STRICT"};
constexpr Migration two{2, "0002_two", "CREATE TABLE b (x INTEGER) STRICT; INSERT INTO b VALUES (7)"};
constexpr Migration broken{2, "0002_broken", "CREATE TABLE b (x INTEGER) STRICT; INSERT INTO nowhere VALUES (1)"};
constexpr Migration one_edited{1, "0001_one", "CREATE TABLE a (y INTEGER) STRICT"};

constexpr Migration two_readable{2, "0002_two", "-- readable-by: 0001\nCREATE TABLE b (x INTEGER) STRICT"};
constexpr Migration three{3, "0003_three", "DROP TABLE a"};
constexpr Migration three_readable{3, "0003_three", "-- readable-by: 0002\nCREATE TABLE c (x INTEGER) STRICT"};

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
TEST_CASE("a migration says in its first line down to which schema its file can be read", "[db]") {
  const auto said = [](std::string_view sql) { return readable_by(Migration{38, "0038_next", sql}); };
  CHECK(said("-- readable-by: 0036\nCREATE TABLE a (x)") == 36);
  CHECK(said("-- readable-by: 1") == 1);
  for (const char* nothing :
       {"", "CREATE TABLE a (x)", "-- Tips.\n-- readable-by: 0036\n", "-- readable-by: 36 or so\n",
        "-- readable-by: 0\n", "-- readable-by: -3\n", "-- readable-by: 38\n", "-- readable-by: 0039\n",
        "-- readable-by: \n", "-- readable-by: 99999999999999999999\n"}) {
    INFO(nothing);
    CHECK(said(nothing) == 38);
  }
  // All that were run count: a file is not readable again because the last of them only added something.
  const Migration all[] = {one, three, three_readable};
  CHECK(readable_by(std::span{all}.first(1)) == 1);
  CHECK(readable_by(all) == 3);
}
TEST_CASE("a newer file is opened by who can read it, left as it is, and goes on later", "[db]") {
  File file;
  file.run({one, two_readable});
  CHECK(schema_of(file.writer) == Schema{2, 1});
  const std::int64_t changes = file.number("SELECT total_changes()");
  CHECK(file.run({one}) == 0);
  file.writer.execute("INSERT INTO a VALUES (1)");  // it sells on
  CHECK(file.run({one}) == 0);
  CHECK(file.number("SELECT total_changes()") == changes + 1);
  CHECK(file.number("PRAGMA user_version") == 2);
  CHECK(file.number("SELECT count(*) FROM b") == 0);
  CHECK_THROWS_WITH(file.run({one_edited}), Catch::Contains("differs"));
  CHECK(file.run({one, two_readable, three_readable}) == 1);  // forward again
  CHECK(file.number("SELECT count(*) FROM a") == 1);
  CHECK(schema_of(file.writer) == Schema{3, 2});
  CHECK(file.run({one, two_readable}) == 0);
  CHECK_THROWS_WITH(file.run({one}), Catch::Contains("of schema 3, readable from schema 2 on") &&
                                         Catch::Contains("this program knows 1") && Catch::Contains("backup"));
}
TEST_CASE("a file that took something away stays unreadable for older programs", "[db]") {
  File file;
  file.run({one, two_readable, three});
  CHECK(schema_of(file.writer) == Schema{3, 3});
  CHECK_THROWS_WITH(file.run({one, two_readable}), Catch::Contains("newer release"));
}
TEST_CASE("a file from before this was kept is readable by what made it, and takes it with its next migration",
          "[db]") {
  File file;
  file.writer.execute(
      "CREATE TABLE schema_migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL, sha256 BLOB NOT NULL) STRICT;"
      "CREATE TABLE a (x INTEGER) STRICT; PRAGMA user_version=1; PRAGMA application_id=" +
      std::to_string(application_id));
  const Sha256 digest = sha256(one.sql);
  file.writer.prepare("INSERT INTO schema_migration VALUES (1, '0001_one', ?)")
      .exec(std::span<const std::uint8_t>{digest});
  CHECK(file.run({one}) == 0);
  CHECK(schema_of(file.writer) == Schema{1, 1});
  CHECK_THROWS_AS(file.run({one, broken}), Failure);
  CHECK(file.number("SELECT count(*) FROM pragma_table_info('schema_migration')") == 3);  // in the same transaction
  CHECK(file.run({one, two_readable}) == 1);
  CHECK(schema_of(file.writer) == Schema{2, 1});
  CHECK(file.run({one}) == 0);
  // A number that somebody set by hand says nothing of what is in the file.
  file.writer.execute("PRAGMA user_version=9");
  CHECK(schema_of(file.writer) == Schema{9, 9});
  CHECK_THROWS_AS(file.run({one}), Failure);
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

#include "db/connection.h"

#include <catch2/catch.hpp>
#include <fstream>

#include "db/transaction.h"
#include "support/test_store.h"

namespace holdfast::db {
namespace {
std::string text(Connection& connection, std::string_view sql) {
  Statement& row = connection.prepare_text(sql);
  std::string value = row.step() ? row.string(0) : "none";
  row.reset();
  return value;
}
Cause cause_of(const std::function<void()>& act) {
  try {
    act();
  } catch (const Failure& failure) {
    INFO(failure.what());
    return failure.cause();
  }
  FAIL("nothing was thrown");
  return Cause::other;
}
struct File {
  test::TempFolder folder;
  std::filesystem::path path = folder.path() / "a.db";
  Connection writer{path, Access::writer};
  File() {
    writer.execute(
        "CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT UNIQUE, amount INTEGER CHECK (amount >= 0)) STRICT");
  }
};
}  // namespace

TEST_CASE("a writer runs with WAL, full synchronisation, foreign keys and no checkpoint of its own", "[db]") {
  File file;
  CHECK(text(file.writer, "PRAGMA journal_mode") == "wal");
  CHECK(text(file.writer, "PRAGMA synchronous") == "2");
  CHECK(text(file.writer, "PRAGMA foreign_keys") == "1");
  CHECK(text(file.writer, "PRAGMA wal_autocheckpoint") == "0");
  CHECK(text(file.writer, "PRAGMA page_size") == "4096");
}
TEST_CASE("a reader sees what is committed and cannot write", "[db]") {
  File file;
  Connection reader{file.path, Access::reader};
  file.writer.execute("INSERT INTO t VALUES (1, 'a', 5)");
  CHECK(text(reader, "SELECT name FROM t") == "a");
  CHECK(cause_of([&] { reader.execute("INSERT INTO t VALUES (2, 'b', 5)"); }) == Cause::read_only);
  CHECK(cause_of([&] { reader.execute("DROP TABLE t"); }) == Cause::read_only);
  CHECK(text(file.writer, "SELECT count(*) FROM t") == "1");
}
TEST_CASE("a snapshot stays as it was while the writer goes on", "[db]") {
  File file;
  Connection reader{file.path, Access::reader};
  {
    const Snapshot snapshot{reader};
    CHECK(text(reader, "SELECT count(*) FROM t") == "0");
    file.writer.execute("INSERT INTO t VALUES (1, 'a', 5)");
    CHECK(text(reader, "SELECT count(*) FROM t") == "0");
  }
  CHECK(text(reader, "SELECT count(*) FROM t") == "1");
}
TEST_CASE("what breaks says what kind of breakage it is", "[db]") {
  File file;
  file.writer.execute("INSERT INTO t VALUES (1, 'a', 5)");
  CHECK(cause_of([&] { file.writer.execute("INSERT INTO t VALUES (2, 'a', 5)"); }) == Cause::constraint);
  CHECK(cause_of([&] { file.writer.prepare("INSERT INTO t VALUES (?, ?, ?)").exec(2, "b", -1); }) == Cause::constraint);
  CHECK(cause_of([&] { file.writer.execute("SELECT * FROM nowhere"); }) == Cause::other);
  CHECK(cause_of([&] { Connection{file.folder.path() / "no" / "such.db", Access::writer}; }) == Cause::io);
  CHECK(cause_of([&] { Connection{file.folder.path() / "absent.db", Access::reader}; }) == Cause::io);
  CHECK(cause_of([&] { file.writer.execute("SELECT \"nothing\""); }) ==
        Cause::other);  // a quoted name is never a string
  const auto broken = file.folder.path() / "broken.db";
  std::ofstream{broken} << std::string(8192, 'x');
  CHECK(cause_of([&] { Connection{broken, Access::writer}; }) == Cause::corrupt);
}
TEST_CASE("a statement can be used again after it failed", "[db]") {
  File file;
  for (int i = 0; i < 3; ++i)
    CHECK(cause_of([&] { file.writer.prepare("INSERT INTO t VALUES (?, ?, ?)").exec(1, "a", -1); }) ==
          Cause::constraint);
  file.writer.prepare("INSERT INTO t VALUES (?, ?, ?)").exec(1, "a", 1);
  CHECK(file.writer.changes() == 1);
  CHECK(file.writer.last_rowid() == 1);
}
TEST_CASE("values come back as they were bound", "[db]") {
  File file;
  file.writer.execute("CREATE TABLE v (a, b, c, d, e, f, g)");
  const Uuid id = *parse_uuid("017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
  const std::string with_nul{"a\0b", 3};
  file.writer.prepare("INSERT INTO v VALUES (?, ?, ?, ?, ?, ?, ?)")
      .exec(INT64_MIN, with_nul, id, Instant{-7}, std::optional<std::int64_t>{}, std::string_view{}, true);
  Statement& row = file.writer.prepare("SELECT * FROM v");
  REQUIRE(row.step());
  CHECK(row.integer(0) == INT64_MIN);
  CHECK(row.text(1) == with_nul);
  CHECK(row.uuid(2) == id);
  CHECK(row.instant(3) == Instant{-7});
  CHECK(row.is_null(4));
  CHECK_FALSE(row.maybe_integer(4));
  CHECK_FALSE(row.is_null(5));  // an empty text is not NULL
  CHECK(row.maybe_string(5) == "");
  CHECK(row.flag(6));
  CHECK_FALSE(row.step());
}
TEST_CASE("a checkpoint empties the log when nobody reads", "[db]") {
  File file;
  for (int i = 1; i < 50; ++i) file.writer.prepare("INSERT INTO t VALUES (?, ?, ?)").exec(i, std::to_string(i), i);
  CHECK(std::filesystem::file_size(file.path.string() + "-wal") > 0);
  CHECK(file.writer.checkpoint(true) == 0);
  CHECK(std::filesystem::file_size(file.path.string() + "-wal") == 0);
}
TEST_CASE("a change of history outside a command is refused", "[db]") {
  File file;
  CHECK(cause_of([&] { file.writer.execute("INSERT INTO t(amount) SELECT length(hf_version())"); }) == Cause::other);
  IdSource ids{[] { return std::uint64_t{5}; }};
  file.writer.set_history_source(&ids, Instant{42});
  CHECK(text(file.writer, "SELECT length(hf_version())") == "16");
  CHECK(text(file.writer, "SELECT hf_now_us()") == "42");
}
}  // namespace holdfast::db

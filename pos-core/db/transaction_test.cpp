#include "db/transaction.h"

#include <catch2/catch.hpp>

#include "support/test_store.h"

namespace holdfast::db {
namespace {
struct File {
  test::TempFolder folder;
  Connection writer{folder.path() / "a.db", Access::writer};
  File() { writer.execute("CREATE TABLE t (name TEXT UNIQUE) STRICT"); }
  std::string names() {
    std::string all;
    Statement& rows = writer.prepare("SELECT name FROM t ORDER BY rowid");
    while (rows.step()) all += rows.text(0);
    return all;
  }
};
void add(Transaction& tx, std::string_view name) { tx.prepare("INSERT INTO t VALUES (?)").exec(name); }
}  // namespace

TEST_CASE("what is committed stays, what is not is undone", "[db]") {
  File file;
  {
    Transaction tx{file.writer};
    add(tx, "a");
    CHECK(file.writer.in_transaction());
    tx.commit();
  }
  CHECK_FALSE(file.writer.in_transaction());
  {
    Transaction tx{file.writer};
    add(tx, "b");
  }
  CHECK(file.names() == "a");
}
TEST_CASE("an exception undoes the whole transaction", "[db]") {
  File file;
  const auto fails = [&] {
    Transaction tx{file.writer};
    add(tx, "a");
    add(tx, "a");
    tx.commit();
  };
  CHECK_THROWS_AS(fails(), Failure);
  CHECK(file.names().empty());
  CHECK_FALSE(file.writer.in_transaction());
}
TEST_CASE("a savepoint that is not released leaves nothing behind, and its neighbours alone", "[db]") {
  File file;
  Transaction tx{file.writer};
  {
    Savepoint first{tx};
    add(tx, "a");
    first.release();
  }
  {
    Savepoint refused{tx};
    add(tx, "b");
    add(tx, "c");
  }
  {
    Savepoint third{tx};
    add(tx, "b");
    third.release();
  }
  tx.commit();
  CHECK(file.names() == "ab");
}
TEST_CASE("a failed statement in a savepoint can be left behind", "[db]") {
  File file;
  Transaction tx{file.writer};
  add(tx, "a");
  const auto fails = [&] {
    Savepoint savepoint{tx};
    add(tx, "b");
    add(tx, "a");
    savepoint.release();
  };
  CHECK_THROWS_AS(fails(), Failure);
  add(tx, "c");
  tx.commit();
  CHECK(file.names() == "ac");
}
TEST_CASE("two transactions at a time on one connection are refused", "[db]") {
  File file;
  Transaction tx{file.writer};
  CHECK_THROWS_AS(Transaction{file.writer}, Failure);
  add(tx, "a");
  tx.commit();
  CHECK(file.names() == "a");
}
}  // namespace holdfast::db

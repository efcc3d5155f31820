#pragma once
#include <string_view>

#include "db/connection.h"

namespace holdfast::db {
/// BEGIN IMMEDIATE … COMMIT on the writer's connection; rolled back when it goes out of scope uncommitted.
class Transaction {
 public:
  explicit Transaction(Connection& connection);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void commit();
  Connection& connection() { return connection_; }
  template <std::size_t N>
  Statement& prepare(const char (&literal)[N]) {
    return connection_.prepare(literal);
  }
  Statement& prepare_text(std::string_view sql) { return connection_.prepare_text(sql); }
  std::int64_t last_rowid() const { return connection_.last_rowid(); }

 private:
  Connection& connection_;
  bool open_ = true;
};

/// One command's share of a transaction; undone unless released.
class Savepoint {
 public:
  explicit Savepoint(Transaction& tx);
  ~Savepoint();
  Savepoint(const Savepoint&) = delete;
  Savepoint& operator=(const Savepoint&) = delete;
  void release();

 private:
  Transaction& tx_;
  bool open_ = true;
};

/// A reader's stable view: BEGIN … END on a read-only connection.
class Snapshot {
 public:
  explicit Snapshot(Connection& connection);
  ~Snapshot();
  Snapshot(const Snapshot&) = delete;
  Snapshot& operator=(const Snapshot&) = delete;

 private:
  Connection& connection_;
};
}  // namespace holdfast::db

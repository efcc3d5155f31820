#pragma once
#include <memory>
#include <unordered_map>

#include "db/connection.h"
#include "sql/statement.h"

namespace holdfast::database {
/// A SQLite connection as the rows see it. Its transactions are IMMEDIATE, so nobody else writes and nothing is locked.
class SqliteSession final : public sql::Session {
 public:
  explicit SqliteSession(db::Connection& connection) : db_{connection} {}
  sql::Statement& prepare(std::string_view text) override;
  sql::Statement& prepare_locking(std::string_view text) override { return prepare(text); }
  int rows_an_insert() const override { return 1; }

 private:
  class Bound;
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  db::Connection& db_;
  std::unordered_map<std::string, std::unique_ptr<sql::Statement>, Hash, std::equal_to<>> statements_;
};
}  // namespace holdfast::database

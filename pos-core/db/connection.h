#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <typeindex>
#include <unordered_map>
#include <vector>

#include "base/id.h"
#include "db/failure.h"
#include "db/statement.h"

struct sqlite3;

namespace holdfast::db {
enum class Access {
  writer,  ///< the one connection that writes and checkpoints: WAL, synchronous=FULL, no automatic checkpoint
  reader,  ///< read-only snapshots; never checkpoints, not even on close (SQLite 3.40's WAL-reset race)
};

/// One SQLite connection, used by one thread. Prepared statements are kept by their text.
class Connection {
 public:
  Connection(const std::filesystem::path& file, Access access);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// The prepared statement for this SQL, reset. Two uses of one text must not overlap. A literal is found by its
  /// address: hashing the text of a hot statement would cost as much as binding it.
  template <std::size_t N>
  Statement& prepare(const char (&literal)[N]) {
    if (const auto hit = by_address_.find(literal); hit != by_address_.end()) return hit->second->reset();
    Statement& statement = prepare_text({literal, N - 1});
    by_address_.emplace(literal, &statement);
    return statement;
  }
  Statement& prepare_text(std::string_view sql);
  /// Statements without parameters or results, several separated by semicolons.
  void execute(const std::string& sql);
  std::int64_t last_rowid() const;
  std::int64_t changes() const;
  bool in_transaction() const;
  /// Time and ids for the history triggers, while a command runs (writer only).
  void set_history_source(IdSource* ids, Instant now);
  /// Moves as much of the WAL into the file as readers allow; returns the frames left. Writer only.
  int checkpoint(bool truncate);
  sqlite3* handle() const { return db_; }
  /// A cache of the caller's that lives and dies with this connection, one for each type.
  template <class T>
  T& attached() {
    std::shared_ptr<void>& slot = attached_[std::type_index{typeid(T)}];
    if (!slot) slot = std::make_shared<T>();
    return *static_cast<T*>(slot.get());
  }
  const std::filesystem::path& file() const { return file_; }
  Access access() const { return access_; }
  /// A count that rises with every row of these tables changed through this connection, and with every rollback: what was
  /// cached of them at another count is stale. Worth something on the writer only (a reader does not see the writer's
  /// changes here), and for tables with a rowid (the update hook knows no others).
  std::shared_ptr<const std::uint64_t> watch(std::vector<std::string> tables);
  void rolled_back();  ///< Transaction and Savepoint say so

 private:
  void configure(Access access);
  void close();
  struct HistorySource {
    IdSource* ids = nullptr;
    Instant now;
  };
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  struct Watch {
    std::vector<std::string> tables;
    std::shared_ptr<std::uint64_t> count;
  };
  static void on_row_change(void* self, int operation, const char* database, const char* table, long long row);
  std::filesystem::path file_;
  Access access_;
  std::vector<Watch> watches_;
  sqlite3* db_ = nullptr;
  std::unique_ptr<HistorySource> history_;
  std::unordered_map<std::type_index, std::shared_ptr<void>> attached_;
  std::unordered_map<const void*, Statement*> by_address_;
  std::unordered_map<std::string, std::unique_ptr<Statement>, Hash, std::equal_to<>> statements_;
};
}  // namespace holdfast::db

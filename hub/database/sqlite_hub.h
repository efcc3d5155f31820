#pragma once
#include <filesystem>
#include <span>

#include "database/rows.h"
#include "database/sqlite_session.h"
#include "db/migrate.h"
#include "engine/hub_database.h"

namespace holdfast::database {
using db::Migration;
/// The migrations of schema/hub in order, compiled in.
std::span<const Migration> hub_migrations();

/// A hub's database in one SQLite file, brought to the newest schema on opening, and written by this one connection
/// only: with SQLite 3.40 a second one that writes or checkpoints may corrupt the file (the WAL-reset race). Any number
/// of engines may share the object; hub processes beside each other need PostgreSQL.
class SqliteHub final : public engine::HubDatabase {
 public:
  explicit SqliteHub(const std::filesystem::path& file);
  void write(const std::function<void(engine::HubTransaction&)>& work) override;
  void use_secret(std::string_view secret) override;
  db::Connection& connection() { return connection_; }
  sql::Session& session() { return session_; }

 private:
  db::Connection connection_;
  SqliteSession session_{connection_};
  Rows rows_{session_};
  int commits_ = 0;
};
}  // namespace holdfast::database

#include "db/migrate.h"

#include "base/digest.h"

namespace holdfast::db {
namespace {
std::int64_t pragma(Connection& connection, std::string_view sql) {
  Statement& statement = connection.prepare_text(sql);
  const std::int64_t value = statement.step() ? statement.integer(0) : 0;
  statement.reset();
  return value;
}
void require_same(Connection& connection, const Migration& migration, std::string_view sha) {
  Statement& known = connection.prepare("SELECT sha256 FROM schema_migration WHERE number = ?");
  const bool same = known.all(migration.number).step() && known.blob(0) == sha;
  known.reset();
  if (!same) throw Failure{Cause::other, 0, "migration " + std::string{migration.name} + " differs from the one this file was made with"};
}
}  // namespace

int migrate(Connection& connection, std::span<const Migration> migrations) {
  const std::int64_t owner = pragma(connection, "PRAGMA application_id");
  const std::int64_t version = pragma(connection, "PRAGMA user_version");
  if (owner != 0 && owner != application_id) throw Failure{Cause::other, 0, "not a Holdfast database"};
  if (version > static_cast<std::int64_t>(migrations.size()))
    throw Failure{Cause::other, 0, "this database was written by a newer release"};
  if (version == 0)
    connection.execute("CREATE TABLE IF NOT EXISTS schema_migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL, "
                       "sha256 BLOB NOT NULL) STRICT");
  int ran = 0;
  for (const Migration& migration : migrations) {
    const Sha256 digest = sha256(migration.sql);
    if (migration.number <= version) {
      require_same(connection, migration, bytes_of(digest));
      continue;
    }
    connection.execute("BEGIN IMMEDIATE");
    try {
      connection.execute(std::string{migration.sql});
      connection.prepare("INSERT INTO schema_migration VALUES (?, ?, ?)")
          .exec(migration.number, migration.name, std::span<const std::uint8_t>{digest});
      connection.execute("PRAGMA user_version=" + std::to_string(migration.number) +
                         ";PRAGMA application_id=" + std::to_string(application_id));
      connection.execute("COMMIT");
    } catch (const Failure&) {
      if (connection.in_transaction()) connection.execute("ROLLBACK");
      throw;
    }
    ++ran;
  }
  return ran;
}
}  // namespace holdfast::db

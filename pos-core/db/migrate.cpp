#include "db/migrate.h"

#include <algorithm>
#include <charconv>

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
/// Files that were made before it was kept have no such column; what is in them is readable by what made it.
bool keeps_readable_by(Connection& connection) {
  return pragma(connection, "SELECT count(*) FROM pragma_table_info('schema_migration') WHERE name = 'readable_by'") >
         0;
}

/// A newer release's file is read where every migration since says that it may be.
void require_readable(Connection& connection, std::span<const Migration> migrations) {
  const Schema schema = schema_of(connection);
  const auto here = static_cast<std::int64_t>(migrations.size());
  if (schema.readable_by <= here) return;
  throw Failure{Cause::other, 0,
                "this database was written by a newer release: it is of schema " + std::to_string(schema.version) +
                    ", readable from schema " + std::to_string(schema.readable_by) + " on, and this program knows " +
                    std::to_string(here) +
                    ". Start the release that wrote it or a newer one, or restore a backup from before, which loses "
                    "what was sold since"};
}
}  // namespace

int readable_by(const Migration& migration) {
  constexpr std::string_view mark = "-- readable-by: ";
  if (!migration.sql.starts_with(mark)) return migration.number;
  const std::string_view text = migration.sql.substr(mark.size());
  int found = 0;
  const auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), found);
  const bool whole = wrong == std::errc{} && (end == text.data() + text.size() || *end == '\n');
  return whole && found >= 1 && found < migration.number ? found : migration.number;
}

int readable_by(std::span<const Migration> migrations) {
  int out = 0;
  for (const Migration& migration : migrations) out = std::max(out, readable_by(migration));
  return out;
}

Schema schema_of(Connection& connection) {
  const std::int64_t version = pragma(connection, "PRAGMA user_version");
  if (!keeps_readable_by(connection)) return {version, version};
  const std::int64_t newest = pragma(connection, "SELECT coalesce(max(number), 0) FROM schema_migration");
  if (newest != version) return {version, version};  // somebody set the number by hand: nothing is known of it
  return {version, pragma(connection, "SELECT coalesce(max(coalesce(readable_by, number)), 0) FROM schema_migration")};
}

int migrate(Connection& connection, std::span<const Migration> migrations) {
  const std::int64_t owner = pragma(connection, "PRAGMA application_id");
  const std::int64_t version = pragma(connection, "PRAGMA user_version");
  if (owner != 0 && owner != application_id) throw Failure{Cause::other, 0, "not a Holdfast database"};
  if (version > static_cast<std::int64_t>(migrations.size())) require_readable(connection, migrations);
  if (version == 0)
    connection.execute(
        "CREATE TABLE IF NOT EXISTS schema_migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL, "
        "sha256 BLOB NOT NULL, readable_by INTEGER) STRICT");
  int ran = 0;
  for (const Migration& migration : migrations) {
    const Sha256 digest = sha256(migration.sql);
    if (migration.number <= version) {
      require_same(connection, migration, bytes_of(digest));
      continue;
    }
    connection.execute("BEGIN IMMEDIATE");
    try {
      if (!keeps_readable_by(connection))
        connection.execute("ALTER TABLE schema_migration ADD COLUMN readable_by INTEGER");
      connection.execute(std::string{migration.sql});
      connection.prepare("INSERT INTO schema_migration(number, name, sha256, readable_by) VALUES (?, ?, ?, ?)")
          .exec(migration.number, migration.name, std::span<const std::uint8_t>{digest}, readable_by(migration));
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

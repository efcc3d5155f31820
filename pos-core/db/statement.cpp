#include "db/statement.h"

#include <sqlite3.h>

#include "base/check.h"
#include "db/failure.h"

namespace holdfast::db {
namespace {
Cause cause_of(int code) {
  switch (code & 0xff) {
    case SQLITE_FULL: return Cause::full;
    case SQLITE_READONLY: return Cause::read_only;
    case SQLITE_IOERR: return Cause::io;
    case SQLITE_CANTOPEN: return Cause::io;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return Cause::corrupt;
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return Cause::busy;
    case SQLITE_CONSTRAINT: return Cause::constraint;
    default: return Cause::other;
  }
}
}  // namespace

[[noreturn]] void throw_failure(sqlite3* db, int code, std::string_view what) {
  const int extended = db != nullptr ? sqlite3_extended_errcode(db) : code;
  std::string message{what};
  message += ": ";
  message += db != nullptr ? sqlite3_errmsg(db) : sqlite3_errstr(code);
  throw Failure{cause_of(code), extended, message};
}

Statement::Statement(sqlite3* db, std::string_view sql) : db_{db} {
  const int code = sqlite3_prepare_v3(db, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &stmt_, nullptr);
  if (code != SQLITE_OK) throw_failure(db, code, sql);
}
Statement::~Statement() { sqlite3_finalize(stmt_); }

void Statement::fail(int code) const { throw_failure(db_, code, sqlite3_sql(stmt_)); }

Statement& Statement::reset() {
  sqlite3_reset(stmt_);
  return *this;
}
Statement& Statement::bind(int index, std::int64_t value) {
  if (const int code = sqlite3_bind_int64(stmt_, index, value); code != SQLITE_OK) fail(code);
  return *this;
}
Statement& Statement::bind(int index, std::string_view text) {
  // A null pointer would bind NULL: an empty view is the empty text.
  const char* data = text.data() == nullptr ? "" : text.data();
  const int code = sqlite3_bind_text(stmt_, index, data, static_cast<int>(text.size()), SQLITE_STATIC);
  if (code != SQLITE_OK) fail(code);
  return *this;
}
Statement& Statement::bind(int index, std::span<const std::uint8_t> blob) {
  const int code = sqlite3_bind_blob(stmt_, index, blob.data(), static_cast<int>(blob.size()), SQLITE_STATIC);
  if (code != SQLITE_OK) fail(code);
  return *this;
}
Statement& Statement::bind_null(int index) {
  if (const int code = sqlite3_bind_null(stmt_, index); code != SQLITE_OK) fail(code);
  return *this;
}

bool Statement::step() {
  const int code = sqlite3_step(stmt_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) {
    sqlite3_reset(stmt_);
    return false;
  }
  struct Reset {
    sqlite3_stmt* stmt;
    ~Reset() { sqlite3_reset(stmt); }
  } reset_after{stmt_};
  fail(code);
}

bool Statement::is_null(int column) const { return sqlite3_column_type(stmt_, column) == SQLITE_NULL; }
std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(stmt_, column); }
std::string_view Statement::text(int column) const {
  const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(stmt_, column));
  return data == nullptr ? std::string_view{} : std::string_view{data, static_cast<std::size_t>(sqlite3_column_bytes(stmt_, column))};
}
std::string_view Statement::blob(int column) const {
  const auto* data = static_cast<const char*>(sqlite3_column_blob(stmt_, column));
  return data == nullptr ? std::string_view{} : std::string_view{data, static_cast<std::size_t>(sqlite3_column_bytes(stmt_, column))};
}
Uuid Statement::uuid(int column) const {
  const std::string_view bytes = blob(column);
  check(bytes.size() == 16);
  Uuid id;
  for (std::size_t i = 0; i < 16; ++i) id.bytes[i] = static_cast<std::uint8_t>(bytes[i]);
  return id;
}
std::optional<std::int64_t> Statement::maybe_integer(int column) const {
  return is_null(column) ? std::nullopt : std::optional{integer(column)};
}
std::optional<std::string> Statement::maybe_string(int column) const {
  return is_null(column) ? std::nullopt : std::optional{string(column)};
}
std::optional<Instant> Statement::maybe_instant(int column) const {
  return is_null(column) ? std::nullopt : std::optional{instant(column)};
}
}  // namespace holdfast::db

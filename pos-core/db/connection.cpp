#include "db/connection.h"

#include <sqlite3.h>

#include "base/check.h"

namespace holdfast::db {
[[noreturn]] void throw_failure(sqlite3* db, int code, std::string_view what);

namespace {
struct Source {
  IdSource* ids;
  Instant now;
};
void version_function(sqlite3_context* context, int, sqlite3_value**) {
  auto* source = static_cast<Source*>(sqlite3_user_data(context));
  if (source->ids == nullptr) return sqlite3_result_error(context, "a change outside a command", -1);
  const Uuid id = source->ids->next(source->now);
  sqlite3_result_blob(context, id.bytes.data(), 16, SQLITE_TRANSIENT);
}
void now_function(sqlite3_context* context, int, sqlite3_value**) {
  sqlite3_result_int64(context, static_cast<Source*>(sqlite3_user_data(context))->now.unix_us());
}
}  // namespace

Connection::Connection(const std::filesystem::path& file, Access access)
    : file_{file}, access_{access}, history_{std::make_unique<HistorySource>()} {
  // Counting every allocation takes a lock that all connections share; nobody reads the count. Only before the first open.
  static const int configured = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  (void)configured;
  const int flags = access == Access::writer ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
  const int code = sqlite3_open_v2(file.c_str(), &db_, flags | SQLITE_OPEN_NOMUTEX, nullptr);
  if (code != SQLITE_OK) {
    sqlite3* broken = db_;
    db_ = nullptr;
    try {
      throw_failure(broken, code, "open " + file.string());
    } catch (...) {
      sqlite3_close_v2(broken);
      throw;
    }
  }
  try {
    configure(access);
  } catch (...) {  // no destructor runs for what was never constructed
    close();
    throw;
  }
}

void Connection::configure(Access access) {
  sqlite3_extended_result_codes(db_, 1);
  sqlite3_busy_timeout(db_, 5000);
  static_assert(sizeof(HistorySource) == sizeof(Source));
  sqlite3_create_function_v2(db_, "hf_version", 0, SQLITE_UTF8, history_.get(), &version_function, nullptr, nullptr, nullptr);
  sqlite3_create_function_v2(db_, "hf_now_us", 0, SQLITE_UTF8, history_.get(), &now_function, nullptr, nullptr, nullptr);
  sqlite3_db_config(db_, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
  sqlite3_db_config(db_, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
  if (access == Access::writer) {
    // Of use in a new file only, and only before anything else writes its first page: freed pages can be given back later.
    execute("PRAGMA page_size=4096; PRAGMA auto_vacuum=INCREMENTAL; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=0;"
            "PRAGMA foreign_keys=ON; PRAGMA cache_size=-16384; PRAGMA temp_store=MEMORY; PRAGMA secure_delete=OFF;"
            "PRAGMA journal_size_limit=67108864");
    Statement& mode = prepare("PRAGMA journal_mode");
    check(mode.step() && mode.text(0) == "wal");
    mode.reset();
    Statement& sync = prepare("PRAGMA synchronous");
    check(sync.step() && sync.integer(0) == 2);
    sync.reset();
  } else {
    sqlite3_db_config(db_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    execute("PRAGMA wal_autocheckpoint=0; PRAGMA cache_size=-12288; PRAGMA temp_store=MEMORY; PRAGMA query_only=ON");
  }
}

Connection::~Connection() { close(); }

void Connection::close() {
  by_address_.clear();
  statements_.clear();
  sqlite3_close_v2(db_);
}

Statement& Connection::prepare_text(std::string_view sql) {
  auto found = statements_.find(sql);
  if (found == statements_.end())
    found = statements_.emplace(std::string{sql}, std::make_unique<Statement>(db_, sql)).first;
  return found->second->reset();
}

void Connection::execute(const std::string& sql) {
  char* message = nullptr;
  const int code = sqlite3_exec(db_, sql.c_str(), nullptr, nullptr, &message);
  if (code != SQLITE_OK) {
    sqlite3_free(message);
    throw_failure(db_, code, sql.substr(0, 200));
  }
}

std::int64_t Connection::last_rowid() const { return sqlite3_last_insert_rowid(db_); }
std::int64_t Connection::changes() const { return sqlite3_changes64(db_); }
bool Connection::in_transaction() const { return sqlite3_get_autocommit(db_) == 0; }
void Connection::set_history_source(IdSource* ids, Instant now) { *history_ = {ids, now}; }

std::shared_ptr<const std::uint64_t> Connection::watch(std::vector<std::string> tables) {
  if (watches_.empty()) sqlite3_update_hook(db_, &Connection::on_row_change, this);
  return watches_.emplace_back(Watch{std::move(tables), std::make_shared<std::uint64_t>(1)}).count;
}

void Connection::on_row_change(void* self, int, const char*, const char* table, long long) {
  for (const Watch& watch : static_cast<Connection*>(self)->watches_)
    for (const std::string& name : watch.tables)
      if (name == table) ++*watch.count;
}

void Connection::rolled_back() {
  for (const Watch& watch : watches_) ++*watch.count;
}

int Connection::checkpoint(bool truncate) {
  int log = 0;
  int done = 0;
  const int code = sqlite3_wal_checkpoint_v2(db_, nullptr, truncate ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE, &log, &done);
  if (code != SQLITE_OK && (code & 0xff) != SQLITE_BUSY) throw_failure(db_, code, "checkpoint");
  return log - done;
}
}  // namespace holdfast::db

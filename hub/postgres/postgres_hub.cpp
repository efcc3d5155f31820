#include "postgres/postgres_hub.h"

#include <chrono>
#include <random>
#include <thread>

#include "database/sqlite_hub.h"
#include "postgres/partitions.h"

namespace holdfast::postgres {
namespace {
constexpr int most_tries = 12;

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

/// Grows with each try, and differs between those that met.
void wait_a_little(int attempt) {
  thread_local std::minstd_rand random{std::random_device{}()};
  const int most = 1000 << std::min(attempt, 7);
  std::this_thread::sleep_for(std::chrono::microseconds{std::uniform_int_distribution<int>{most / 4, most}(random)});
}

Instant wall() {
  const auto since = std::chrono::system_clock::now().time_since_epoch();
  return Instant{std::chrono::duration_cast<std::chrono::microseconds>(since).count()};
}

bool is_applied(PgSession& session, int number) {
  sql::Statement& rows = session.prepare("SELECT 1 FROM hub_migration WHERE number = ?");
  const bool found = rows.all(number).step();
  rows.reset();
  return found;
}

/// Hubs that start at once take turns by the number's key; each migration is a transaction.
void migrate(PgSession& session) {
  try {
    session.execute(
        "CREATE TABLE IF NOT EXISTS hub_migration (number BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL)");
  } catch (const PgFailure& failure) {
    if (failure.sqlstate != "23505" && failure.sqlstate != "42P07") throw;  // another one was quicker
  }
  for (const database::Migration& migration : database::hub_migrations()) {
    if (is_applied(session, migration.number)) continue;
    session.execute("BEGIN");
    try {
      session.prepare("INSERT INTO hub_migration(number, name) VALUES (?, ?)").exec(migration.number, migration.name);
      session.execute(translated(migration.sql));
      session.execute("COMMIT");
    } catch (const PgFailure& failure) {
      session.execute("ROLLBACK");
      if (!is_applied(session, migration.number)) throw;
    }
  }
}
}  // namespace

std::string translated(std::string_view sqlite_sql) {
  std::string text{sqlite_sql};
  replace_all(text, ") STRICT, WITHOUT ROWID", ")");
  replace_all(text, " INTEGER", " BIGINT");
  replace_all(text, " BLOB", " BYTEA");
  // Keys are compared as bytes, as SQLite does.
  replace_all(text, " TEXT", " TEXT COLLATE \"C\"");
  return text;
}

struct PostgresHub::Open {
  explicit Open(const std::string& url) : session{url} {}
  PgSession session;
  database::Rows rows{session};
};

PostgresHub::PostgresHub(std::string url) : url_{std::move(url)}, open_{std::make_unique<Open>(url_)} {
  migrate(open_->session);
  keep_partitions(open_->session, wall());
  months_kept_ = std::chrono::steady_clock::now();
}
PostgresHub::~PostgresHub() = default;
sql::Session& PostgresHub::session() { return open_->session; }

void PostgresHub::use_secret(std::string_view secret) {
  secret_ = secret;
  open_->rows.use_secret(secret);
  for (int sealed = 1; sealed > 0;) write([&](engine::HubTransaction&) { sealed = open_->rows.seal_plain(); });
}

void PostgresHub::write(const std::function<void(engine::HubTransaction&)>& work) {
  run("BEGIN ISOLATION LEVEL READ COMMITTED", work);
}
void PostgresHub::read(const std::function<void(engine::HubTransaction&)>& work) {
  run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", work);
}

std::vector<std::string> PostgresHub::drop_log_months(Instant before) {
  read([](engine::HubTransaction&) {});  // the line is there, or here is where it shows
  return postgres::drop_log_months(open_->session, before);
}

/// A hub that runs for months makes the next ones itself.
void PostgresHub::keep_months() {
  const auto now = std::chrono::steady_clock::now();
  if (now - months_kept_ < std::chrono::hours{12}) return;
  keep_partitions(open_->session, wall());
  months_kept_ = now;
}

void PostgresHub::run(const char* begin, const std::function<void(engine::HubTransaction&)>& work) {
  for (int attempt = 0;; ++attempt) {
    bool committing = false;
    try {
      if (!open_) {
        open_ = std::make_unique<Open>(url_);
        if (!secret_.empty()) open_->rows.use_secret(secret_);
      }
      keep_months();
      open_->session.execute(begin);
      open_->session.only_reads(std::string_view{begin}.ends_with("READ ONLY"));
      engine::HubTransaction rows = open_->rows.transaction();
      work(rows);
      committing = true;
      open_->session.execute("COMMIT");
      return;
    } catch (const PgFailure& failure) {
      if (failure.line_broke())
        open_.reset();
      else
        open_->session.execute("ROLLBACK");
      // A commit whose answer was lost may have been done: the caller hears that it broke, and asks again.
      const bool again = failure.retryable() || (failure.line_broke() && !committing);
      if (!again || attempt + 1 >= most_tries) throw;
      wait_a_little(attempt);
    } catch (...) {
      if (open_) open_->session.execute("ROLLBACK");
      throw;
    }
  }
}
}  // namespace holdfast::postgres

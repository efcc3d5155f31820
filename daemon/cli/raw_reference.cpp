#include "cli/raw_reference.h"

#include <sqlite3.h>

#include <array>
#include <chrono>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "cli/percentile.h"

namespace holdfast::cli {
namespace {
using Clock = std::chrono::steady_clock;
constexpr int articles = 10'000;
constexpr int lines = 5;

constexpr const char* schema =
    "CREATE TABLE sale(id INTEGER PRIMARY KEY, uuid BLOB, number TEXT, register INT, staff INT, at INT, status INT, "
    "net INT, tax INT, total INT);"
    "CREATE TABLE sale_line(id INTEGER PRIMARY KEY, sale_id INT, position INT, article INT, name TEXT, quantity INT, "
    "price INT, tax INT, total INT);"
    "CREATE TABLE sale_tax(id INTEGER PRIMARY KEY, sale_id INT, rate INT, base INT, amount INT);"
    "CREATE TABLE tender(id INTEGER PRIMARY KEY, sale_id INT, method INT, amount INT, at INT);"
    "CREATE TABLE move(id INTEGER PRIMARY KEY, article INT, sale_id INT, quantity INT, reason INT);"
    "CREATE TABLE stock(article INTEGER PRIMARY KEY, quantity INT);"
    "CREATE TABLE event(id INTEGER PRIMARY KEY, type INT, sale_id INT, body TEXT);"
    "CREATE INDEX sale_at ON sale(at); CREATE INDEX line_sale ON sale_line(sale_id); CREATE INDEX tax_sale ON "
    "sale_tax(sale_id);"
    "CREATE INDEX tender_sale ON tender(sale_id);"
    // One index whose keys arrive in random order, which the daemon's own tables do without.
    "CREATE INDEX move_article ON move(article)";
enum Sql { sale, line, tax, tender, move, level, event, count };
constexpr std::array<const char*, count> statements{
    "INSERT INTO sale VALUES(?,?,?,?,?,?,?,?,?,?)", "INSERT INTO sale_line VALUES(NULL,?,?,?,?,?,?,?,?)",
    "INSERT INTO sale_tax VALUES(NULL,?,?,?,?)",    "INSERT INTO tender VALUES(NULL,?,?,?,?)",
    "INSERT INTO move VALUES(NULL,?,?,?,?)",        "UPDATE stock SET quantity = quantity - 1000 WHERE article = ?",
    "INSERT INTO event VALUES(NULL,?,?,?)"};

class RawStore {
 public:
  explicit RawStore(const std::filesystem::path& file) : file_{file} {
    remove();
    if (sqlite3_open(file.c_str(), &db_) != SQLITE_OK) fail();
    execute(
        "PRAGMA page_size=4096; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16384; PRAGMA "
        "temp_store=MEMORY");
    execute("BEGIN");
    execute(schema);
    execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " + std::to_string(articles) +
            ") INSERT INTO stock SELECT i, 1000000 FROM n");
    execute("COMMIT; PRAGMA wal_checkpoint(TRUNCATE)");
    for (std::size_t i = 0; i < count; ++i)
      if (sqlite3_prepare_v3(db_, statements[i], -1, SQLITE_PREPARE_PERSISTENT, &prepared_[i], nullptr) != SQLITE_OK)
        fail();
  }
  ~RawStore() {
    for (sqlite3_stmt* statement : prepared_) sqlite3_finalize(statement);
    sqlite3_close(db_);
    remove();
  }
  RawStore(const RawStore&) = delete;
  RawStore& operator=(const RawStore&) = delete;

  void execute(const std::string& sql) {
    if (sqlite3_exec(db_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) fail();
  }
  /// 22 statements.
  void add_sale(std::int64_t id) {
    std::array<std::int64_t, 2> uuid{id, static_cast<std::int64_t>(next_random())};
    const std::string number = "0042-01-" + std::to_string(id);
    sqlite3_stmt* row = prepared_[sale];
    sqlite3_bind_int64(row, 1, id);
    sqlite3_bind_blob(row, 2, uuid.data(), 16, SQLITE_STATIC);
    sqlite3_bind_text(row, 3, number.data(), static_cast<int>(number.size()), SQLITE_STATIC);
    integers(row, 4, {id % 8, 3, 1'760'000'000'000 + id, 2, 5'000, 1'000, 6'000});
    run(row);
    for (int position = 1; position <= lines; ++position) {
      const auto article = static_cast<std::int64_t>(1 + next_random() % articles);
      row = prepared_[line];
      integers(row, 1, {id, position, article});
      sqlite3_bind_text(row, 4, "Espresso beans 1 kg", -1, SQLITE_STATIC);
      integers(row, 5, {1'000, 1'000, 200, 1'200});
      run(row);
      put(move, {article, id, -1'000, 1});
      put(level, {article});
    }
    put(tax, {id, 2'000, 2'500, 500});
    put(tax, {id, 700, 2'500, 500});
    put(tender, {id, 1, 6'000, id});
    for (const std::size_t size : {1'500U, 280U, 640U}) {
      row = prepared_[event];
      integers(row, 1, {1, id});
      sqlite3_bind_text(row, 3, body_.data() + next_random() % 64, static_cast<int>(size), SQLITE_STATIC);
      run(row);
    }
  }

 private:
  void integers(sqlite3_stmt* row, int from, std::initializer_list<std::int64_t> values) {
    for (const std::int64_t value : values) sqlite3_bind_int64(row, from++, value);
  }
  void put(Sql which, std::initializer_list<std::int64_t> values) {
    integers(prepared_[which], 1, values);
    run(prepared_[which]);
  }
  void run(sqlite3_stmt* row) {
    if (sqlite3_step(row) != SQLITE_DONE) fail();
    sqlite3_reset(row);
  }
  std::uint64_t next_random() {
    random_ ^= random_ << 13U;
    random_ ^= random_ >> 7U;
    random_ ^= random_ << 17U;
    return random_;
  }
  [[noreturn]] void fail() { throw std::runtime_error{std::string{"the raw reference: "} + sqlite3_errmsg(db_)}; }
  void remove() const {
    for (const char* end : {"", "-wal", "-shm"}) {
      std::error_code ignored;
      std::filesystem::remove(file_.string() + end, ignored);
    }
  }
  std::filesystem::path file_;
  sqlite3* db_ = nullptr;
  std::array<sqlite3_stmt*, count> prepared_{};
  std::uint64_t random_ = 88'172'645'463'325'252ULL;
  std::string body_ = std::string(2'048, 'x');
};
}  // namespace

RawFigures raw_reference(const std::filesystem::path& folder, int group, int milliseconds) {
  RawStore store{folder / "raw-reference.db"};
  std::vector<std::int64_t> commits;
  RawFigures figures;
  const auto start = Clock::now();
  const auto until = start + std::chrono::milliseconds{milliseconds};
  auto now = start;
  while (now < until) {
    store.execute("BEGIN IMMEDIATE");
    for (int i = 0; i < group; ++i) store.add_sale(++figures.sales);
    store.execute("COMMIT");
    const auto then = std::exchange(now, Clock::now());
    commits.push_back(std::chrono::duration_cast<std::chrono::microseconds>(now - then).count());
  }
  const auto us = std::chrono::duration_cast<std::chrono::microseconds>(now - start).count();
  figures.sales_per_second = figures.sales * 1'000'000 / std::max<std::int64_t>(us, 1);
  figures.commit_p50_us = percentile(commits, 50);
  figures.commit_p99_us = percentile(commits, 99);
  return figures;
}
}  // namespace holdfast::cli

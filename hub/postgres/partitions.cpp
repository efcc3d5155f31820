#include "postgres/partitions.h"

#include <algorithm>
#include <array>
#include <span>

#include "base/digest.h"

namespace holdfast::postgres {
namespace {
constexpr int months_ahead = 2;
constexpr const char* turn = "SELECT pg_advisory_xact_lock(1212760614)";

enum class By { received, id, date };
struct Table {
  std::string_view name, column;
  By by;
};
constexpr std::array<Table, 5> tables{{{"site_log", "received_us", By::received},
                                       {"event_seen", "event_id", By::id},
                                       {"paid_order", "order_id", By::id},
                                       {"sales_total", "business_date", By::date},
                                       {"tender_total", "business_date", By::date}}};

/// The first moment of the month that many months after the one of `at`.
Instant month(Instant at, int later = 0) {
  const std::string day = to_date(at);
  const int months = std::stoi(day.substr(0, 4)) * 12 + std::stoi(day.substr(5, 2)) - 1 + later;
  const int number = months % 12 + 1;
  return *parse_date(std::to_string(months / 12) + (number < 10 ? "-0" : "-") + std::to_string(number) + "-01");
}
/// `2026m11`: sorts as the months do.
std::string label(Instant first) {
  std::string day = to_date(first);
  return day.substr(0, 4) + "m" + day.substr(5, 2);
}
std::string bound(const Table& table, Instant first) {
  switch (table.by) {
    case By::received:
      return std::to_string(first.unix_us());
    case By::id: {
      const auto ms = big_endian(static_cast<std::uint64_t>(first.unix_us() / 1000));
      return "'\\x" + to_hex(std::span{ms}.subspan(2)) + "'";  // the first six bytes of a UUIDv7
    }
    case By::date:
      return "'" + to_date(first) + "'";
  }
  return {};
}

std::string one_text(PgSession& session, std::string_view query, const std::string& name) {
  sql::Statement& rows = session.prepare(query);
  const std::string text = rows.all(name).step() ? rows.string(0) : std::string{};
  rows.reset();
  return text;
}
std::vector<std::string> texts(PgSession& session, std::string_view query, const std::string& name) {
  sql::Statement& rows = session.prepare(query);
  rows.all(name);
  std::vector<std::string> all;
  while (rows.step()) all.push_back(rows.string(0));
  return all;
}
/// `r` an ordinary table, `p` a partitioned one, empty: none.
std::string kind(PgSession& session, const std::string& name) {
  return one_text(
      session, "SELECT relkind::text FROM pg_class WHERE relname = ? AND relnamespace = current_schema()::regnamespace",
      name);
}
std::vector<std::string> parts(PgSession& session, const std::string& name) {
  return texts(
      session,
      "SELECT c.relname::text FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid JOIN pg_class p ON p.oid = "
      "i.inhparent WHERE p.relname = ? AND p.relnamespace = current_schema()::regnamespace ORDER BY c.relname",
      name);
}
std::string key_of(PgSession& session, const std::string& name) {
  return one_text(
      session,
      "SELECT string_agg(a.attname::text, ', ' ORDER BY array_position(i.indkey::int2[], a.attnum)) FROM pg_index i "
      "JOIN "
      "pg_class c ON c.oid = i.indrelid JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY(i.indkey) "
      "WHERE i.indisprimary AND c.relname = ? AND c.relnamespace = current_schema()::regnamespace",
      name);
}

void replace_all(std::string& text, const std::string& from, const std::string& to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

/// Its other indices are made again for all months; the old part's own are taken over as they are.
void carry_indices(PgSession& session, const std::string& old_name, const std::string& name) {
  const std::vector<std::string> made = texts(
      session, "SELECT indexdef::text FROM pg_indexes WHERE schemaname = current_schema() AND tablename = ?", old_name);
  const std::vector<std::string> names =
      texts(session, "SELECT indexname::text FROM pg_indexes WHERE schemaname = current_schema() AND tablename = ?",
            old_name);
  for (std::size_t i = 0; i < made.size(); ++i) {
    session.execute("ALTER INDEX " + names[i] + " RENAME TO " + names[i] + "_before");
    std::string again = made[i];
    replace_all(again, old_name + " ", name + " ");
    session.execute(again);
  }
}

void divide(PgSession& session, const Table& table, Instant now) {
  const std::string name{table.name}, column{table.column};
  const Instant next = month(now, 1);
  const std::string before = name + "_to_" + label(next);
  const std::string key = key_of(session, name);
  session.execute("ALTER TABLE " + name + " RENAME TO " + before + "; ALTER TABLE " + before + " DROP CONSTRAINT " +
                  name + "_pkey");
  session.execute("CREATE TABLE " + name + " (LIKE " + before +
                  " INCLUDING DEFAULTS INCLUDING CONSTRAINTS) PARTITION BY RANGE (" + column + "); ALTER TABLE " +
                  name + " ADD PRIMARY KEY (" + key + (key.find(column) == std::string::npos ? ", " + column : "") +
                  "); CREATE TABLE " + name + "_rest PARTITION OF " + name + " DEFAULT");
  session.execute("WITH ahead AS (DELETE FROM " + before + " WHERE " + column + " >= " + bound(table, next) +
                  " RETURNING *) INSERT INTO " + name + "_rest SELECT * FROM ahead");
  sql::Statement& any = session.prepare("SELECT 1 FROM " + before + " LIMIT 1");
  const bool empty = !any.step();
  any.reset();
  session.execute("ALTER TABLE " + name + " ATTACH PARTITION " + before + " FOR VALUES FROM (MINVALUE) TO (" +
                  bound(table, next) + ")");
  carry_indices(session, before, name);
  // Nothing there: months from the first on.
  if (empty) session.execute("DROP TABLE " + before);
}

void make_month(PgSession& session, const Table& table, Instant first) {
  const std::string name{table.name}, column{table.column}, part = name + "_" + label(first);
  const std::string from = bound(table, first), to = bound(table, month(first, 1));
  session.execute("CREATE TABLE " + part + " (LIKE " + name + " INCLUDING DEFAULTS INCLUDING CONSTRAINTS)");
  session.execute("WITH early AS (DELETE FROM " + name + "_rest WHERE " + column + " >= " + from + " AND " + column +
                  " < " + to + " RETURNING *) INSERT INTO " + part + " SELECT * FROM early");
  session.execute("ALTER TABLE " + name + " ATTACH PARTITION " + part + " FOR VALUES FROM (" + from + ") TO (" + to +
                  ")");
}

/// The months from `now` on that are neither made nor within the first partition.
std::vector<Instant> missing(PgSession& session, const Table& table, Instant now) {
  const std::string name{table.name};
  const std::vector<std::string> made = parts(session, name);
  std::string covered;
  for (const std::string& part : made)
    if (part.starts_with(name + "_to_")) covered = std::max(covered, part.substr(name.size() + 4));
  std::vector<Instant> wanted;
  for (int i = 0; i <= months_ahead; ++i) {
    const Instant first = month(now, i);
    const bool there = std::find(made.begin(), made.end(), name + "_" + label(first)) != made.end();
    if (!there && label(first) >= covered) wanted.push_back(first);
  }
  return wanted;
}

void keep(PgSession& session, const Table& table, Instant now) {
  const std::string name{table.name};
  if (kind(session, name) == "p" && missing(session, table, now).empty()) return;
  session.execute("BEGIN");
  try {
    session.execute(turn);
    if (kind(session, name) == "r") {
      session.execute("LOCK TABLE " + name + " IN ACCESS EXCLUSIVE MODE");
      divide(session, table, now);
    }
    for (const Instant first : missing(session, table, now)) make_month(session, table, first);
    session.execute("COMMIT");
  } catch (...) {
    session.execute("ROLLBACK");
    throw;
  }
}

bool can_divide(PgSession& session) {
  sql::Statement& row = session.prepare("SELECT version()");
  const bool can = row.step() && row.text(0).find("CockroachDB") == std::string_view::npos;
  row.reset();
  return can;
}
}  // namespace

void keep_partitions(PgSession& session, Instant now) {
  if (!can_divide(session)) return;
  for (const Table& table : tables) keep(session, table, now);
}

std::vector<std::string> drop_log_months(PgSession& session, Instant before) {
  std::vector<std::string> gone;
  for (const std::string& part : parts(session, "site_log")) {
    const bool first = part.starts_with("site_log_to_"), is_month = part.starts_with("site_log_2");
    // The first one ends where its name says, a month with itself.
    if (first ? part.substr(12) > label(before) : !is_month || part.substr(9) >= label(before)) continue;
    session.execute("BEGIN");
    try {
      session.execute(turn);
      sql::Statement& needed = session.prepare("SELECT 1 WHERE EXISTS (SELECT 1 FROM " + part +
                                               " l JOIN site_epoch e USING (tenant_id, site_id, epoch) WHERE l.seq > "
                                               "e.applied_seq) OR EXISTS (SELECT 1 FROM " +
                                               part + " JOIN site_hole USING (tenant_id, site_id, epoch, seq))");
      const bool stays = needed.step();
      needed.reset();
      if (!stays) {
        session.execute("DROP TABLE " + part);
        gone.push_back(part);
      }
      session.execute("COMMIT");
    } catch (...) {
      session.execute("ROLLBACK");
      throw;
    }
  }
  return gone;
}
}  // namespace holdfast::postgres

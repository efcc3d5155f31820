#include "commands/retention_terms.h"

#include <array>

namespace holdfast::commands {
namespace {
constexpr std::int64_t archive_days = 90, credential_days = 30, rows_a_run = 500;
Instant days_before(Instant now, std::int64_t days) { return now.plus_seconds(-days * seconds_per_day); }
Instant law_limit(const Site& site, Instant now) { return days_before(now, years_by_law(site.country) * 366); }

struct Kind {
  std::string_view sql;  ///< ?1 is the moment
  bool history;          ///< after policy.history_days, else after 90 days
};
constexpr std::array<Kind, 6> traces{{
    {"DELETE FROM capability_decision WHERE id IN (SELECT id FROM capability_decision ORDER BY id LIMIT 500) AND at_us "
     "< ?1",
     true},
    {"DELETE FROM capability_result WHERE revision IN (SELECT revision FROM capability_result ORDER BY revision LIMIT "
     "500) AND at_us < "
     "?1 AND revision < (SELECT max(revision) FROM capability_result)",
     true},
    {"DELETE FROM foreign_order WHERE seen_us < ?1", true},
    {"DELETE FROM realtime_call WHERE id IN (SELECT id FROM realtime_call WHERE state IN ('answered', 'refused', "
     "'not_done') AND done_us "
     "< ?1 LIMIT 500)",
     false},
    {"DELETE FROM hub_directive WHERE id IN (SELECT id FROM hub_directive ORDER BY id LIMIT 500) AND taken_us < ?1 AND "
     "told IS NOT NULL AND told <> 'running'",
     false},
    {"DELETE FROM replication_run WHERE id IN (SELECT id FROM replication_run ORDER BY id LIMIT 500) AND ended_us < ?1",
     false},
}};

std::int64_t number(db::Connection& connection, std::string_view sql, Instant before) {
  db::Statement& row = connection.prepare_text(sql);
  row.all(before);
  const std::int64_t value = row.step() ? row.integer(0) : 0;
  row.reset();
  return value;
}
}  // namespace

std::int64_t years_by_law(std::string_view country) {
  if (country == "AT") return 7;
  if (country == "GB" || country == "IE") return 6;
  return 10;
}

std::int64_t detach_old_orders(db::Transaction& tx, Context& context) {
  const Instant before = law_limit(context.site, context.now);
  db::Statement& mark = tx.prepare("SELECT last_row FROM retention_mark WHERE kind = 'orders'");
  const std::int64_t from = mark.step() ? mark.integer(0) : 0;
  mark.reset();
  // Ids rise with time, so what is old enough stands in front of the first that is not.
  std::int64_t last = from, seen = 0;
  db::Statement& rows = tx.prepare("SELECT id, created_us FROM orders WHERE id > ? ORDER BY id LIMIT ?");
  rows.all(from, rows_a_run);
  while (rows.step() && rows.instant(1) < before) {
    last = rows.integer(0);
    ++seen;
  }
  rows.reset();
  if (seen == 0) return 0;
  db::Statement& newest = tx.prepare("SELECT coalesce(max(ztracking_id), 0) FROM ztracking_orders");
  const std::int64_t history = newest.step() ? newest.integer(0) : 0;
  newest.reset();
  tx.prepare(
        "UPDATE orders SET person_id = NULL, note = '', external_ref = NULL WHERE id > ? AND id <= ? AND (person_id IS "
        "NOT NULL OR "
        "note <> '' OR external_ref IS NOT NULL)")
      .exec(from, last);
  const std::int64_t changed = tx.connection().changes();
  tx.prepare("DELETE FROM order_address WHERE order_id > ? AND order_id <= ?").exec(from, last);
  // Their history would go on telling what was just let go of.
  tx.prepare("DELETE FROM ztracking_orders WHERE ztracking_id > ?").exec(history);
  tx.prepare("UPDATE ztracking_orders SET person_id = NULL, note = '', external_ref = NULL WHERE id > ? AND id <= ?")
      .exec(from, last);
  tx.prepare("DELETE FROM ztracking_order_address WHERE order_id > ? AND order_id <= ?").exec(from, last);
  tx.prepare(
        "INSERT INTO retention_mark(kind, last_row) VALUES ('orders', ?) ON CONFLICT(kind) DO UPDATE SET last_row = "
        "excluded.last_row")
      .exec(last);
  return seen == rows_a_run ? std::max<std::int64_t>(changed, 1) : changed;
}

std::int64_t delete_traces(db::Transaction& tx, Context& context) {
  std::int64_t deleted = 0;
  for (const Kind& kind : traces) {
    const std::int64_t days = kind.history ? std::max(context.site.policy.history_days, archive_days) : archive_days;
    tx.prepare_text(kind.sql).exec(days_before(context.now, days));
    deleted += tx.connection().changes();
  }
  return deleted;
}

bool is_quiet(db::Connection& connection, Instant now, int utc_offset_min) {
  constexpr std::int64_t hour_us = 3'600'000'000, day_us = 24 * hour_us, pause_us = hour_us / 4;
  db::Statement& open = connection.prepare("SELECT 1 FROM shift WHERE status = 'OPEN' LIMIT 1");
  const bool any = open.step();
  open.reset();
  if (!any) return true;
  const std::int64_t local = (now.unix_us() + utc_offset_min * std::int64_t{60'000'000}) % day_us;
  if (local < 2 * hour_us || local >= 5 * hour_us) return false;
  db::Statement& last = connection.prepare("SELECT created_us FROM orders ORDER BY id DESC LIMIT 1");
  const std::int64_t sold_us = last.step() ? last.integer(0) : 0;
  last.reset();
  return sold_us <= now.unix_us() - pause_us;
}

void record_retention(db::Transaction& tx, const RetentionCounts& counts, Instant now) {
  const std::array<std::pair<std::string_view, std::int64_t>, 8> kinds{
      {{"carts expired", counts.carts_expired},
       {"carts", counts.carts_deleted},
       {"promotion and partner use", counts.uses_deleted},
       {"credentials", counts.credentials_deleted},
       {"print jobs", counts.print_jobs_deleted},
       {"event bodies", counts.bodies_deleted},
       {"orders detached", counts.orders_detached},
       {"traces", counts.traces_deleted}}};
  for (const auto& [kind, rows] : kinds)
    if (rows > 0)
      tx.prepare("INSERT INTO retention_run(at_us, kind, row_count) VALUES (?, ?, ?)").exec(now, kind, rows);
  tx.prepare("DELETE FROM retention_run WHERE id IN (SELECT id FROM retention_run ORDER BY id LIMIT 100) AND at_us < ?")
      .exec(days_before(now, 730));
}

RetentionCounts count_retention(db::Connection& connection, const Site& site, Instant now) {
  const Instant history = days_before(now, site.policy.history_days), credentials = days_before(now, credential_days),
                archive = days_before(now, archive_days);
  RetentionCounts due;
  due.carts_expired =
      number(connection, "SELECT count(*) FROM cart WHERE status IN ('ACTIVE', 'SUSPENDED') AND updated_us < ?",
             days_before(now, site.policy.cart_days));
  due.carts_deleted = number(
      connection, "SELECT count(*) FROM cart WHERE status NOT IN ('ACTIVE', 'SUSPENDED') AND updated_us < ?", archive);
  due.uses_deleted = number(connection, "SELECT count(*) FROM promotion_redemption WHERE redeemed_us < ?", history) +
                     number(connection, "SELECT count(*) FROM affiliate_click WHERE clicked_us < ?", history) +
                     number(connection, "SELECT count(*) FROM order_attribution WHERE created_us < ?", history);
  due.credentials_deleted =
      number(connection, "SELECT count(*) FROM approval WHERE expires_us < ?", credentials) +
      number(connection, "SELECT count(*) FROM pairing_code WHERE expires_us < ?", credentials) +
      number(connection, "SELECT count(*) FROM session WHERE coalesce(ended_us, expires_us) < ?", credentials);
  due.print_jobs_deleted =
      number(connection,
             "SELECT count(*) FROM print_job WHERE state NOT IN ('queued', 'printing', 'unknown') AND changed_us < ?",
             archive);
  due.orders_detached = number(
      connection,
      "SELECT count(*) FROM orders WHERE created_us < ? AND (person_id IS NOT NULL OR note <> '' OR external_ref "
      "IS NOT NULL)",
      law_limit(site, now));
  due.traces_deleted =
      number(connection, "SELECT count(*) FROM capability_decision WHERE at_us < ?", history) +
      number(connection, "SELECT count(*) FROM foreign_order WHERE seen_us < ?", history) +
      number(connection,
             "SELECT count(*) FROM realtime_call WHERE state IN ('answered', 'refused', 'not_done') AND done_us < ?",
             archive) +
      number(connection,
             "SELECT count(*) FROM hub_directive WHERE taken_us < ? AND told IS NOT NULL AND told <> 'running'",
             archive) +
      number(connection, "SELECT count(*) FROM replication_run WHERE ended_us < ?", archive);
  return due;
}
}  // namespace holdfast::commands

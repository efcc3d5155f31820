#include "database/rollout_rows.h"

#include <algorithm>

#include "base/check.h"

namespace holdfast::database {
using engine::Counted;
using engine::Rollout;
using engine::SiteKey;
using engine::SiteRelease;
using rings::Signals;

namespace {
Rollout read_rollout(const sql::Statement& row) {
  Rollout out;
  auto plan = rings::parse_plan(row.text(6));
  auto state = rings::parse_state(row.text(7));
  check(plan.has_value() && state.has_value());  // both are our own writing
  out.plan = *std::move(plan);
  out.state = *std::move(state);
  out.plan.id = row.uuid(0);
  out.plan.bundle = row.string(1);
  out.plan.digest = row.string(2);
  out.size = row.integer(3);
  out.plan.counter = row.integer(4);
  out.plan.before = row.integer(5);
  out.manifest = row.string(8);
  out.made_by = row.string(9);
  out.made = row.instant(10);
  out.looked = row.instant(11);
  out.release = row.string(12);
  out.summed = row.instant(13);
  return out;
}
SiteRelease read_site(const sql::Statement& row) {
  return {row.string(0), row.integer(1), row.instant(2), row.small(3), row.instant(4), row.string(5), row.instant(6)};
}
struct Column {
  std::string_view name;
  std::int64_t Signals::* member;
};
constexpr Column columns[] = {{"trading_s", &Signals::trading_s},
                              {"sales", &Signals::sales},
                              {"scans", &Signals::scans},
                              {"scans_unknown", &Signals::scans_unknown},
                              {"prints", &Signals::prints},
                              {"prints_failed", &Signals::prints_failed},
                              {"cards", &Signals::cards},
                              {"cards_declined", &Signals::cards_declined},
                              {"errors", &Signals::errors},
                              {"restarts", &Signals::restarts},
                              {"sale_us", &Signals::sale_us},
                              {"lag_s", &Signals::lag_s},
                              {"integrity_errors", &Signals::integrity_errors},
                              {"card_mismatches", &Signals::card_mismatches}};
/// All of them, `$` put in place by each one's name, with commas between.
std::string each_column(std::string_view form) {
  std::string out;
  for (const Column& column : columns) {
    if (!out.empty()) out += ", ";
    for (const char c : form) c == '$' ? void(out += column.name) : out.push_back(c);
  }
  return out;
}
Signals read_signals(const sql::Statement& row, int first) {
  Signals out;
  for (const Column& column : columns) out.*column.member = row.integer(first++);
  return out;
}
void read_counted(sql::Statement& rows, std::vector<Counted>& into) {
  while (rows.step()) into.push_back({rows.string(0), rows.integer(1), rows.flag(2), read_signals(rows, 3)});
}
std::optional<Rollout> first_of(sql::Statement& rows) {
  std::optional<Rollout> found;
  if (rows.step()) found = read_rollout(rows);
  rows.reset();
  return found;
}
}  // namespace

void Rollouts::put(const std::string& tenant, const Rollout& rollout) {
  const std::string plan = rings::plan_text(rollout.plan), state = rings::state_text(rollout.state);
  db_.prepare(
         "INSERT INTO rollout(tenant_id, rollout_id, bundle, bundle_sha, size, release, counter, replaces, plan, "
         "state, manifest, made_by, made_us, looked_us, summed_us) "
         "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
         "ON CONFLICT (tenant_id, rollout_id) DO UPDATE SET state = excluded.state, looked_us = excluded.looked_us")
      .exec(tenant, rollout.plan.id, rollout.plan.bundle, rollout.plan.digest, rollout.size, rollout.release,
            rollout.plan.counter, rollout.plan.before, plan, state, rollout.manifest, rollout.made_by, rollout.made,
            rollout.looked, rollout.summed);
}
std::optional<Rollout> Rollouts::rollout(const std::string& tenant, const Uuid& id) {
  return first_of(
      db_.prepare("SELECT rollout_id, bundle, bundle_sha, size, counter, replaces, plan, state, manifest, "
                  "made_by, made_us, looked_us, release, summed_us FROM rollout WHERE tenant_id = ? AND rollout_id = ?")
          .all(tenant, id));
}
std::optional<Rollout> Rollouts::lock(const std::string& tenant, const Uuid& id) {
  return first_of(
      db_.prepare_locking(
             "SELECT rollout_id, bundle, bundle_sha, size, counter, replaces, plan, state, manifest, "
             "made_by, made_us, looked_us, release, summed_us FROM rollout WHERE tenant_id = ? AND rollout_id = ?")
          .all(tenant, id));
}
std::vector<Rollout> Rollouts::rollouts(const std::string& tenant, int most) {
  sql::Statement& rows = db_.prepare(
      "SELECT rollout_id, bundle, bundle_sha, size, counter, replaces, plan, state, manifest, made_by, made_us, "
      "looked_us, release, summed_us FROM rollout WHERE tenant_id = ? ORDER BY made_us DESC, rollout_id DESC LIMIT ?");
  rows.all(tenant, most);
  std::vector<Rollout> found;
  while (rows.step()) found.push_back(read_rollout(rows));
  return found;
}
void Rollouts::add(const std::string& tenant, const Uuid& id, const engine::RolloutEvent& event) {
  db_.prepare(
         "INSERT INTO rollout_event(tenant_id, rollout_id, number, at_us, decided_by, text) SELECT ?, ?, "
         "coalesce(max(number), 0) + 1, ?, ?, ? FROM rollout_event WHERE tenant_id = ? AND rollout_id = ?")
      .exec(tenant, id, event.at, event.by, event.text, tenant, id);
}
std::vector<engine::RolloutEvent> Rollouts::events(const std::string& tenant, const Uuid& id, int most) {
  sql::Statement& rows = db_.prepare(
      "SELECT at_us, decided_by, text FROM rollout_event WHERE tenant_id = ? AND rollout_id = ? ORDER BY number DESC "
      "LIMIT ?");
  rows.all(tenant, id, most);
  std::vector<engine::RolloutEvent> found;
  while (rows.step()) found.push_back({rows.instant(0), rows.string(1), rows.string(2)});
  return found;
}

std::optional<SiteRelease> Rollouts::site(const SiteKey& key) {
  sql::Statement& rows = db_.prepare(
      "SELECT site_id, counter, since_us, crashes, told_us, report, reported_us FROM site_release WHERE tenant_id = ? "
      "AND site_id = ?");
  std::optional<SiteRelease> found;
  if (rows.all(key.tenant, key.site).step()) found = read_site(rows);
  rows.reset();
  return found;
}
void Rollouts::put(const std::string& tenant, const SiteRelease& site) {
  db_.prepare(
         "INSERT INTO site_release(tenant_id, site_id, counter, since_us, crashes, told_us, report, reported_us) "
         "VALUES "
         "(?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (tenant_id, site_id) DO UPDATE SET counter = excluded.counter, since_us "
         "= "
         "excluded.since_us, crashes = excluded.crashes, told_us = excluded.told_us, report = excluded.report, "
         "reported_us = excluded.reported_us")
      .exec(tenant, site.site, site.counter, site.since, site.crashes, site.told, site.report, site.reported);
}
std::vector<SiteRelease> Rollouts::sites(const std::string& tenant, const std::string& first, const std::string& last) {
  sql::Statement& rows = db_.prepare(
      "SELECT site_id, counter, since_us, crashes, told_us, report, reported_us FROM site_release WHERE tenant_id = ? "
      "AND site_id >= ? AND site_id <= ? ORDER BY site_id");
  rows.all(tenant, first, last);
  std::vector<SiteRelease> found;
  while (rows.step()) found.push_back(read_site(rows));
  return found;
}
std::int64_t Rollouts::newest_counter(const std::string& tenant) {
  sql::Statement& rows = db_.prepare("SELECT coalesce(max(counter), 0) FROM site_release WHERE tenant_id = ?");
  const std::int64_t found = rows.all(tenant).step() ? rows.integer(0) : 0;
  rows.reset();
  return found;
}

void Rollouts::add(const SiteKey& key, Instant stretch, std::int64_t counter, const Signals& s) {
  static const std::string text =
      "INSERT INTO site_signals(tenant_id, site_id, stretch_us, counter, " + each_column("$") +
      ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (tenant_id, site_id, stretch_us, "
      "counter) DO UPDATE SET " +
      each_column("$ = site_signals.$ + excluded.$");
  db_.prepare(text).exec(key.tenant, key.site, stretch, counter, s.trading_s, s.sales, s.scans, s.scans_unknown,
                         s.prints, s.prints_failed, s.cards, s.cards_declined, s.errors, s.restarts, s.sale_us, s.lag_s,
                         s.integrity_errors, s.card_mismatches);
}
std::vector<Counted> Rollouts::counted(const std::string& tenant, const Rollout& rollout, Instant through) {
  static const std::string over =
      "SELECT site_id, counter, later, " + each_column("$") + " FROM site_trend WHERE tenant_id = ? AND rollout_id = ?";
  static const std::string open = "SELECT site_id, counter, CASE WHEN stretch_us >= ? THEN 1 ELSE 0 END AS later, " +
                                  each_column("CAST(sum($) AS BIGINT)") +
                                  " FROM site_signals WHERE tenant_id = ? AND stretch_us >= ? AND stretch_us <= ? AND "
                                  "(stretch_us < ? OR stretch_us >= "
                                  "?) GROUP BY site_id, counter, later";
  std::vector<Counted> found;
  read_counted(db_.prepare(over).all(tenant, rollout.plan.id), found);
  read_counted(db_.prepare(open).all(rollout.since(), tenant, rollout.summed, through, rollout.made, rollout.since()),
               found);
  std::ranges::sort(found, {}, &Counted::site);
  return found;
}
void Rollouts::sum_up(const std::string& tenant, const Rollout& rollout, Instant before) {
  static const std::string text =
      "INSERT INTO site_trend(tenant_id, rollout_id, site_id, counter, later, " + each_column("$") +
      ") SELECT tenant_id, ?, site_id, counter, CASE WHEN stretch_us >= ? THEN 1 ELSE 0 END AS later, " +
      each_column("CAST(sum($) AS BIGINT)") +
      " FROM site_signals WHERE tenant_id = ? AND stretch_us >= ? AND stretch_us < ? AND (stretch_us < ? OR stretch_us "
      ">= "
      "?) GROUP BY tenant_id, site_id, counter, later ON CONFLICT (tenant_id, rollout_id, site_id, counter, later) DO "
      "UPDATE SET " +
      each_column("$ = site_trend.$ + excluded.$");
  db_.prepare(text).exec(rollout.plan.id, rollout.since(), tenant, rollout.summed, before, rollout.made,
                         rollout.since());
  db_.prepare("UPDATE rollout SET summed_us = ? WHERE tenant_id = ? AND rollout_id = ?")
      .exec(before, tenant, rollout.plan.id);
}
void Rollouts::forget_later(const std::string& tenant, const Uuid& id) {
  db_.prepare("DELETE FROM site_trend WHERE tenant_id = ? AND rollout_id = ? AND later = 1").exec(tenant, id);
}
void Rollouts::forget_signals(const std::string& tenant, Instant before) {
  db_.prepare("DELETE FROM site_signals WHERE tenant_id = ? AND stretch_us < ?").exec(tenant, before);
  db_.prepare(
         "DELETE FROM site_trend WHERE tenant_id = ? AND rollout_id IN (SELECT rollout_id FROM rollout WHERE "
         "tenant_id = ? AND looked_us < ?)")
      .exec(tenant, tenant, before);
}
}  // namespace holdfast::database

#include "database/rollout_rows.h"

#include "base/check.h"

namespace holdfast::database {
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
  return out;
}
SiteRelease read_site(const sql::Statement& row) {
  return {row.string(0), row.integer(1), row.instant(2), row.small(3), row.instant(4), row.string(5), row.instant(6)};
}
/// Fourteen columns from `first` on, in the order of the table.
Signals read_signals(const sql::Statement& row, int first) {
  Signals out;
  for (const auto member :
       {&Signals::trading_s, &Signals::sales, &Signals::scans, &Signals::scans_unknown, &Signals::prints,
        &Signals::prints_failed, &Signals::cards, &Signals::cards_declined, &Signals::errors, &Signals::restarts,
        &Signals::sale_us, &Signals::lag_s, &Signals::integrity_errors, &Signals::card_mismatches})
    out.*member = row.integer(first++);
  return out;
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
         "state, "
         "manifest, made_by, made_us, looked_us) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
         "ON CONFLICT (tenant_id, rollout_id) DO UPDATE SET state = excluded.state, looked_us = excluded.looked_us")
      .exec(tenant, rollout.plan.id, rollout.plan.bundle, rollout.plan.digest, rollout.size, rollout.release,
            rollout.plan.counter, rollout.plan.before, plan, state, rollout.manifest, rollout.made_by, rollout.made,
            rollout.looked);
}
std::optional<Rollout> Rollouts::rollout(const std::string& tenant, const Uuid& id) {
  return first_of(
      db_.prepare("SELECT rollout_id, bundle, bundle_sha, size, counter, replaces, plan, state, manifest, "
                  "made_by, made_us, looked_us, release FROM rollout WHERE tenant_id = ? AND rollout_id = ?")
          .all(tenant, id));
}
std::optional<Rollout> Rollouts::lock(const std::string& tenant, const Uuid& id) {
  return first_of(
      db_.prepare_locking("SELECT rollout_id, bundle, bundle_sha, size, counter, replaces, plan, state, manifest, "
                          "made_by, made_us, looked_us, release FROM rollout WHERE tenant_id = ? AND rollout_id = ?")
          .all(tenant, id));
}
std::vector<Rollout> Rollouts::rollouts(const std::string& tenant, int most) {
  sql::Statement& rows = db_.prepare(
      "SELECT rollout_id, bundle, bundle_sha, size, counter, replaces, plan, state, manifest, made_by, made_us, "
      "looked_us, release FROM rollout WHERE tenant_id = ? ORDER BY made_us DESC, rollout_id DESC LIMIT ?");
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
std::vector<SiteRelease> Rollouts::sites(const std::string& tenant) {
  sql::Statement& rows = db_.prepare(
      "SELECT site_id, counter, since_us, crashes, told_us, report, reported_us FROM site_release WHERE tenant_id = ? "
      "ORDER BY site_id");
  rows.all(tenant);
  std::vector<SiteRelease> found;
  while (rows.step()) found.push_back(read_site(rows));
  return found;
}

void Rollouts::add(const SiteKey& key, Instant stretch, std::int64_t counter, const Signals& s) {
  db_.prepare(
         "INSERT INTO site_signals(tenant_id, site_id, stretch_us, counter, trading_s, sales, scans, scans_unknown, "
         "prints, "
         "prints_failed, cards, cards_declined, errors, restarts, sale_us, lag_s, integrity_errors, card_mismatches) "
         "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (tenant_id, site_id, stretch_us, "
         "counter) DO UPDATE SET trading_s = site_signals.trading_s + excluded.trading_s, sales = site_signals.sales + "
         "excluded.sales, scans = site_signals.scans + excluded.scans, scans_unknown = site_signals.scans_unknown + "
         "excluded.scans_unknown, prints = site_signals.prints + excluded.prints, prints_failed = "
         "site_signals.prints_failed + excluded.prints_failed, cards = site_signals.cards + excluded.cards, "
         "cards_declined = site_signals.cards_declined + excluded.cards_declined, errors = site_signals.errors + "
         "excluded.errors, restarts = site_signals.restarts + excluded.restarts, sale_us = site_signals.sale_us + "
         "excluded.sale_us, lag_s = site_signals.lag_s + excluded.lag_s, integrity_errors = "
         "site_signals.integrity_errors + excluded.integrity_errors, card_mismatches = site_signals.card_mismatches + "
         "excluded.card_mismatches")
      .exec(key.tenant, key.site, stretch, counter, s.trading_s, s.sales, s.scans, s.scans_unknown, s.prints,
            s.prints_failed, s.cards, s.cards_declined, s.errors, s.restarts, s.sale_us, s.lag_s, s.integrity_errors,
            s.card_mismatches);
}
std::map<std::string, rings::Trend> Rollouts::trends(const std::string& tenant, const engine::Stretches& of) {
  sql::Statement& rows = db_.prepare(
      "SELECT site_id, later, CAST(sum(trading_s) AS BIGINT), CAST(sum(sales) AS BIGINT), CAST(sum(scans) AS BIGINT), "
      "CAST(sum(scans_unknown) AS BIGINT), CAST(sum(prints) AS BIGINT), CAST(sum(prints_failed) AS BIGINT), "
      "CAST(sum(cards) AS BIGINT), CAST(sum(cards_declined) AS BIGINT), CAST(sum(errors) AS BIGINT), "
      "CAST(sum(restarts) "
      "AS BIGINT), CAST(sum(sale_us) AS BIGINT), CAST(sum(lag_s) AS BIGINT), CAST(sum(integrity_errors) AS BIGINT), "
      "CAST(sum(card_mismatches) AS BIGINT) FROM (SELECT s.*, CASE WHEN r.counter = ? THEN CASE WHEN s.counter = ? "
      "THEN 1 "
      "ELSE 0 END ELSE CASE WHEN s.stretch_us >= ? THEN 1 ELSE 0 END END AS later FROM site_signals s JOIN "
      "site_release r "
      "ON r.tenant_id = s.tenant_id AND r.site_id = s.site_id WHERE s.tenant_id = ? AND s.stretch_us >= ?) AS sided "
      "GROUP BY site_id, later");
  rows.all(of.counter, of.counter, of.began, tenant, of.from);
  std::map<std::string, rings::Trend> found;
  while (rows.step()) {
    rings::Trend& trend = found[rows.string(0)];
    (rows.flag(1) ? trend.after : trend.before) += read_signals(rows, 2);
  }
  return found;
}
void Rollouts::forget_signals(const std::string& tenant, Instant before) {
  db_.prepare("DELETE FROM site_signals WHERE tenant_id = ? AND stretch_us < ?").exec(tenant, before);
}
}  // namespace holdfast::database

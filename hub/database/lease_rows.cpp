#include "database/lease_rows.h"

namespace holdfast::database {
using engine::DueLease;
using engine::LeaseState;
using engine::ValueLease;

namespace {
std::string_view name_of(LeaseState state) { return state == LeaseState::open ? "open" : "recalled"; }
}  // namespace

void Leases::mark_due(const std::string& tenant, const Uuid& account, Instant due, const std::string& wanted_by) {
  db_.prepare(
         "INSERT INTO lease_due(tenant_id, account_id, due_us, wanted_by, marks) VALUES (?, ?, ?, ?, 1) "
         "ON CONFLICT (tenant_id, account_id) DO UPDATE SET due_us = CASE WHEN lease_due.due_us < excluded.due_us THEN "
         "lease_due.due_us ELSE excluded.due_us END, wanted_by = CASE WHEN excluded.wanted_by = '' THEN "
         "lease_due.wanted_by ELSE excluded.wanted_by END, marks = lease_due.marks + 1")
      .exec(tenant, account, due, wanted_by);
}

std::vector<DueLease> Leases::due(const std::string& tenant, Instant now, int most) {
  sql::Statement& rows = db_.prepare(
      "SELECT account_id, wanted_by, marks FROM lease_due WHERE tenant_id = ? AND due_us <= ? ORDER BY due_us, "
      "account_id LIMIT ?");
  rows.all(tenant, now, most);
  std::vector<DueLease> found;
  while (rows.step()) found.push_back({rows.uuid(0), rows.string(1), rows.integer(2)});
  return found;
}

void Leases::done(const std::string& tenant, const DueLease& looked_at, std::optional<Instant> next) {
  if (next)
    db_.prepare("UPDATE lease_due SET due_us = ?, wanted_by = '' WHERE tenant_id = ? AND account_id = ? AND marks = ?")
        .exec(*next, tenant, looked_at.account, looked_at.marks);
  else
    db_.prepare("DELETE FROM lease_due WHERE tenant_id = ? AND account_id = ? AND marks = ?")
        .exec(tenant, looked_at.account, looked_at.marks);
}

std::vector<ValueLease> Leases::of(const std::string& tenant, const Uuid& account) {
  sql::Statement& rows = db_.prepare(
      "SELECT site_id, state, until_us, changed_us FROM value_lease WHERE tenant_id = ? AND account_id = ? ORDER BY "
      "site_id");
  rows.all(tenant, account);
  std::vector<ValueLease> found;
  while (rows.step())
    found.push_back({rows.string(0), rows.text(1) == "open" ? LeaseState::open : LeaseState::recalled, rows.instant(2),
                     rows.instant(3)});
  return found;
}

void Leases::put(const std::string& tenant, const Uuid& account, const ValueLease& lease) {
  db_.prepare(
         "INSERT INTO value_lease(tenant_id, account_id, site_id, state, until_us, changed_us) VALUES (?, ?, ?, ?, ?, "
         "?) ON CONFLICT (tenant_id, account_id, site_id) DO UPDATE SET state = excluded.state, until_us = "
         "excluded.until_us, changed_us = excluded.changed_us")
      .exec(tenant, account, lease.site, name_of(lease.state), lease.until, lease.changed);
}

void Leases::remove(const std::string& tenant, const Uuid& account, const std::string& site) {
  db_.prepare("DELETE FROM value_lease WHERE tenant_id = ? AND account_id = ? AND site_id = ?")
      .exec(tenant, account, site);
}

std::vector<std::string> Leases::sites_of(const std::string& tenant, const Uuid& account, Instant since, int most) {
  sql::Statement& rows = db_.prepare(
      "SELECT site_id FROM value_entry WHERE tenant_id = ? AND account_id = ? AND at_us >= ? AND kind IN ('activate', "
      "'top_up', 'earn', 'redeem', 'refund') GROUP BY site_id ORDER BY max(at_us) DESC, site_id LIMIT ?");
  rows.all(tenant, account, since, most);
  std::vector<std::string> sites;
  while (rows.step()) sites.push_back(rows.string(0));
  return sites;
}
}  // namespace holdfast::database

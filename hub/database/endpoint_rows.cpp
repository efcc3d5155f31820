#include <array>

#include "database/outbound_rows.h"
#include "database/rows.h"

/// Endpoints, who delivers to them, their dead letters and their trail.
namespace holdfast::database {
using engine::DeadDelivery;
using engine::DeadStatus;
using engine::Endpoint;
using engine::EndpointKey;
using engine::EndpointKind;
using engine::EndpointState;
using engine::Lease;
using engine::TrailEntry;

namespace {
constexpr std::array<std::string_view, 2> kind_words{"webhook", "connector"};
constexpr std::array<std::string_view, 3> state_words{"enabled", "paused", "disabled"};
constexpr std::array<std::string_view, 4> dead_words{"pending", "queued", "replayed", "discarded"};

template <class Enum, std::size_t N>
Enum read_word(const std::array<std::string_view, N>& words, std::string_view word) {
  for (std::size_t i = 0; i < N; ++i)
    if (words[i] == word) return static_cast<Enum>(i);
  throw db::Failure{db::Cause::corrupt, 0, "an outbound row has a word that is not known"};
}
template <class Enum, std::size_t N>
std::string_view word_of(const std::array<std::string_view, N>& words, Enum value) {
  return words[static_cast<std::size_t>(value)];
}
std::optional<Instant> maybe_instant(const sql::Statement& row, int column) {
  return row.is_null(column) ? std::nullopt : std::optional{row.instant(column)};
}
std::optional<std::string> maybe_bytes(const sql::Statement& row, int column) {
  return row.is_null(column) ? std::nullopt : std::optional<std::string>{row.blob(column)};
}
std::optional<std::span<const std::uint8_t>> bytes(const std::optional<std::string>& sealed) {
  return sealed ? std::optional{span_of(*sealed)} : std::nullopt;
}

Endpoint read_endpoint(const sql::Statement& row, const std::string& tenant) {
  Endpoint endpoint;
  endpoint.key = {tenant, row.string(0)};
  endpoint.kind = read_word<EndpointKind>(kind_words, row.text(1));
  endpoint.name = row.string(2);
  endpoint.url = row.string(3);
  endpoint.types = row.string(4);
  endpoint.document = row.string(5);
  endpoint.state = read_word<EndpointState>(state_words, row.text(6));
  endpoint.state_reason = row.string(7);
  endpoint.secret = maybe_bytes(row, 8);
  endpoint.previous_secret = maybe_bytes(row, 9);
  endpoint.previous_until = maybe_instant(row, 10);
  endpoint.created = row.instant(11);
  endpoint.changed = row.instant(12);
  return endpoint;
}

Lease read_lease(const sql::Statement& row) {
  Lease lease;
  lease.holder = row.string(0);
  lease.until = row.instant(1);
  lease.failing_since = maybe_instant(row, 2);
  lease.failures = row.small(3);
  lease.window = row.instant(4);
  lease.open_until = row.instant(5);
  lease.trials = row.small(6);
  lease.deliveries = row.integer(7);
  lease.pulled = row.instant(8);
  lease.state = row.string(9);
  return lease;
}

DeadDelivery read_dead(const sql::Statement& row) {
  DeadDelivery dead;
  dead.site = row.string(0);
  dead.event_no = row.integer(1);
  dead.event_id = row.string(2);
  dead.type = row.string(3);
  dead.body = row.string(4);
  dead.attempts = row.small(5);
  dead.trouble = row.string(6);
  dead.first = row.instant(7);
  dead.last = row.instant(8);
  dead.status = read_word<DeadStatus>(dead_words, row.text(9));
  dead.reviewed_by = row.string(10);
  dead.notes = row.string(11);
  return dead;
}
}  // namespace

void Outbound::put(const Endpoint& endpoint) {
  const bool is_new = !this->endpoint(endpoint.key);
  db_.prepare(
         "INSERT INTO outbound_endpoint(tenant_id, endpoint_id, kind, name, url, types, document, state, state_reason, "
         "secret, previous_secret, previous_until_us, created_us, changed_us) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
         "?, ?, ?) ON CONFLICT (tenant_id, endpoint_id) DO UPDATE SET name = excluded.name, url = excluded.url, "
         "types = excluded.types, document = excluded.document, state = excluded.state, "
         "state_reason = excluded.state_reason, secret = excluded.secret, previous_secret = excluded.previous_secret, "
         "previous_until_us = excluded.previous_until_us, changed_us = excluded.changed_us")
      .exec(endpoint.key.tenant, endpoint.key.id, word_of(kind_words, endpoint.kind), endpoint.name, endpoint.url,
            endpoint.types, endpoint.document, word_of(state_words, endpoint.state), endpoint.state_reason,
            bytes(endpoint.secret), bytes(endpoint.previous_secret), endpoint.previous_until, endpoint.created,
            endpoint.changed);
  if (!is_new) return;
  db_.prepare(
         "INSERT INTO outbound_lease(tenant_id, endpoint_id, holder, until_us, failures, window_us, open_until_us, "
         "trials, deliveries, pulled_us, state) VALUES (?, ?, '', 0, 0, 0, 0, 0, 0, 0, '') ON CONFLICT DO NOTHING")
      .exec(endpoint.key.tenant, endpoint.key.id);
  db_.prepare(
         "INSERT INTO outbound_cursor(tenant_id, endpoint_id, site_id, event_no, attempts, first_us, next_us) "
         "SELECT tenant_id, ?, site_id, last_no, 0, 0, 0 FROM outbound_mark WHERE tenant_id = ? ON CONFLICT DO NOTHING")
      .exec(endpoint.key.id, endpoint.key.tenant);
}

std::optional<Endpoint> Outbound::endpoint(const EndpointKey& key) {
  sql::Statement& rows = db_.prepare(
      "SELECT endpoint_id, kind, name, url, types, document, state, state_reason, secret, previous_secret, "
      "previous_until_us, created_us, changed_us FROM outbound_endpoint WHERE tenant_id = ? AND endpoint_id = ?");
  std::optional<Endpoint> found;
  if (rows.all(key.tenant, key.id).step()) found = read_endpoint(rows, key.tenant);
  rows.reset();
  return found;
}

std::vector<Endpoint> Outbound::endpoints(const std::string& tenant) {
  sql::Statement& rows = db_.prepare(
      "SELECT endpoint_id, kind, name, url, types, document, state, state_reason, secret, previous_secret, "
      "previous_until_us, created_us, changed_us FROM outbound_endpoint WHERE tenant_id = ? ORDER BY endpoint_id");
  rows.all(tenant);
  std::vector<Endpoint> found;
  while (rows.step()) found.push_back(read_endpoint(rows, tenant));
  return found;
}

void Outbound::remove(const EndpointKey& key) {
  for (const char* text : {"DELETE FROM outbound_endpoint WHERE tenant_id = ? AND endpoint_id = ?",
                           "DELETE FROM outbound_lease WHERE tenant_id = ? AND endpoint_id = ?",
                           "DELETE FROM outbound_cursor WHERE tenant_id = ? AND endpoint_id = ?",
                           "DELETE FROM outbound_dead WHERE tenant_id = ? AND endpoint_id = ?",
                           "DELETE FROM outbound_trail WHERE tenant_id = ? AND endpoint_id = ?",
                           "DELETE FROM inbound_event WHERE tenant_id = ? AND endpoint_id = ?"})
    db_.prepare(text).exec(key.tenant, key.id);
  if (wanted(key.tenant)) return;
  db_.prepare("DELETE FROM outbound_event WHERE tenant_id = ?").exec(key.tenant);
  db_.prepare("UPDATE outbound_mark SET oldest_no = last_no + 1 WHERE tenant_id = ?").exec(key.tenant);
}

Lease Outbound::lock(const EndpointKey& key) {
  sql::Statement& rows = db_.prepare_locking(
      "SELECT holder, until_us, failing_since_us, failures, window_us, open_until_us, trials, deliveries, pulled_us, "
      "state FROM outbound_lease WHERE tenant_id = ? AND endpoint_id = ?");
  Lease lease;
  if (rows.all(key.tenant, key.id).step()) lease = read_lease(rows);
  rows.reset();
  return lease;
}
Lease Outbound::lease(const EndpointKey& key) {
  sql::Statement& rows = db_.prepare(
      "SELECT holder, until_us, failing_since_us, failures, window_us, open_until_us, trials, deliveries, pulled_us, "
      "state FROM outbound_lease WHERE tenant_id = ? AND endpoint_id = ?");
  Lease lease;
  if (rows.all(key.tenant, key.id).step()) lease = read_lease(rows);
  rows.reset();
  return lease;
}
void Outbound::put(const EndpointKey& key, const Lease& lease) {
  db_.prepare(
         "UPDATE outbound_lease SET holder = ?, until_us = ?, failing_since_us = ?, failures = ?, window_us = ?, "
         "open_until_us = ?, trials = ?, deliveries = ?, pulled_us = ?, state = ? "
         "WHERE tenant_id = ? AND endpoint_id = ?")
      .exec(lease.holder, lease.until, lease.failing_since, lease.failures, lease.window, lease.open_until,
            lease.trials, lease.deliveries, lease.pulled, lease.state, key.tenant, key.id);
}

void Outbound::put(const EndpointKey& key, const DeadDelivery& dead) {
  db_.prepare(
         "INSERT INTO outbound_dead(tenant_id, endpoint_id, site_id, event_no, event_id, type, body, attempts, "
         "trouble, "
         "first_us, last_us, status, reviewed_by, notes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
         "ON CONFLICT (tenant_id, endpoint_id, site_id, event_no) DO UPDATE SET attempts = excluded.attempts, "
         "trouble = excluded.trouble, last_us = excluded.last_us, status = excluded.status, "
         "reviewed_by = excluded.reviewed_by, notes = excluded.notes")
      .exec(key.tenant, key.id, dead.site, dead.event_no, dead.event_id, dead.type, dead.body, dead.attempts,
            dead.trouble, dead.first, dead.last, word_of(dead_words, dead.status), dead.reviewed_by, dead.notes);
}
std::vector<DeadDelivery> Outbound::dead(const EndpointKey& key, DeadStatus status, int most) {
  sql::Statement& rows = db_.prepare(
      "SELECT site_id, event_no, event_id, type, body, attempts, trouble, first_us, last_us, status, reviewed_by, "
      "notes "
      "FROM outbound_dead WHERE tenant_id = ? AND endpoint_id = ? AND status = ? ORDER BY site_id, event_no LIMIT ?");
  rows.all(key.tenant, key.id, word_of(dead_words, status), most);
  std::vector<DeadDelivery> found;
  while (rows.step()) found.push_back(read_dead(rows));
  return found;
}
std::optional<DeadDelivery> Outbound::dead(const EndpointKey& key, const std::string& site, std::int64_t event_no) {
  sql::Statement& rows = db_.prepare(
      "SELECT site_id, event_no, event_id, type, body, attempts, trouble, first_us, last_us, status, reviewed_by, "
      "notes "
      "FROM outbound_dead WHERE tenant_id = ? AND endpoint_id = ? AND site_id = ? AND event_no = ?");
  std::optional<DeadDelivery> found;
  if (rows.all(key.tenant, key.id, site, event_no).step()) found = read_dead(rows);
  rows.reset();
  return found;
}
std::int64_t Outbound::count_dead(const EndpointKey& key) {
  sql::Statement& rows = db_.prepare(
      "SELECT count(*) FROM outbound_dead WHERE tenant_id = ? AND endpoint_id = ? AND status IN ('pending', 'queued')");
  const std::int64_t count = rows.all(key.tenant, key.id).step() ? rows.integer(0) : 0;
  rows.reset();
  return count;
}

void Outbound::add(const EndpointKey& key, const TrailEntry& entry) {
  db_.prepare(
         "INSERT INTO outbound_trail(tenant_id, endpoint_id, slot, delivery, at_us, site_id, event_id, type, attempt, "
         "outcome, status, duration_us, request, response, detail) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
         "?) "
         "ON CONFLICT (tenant_id, endpoint_id, slot) DO UPDATE SET delivery = excluded.delivery, "
         "at_us = excluded.at_us, site_id = excluded.site_id, event_id = excluded.event_id, type = excluded.type, "
         "attempt = excluded.attempt, outcome = excluded.outcome, status = excluded.status, "
         "duration_us = excluded.duration_us, request = excluded.request, response = excluded.response, "
         "detail = excluded.detail")
      .exec(key.tenant, key.id, entry.delivery % engine::trail_size, entry.delivery, entry.at, entry.site,
            entry.event_id, entry.type, entry.attempt, entry.outcome, entry.status, entry.duration_us, entry.request,
            entry.response, entry.detail);
}
std::vector<TrailEntry> Outbound::trail(const EndpointKey& key, int most) {
  sql::Statement& rows = db_.prepare(
      "SELECT delivery, at_us, site_id, event_id, type, attempt, outcome, status, duration_us, request, response, "
      "detail FROM outbound_trail WHERE tenant_id = ? AND endpoint_id = ? ORDER BY delivery DESC LIMIT ?");
  rows.all(key.tenant, key.id, most);
  std::vector<TrailEntry> found;
  while (rows.step()) {
    TrailEntry entry{rows.integer(0), rows.instant(1), rows.string(2),  rows.string(3),
                     rows.string(4),  rows.small(5),   rows.string(6),  rows.small(7),
                     rows.integer(8), rows.string(9),  rows.string(10), rows.string(11)};
    found.push_back(std::move(entry));
  }
  return found;
}
}  // namespace holdfast::database

#include <array>

#include "database/outbound_rows.h"
#include "database/rows.h"

/// Sealed credentials, and what has come in.
namespace holdfast::database {
using engine::EndpointKey;
using engine::InboundEvent;
using engine::InboundStatus;

namespace {
constexpr std::array<std::string_view, 3> status_words{"pending", "done", "refused"};
/// What is discarded is still what was refused, and says so besides.
std::string_view stored(InboundStatus status) {
  return status_words[static_cast<std::size_t>(status == InboundStatus::discarded ? InboundStatus::refused : status)];
}

InboundEvent read_event(const sql::Statement& row) {
  InboundEvent event;
  event.id = row.string(0);
  event.received = row.instant(1);
  event.body_sha = digest_of(row.blob(2));
  event.body = row.string(3);
  for (std::size_t i = 0; i < status_words.size(); ++i)
    if (status_words[i] == row.text(4)) event.status = static_cast<InboundStatus>(i);
  event.attempts = row.small(5);
  event.next = row.instant(6);
  event.detail = row.string(7);
  if (row.integer(8) != 0) event.status = InboundStatus::discarded;
  event.reviewed_by = row.string(9);
  event.notes = row.string(10);
  event.reviewed = row.instant(11);
  return event;
}
}  // namespace

void Outbound::put_secret(const std::string& tenant, const std::string& name, const std::string& sealed, Instant now) {
  db_.prepare(
         "INSERT INTO outbound_secret(tenant_id, name, sealed, changed_us) VALUES (?, ?, ?, ?) "
         "ON CONFLICT (tenant_id, name) DO UPDATE SET sealed = excluded.sealed, changed_us = excluded.changed_us")
      .exec(tenant, name, span_of(sealed), now);
}
std::optional<std::string> Outbound::secret(const std::string& tenant, const std::string& name) {
  sql::Statement& rows = db_.prepare("SELECT sealed FROM outbound_secret WHERE tenant_id = ? AND name = ?");
  std::optional<std::string> found;
  if (rows.all(tenant, name).step()) found = std::string{rows.blob(0)};
  rows.reset();
  return found;
}
std::vector<std::string> Outbound::secret_names(const std::string& tenant) {
  sql::Statement& rows = db_.prepare("SELECT name FROM outbound_secret WHERE tenant_id = ? ORDER BY name");
  rows.all(tenant);
  std::vector<std::string> found;
  while (rows.step()) found.push_back(rows.string(0));
  return found;
}
void Outbound::remove_secret(const std::string& tenant, const std::string& name) {
  db_.prepare("DELETE FROM outbound_secret WHERE tenant_id = ? AND name = ?").exec(tenant, name);
}

std::optional<InboundEvent> Outbound::inbound(const EndpointKey& key, const std::string& event_id) {
  sql::Statement& rows = db_.prepare(
      "SELECT event_id, received_us, body_sha, body, status, attempts, next_us, detail, discarded, "
      "reviewed_by, notes, reviewed_us FROM inbound_event "
      "WHERE tenant_id = ? AND endpoint_id = ? AND event_id = ?");
  std::optional<InboundEvent> found;
  if (rows.all(key.tenant, key.id, event_id).step()) found = read_event(rows);
  rows.reset();
  return found;
}
std::vector<InboundEvent> Outbound::inbound(const EndpointKey& key, InboundStatus status, int most) {
  sql::Statement& rows = db_.prepare(
      "SELECT event_id, received_us, body_sha, body, status, attempts, next_us, detail, discarded, "
      "reviewed_by, notes, reviewed_us FROM inbound_event "
      "WHERE tenant_id = ? AND endpoint_id = ? AND status = ? AND discarded = ? ORDER BY received_us, event_id LIMIT ?");
  rows.all(key.tenant, key.id, stored(status), status == InboundStatus::discarded ? 1 : 0, most);
  std::vector<InboundEvent> found;
  while (rows.step()) found.push_back(read_event(rows));
  return found;
}
std::int64_t Outbound::count_inbound(const EndpointKey& key, InboundStatus status) {
  sql::Statement& rows = db_.prepare(
      "SELECT count(*) FROM inbound_event WHERE tenant_id = ? AND endpoint_id = ? AND status = ? AND discarded = ?");
  rows.all(key.tenant, key.id, stored(status), status == InboundStatus::discarded ? 1 : 0);
  const std::int64_t count = rows.step() ? rows.integer(0) : 0;
  rows.reset();
  return count;
}
void Outbound::put(const EndpointKey& key, const InboundEvent& event) {
  db_.prepare(
         "INSERT INTO inbound_event(tenant_id, endpoint_id, event_id, received_us, body_sha, body, status, attempts, "
         "next_us, detail, discarded, reviewed_by, notes, reviewed_us) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
         "ON CONFLICT (tenant_id, endpoint_id, event_id) DO UPDATE SET status = excluded.status, "
         "attempts = excluded.attempts, next_us = excluded.next_us, detail = excluded.detail, "
         "discarded = excluded.discarded, reviewed_by = excluded.reviewed_by, notes = excluded.notes, "
         "reviewed_us = excluded.reviewed_us")
      .exec(key.tenant, key.id, event.id, event.received, std::span<const std::uint8_t>{event.body_sha}, event.body,
            stored(event.status), event.attempts, event.next, event.detail,
            event.status == InboundStatus::discarded ? 1 : 0, event.reviewed_by, event.notes, event.reviewed);
}
void Outbound::forget_inbound(const EndpointKey& key, Instant before) {
  db_.prepare(
         "DELETE FROM inbound_event WHERE tenant_id = ? AND endpoint_id = ? AND (status = 'done' OR discarded = 1) AND "
         "received_us < ?")
      .exec(key.tenant, key.id, before);
}
}  // namespace holdfast::database

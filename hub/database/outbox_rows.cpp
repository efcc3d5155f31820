#include <map>

#include "database/outbound_rows.h"
#include "database/rows.h"

/// The outbox itself, lanes, and which sites are away.
namespace holdfast::database {
using engine::EndpointKey;
using engine::Lane;
using engine::OutboundEvent;
using engine::SiteKey;

bool Outbound::wanted(const std::string& tenant) {
  sql::Statement& rows = db_.prepare("SELECT 1 FROM outbound_endpoint WHERE tenant_id = ? LIMIT 1");
  const bool any = rows.all(tenant).step();
  rows.reset();
  return any;
}

void Outbound::append(const SiteKey& key, std::span<const OutboundEvent> events, Instant now) {
  if (events.empty()) return;
  // The row is there before it is locked, so that two first events of a site meet.
  db_.prepare(
         "INSERT INTO outbound_mark(tenant_id, site_id, last_no, oldest_no) VALUES (?, ?, 0, 1) ON CONFLICT DO NOTHING")
      .exec(key.tenant, key.site);
  sql::Statement& mark = db_.prepare_locking("SELECT last_no FROM outbound_mark WHERE tenant_id = ? AND site_id = ?");
  std::int64_t last = mark.all(key.tenant, key.site).step() ? mark.integer(0) : 0;
  mark.reset();
  for (const OutboundEvent& event : events)
    db_.prepare(
           "INSERT INTO outbound_event(tenant_id, site_id, event_no, type, event_id, epoch, seq, part, subject, body, "
           "made_us) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .exec(key.tenant, key.site, ++last, event.type, event.id, event.place.epoch, event.place.seq, event.part,
              event.subject, event.body, now);
  db_.prepare("UPDATE outbound_mark SET last_no = ? WHERE tenant_id = ? AND site_id = ?")
      .exec(last, key.tenant, key.site);
}

std::vector<OutboundEvent> Outbound::events_after(const SiteKey& key, std::int64_t after, int most) {
  sql::Statement& rows = db_.prepare(
      "SELECT event_no, type, event_id, epoch, seq, part, subject, body, made_us FROM outbound_event "
      "WHERE tenant_id = ? AND site_id = ? AND event_no > ? ORDER BY event_no LIMIT ?");
  rows.all(key.tenant, key.site, after, most);
  std::vector<OutboundEvent> found;
  while (rows.step()) {
    OutboundEvent event;
    event.number = rows.integer(0);
    event.type = rows.string(1);
    event.id = rows.string(2);
    event.place = {rows.integer(3), rows.integer(4)};
    event.part = rows.small(5);
    event.subject = rows.string(6);
    event.body = rows.maybe_string(7);
    event.made = rows.instant(8);
    found.push_back(std::move(event));
  }
  return found;
}

std::int64_t Outbound::count(const std::string& tenant) {
  sql::Statement& rows = db_.prepare("SELECT last_no FROM outbound_mark WHERE tenant_id = ?");
  rows.all(tenant);
  std::int64_t sum = 0;
  while (rows.step()) sum += rows.integer(0);
  return sum;
}

void Outbound::prune(const std::string& tenant, Instant before) {
  struct Mark {
    std::string site;
    std::int64_t last, oldest, done;
  };
  std::vector<Mark> marks;
  sql::Statement& rows = db_.prepare("SELECT site_id, last_no, oldest_no FROM outbound_mark WHERE tenant_id = ?");
  rows.all(tenant);
  while (rows.step()) marks.push_back({rows.string(0), rows.integer(1), rows.integer(2), rows.integer(1)});
  std::map<std::string, std::int64_t> done;
  for (const engine::Endpoint& endpoint : endpoints(tenant))
    for (const Lane& lane : lanes(endpoint.key)) {
      const auto [at, first] = done.emplace(lane.site, lane.event_no);
      at->second = std::min(at->second, lane.event_no);
    }
  for (Mark& mark : marks)
    if (const auto at = done.find(mark.site); at != done.end()) mark.done = std::min(mark.done, at->second);
  for (const Mark& mark : marks) {
    sql::Statement& old = db_.prepare(
        "SELECT event_no FROM outbound_event WHERE tenant_id = ? AND site_id = ? AND event_no >= ? AND made_us >= ? "
        "ORDER BY event_no LIMIT 1");
    const bool young = old.all(tenant, mark.site, mark.oldest, before).step();
    const std::int64_t too_old = young ? old.integer(0) - 1 : mark.last;
    old.reset();
    const std::int64_t up_to = std::max(mark.done, too_old);
    if (up_to < mark.oldest) continue;
    db_.prepare("DELETE FROM outbound_event WHERE tenant_id = ? AND site_id = ? AND event_no <= ?")
        .exec(tenant, mark.site, up_to);
    db_.prepare("UPDATE outbound_mark SET oldest_no = ? WHERE tenant_id = ? AND site_id = ?")
        .exec(up_to + 1, tenant, mark.site);
  }
}

std::vector<Lane> Outbound::lanes(const EndpointKey& key) {
  sql::Statement& rows = db_.prepare(
      "SELECT m.site_id, m.last_no, c.event_no, c.attempts, c.first_us, c.next_us FROM outbound_mark m "
      "LEFT JOIN outbound_cursor c ON c.tenant_id = m.tenant_id AND c.endpoint_id = ? AND c.site_id = m.site_id "
      "WHERE m.tenant_id = ? ORDER BY m.site_id");
  rows.all(key.id, key.tenant);
  std::vector<Lane> found;
  while (rows.step()) {
    Lane lane;
    lane.site = rows.string(0);
    lane.last_no = rows.integer(1);
    if (!rows.is_null(2)) {
      lane.event_no = rows.integer(2);
      lane.attempts = rows.small(3);
      lane.first = rows.instant(4);
      lane.next = rows.instant(5);
    }
    found.push_back(std::move(lane));
  }
  return found;
}

std::optional<Lane> Outbound::lane(const EndpointKey& key, const std::string& site) {
  sql::Statement& rows = db_.prepare(
      "SELECT event_no, attempts, first_us, next_us FROM outbound_cursor "
      "WHERE tenant_id = ? AND endpoint_id = ? AND site_id = ?");
  std::optional<Lane> found;
  if (rows.all(key.tenant, key.id, site).step())
    found = Lane{site, rows.integer(0), rows.small(1), rows.instant(2), rows.instant(3), 0};
  rows.reset();
  return found;
}

void Outbound::put(const EndpointKey& key, const Lane& lane) {
  db_.prepare(
         "INSERT INTO outbound_cursor(tenant_id, endpoint_id, site_id, event_no, attempts, first_us, next_us) "
         "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (tenant_id, endpoint_id, site_id) DO UPDATE SET "
         "event_no = excluded.event_no, attempts = excluded.attempts, first_us = excluded.first_us, "
         "next_us = excluded.next_us")
      .exec(key.tenant, key.id, lane.site, lane.event_no, lane.attempts, lane.first, lane.next);
}

std::optional<engine::Presence> Outbound::presence(const SiteKey& key) {
  sql::Statement& rows =
      db_.prepare("SELECT away, since_us FROM outbound_presence WHERE tenant_id = ? AND site_id = ?");
  std::optional<engine::Presence> found;
  if (rows.all(key.tenant, key.site).step()) found = engine::Presence{rows.flag(0), rows.instant(1)};
  rows.reset();
  return found;
}
std::vector<std::string> Outbound::away(const std::string& tenant) {
  sql::Statement& rows =
      db_.prepare("SELECT site_id FROM outbound_presence WHERE tenant_id = ? AND away = 1 ORDER BY site_id");
  rows.all(tenant);
  std::vector<std::string> found;
  while (rows.step()) found.push_back(rows.string(0));
  return found;
}
void Outbound::put(const SiteKey& key, const engine::Presence& presence) {
  db_.prepare(
         "INSERT INTO outbound_presence(tenant_id, site_id, away, since_us) VALUES (?, ?, ?, ?) "
         "ON CONFLICT (tenant_id, site_id) DO UPDATE SET away = excluded.away, since_us = excluded.since_us")
      .exec(key.tenant, key.site, presence.away, presence.since);
}
}  // namespace holdfast::database

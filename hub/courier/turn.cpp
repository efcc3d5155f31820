#include "courier/turn.h"

#include <algorithm>

#include "engine/announce.h"
#include "webhooks/cloud_event.h"

namespace holdfast::courier {
using engine::Lane;
using engine::Lease;

namespace {
constexpr int most_read = 100, most_jobs = 32, most_of_a_lane = 16;
constexpr std::int64_t order_is_before = 8;        ///< a store logs an order's document just before that it was paid
constexpr std::int64_t wait_for_order_s = 86'400;  ///< then it goes without

struct Text {
  std::string envelope, order;
  bool order_to_come = false;
};
/// The order's document among the few events before it; a hole among them may be it.
void find_order(engine::HubTransaction& tx, const engine::SiteKey& site, const engine::OutboundEvent& event,
                Text& text) {
  const std::string of = "\"aggregateId\":\"" + event.subject + "\"";
  for (std::int64_t back = 1; back <= order_is_before && back < event.place.seq; ++back) {
    const auto row = tx.sites.row(site, {event.place.epoch, event.place.seq - back});
    if (!row) return;
    if (!row->body) {
      text.order_to_come = true;
    } else if (row->body->find(of) != std::string::npos && row->body->find("\"OrderCreated\"") != std::string::npos) {
      text.order = *row->body;
      text.order_to_come = false;
      return;
    }
  }
}
Text read_text(engine::HubTransaction& tx, const engine::SiteKey& site, const engine::OutboundEvent& event) {
  Text text;
  if (event.place.epoch == 0) return text;
  if (event.body)
    text.envelope = *event.body;
  else if (const auto row = tx.sites.row(site, event.place))
    text.envelope = row->body.value_or("");
  if (event.part == 0 && (event.type == "order.paid" || event.type == "order.refunded"))
    find_order(tx, site, event, text);
  return text;
}

Job job_of(engine::HubTransaction& tx, const engine::SiteKey& site, const engine::OutboundEvent& event,
           const Lane& lane, bool needs_order, Instant now) {
  Job job{site, lane.event_no, event.number, event.id, event.type, {}, true, false, lane.attempts + 1};
  const Text text = read_text(tx, site, event);
  job.ready = !needs_order || !text.order_to_come || event.made.plus_seconds(wait_for_order_s) < now;
  const bool erased = event.place.epoch != 0 && text.envelope.empty();
  if (!erased) job.body = webhooks::cloud_event({event, site, text.envelope, text.order});
  return job;
}

void read_lane(engine::HubTransaction& tx, Turn& turn, Lane lane, bool needs_order, Instant now) {
  const engine::SiteKey site{turn.endpoint.key.tenant, lane.site};
  const auto events = tx.outbound.events_after(site, lane.event_no, most_read);
  int taken = 0;
  std::int64_t passed = lane.event_no;
  for (const engine::OutboundEvent& event : events) {
    if (taken >= most_of_a_lane || turn.jobs.size() >= most_jobs) break;
    passed = event.number;
    if (!engine::matches(turn.endpoint.types, event.type)) continue;
    turn.jobs.push_back(job_of(tx, site, event, lane, needs_order, now));
    lane = {lane.site, event.number, 0, {}, {}, lane.last_no};
    ++taken;
  }
  if (taken > 0) return;
  // Nothing for this endpoint among them, or what was to come has been removed for its age.
  lane.event_no = events.empty() ? lane.last_no : passed;
  lane.attempts = 0;
  tx.outbound.put(turn.endpoint.key, lane);
  if (lane.event_no < lane.last_no) turn.look_again = now;
}

void read_secrets(Turn& turn, const Tools& tools, Instant now) {
  const auto open = [&](const std::optional<std::string>& sealed) {
    const auto plain = sealed ? tools.seal.open(*sealed, webhooks::secret_context(turn.endpoint.key)) : std::nullopt;
    if (plain) turn.signing_secrets.push_back(*plain);
  };
  open(turn.endpoint.secret);
  if (turn.endpoint.previous_until && now < *turn.endpoint.previous_until) open(turn.endpoint.previous_secret);
}

void read_dead(engine::HubTransaction& tx, Turn& turn) {
  for (const engine::DeadDelivery& dead : tx.outbound.dead(turn.endpoint.key, engine::DeadStatus::queued, most_jobs)) {
    turn.jobs.push_back({{turn.endpoint.key.tenant, dead.site},
                         dead.event_no - 1,
                         dead.event_no,
                         dead.event_id,
                         dead.type,
                         dead.body,
                         true,
                         true,
                         dead.attempts + 1});
    turn.dead_jobs.push_back(dead);
  }
}
void read_inbound(engine::HubTransaction& tx, Turn& turn, Instant now) {
  for (engine::InboundEvent& event :
       tx.outbound.inbound(turn.endpoint.key, engine::InboundStatus::pending, most_jobs)) {
    if (event.next <= now)
      turn.inbound.push_back(std::move(event));
    else
      turn.look_again = std::min(turn.look_again, event.next);
  }
}
struct Wishes {
  bool needs_order = false;
  std::optional<std::int64_t> pull_every_s;
  bool takes_inbound = false;
};
Wishes wishes_of(const engine::Endpoint& endpoint) {
  if (endpoint.kind == engine::EndpointKind::webhook) return {};
  const auto json = parse_json(endpoint.document);
  const auto document =
      json ? connectors::read_document(*json) : Result<connectors::Document>{tl::unexpected(json.error())};
  if (!document) return {};
  return {document->needs_order, document->pull ? std::optional{document->pull->every_s} : std::nullopt,
          document->inbound.has_value()};
}
}  // namespace

Turn claim(engine::HubTransaction& tx, const engine::EndpointKey& key, const Tools& tools, Instant now) {
  Turn turn;
  Lease lease = tx.outbound.lock(key);
  const auto endpoint = tx.outbound.endpoint(key);
  if (!endpoint || endpoint->state != engine::EndpointState::enabled) return turn;
  if (lease.holder != tools.holder && now < lease.until) return turn.look_again = lease.until, turn;
  turn.endpoint = *endpoint;
  lease.holder = tools.holder;
  lease.until = now.plus_seconds(lease_s);
  tx.outbound.put(key, lease);
  turn.mine = true;
  if (webhooks::is_open(lease, now)) return turn.look_again = lease.open_until, turn;
  read_secrets(turn, tools, now);
  read_dead(tx, turn);
  const Wishes wishes = wishes_of(*endpoint);
  if (wishes.pull_every_s) {
    const Instant due = lease.pulled.plus_seconds(*wishes.pull_every_s);
    turn.pull = due <= now;
    turn.state = lease.state;
    if (!turn.pull) turn.look_again = due;
  }
  if (wishes.takes_inbound) read_inbound(tx, turn, now);
  std::vector<Lane> lanes = tx.outbound.lanes(key);
  // Not always the same first: with more to do than one turn takes, each has its turn.
  if (!lanes.empty())
    std::rotate(lanes.begin(), lanes.begin() + static_cast<std::ptrdiff_t>(tools.number() % lanes.size()), lanes.end());
  for (const Lane& lane : lanes) {
    if (lane.last_no <= lane.event_no) continue;
    if (now < lane.next)
      turn.look_again = std::min(turn.look_again, lane.next);
    else if (turn.jobs.size() >= most_jobs)
      turn.look_again = now;
    else
      read_lane(tx, turn, lane, wishes.needs_order, now);
  }
  if (!turn.jobs.empty()) turn.look_again = now;
  return turn;
}

bool renew(engine::HubTransaction& tx, const engine::EndpointKey& key, const Tools& tools, Instant now) {
  Lease lease = tx.outbound.lock(key);
  if (lease.holder != tools.holder) return false;
  lease.until = now.plus_seconds(lease_s);
  tx.outbound.put(key, lease);
  return true;
}
}  // namespace holdfast::courier

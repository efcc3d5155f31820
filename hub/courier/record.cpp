#include <algorithm>

#include "base/json_writer.h"
#include "courier/turn.h"
#include "engine/announce.h"
#include "engine/identity.h"

/// What came of a turn's jobs, written down.
namespace holdfast::courier {
using engine::Lane;
using engine::Lease;
using webhooks::Verdict;

std::string_view word_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::delivered:
      return "delivered";
    case Verdict::skipped:
      return "skipped";
    case Verdict::not_ready:
      return "waiting";
    case Verdict::failed:
      return "failed";
    case Verdict::refused:
      return "refused";
    case Verdict::gone:
      return "gone";
  }
  return "";
}

namespace {
engine::TrailEntry trail_of(const Job& job, const Outcome& outcome, std::int64_t delivery, Instant now) {
  return {delivery,
          now,
          job.site.site,
          job.id,
          job.type,
          job.attempt,
          std::string{word_of(outcome.attempt.verdict)},
          outcome.status,
          outcome.duration_us,
          outcome.request,
          outcome.response,
          outcome.detail};
}

void disable(engine::HubTransaction& tx, engine::Endpoint endpoint, const std::string& why, std::int64_t delivery,
             Instant now) {
  endpoint.state = engine::EndpointState::disabled;
  endpoint.state_reason = why;
  endpoint.changed = now;
  tx.outbound.put(endpoint);
  std::string data;
  JsonWriter{data}
      .begin_object()
      .member("endpointId", endpoint.key.id)
      .member("name", endpoint.name)
      .member("reason", why)
      .end_object();
  const engine::OutboundEvent told =
      engine::announce("endpoint.disabled", "disabled-" + endpoint.key.id + "-" + std::to_string(delivery),
                       endpoint.key.id, std::move(data));
  tx.outbound.append({endpoint.key.tenant, ""}, {&told, 1}, now);
}

void record_dead(engine::HubTransaction& tx, const Turn& turn, const Job& job, const Outcome& outcome, Instant now) {
  auto dead = tx.outbound.dead(turn.endpoint.key, job.site.site, job.number);
  if (!dead || dead->status != engine::DeadStatus::queued) return;
  const bool good = outcome.attempt.verdict == Verdict::delivered || outcome.attempt.verdict == Verdict::skipped;
  dead->status = good ? engine::DeadStatus::replayed : engine::DeadStatus::pending;
  ++dead->attempts;
  dead->trouble = outcome.detail;
  dead->last = now;
  tx.outbound.put(turn.endpoint.key, *dead);
}
}  // namespace

Next record(engine::HubTransaction& tx, const Turn& turn, const Job& job, const Outcome& outcome,
            const webhooks::DeliveryRules& rules, const Tools& tools, Instant now) {
  const engine::EndpointKey& key = turn.endpoint.key;
  Lease lease = tx.outbound.lock(key);
  if (lease.holder != tools.holder) return Next::stop;
  const std::int64_t delivery = ++lease.deliveries;
  lease.until = now.plus_seconds(lease_s);
  tx.outbound.add(key, trail_of(job, outcome, delivery, now));
  engine::append_signals(tx, key.tenant, outcome.signals, now);
  if (job.again) {
    record_dead(tx, turn, job, outcome, now);
    tx.outbound.put(key, lease);
    return Next::go_on;
  }
  Lane lane = tx.outbound.lane(key, job.site.site).value_or(Lane{job.site.site, 0, 0, {}, {}, 0});
  if (lane.event_no > job.from) return tx.outbound.put(key, lease), Next::leave_lane;
  lane.event_no = job.number - 1;
  webhooks::Decision decision = webhooks::after(outcome.attempt, lane, lease, rules, now, tools.number());
  if (decision.dead)
    tx.outbound.put(key, engine::DeadDelivery{job.site.site,
                                              job.number,
                                              job.id,
                                              job.type,
                                              job.body,
                                              job.attempt,
                                              outcome.detail,
                                              lane.attempts == 0 ? now : lane.first,
                                              now,
                                              engine::DeadStatus::pending,
                                              {},
                                              {}});
  tx.outbound.put(key, decision.lane);
  tx.outbound.put(key, decision.lease);
  if (decision.disable) {
    disable(tx, turn.endpoint,
            outcome.attempt.verdict == Verdict::gone ? "the target says that it is gone (410)"
                                                     : "nothing but failures: " + outcome.detail,
            delivery, now);
    return Next::stop;
  }
  if (webhooks::is_open(decision.lease, now)) return Next::stop;
  return decision.lane.event_no < job.number ? Next::leave_lane : Next::go_on;
}

void record_inbound(engine::HubTransaction& tx, const Turn& turn, engine::InboundEvent event, const Outcome& outcome,
                    const webhooks::DeliveryRules& rules, const Tools& tools, Instant now) {
  const engine::EndpointKey& key = turn.endpoint.key;
  Lease lease = tx.outbound.lock(key);
  if (lease.holder != tools.holder) return;
  const auto known = tx.outbound.inbound(key, event.id);
  if (!known || known->status != engine::InboundStatus::pending) return;
  const auto used = static_cast<std::size_t>(event.attempts++);
  event.detail = outcome.detail;
  const bool tried = outcome.attempt.verdict == Verdict::failed || outcome.attempt.verdict == Verdict::not_ready;
  if (outcome.attempt.verdict == Verdict::delivered || outcome.attempt.verdict == Verdict::skipped)
    event.status = engine::InboundStatus::done;
  else if (!tried || used >= rules.retry_s.size())
    event.status = engine::InboundStatus::refused;
  else
    event.next = now.plus_seconds(rules.retry_s[used]);
  const Job job{{key.tenant, ""}, 0, 0, event.id, "inbound", {}, true, false, event.attempts};
  tx.outbound.add(key, trail_of(job, outcome, ++lease.deliveries, now));
  lease.until = now.plus_seconds(lease_s);
  tx.outbound.put(key, lease);
  tx.outbound.put(key, event);
  engine::append_signals(tx, key.tenant, outcome.signals, now);
}

void record_pull(engine::HubTransaction& tx, const Turn& turn, const Outcome& outcome,
                 const std::optional<std::string>& state, const connectors::Document& document, const Tools& tools,
                 Instant now) {
  constexpr std::int64_t again_s = 30;
  const engine::EndpointKey& key = turn.endpoint.key;
  Lease lease = tx.outbound.lock(key);
  if (lease.holder != tools.holder || !document.pull) return;
  const bool good = outcome.attempt.verdict == Verdict::delivered || outcome.attempt.verdict == Verdict::skipped;
  const std::int64_t every = document.pull->every_s;
  lease.pulled = good ? now : now.plus_seconds(std::min(every, again_s) - every);
  if (state) lease.state = *state;
  const Job job{{key.tenant, ""}, 0, 0, "", "pull", {}, true, false, 1};
  tx.outbound.add(key, trail_of(job, outcome, ++lease.deliveries, now));
  tx.outbound.put(key, lease);
  engine::append_signals(tx, key.tenant, outcome.signals, now);
}
}  // namespace holdfast::courier

#include "replication/sync_metrics.h"

#include <memory>

namespace holdfast::replication {
namespace {
/// Counts that are kept elsewhere since the start, as counters.
struct Follower {
  metrics::Counter& counter;
  std::int64_t seen = 0;
  void follow(std::int64_t now) {
    if (now > seen) counter.add(now - seen);
    seen = now;
  }
};
Follower operations(metrics::Registry& registry, const char* entity, const char* direction, const char* status) {
  return {registry.counter("sync_operation_total", "Calls to the hub that came to an end.",
                           {{"system", "hub"}, {"entity_type", entity}, {"direction", direction}, {"status", status}})};
}
std::int64_t oldest_unsent(store::Store& store, std::int64_t acked) {
  std::int64_t recorded = 0;
  const auto read =
      store.read_inline(nullptr, [&](db::Connection& connection, const store::ReadContext&) -> Result<store::Answer> {
        db::Statement& row = connection.prepare("SELECT recorded_us FROM event_log WHERE seq > ? ORDER BY seq LIMIT 1");
        if (row.all(acked).step()) recorded = row.integer(0);
        row.reset();
        return store::Answer{};
      });
  return read ? recorded : 0;
}

struct Parts {
  Follower up_good, up_bad, down_good, down_bad;
  explicit Parts(metrics::Registry& registry)
      : up_good{operations(registry, "events", "up", "success")},
        up_bad{operations(registry, "events", "up", "failure")},
        down_good{operations(registry, "masters", "down", "success")},
        down_bad{operations(registry, "masters", "down", "failure")} {}
};
}  // namespace

void add_sync_metrics(metrics::Registry& registry, store::Store& store, std::function<Status()> status) {
  registry.before_text([&registry, &store, status = std::move(status), parts = std::make_shared<Parts>(registry)] {
    if (store.site() == nullptr) return;
    const Status now = status();
    parts->up_good.follow(now.up.answers);
    parts->up_bad.follow(now.up.failures);
    parts->down_good.follow(now.down.answers);
    parts->down_bad.follow(now.down.failures);
    if (now.hub.empty()) return;
    const metrics::Labels tenant{{"tenant_id", store.site()->tenant_id}};
    const std::int64_t pending = std::max<std::int64_t>(0, now.up.head_seq - now.up.acked_seq);
    const std::int64_t recorded = pending > 0 ? oldest_unsent(store, store.head_seq() - pending) : 0;
    const std::int64_t age =
        recorded > 0 ? std::max<std::int64_t>(0, (store.now().unix_us() - recorded) / 1'000'000) : 0;
    registry.gauge("event_outbox_pending_count", "Events that the hub does not have yet.", tenant).set(pending);
    registry.gauge("event_outbox_age_seconds", "How old the oldest of them is.", tenant).set(age);
    registry
        .gauge("sync_lag_seconds", "How far this store and the other system are apart.",
               {{"system", "hub"}, {"entity_type", "events"}})
        .set(age);
    if (now.down.heard != Instant{})
      registry
          .gauge("sync_lag_seconds", "How far this store and the other system are apart.",
                 {{"system", "hub"}, {"entity_type", "masters"}})
          .set(std::max<std::int64_t>(0, (store.now().unix_us() - now.down.heard.unix_us()) / 1'000'000));
    registry.gauge("integration_health_status", "1 while the other system answers.", {{"system", "hub"}})
        .set(now.up.link == Link::up && now.down.link == Link::up ? 1 : 0);
    registry.gauge("certificate_end_timestamp_seconds", "When a certificate has to be renewed.", {{"name", "hub"}})
        .set(now.renew_after.unix_us() / 1'000'000);
  });
}
}  // namespace holdfast::replication

#include "courier/courier.h"

#include "courier/meters.h"
#include "courier/round.h"
#include "log/log.h"

namespace holdfast::courier {
using engine::EndpointKey;

namespace {
constexpr std::chrono::milliseconds idle{250};
constexpr std::int64_t look_every_us = 250'000;
constexpr std::int64_t house_every_us = 2'000'000;
constexpr std::int64_t prune_every_us = 60'000'000;
constexpr std::int64_t keep_days = 30;
constexpr std::int64_t trouble_s = 5;  ///< of our own: then the endpoint is tried again
}  // namespace

Courier::Courier(Tools tools, int threads) : tools_{std::move(tools)} {
  for (int i = 0; i < threads; ++i) threads_.emplace_back([this] { run(); });
}
Courier::~Courier() { stop(); }

void Courier::wake() {
  {
    const std::lock_guard lock{mutex_};
    woken_ = true;
    for (auto& [key, known] : known_) known.next = Instant{};
  }
  wake_.notify_one();
}
void Courier::stop() {
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
  }
  wake_.notify_all();
  tools_.open_calls->cancel();
  for (std::thread& thread : threads_)
    if (thread.joinable()) thread.join();
}

void Courier::run() {
  for (;;) {
    bool look = false;
    std::optional<EndpointKey> key;
    {
      std::unique_lock lock{mutex_};
      if (stopping_) return;
      const Instant now = tools_.clock();
      const std::int64_t since = now.unix_us() - looked_.unix_us();
      look = !looking_ && (woken_ || since < 0 || since >= look_every_us);
      if (look) {
        looking_ = true;
        woken_ = false;
        looked_ = now;
      } else if (key = pick(); !key) {
        wake_.wait_for(lock, idle);
        continue;
      }
    }
    if (look)
      look_around();
    else
      deliver(*key);
  }
}

std::optional<EndpointKey> Courier::pick() {
  const Instant now = tools_.clock();
  for (auto& [key, known] : known_)
    if (!known.busy && known.next <= now) {
      known.busy = true;
      return key;
    }
  return std::nullopt;
}

/// What endpoints there are, and whether anything new waits for them.
void Courier::look_around() {
  std::vector<std::pair<engine::Endpoint, std::int64_t>> found;
  bool good = false;
  try {
    keep_house();
    tools_.write([&](engine::HubTransaction& tx) {
      found.clear();
      for (const engine::Tenant& tenant : tx.fleet.tenants()) {
        if (!tx.outbound.wanted(tenant.id)) continue;
        const std::int64_t events = tx.outbound.count(tenant.id);
        for (engine::Endpoint& endpoint : tx.outbound.endpoints(tenant.id))
          // Whatever is done to an endpoint, or to a dead letter of it, changes this sum as well.
          found.emplace_back(endpoint, events + endpoint.changed.unix_us() + tx.outbound.count_inbound(endpoint.key, engine::InboundStatus::pending));
      }
    });
    good = true;
  } catch (const std::exception& failure) {
    log::warn("deliveries cannot be looked at", {{"error", log::Fault{"HubError", failure.what(), true}}});
  }
  const std::lock_guard lock{mutex_};
  looking_ = false;
  if (!good) return;
  for (auto& [key, known] : known_) known.seen = false;
  for (const auto& [endpoint, events] : found) {
    Known& known = known_[endpoint.key];
    known.seen = true;
    if (known.events != events) known.next = Instant{};
    known.events = events;
  }
  std::erase_if(known_, [](const auto& it) { return !it.second.seen && !it.second.busy; });
  wake_.notify_all();
}

void Courier::deliver(const EndpointKey& key) {
  std::int64_t before = 0;
  {
    const std::lock_guard lock{mutex_};
    before = known_[key].events;
  }
  Instant next;
  try {
    // A helper for each round: a program that goes wrong meets no other connector.
    connectors::JqProcess jq{tools_.jq};
    next = deliver_round(key, tools_, jq, [this] {
      const std::lock_guard lock{mutex_};
      return stopping_;
    });
  } catch (const std::exception& failure) {
    log::error("a delivery broke", {{"entity_type", std::string_view{"endpoint"}},
                                    {"entity_id", std::string_view{key.id}},
                                    {"error", log::Fault{"HubError", failure.what(), true}}});
    next = tools_.clock().plus_seconds(trouble_s);
  }
  const std::lock_guard lock{mutex_};
  Known& known = known_[key];
  known.busy = false;
  known.next = known.events == before ? next : Instant{};
}

void Courier::keep_house() {
  const Instant now = tools_.clock();
  if (now.unix_us() - kept_.unix_us() < house_every_us) return;
  kept_ = now;
  const bool prune = now.unix_us() - pruned_.unix_us() >= prune_every_us;
  if (prune) pruned_ = now;
  tools_.with_database([&](engine::HubDatabase& database) {
    watch_sites(database, tools_.away_after_s, now);
    database.write([&](engine::HubTransaction& tx) {
      std::int64_t waiting = 0, dead = 0, disabled = 0;
      const Instant before = now.plus_seconds(-keep_days * seconds_per_day);
      for (const engine::Tenant& tenant : tx.fleet.tenants()) {
        if (!tx.outbound.wanted(tenant.id)) continue;
        if (prune) tx.outbound.prune(tenant.id, before);
        for (const engine::Endpoint& endpoint : tx.outbound.endpoints(tenant.id)) {
          if (prune) tx.outbound.forget_inbound(endpoint.key, before);
          dead += tx.outbound.count_dead(endpoint.key);
          disabled += endpoint.state == engine::EndpointState::disabled ? 1 : 0;
          tell_health(tools_.metrics, endpoint, webhooks::is_open(tx.outbound.lease(endpoint.key), now));
          for (const engine::Lane& lane : tx.outbound.lanes(endpoint.key)) waiting += lane.last_no - lane.event_no;
        }
      }
      tools_.metrics.gauge("hub_deliveries_waiting", "Events that endpoints have not got yet.").set(waiting);
      tools_.metrics.gauge("hub_delivery_dead_letters", "Deliveries that wait for a person.").set(dead);
      tools_.metrics.gauge("hub_endpoints_disabled", "Endpoints that get nothing after days of failure.").set(disabled);
    });
  });
}
}  // namespace holdfast::courier

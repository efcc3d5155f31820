#include "server/hub.h"

#include <boost/asio/post.hpp>

#include "engine/leases.h"
#include "engine/upkeep.h"
#include "log/log.h"
#include "rollouts/steering.h"
#include "wire/feed.h"

namespace holdfast::server {
namespace {
constexpr std::chrono::milliseconds tick_interval{500};
constexpr int ticks_a_lease = 2;
constexpr int leases_a_look = 50;
constexpr int ticks_a_sweep = 60;
constexpr int ticks_a_cleaning = 7200;
constexpr std::size_t most_parked = 20'000;

http::Limits store_limits() {
  http::Limits limits;
  limits.body_bytes = wire::Limits{}.packed_bytes;
  limits.connections = 20'000;
  limits.requests_per_second = 500;
  return limits;
}
http::Limits operator_limits() {
  http::Limits limits;
  limits.body_bytes = std::size_t{256} << 20;  // a whole catalogue
  limits.body_timeout = std::chrono::minutes{5};
  return limits;
}
}  // namespace

Hub::Hub(boost::asio::io_context& io, Services services, Workers& workers, Page page)
    : io_{io},
      services_{std::move(services)},
      workers_{workers},
      page_{std::move(page)},
      stores_{services_.metrics},
      operators_{services_.metrics},
      operator_server_{
          io,
          [this](http::Request&& request, http::Responder&& responder) {
            if (auto response = page_(request)) return responder.respond(*std::move(response));
            take(operators_, std::move(request), std::move(responder));
          },
          [this](http::Fault kind, std::string_view detail, const http::Request*) { return fault(kind, detail); },
          operator_limits()},
      timer_{io} {
  add_sync_routes(stores_);
  add_enrolment_routes(stores_);
  add_realtime_routes(stores_);
  add_store_review_routes(stores_);
  add_release_routes(stores_);
  add_fleet_routes(operators_);
  add_directive_routes(operators_);
  add_totals_routes(operators_);
  add_split_routes(operators_);
  add_review_routes(operators_);
  add_customer_routes(operators_);
  add_masters_routes(operators_);
  add_carry_routes(operators_);
  add_system_routes(operators_);
  add_webhook_routes(operators_);
  add_connector_routes(operators_);
  add_inbound_routes(operators_);
  add_delivery_routes(operators_);
  add_rollout_routes(operators_);
  add_audit_routes(operators_);
  services_.arrived = [this](const engine::SiteKey& site) { workers_.project(site); };
  services_.published = [this](const engine::ChannelKey& channel) {
    boost::asio::post(io_, [this, channel] { wake(channel); });
  };
  services_.line_is_open = [this] { return line_open_.load(); };
  services_.set_line = [this](bool open) {
    line_open_ = open;
    boost::asio::post(io_, [this] { line_open_ ? open_line() : cut_line(); });
  };
  tick();
  sweep();
}

std::uint16_t Hub::listen_for_stores(const http::Endpoint& endpoint) {
  store_endpoint_ = endpoint;
  open_line();
  return store_endpoint_.port;
}

std::uint16_t Hub::listen_for_operators(const http::Endpoint& endpoint) { return operator_server_.listen(endpoint); }

void Hub::open_line() {
  if (store_server_ || stopping_) return;
  store_server_ = std::make_unique<http::Server>(
      io_,
      [this](http::Request&& request, http::Responder&& responder) {
        take(stores_, std::move(request), std::move(responder));
      },
      [this](http::Fault kind, std::string_view detail, const http::Request*) { return fault(kind, detail); },
      store_limits());
  try {
    store_endpoint_.port = store_server_->listen(store_endpoint_);
  } catch (const std::exception& failure) {
    store_server_.reset();
    if (ticks_ == 0) throw;  // at the start; later it is tried again with each tick
    log::error("stores cannot be listened to", {{"error", log::Fault{"ListenError", failure.what(), true}}});
  }
}

/// As if the WAN were gone: connections break, and nobody answers.
void Hub::cut_line() {
  parked_.clear();
  store_server_.reset();
}

void Hub::renew_identity(const http::TlsIdentity& identity) {
  if (store_endpoint_.tls) store_endpoint_.tls = identity;
  if (store_server_) store_server_->replace_identity(identity);
  http::TlsIdentity plain = identity;
  plain.client_ca_pem.clear();
  operator_server_.replace_identity(plain);
}

void Hub::take(const Api& api, http::Request&& request, http::Responder&& responder) {
  services_.metrics.counter("hub_requests_total", "Requests taken.").add();
  const auto held = std::make_shared<Pending>();
  held->request = std::move(request);
  held->responder.emplace(std::move(responder));
  const auto wait = held->request.query_value("wait");
  const int seconds =
      wait && wait->size() <= 2 && wait->find_first_not_of("0123456789") == std::string::npos && !wait->empty()
          ? std::stoi(*wait)
          : 0;
  held->until = std::chrono::steady_clock::now() + std::chrono::seconds{std::min(seconds, 25)};
  work(api, held);
}

void Hub::work(const Api& api, const Held& held) {
  const bool taken = workers_.submit([this, &api, held](Worker& worker) {
    Call call{held->request, *worker.database, worker.ingest, worker.packer, services_, services_.clock()};
    http::Response response = api.answer(call, held->request);
    if (!call.nothing_yet || std::chrono::steady_clock::now() >= held->until || !line_open_)
      return held->responder->respond(std::move(response));
    held->channel = *call.nothing_yet;
    held->version =
        wire::parse_cursor(held->request.query_value("since").value_or("")).value_or(wire::Cursor{}).version;
    held->otherwise = std::move(response);
    boost::asio::post(io_, [this, held] { park(held); });
  });
  if (!taken) held->responder->respond(problem(Error{ErrorCode::busy, "too much is waiting", {}}));
}

void Hub::park(const Held& held) {
  if (stopping_ || !line_open_ || parked_.size() >= most_parked)
    return held->responder->respond(std::move(held->otherwise));
  parked_.push_back(held);
}

void Hub::wake(const engine::ChannelKey& channel) {
  for (auto at = parked_.begin(); at != parked_.end();) {
    const Held held = *at;
    const bool hit = held->channel == channel;
    at = hit ? parked_.erase(at) : std::next(at);
    if (hit) work(stores_, held);
  }
}

/// Another hub process may have published: one read a channel that somebody waits for.
void Hub::look_at_versions() {
  std::set<engine::ChannelKey> channels;
  std::map<engine::ChannelKey, std::int64_t> known;
  for (const Held& held : parked_) known[held->channel] = std::max(known[held->channel], held->version);
  if (known.empty()) return;
  workers_.submit([this, known](Worker& worker) {
    try {
      std::vector<engine::ChannelKey> newer;
      worker.database->read([&](engine::HubTransaction& tx) {
        newer.clear();
        for (const auto& [channel, version] : known)
          if (tx.feed.read(channel).version > version) newer.push_back(channel);
      });
      for (const engine::ChannelKey& channel : newer) services_.published(channel);
    } catch (const std::exception& failure) {
      log::warn("channels cannot be looked at", {{"error", log::Fault{"HubError", failure.what(), true}}});
    }
  });
}

/// Sites whose log is not projected to its end: after a restart, or left behind by another hub process.
void Hub::sweep() {
  workers_.submit([this](Worker& worker) {
    try {
      std::vector<engine::SiteKey> behind;
      worker.database->read([&](engine::HubTransaction& tx) {
        behind.clear();
        for (const engine::Tenant& tenant : tx.fleet.tenants()) {
          std::string after;
          for (;;) {
            const auto cards = tx.fleet.cards(tenant.id, after, 500);
            for (const engine::SiteCard& card : cards)
              if (tx.sites.unprojected(card.key)) behind.push_back(card.key);
            if (cards.size() < 500) break;
            after = cards.back().key.site;
          }
        }
      });
      for (const engine::SiteKey& site : behind) workers_.project(site);
    } catch (const std::exception& failure) {
      log::warn("sites cannot be looked at", {{"error", log::Fault{"HubError", failure.what(), true}}});
    }
  });
}

/// Once an hour: what nobody needs any more.
void Hub::let_go() {
  workers_.submit([this](Worker& worker) {
    try {
      const engine::LetGo gone =
          engine::let_go(*worker.database, {services_.keep_days, services_.keep_log_days}, services_.clock());
      for (const std::string& month : gone.months) log::info("a month of logs is let go of: " + month);
    } catch (const std::exception& failure) {
      log::warn("old rows cannot be let go of", {{"error", log::Fault{"HubError", failure.what(), true}}});
    }
  });
}

/// Accounts that moved, and leases whose time it is.
void Hub::renew_leases() {
  workers_.submit([this](Worker& worker) {
    try {
      std::vector<engine::Tenant> tenants;
      worker.database->read([&](engine::HubTransaction& tx) { tenants = tx.fleet.tenants(); });
      for (const engine::Tenant& tenant : tenants)
        for (const engine::ChannelKey& channel :
             engine::renew_leases(*worker.database, tenant.id, leases_a_look, services_.clock()))
          services_.published(channel);
    } catch (const std::exception& failure) {
      log::warn("leases cannot be looked at", {{"error", log::Fault{"HubError", failure.what(), true}}});
    }
  });
}

/// Whichever hub comes first looks at a rollout; on the others it was just looked at.
void Hub::steer_rollouts() {
  if (steering_.exchange(true)) return;
  const bool taken = workers_.submit([this](Worker& worker) {
    try {
      std::vector<engine::Tenant> tenants;
      worker.database->read([&](engine::HubTransaction& tx) { tenants = tx.fleet.tenants(); });
      for (const engine::Tenant& tenant : tenants)
        rollouts::steer(*worker.database, tenant.id, services_.rollout_look_s, services_.signal_stretch_s,
                        services_.clock());
    } catch (const std::exception& failure) {
      log::warn("rollouts cannot be looked at", {{"error", log::Fault{"HubError", failure.what(), true}}});
    }
    steering_ = false;
  });
  if (!taken) steering_ = false;
}

void Hub::tick() {
  timer_.expires_after(tick_interval);
  timer_.async_wait([this](const boost::system::error_code& stopped) {
    if (stopped) return;
    ++ticks_;
    const auto now = std::chrono::steady_clock::now();
    for (auto at = parked_.begin(); at != parked_.end();) {
      const Held held = *at;
      const bool due = held->until <= now;
      at = due ? parked_.erase(at) : std::next(at);
      if (due) held->responder->respond(std::move(held->otherwise));
    }
    if (ticks_ % 2 == 0) look_at_versions();
    if (ticks_ % ticks_a_lease == 0) renew_leases();
    if (ticks_ % ticks_a_lease == 1) steer_rollouts();
    if (ticks_ % ticks_a_sweep == 0) sweep();
    if (ticks_ % ticks_a_cleaning == 1) let_go();
    if (line_open_ && !store_server_ && store_endpoint_.tls) open_line();
    tick();
  });
}

void Hub::stop() {
  stopping_ = true;
  timer_.cancel();
  for (const Held& held : parked_) held->responder->respond(std::move(held->otherwise));
  parked_.clear();
  if (store_server_) store_server_->stop();
  operator_server_.stop();
}

bool Hub::idle() const { return operator_server_.idle() && (!store_server_ || store_server_->idle()); }

http::Response Hub::fault(http::Fault kind, std::string_view detail) const {
  services_.metrics
      .counter("hub_faults_total", "Requests refused before any route.",
               {{"status", std::to_string(static_cast<int>(kind))}})
      .add();
  std::string text{detail};
  switch (kind) {
    case http::Fault::body_too_large: {
      wire::Refusal refusal = wire::refusal_of({wire::Reason::size, std::move(text)});
      refusal.max_bytes = static_cast<std::int64_t>(wire::Limits{}.packed_bytes);
      return problem(engine::reply(refusal));
    }
    case http::Fault::request_timeout:
      return problem(Error{ErrorCode::timeout, std::move(text), {}});
    case http::Fault::too_many_requests:
      return problem(Error{ErrorCode::rate_limited, std::move(text), {}});
    case http::Fault::overloaded:
      return problem(Error{ErrorCode::busy, std::move(text), {}});
    case http::Fault::handler_failed:
      return problem(Error{ErrorCode::internal, std::move(text), {}});
    case http::Fault::bad_request:
    case http::Fault::target_too_long:
    case http::Fault::header_too_large:
      return problem(Error{ErrorCode::invalid_argument, std::move(text), {}});
  }
  return problem(Error{ErrorCode::internal, std::move(text), {}});
}
}  // namespace holdfast::server

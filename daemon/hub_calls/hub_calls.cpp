#include "hub_calls/hub_calls.h"

#include <algorithm>

#include "base/json.h"
#include "base/json_writer.h"
#include "config/machine.h"
#include "hub_calls/call_replies.h"
#include "hub_calls/call_rows.h"
#include "log/log.h"

namespace holdfast::hub_calls {
namespace {
using capabilities::Dependency;
using realtime::CallSession;
constexpr std::size_t trips_looked_at = 5;
constexpr std::int64_t late_us = 1'500'000;  ///< the median from which a service is slow (design, section 2)
constexpr std::int64_t unused_s = 600;
constexpr std::chrono::milliseconds status_patience{1'000}, session_first{300};

CallState state_of(Heard::Outcome outcome, bool was_refused) {
  switch (outcome) {
    case Heard::Outcome::answered:
      return was_refused ? CallState::refused : CallState::answered;
    case Heard::Outcome::refused:
      return CallState::refused;
    case Heard::Outcome::not_done:
    case Heard::Outcome::circuit_open:
      return CallState::not_done;
    case Heard::Outcome::unreachable:
    case Heard::Outcome::queued:
    case Heard::Outcome::not_counted:
      return CallState::giving_up;
  }
  return CallState::giving_up;
}
}  // namespace

struct HubCalls::Live {
  Live(boost::asio::io_context& io, Wish asked, Done to, edge::Breaker& breaker)
      : wish{std::move(asked)}, done{std::move(to)}, session{wish.kind, breaker}, timer{io} {}
  Wish wish;
  Done done;
  CallSession session;
  boost::asio::steady_timer timer;
  Reply last;
  int exchange = 0;  ///< the one whose reply counts
  Instant sent, deadline;
};

HubCalls::HubCalls(boost::asio::io_context& io, store::Store& store, std::filesystem::path data,
                   metrics::Registry& registry)
    : io_{io},
      store_{store},
      lines_{io, std::move(data)},
      receipt_keys_{io, store, lines_},
      timer_{io},
      ids_{config::KernelRandom{}},
      registry_{registry},
      waiting_{registry.gauge("hub_calls_open", "Calls to the hub whose outcome is not known yet.")} {
  for (std::size_t i = 1; i < capabilities::dependency_count; ++i) {
    const capabilities::DependencyRow& row = row_of(static_cast<Dependency>(i));
    peers_[i].breaker.emplace(edge::BreakerPolicy{row.failures, row.window_s, row.open_s, row.trials});
    peers_[i].told.since = store.now();
  }
  store.add_maintenance("answers nobody used", [](db::Transaction& tx, commands::Context& context) {
    give_up_unused(tx, context.now.plus_seconds(-unused_s), context.now);
  });
}
HubCalls::~HubCalls() { stop(); }

void HubCalls::start() {
  lines_.start();
  receipt_keys_.start();
  tick();
}
void HubCalls::stop() {
  if (!alive_) return;
  timer_.cancel();
  receipt_keys_.stop();
  lines_.stop();
  // Whoever waits is told that nobody knows; what had an effect is asked about after the next start.
  for (const auto& [id, live] : std::exchange(live_, {})) {
    live->timer.cancel();
    live->done({Heard::Outcome::unreachable, 0, {}});
  }
  alive_.reset();
}

Instant HubCalls::steady() {
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  return Instant{std::chrono::duration_cast<std::chrono::microseconds>(now).count()};
}

void HubCalls::ask(Wish wish, Done done) { begin(std::move(wish), std::move(done)); }

void HubCalls::act(Wish wish, Done done) {
  if (!lines_.enrolled()) return done({Heard::Outcome::circuit_open, 0, {}});
  store_.submit(
      store::Call{},
      [wish](db::Transaction& tx, commands::Context& context) -> Result<store::Answer> {
        insert_call(tx, wish, CallState::asked, context.now);
        return store::Answer{};
      },
      [this, alive = std::weak_ptr{alive_}, wish, done = std::move(done)](const Result<store::Answer>& kept) mutable {
        if (alive.expired()) return;
        // Nothing goes out whose intent is not on the disk.
        if (!kept) return done({Heard::Outcome::not_done, 0, {}});
        begin(wish, [this, wish, done = std::move(done)](const Heard& heard) {
          keep(wish, heard, [done, heard] { done(heard); });
        });
      });
}

/// The outcome is told once it is on the disk, or cannot be: then the intent is asked about again after a start.
void HubCalls::keep(const Wish& wish, const Heard& heard, std::function<void()> then) {
  const bool refused = heard.outcome == Heard::Outcome::refused;
  store_.submit(
      store::Call{},
      [wish, heard, refused](db::Transaction& tx, commands::Context& context) -> Result<store::Answer> {
        set_state(tx, wish.id, state_of(heard.outcome, refused), heard.status, heard.body, context.now);
        return store::Answer{};
      },
      [then = std::move(then)](const Result<store::Answer>&) { then(); });
}

void HubCalls::begin(Wish wish, Done done) {
  if (!lines_.enrolled() || live_.contains(wish.id))
    return done({live_.contains(wish.id) ? Heard::Outcome::unreachable : Heard::Outcome::circuit_open, 0, {}});
  const Uuid id = wish.id;
  edge::Breaker& breaker = *peer(wish.dependency).breaker;
  const auto live = std::make_shared<Live>(io_, std::move(wish), std::move(done), breaker);
  live_.emplace(id, live);
  live->session.start(steady());
  if (const auto ends = live->session.deadline()) live->deadline = *ends;
  drive(live);
}

void HubCalls::drive(const std::shared_ptr<Live>& live) {
  while (const auto action = live->session.poll()) {
    if (const auto* finished = std::get_if<CallSession::Finished>(&*action)) return finish(live, finished->outcome);
    if (std::holds_alternative<CallSession::Send>(*action)) send(live, false);
    if (std::holds_alternative<CallSession::AskStatus>(*action)) send(live, true);
    // QueueReversal: the row stays `giving_up`, see state_of(); the queue does it.
  }
  arm(live);
}

void HubCalls::send(const std::shared_ptr<Live>& live, bool status) {
  const int number = ++live->exchange;
  const Instant now = steady();
  live->sent = now;
  // A little more than the session waits, so that it is the session that ends the wait.
  const std::int64_t left_ms = std::max<std::int64_t>(1, (live->deadline.unix_us() - now.unix_us()) / 1000);
  const auto left = (status ? status_patience : std::chrono::milliseconds{left_ms}) + session_first;
  lines_.post("realtime/" + live->wish.operation + (status ? "/status" : ""), body_of(live->wish), left,
              [this, alive = std::weak_ptr{alive_}, live, number, status](const Reply& reply) {
                if (!alive.expired() && live->exchange == number) heard(live, status, reply);
              });
}

void HubCalls::heard(const std::shared_ptr<Live>& live, bool status, const Reply& reply) {
  const Instant now = steady();
  if (status) {
    Settled settled = settled_of(reply);
    if (settled.status == CallSession::Status::done) live->last = std::move(settled.reply);
    if (settled.status == CallSession::Status::unknown)
      live->session.on_failure(now);
    else
      live->session.on_status(settled.status, now);
    return drive(live);
  }
  live->last = reply;
  if (reply.status == 200) {
    auto& trips = peer(live->wish.dependency).trips;
    trips.push_back(now.unix_us() - live->sent.unix_us());
    if (trips.size() > trips_looked_at) trips.pop_front();
    live->session.on_answer(now);
  } else if (is_refusal(reply.status)) {
    live->session.on_refused(now);
  } else {
    const std::string why = reply.status != 0 ? "status " + std::to_string(reply.status) : reply.body;
    log::info("a call to the hub was not answered", {{"entity_type", "operation"},
                                                     {"entity_id", live->wish.operation},
                                                     {"error", log::Fault{"NoAnswer", why, true}}});
    live->session.on_failure(now);
  }
  drive(live);
}

void HubCalls::arm(const std::shared_ptr<Live>& live) {
  const auto wake = live->session.deadline();
  if (!wake) return;
  live->timer.expires_after(std::chrono::microseconds{std::max<std::int64_t>(0, wake->unix_us() - steady().unix_us())});
  live->timer.async_wait([this, alive = std::weak_ptr{alive_}, live](const boost::system::error_code& error) {
    if (error || alive.expired()) return;
    ++live->exchange;  // what comes now comes too late
    live->session.on_time(steady());
    drive(live);
  });
}

void HubCalls::finish(const std::shared_ptr<Live>& live, Heard::Outcome outcome) {
  constexpr std::array<std::string_view, 7> names{"answered", "refused",     "not_done",    "unreachable",
                                                  "queued",   "not_counted", "circuit_open"};
  ++live->exchange;
  live->timer.cancel();
  live_.erase(live->wish.id);
  Heard out{outcome, live->last.status, live->last.body};
  if (outcome == Heard::Outcome::answered && live->last.status != 200) out.outcome = Heard::Outcome::refused;
  if (out.outcome == Heard::Outcome::answered) out.body = inner_document(live->last.body, "answer");
  registry_
      .counter(
          "hub_calls_total", "Calls to the hub that somebody waited for.",
          {{"operation", live->wish.operation}, {"outcome", std::string{names[static_cast<std::size_t>(out.outcome)]}}})
      .add();
  live->done(std::move(out));
}

std::array<capabilities::Health, capabilities::dependency_count> HubCalls::health() {
  std::array<capabilities::Health, capabilities::dependency_count> out{};
  const Instant now = steady();
  const bool enrolled = lines_.enrolled();
  for (std::size_t i = 1; i < capabilities::dependency_count; ++i) {
    Peer& each = peers_[i];
    if (!row_of(static_cast<Dependency>(i)).via_hub) continue;
    capabilities::Health is;
    is.configured = enrolled;
    is.mode = enrolled ? capabilities::Mode::online : capabilities::Mode::alone;
    is.cause = enrolled ? capabilities::Cause::answers : capabilities::Cause::not_configured;
    auto trips = each.trips;
    std::sort(trips.begin(), trips.end());
    if (enrolled && trips.size() >= 3 && trips[trips.size() / 2] >= late_us)
      is.mode = capabilities::Mode::slow, is.cause = capabilities::Cause::late;
    const Instant ready = each.breaker->ready_at(now);  // an open one lets trials through once its time is up
    if (each.breaker->state() == edge::Breaker::State::open) {
      is.breaker = capabilities::Breaker::open;
      is.mode = capabilities::Mode::edge;
      is.cause = capabilities::Cause::breaker;
      const std::int64_t seconds = (ready.unix_us() - now.unix_us() + 999'999) / 1'000'000;
      is.until = each.told.breaker == is.breaker ? each.told.until : store_.now().plus_seconds(seconds);
    } else if (each.breaker->state() == edge::Breaker::State::half_open) {
      is.breaker = capabilities::Breaker::half_open;
      is.mode = capabilities::Mode::slow;
      is.cause = capabilities::Cause::breaker;
    }
    const bool same =
        is.configured == each.told.configured && is.mode == each.told.mode && is.breaker == each.told.breaker;
    is.since = same ? each.told.since : store_.now();
    each.told = is;
    out[i] = is;
  }
  return out;
}

void HubCalls::on_line_back() {
  for (std::size_t i = 1; i < capabilities::dependency_count; ++i) peers_[i].breaker->on_probe(steady());
  queue_rests_until_ = {};
}
}  // namespace holdfast::hub_calls

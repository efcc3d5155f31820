#include "edge/upsync_session.h"

#include <algorithm>

#include "edge/lanes.h"

namespace holdfast::edge {
namespace {
/// A narrow line is not to be full for longer than half a second by what was saved up.
std::int64_t burst_of(const UpsyncOptions& options, std::int64_t bytes_per_second) {
  return std::max<std::int64_t>(1, std::min(options.burst_bytes, bytes_per_second / 2));
}
}  // namespace

UpsyncSession::UpsyncSession(OutboxReader& outbox, UpsyncMemory memory, UpsyncOptions options, Random random)
    : outbox_{outbox},
      options_{options},
      random_{random},
      backoff_{random},
      bodies_backoff_{random},
      budget_{options.bytes_per_second, burst_of(options, options.bytes_per_second)},
      withheld_{std::move(memory.withheld)},
      events_{options.first_events},
      bodies_{options.first_events},
      hub_events_{options.most_events},
      hub_bytes_{options.batch_bytes} {
  head_seen_ = outbox.head().seq;
  acked_ = memory.acked.value_or(wire::Link{0, wire::genesis(outbox.site_id(), outbox.epoch())});
}

void UpsyncSession::start(Instant now) {
  pending_since_ = now;
  if (pending() == 0) ask_again();
  pump(now);
}

/// The hub may have come back from a backup while nothing was sent: an event goes again so that it says where it is,
/// even when all of them are acknowledged.
void UpsyncSession::ask_again() {
  if (acked_.seq == 0) return;
  if (const auto hash = outbox_.hash_at(acked_.seq - 1)) acked_ = {acked_.seq - 1, *hash};
}

void UpsyncSession::on_appended(Instant now) {
  if (!pending_since_) pending_since_ = now;
  pump(now);
}

void UpsyncSession::on_time(Instant now) {
  if (in_flight_ && now >= Instant{in_flight_->sent.unix_us() + options_.timeout_us})
    return on_lost(in_flight_->number, now);
  pump(now);
}

void UpsyncSession::on_probe(Instant now) {
  wait_until_ = now;
  breaker_.on_probe(now);
  pump(now);
}

void UpsyncSession::on_budget(std::int64_t bytes_per_second, Instant now) {
  budget_.change(bytes_per_second, burst_of(options_, bytes_per_second), now);
  if (state_ == State::waiting) pump(now);
}

void UpsyncSession::release(const wire::Place& place, Instant now) {
  if (withheld_.erase(place) != 0) holes_.push_back(place);
  alone_.insert(place);
  bodies_wait_until_ = now;
  pump(now);
}

std::optional<UpsyncSession::Effect> UpsyncSession::poll() {
  if (effects_.empty()) return std::nullopt;
  Effect effect = std::move(effects_.front());
  effects_.pop_front();
  return effect;
}

/// How many events wait; and whether somebody writes some right now.
std::int64_t UpsyncSession::look_at_log(Instant now) {
  const std::int64_t head = outbox_.head().seq;
  if (head > std::exchange(head_seen_, head)) grew_at_ = now;
  return head - acked_.seq;
}

/// Of one batch, whatever else limits it.
int UpsyncSession::most_events(Instant now) const {
  return is_selling(now) ? std::min(hub_events_, options_.selling_events) : hub_events_;
}

/// Sends what there is to send, or says when to ask again.
void UpsyncSession::pump(Instant now) {
  deadline_.reset();
  if (state_ == State::stopped) return;
  if (in_flight_) {
    deadline_ = Instant{in_flight_->sent.unix_us() + options_.timeout_us};
    return;
  }
  state_ = State::idle;
  const std::int64_t waiting = look_at_log(now);
  const bool late_bodies = !holes_.empty();
  if (waiting <= 0 && !late_bodies) {
    pending_since_.reset();
    if (!idle_since_) idle_since_ = now;
    deadline_ = Instant{idle_since_->unix_us() + options_.idle_check_us};
    if (now < *deadline_) return;
    idle_since_.reset();
    ask_again();
    return pending() > 0 ? pump(now) : void();
  }
  idle_since_.reset();
  Instant ready = std::max({wait_until_, breaker_.ready_at(now), budget_.ready_at(now)});
  if (is_selling(now)) ready = std::max(ready, paced_until_);
  if (ready > now) {
    state_ = State::waiting;
    deadline_ = ready;
    return;
  }
  const bool bodies_now = late_bodies && bodies_wait_until_ <= now && waiting <= options_.lanes_above;
  if (bodies_now && (waiting <= 0 || bodies_next_) && send_bodies(now)) return;
  if (waiting <= 0) {
    if (late_bodies && !holes_.empty()) deadline_ = std::max(bodies_wait_until_, Instant{now.unix_us() + 1000});
    return;
  }
  if (!pending_since_) pending_since_ = now;
  const Instant linger{pending_since_->unix_us() + options_.linger_us};
  if (waiting < events_ && linger > now && !suspect_) {
    deadline_ = linger;
    return;
  }
  if (!send_events(now)) {
    alert("outbox", "the log has no event after " + std::to_string(acked_.seq));
    wait(now);
  }
}

wire::Line UpsyncSession::line_of(OutboxEvent&& event, bool money_first) const {
  if (event.body.empty()) return wire::hole_line(event.id, event.body_sha, "erased");
  const wire::Place place{outbox_.epoch(), event.seq};
  if (withheld_.contains(place) || alone_.contains(place) || (money_first && lane_of(event.type) != Lane::money))
    return wire::hole_line(event.id, event.body_sha, wire::deferred);
  return {event.id, event.body_sha, std::move(event.body), {}};
}

bool UpsyncSession::send_events(Instant now) {
  const bool trial = suspect_ && *suspect_ == acked_.seq + 1;
  const int most = trial ? 1 : std::min(events_, most_events(now));
  std::vector<OutboxEvent> events = outbox_.read(acked_.seq, most, std::min(options_.batch_bytes, hub_bytes_));
  if (events.empty()) return false;
  const bool money_first = pending() > options_.lanes_above;
  wire::BatchHeader header;
  header.site_id = outbox_.site_id();
  header.epoch = outbox_.epoch();
  header.first_seq = acked_.seq + 1;
  header.count = static_cast<int>(events.size());
  header.prev_hash = acked_.hash;
  header.last_hash = events.back().hash;
  std::vector<wire::Line> lines;
  lines.reserve(events.size());
  for (OutboxEvent& event : events)
    lines.push_back(trial ? wire::hole_line(event.id, event.body_sha, wire::deferred)
                          : line_of(std::move(event), money_first));
  bodies_next_ = true;
  send({0, What::events, now, header.count, header.first_seq, trial, {}}, wire::encode_batch(header, lines), now);
  return true;
}

bool UpsyncSession::send_bodies(Instant now) {
  std::vector<wire::LateBody> bodies;
  std::vector<wire::Place> places;
  std::int64_t bytes = 0;
  std::erase_if(holes_, [&](const wire::Place& place) { return withheld_.contains(place); });
  for (const wire::Place& place : std::vector<wire::Place>{holes_}) {
    const bool alone = alone_.contains(place);
    if (!places.empty() && (alone || static_cast<int>(places.size()) >= std::min(bodies_, most_events(now)))) break;
    auto body = outbox_.body_at(place);
    if (!body || body->empty()) {
      withheld_.insert(place);
      effects_.push_back(Withhold{place, "DataIntegrityError", "the hub waits for a body that is not kept here"});
      continue;
    }
    const auto size = static_cast<std::int64_t>(body->size());
    if (!places.empty() && bytes + size > std::min(options_.batch_bytes, hub_bytes_)) break;
    bytes += size;
    places.push_back(place);
    bodies.push_back({place, *std::move(body)});
    if (alone) break;
  }
  std::erase_if(holes_, [&](const wire::Place& place) { return withheld_.contains(place); });
  if (places.empty()) return false;
  bodies_next_ = false;
  send({0, What::bodies, now, static_cast<int>(places.size()), 0, false, std::move(places)},
       wire::encode_bodies(outbox_.site_id(), bodies), now);
  return true;
}

void UpsyncSession::send(Exchange exchange, std::string raw, Instant now) {
  exchange.number = ++last_number_;
  paced_until_ = Instant{now.unix_us() + exchange.count * std::int64_t{1'000'000} / options_.selling_per_second};
  std::string packed = packer_.pack(raw, options_.coding);
  budget_.take(static_cast<std::int64_t>(packed.size()), now);
  effects_.push_back(Send{exchange.number, exchange.what, options_.coding, std::move(packed)});
  in_flight_ = std::move(exchange);
  state_ = State::sending;
  deadline_ = Instant{now.unix_us() + options_.timeout_us};
}
}  // namespace holdfast::edge

// What a hub's answer means to the upsync session: the table of design 1.2, seen from the site.
#include <algorithm>

#include "edge/upsync_session.h"

namespace holdfast::edge {
namespace {
/// Says nothing about what was sent: the line (a body that arrived damaged), the hub's machine, or its load.
bool is_failure(const wire::Refusal& refusal) {
  return refusal.status >= 500 || refusal.status == 408 || refusal.status == 429 ||
         refusal.reason == wire::Reason::packing;
}
bool is_identity(const wire::Refusal& refusal) { return refusal.reason == wire::Reason::site || refusal.status == 401; }
constexpr int most_idle_answers = 2;
}  // namespace

void UpsyncSession::on_answer(std::uint64_t number, int status, std::string_view body, Instant now) {
  if (!in_flight_ || in_flight_->number != number) return;  // late: that exchange was given up
  if (status == 200) {
    const auto ack = wire::decode_ack(body);
    if (!ack) return on_lost(number, now);  // garbled on the way: as good as none
    if (ack->epoch != outbox_.epoch()) {
      in_flight_.reset();
      return stop(wire::EpochReason::fenced, "the hub is in epoch " + std::to_string(ack->epoch));
    }
    const Exchange exchange = *std::exchange(in_flight_, std::nullopt);
    breaker_.on_success(now);
    heard_ = true;
    take_ack(*ack, exchange, now);
  } else {
    const Exchange exchange = *std::exchange(in_flight_, std::nullopt);
    take_refusal(wire::decode_refusal(status, body), exchange, now);
  }
  pump(now);
}

void UpsyncSession::on_lost(std::uint64_t number, Instant now) {
  if (!in_flight_ || in_flight_->number != number) return;
  const Exchange exchange = *std::exchange(in_flight_, std::nullopt);
  fail(exchange, now, std::nullopt);
  pump(now);
}

void UpsyncSession::take_ack(const wire::Ack& ack, const Exchange& exchange, Instant now) {
  const std::int64_t before = acked_.seq;
  if (!follow(ack.ack, now, ack.applied_seq, ack.server_time)) return;
  alerted_.clear();
  reread_ = false;
  hub_events_ = std::clamp(ack.max_events, 1, options_.most_events);
  hub_bytes_ = std::min(ack.max_bytes, options_.batch_bytes);
  holes_.clear();
  for (const wire::Place& hole : ack.holes)
    if (!withheld_.contains(hole)) holes_.push_back(hole);
  if (exchange.what == What::bodies) {
    bodies_backoff_.reset();
    body_failures_ = 0;
    for (const wire::Place& place : exchange.places) alone_.erase(place);
    bodies_ = std::min(bodies_ + 50, options_.most_events);
    // A hub that takes a body and still waits for it would be asked for ever.
    if (!holes_.empty() && std::find(holes_.begin(), holes_.end(), exchange.places.front()) != holes_.end())
      bodies_wait_until_ = Instant{now.unix_us() + bodies_backoff_.next_us()};
    return;
  }
  if (acked_.seq == before) {
    if (++idle_answers_ > most_idle_answers) wait(now);
    return;
  }
  idle_answers_ = 0;
  backoff_.reset();
  single_failures_ = 0;
  if (exchange.trial_hole) alone_.insert({outbox_.epoch(), exchange.first_seq});
  if (suspect_ && acked_.seq >= *suspect_) suspect_.reset();
  if (exchange.count >= events_) events_ = std::min(events_ + 50, options_.most_events);
}

/// Goes to where the hub says it is, if our own hash there agrees. False when the session had to stop or to wait.
bool UpsyncSession::follow(const wire::Link& place, Instant now, std::int64_t applied_seq, Instant server_time) {
  const wire::Link head = outbox_.head();
  if (place.seq > head.seq) {
    stop(wire::EpochReason::restore,
         "the hub holds " + std::to_string(place.seq) + ", this log ends at " + std::to_string(head.seq));
    return false;
  }
  const auto own = outbox_.hash_at(place.seq);
  if (!own) {
    alert("retention", "the hub wants events after " + std::to_string(place.seq) + ", which are no longer kept");
    wait(now);
    return false;
  }
  if (*own != place.hash) {
    stop(wire::EpochReason::fork, "the hub holds another event " + std::to_string(place.seq));
    return false;
  }
  if (place.seq < acked_.seq)
    alert("hub_behind", "the hub fell back from " + std::to_string(acked_.seq) + " to " + std::to_string(place.seq));
  acked_ = place;
  effects_.push_back(StoreAck{outbox_.epoch(), place, applied_seq, server_time});
  return true;
}

void UpsyncSession::take_refusal(const wire::Refusal& refusal, const Exchange& exchange, Instant now) {
  if (is_failure(refusal)) return fail(exchange, now, refusal.retry_after_s);
  breaker_.on_success(now);  // a refusal by rule is an answer
  if (is_identity(refusal)) {
    alert("identity", refusal.detail);
    return wait(now);
  }
  if (refusal.reason == wire::Reason::protocol) {
    alert("protocol", refusal.detail);
    return wait(now);
  }
  exchange.what == What::events ? refuse_events(refusal, exchange, now) : refuse_bodies(refusal, exchange, now);
}

void UpsyncSession::refuse_events(const wire::Refusal& refusal, const Exchange& exchange, Instant now) {
  using enum wire::Reason;
  switch (refusal.reason) {
    case fork:
      return stop(wire::EpochReason::fork, refusal.detail);
    case epoch:
      return stop(wire::EpochReason::fenced, refusal.detail);
    case gap: {
      const std::int64_t before = acked_.seq;
      if (!refusal.ack) return wait(now);
      if (!follow(*refusal.ack, now, 0, {})) return;
      if (acked_.seq == before && ++idle_answers_ > most_idle_answers) wait(now);
      return;
    }
    case count:
    case chain:
      if (!std::exchange(reread_, true)) return;  // read the log again and send once more
      alert(std::string{wire::name_of(refusal.reason)}, refusal.detail);
      return wait(now);
    case line:
      if (refusal.seq && *refusal.seq >= exchange.first_seq && *refusal.seq < exchange.first_seq + exchange.count &&
          !exchange.trial_hole) {
        // The hub names it: everything before goes as it is, then that one as a hole.
        suspect(*refusal.seq);
        if (*refusal.seq > exchange.first_seq) events_ = static_cast<int>(*refusal.seq - exchange.first_seq);
        return;
      }
      break;
    case size:
      if (refusal.max_bytes) hub_bytes_ = std::max<std::int64_t>(1024, std::min(hub_bytes_, *refusal.max_bytes));
      break;
    default:
      break;
  }
  // Refused for its content, as it seems: halve until one is left, then see whether it goes without its body.
  if (exchange.trial_hole) {
    suspect_.reset();
    alert("refused", refusal.detail);
    return wait(now);
  }
  if (exchange.count > 1) return smaller(exchange);
  suspect(exchange.first_seq);
}

void UpsyncSession::refuse_bodies(const wire::Refusal& refusal, const Exchange& exchange, Instant now) {
  if (exchange.count > 1) {
    smaller(exchange);
    return;
  }
  withhold(exchange.places.front(), std::string{wire::row_of(refusal.reason).error_class}, refusal.detail, now);
}

void UpsyncSession::withhold(const wire::Place& place, std::string error_class, std::string detail, Instant now) {
  withheld_.insert(place);
  alone_.erase(place);
  std::erase(holes_, place);
  bodies_wait_until_ = now;
  effects_.push_back(Withhold{place, std::move(error_class), std::move(detail)});
}

void UpsyncSession::suspect(std::int64_t seq) { suspect_ = seq; }

void UpsyncSession::smaller(const Exchange& exchange) {
  int& limit = exchange.what == What::events ? events_ : bodies_;
  limit = std::max(1, std::min(limit, exchange.count) / 2);
}

void UpsyncSession::fail(const Exchange& exchange, Instant now, std::optional<int> retry_after_s) {
  breaker_.on_failure(now);
  smaller(exchange);
  const bool single = exchange.count == 1;
  if (exchange.what == What::bodies) {
    bodies_wait_until_ = Instant{now.unix_us() + bodies_backoff_.next_us()};
    // Counted only when the hub was heard between two: an outage says nothing about a body.
    if (single && alone_.contains(exchange.places.front()) && std::exchange(heard_, false) &&
        ++body_failures_ >= options_.single_failures) {
      body_failures_ = 0;
      withhold(exchange.places.front(), "TimeoutError", "no answer to this body alone", now);
    }
  } else if (exchange.trial_hole) {
    suspect_.reset();
    single_failures_ = 0;
  } else if (single && ++single_failures_ >= options_.single_failures) {
    suspect(exchange.first_seq);
  }
  if (retry_after_s)
    wait_until_ = now.plus_seconds(*retry_after_s);
  else
    wait(now);
}

void UpsyncSession::wait(Instant now) { wait_until_ = Instant{now.unix_us() + backoff_.next_us()}; }

void UpsyncSession::stop(wire::EpochReason reason, std::string detail) {
  state_ = State::stopped;
  deadline_.reset();
  effects_.push_back(AskEpoch{reason, std::move(detail)});
}

void UpsyncSession::alert(std::string reason, std::string detail) {
  if (alerted_ == reason) return;
  alerted_ = reason;
  effects_.push_back(Alert{std::move(reason), std::move(detail)});
}
}  // namespace holdfast::edge

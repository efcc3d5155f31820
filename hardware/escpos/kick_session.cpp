#include "escpos/kick_session.h"

#include <algorithm>
#include <utility>

#include "base/check.h"

namespace holdfast::escpos {
namespace {
constexpr std::int64_t write_seconds = 5;
constexpr std::int64_t look_seconds = 2;  // a spring throws it open in a tenth of that
}  // namespace

std::string kick_bytes(const PrinterWatch& watch, const DrawerWiring& wiring) {
  std::string out;
  const PrinterProfile& profile = watch.profile();
  if (profile.is_star() || !profile.has(Feature::drawer)) return out;
  const bool well = watch.status().online.value_or(false) && !watch.trouble();
  if (well && profile.has(Feature::drawer_at_once))
    append_kick_at_once(out, wiring.pin, wiring.pulse);
  else
    append_kick(out, wiring.pin, wiring.pulse);
  return out;
}

KickSession::KickSession(std::string pulse, DrawerWiring wiring, PrinterWatch& watch)
    : pulse_{std::move(pulse)}, wiring_{wiring}, watch_{watch} {}

void KickSession::send(std::string bytes) {
  in_flight_ += bytes.size();
  actions_.push_back(Send{std::move(bytes)});
}

void KickSession::finish(KickOutcome outcome, Instant now) {
  state_ = State::finished;
  watch_.set_pace(PrinterWatch::Pace::idle, now);
  actions_.push_back(Finished{outcome});
}

void KickSession::start(Instant now) {
  check(state_ == State::idle);
  before_ = drawer_state(watch_.status(), wiring_);
  if (pulse_.empty()) return finish(KickOutcome::not_sent, now);
  if (before_ == DrawerState::open) return finish(KickOutcome::already_open, now);
  state_ = State::writing;
  limit_ = now.plus_seconds(write_seconds);
  watch_.set_pace(PrinterWatch::Pace::job, now);
  send(std::exchange(pulse_, {}));
}

void KickSession::advance(Instant now) {
  switch (state_) {
    case State::idle:
    case State::finished:
      return;
    case State::writing:
      if (in_flight_ == 0) {
        if (before_ == DrawerState::unknown) return finish(KickOutcome::sent, now);
        state_ = State::looking;
        limit_ = now.plus_seconds(look_seconds);
        return advance(now);
      }
      if (now >= *limit_) finish(KickOutcome::unknown, now);
      return;
    case State::looking:
      if (drawer_state(watch_.status(), wiring_) == DrawerState::open) return finish(KickOutcome::opened, now);
      if (now >= *limit_) return finish(KickOutcome::stayed_closed, now);
      if (in_flight_ > 0) return;
      if (auto question = watch_.poll(now)) send(*std::move(question));
      return;
  }
}

void KickSession::on_bytes(std::string_view bytes, Instant now) {
  (void)watch_.on_bytes(bytes, now);
  advance(now);
}

void KickSession::on_written(std::size_t count, Instant now) {
  in_flight_ -= std::min(count, in_flight_);
  advance(now);
}

void KickSession::on_link_lost(Instant now) {
  watch_.on_link_lost();
  switch (state_) {
    case State::idle:
      return finish(KickOutcome::not_sent, now);
    case State::writing:
    case State::looking:
      return finish(KickOutcome::unknown, now);
    case State::finished:
      return;
  }
}

void KickSession::on_time(Instant now) { advance(now); }

std::optional<KickSession::Action> KickSession::poll() {
  if (actions_.empty()) return std::nullopt;
  Action action = std::move(actions_.front());
  actions_.pop_front();
  return action;
}

std::optional<Instant> KickSession::deadline() const {
  if (state_ != State::writing && state_ != State::looking) return std::nullopt;
  if (state_ == State::looking && in_flight_ == 0 && watch_.deadline()) return std::min(*limit_, *watch_.deadline());
  return limit_;
}
}  // namespace holdfast::escpos

#include "realtime/call_session.h"

#include <array>

#include "base/check.h"

namespace holdfast::realtime {
namespace {
constexpr std::array<std::int64_t, 4> ask_after_s{1, 2, 4, 8};  ///< since the answer was lost
constexpr std::int64_t status_patience_s = 1;
}  // namespace

void CallSession::start(Instant now) {
  check(state_ == State::idle);
  if (breaker_.ready_at(now) > now) return finish(Outcome::circuit_open);
  state_ = State::calling;
  ends_ = now.plus_seconds(deadline_s(kind_));
  wake_ = ends_;
  actions_.push_back(Send{});
}

void CallSession::on_answer(Instant now) {
  if (state_ != State::calling) return;
  breaker_.on_success(now);
  finish(Outcome::answered);
}

void CallSession::on_refused(Instant now) {
  if (state_ != State::calling) return;
  breaker_.on_success(now);
  finish(Outcome::refused);
}

void CallSession::on_failure(Instant now) {
  switch (state_) {
    case State::calling:
      return lose(now);
    case State::asking:
      return wait_to_ask(now);
    case State::idle:
    case State::waiting_to_ask:
    case State::finished:
      return;
  }
}

void CallSession::on_status(Status status, Instant now) {
  if (state_ != State::asking) return;
  switch (status) {
    case Status::done:
      return finish(Outcome::answered);
    case Status::not_done:
      return finish(Outcome::not_done);
    case Status::unknown:
      return wait_to_ask(now);
  }
}

void CallSession::on_time(Instant now) {
  if (!wake_ || now < *wake_) return;
  switch (state_) {
    case State::calling:
      return lose(now);
    case State::waiting_to_ask:
      state_ = State::asking;
      wake_ = now.plus_seconds(status_patience_s);
      ++asked_;
      actions_.push_back(AskStatus{});
      return;
    case State::asking:
      return wait_to_ask(now);
    case State::idle:
    case State::finished:
      return;
  }
}

void CallSession::lose(Instant now) {
  breaker_.on_failure(now);
  if (is_read(kind_)) {
    if (retried_ || now >= ends_ || breaker_.ready_at(now) > now) return finish(Outcome::unreachable);
    retried_ = true;
    actions_.push_back(Send{});
    return;  // within the same deadline
  }
  if (kind_ != Kind::redeem) return finish(Outcome::queued);
  lost_ = now;
  wait_to_ask(now);
}

void CallSession::wait_to_ask(Instant now) {
  if (asked_ == ask_after_s.size()) {
    actions_.push_back(QueueReversal{});
    return finish(Outcome::not_counted);
  }
  state_ = State::waiting_to_ask;
  wake_ = std::max(now, lost_.plus_seconds(ask_after_s[asked_]));
}

void CallSession::finish(Outcome outcome) {
  state_ = State::finished;
  wake_.reset();
  actions_.push_back(Finished{outcome});
}

std::optional<CallSession::Action> CallSession::poll() {
  if (actions_.empty()) return std::nullopt;
  const Action next = actions_.front();
  actions_.pop_front();
  return next;
}
}  // namespace holdfast::realtime

#include "scale/scale_session.h"

#include <algorithm>
#include <utility>

#include "base/check.h"
#include "scale/overloaded.h"

namespace holdfast::scale {
namespace {
constexpr Instant after(Instant at, std::chrono::milliseconds wait) {
  return Instant{at.unix_us() + wait.count() * 1000};
}

auto lacking(std::string what) { return refuse(ErrorCode::invalid_argument, std::move(what)); }
}  // namespace

ScaleSession::ScaleSession(std::unique_ptr<ScaleDriver> driver, ScaleTiming timing)
    : driver_{std::move(driver)}, timing_{timing} {
  check(driver_ != nullptr && timing_.attempts > 0 && timing_.equal_readings > 0);
}

Result<> ScaleSession::weigh(WeighRequest request, Instant now) {
  if (task_ != Task::none) return refuse(ErrorCode::conflict, "The scale is in use.");
  TRY(driver_->check_request(request));
  task_ = Task::weighing;
  request_ = std::move(request);
  start(now);
  return {};
}

Result<> ScaleSession::adjust(ScaleCommand command, bool able, Instant now) {
  if (task_ != Task::none) return refuse(ErrorCode::conflict, "The scale is in use.");
  if (!able) return lacking("This scale does not do that for a till.");
  task_ = Task::adjusting;
  request_ = {};
  command_ = std::move(command);
  command_sent_ = false;
  start(now);
  return {};
}
Result<> ScaleSession::zero(Instant now) { return adjust(SetZero{}, driver_->abilities().zero, now); }
Result<> ScaleSession::tare(Instant now) { return adjust(TakeTare{}, driver_->abilities().tare, now); }
Result<> ScaleSession::clear_tare(Instant now) { return adjust(ClearTare{}, driver_->abilities().clear_tare, now); }

void ScaleSession::start(Instant now) {
  task_ends_ = after(now, timing_.weighing_limit);
  next_poll_ = AskWeight::Poll::first;
  misses_ = 0;
  last_ = {};
  candidate_.reset();
  equal_ = 0;
  same_confirmed_ = same_told_ = false;
  if (state_ == State::draining) return;  // it begins when the old answer is out of the way
  task_ == Task::weighing ? ask_weight(now) : ask(command_, now);
}

void ScaleSession::ask(const ScaleCommand& command, Instant now) {
  state_ = State::asking;
  asked_ = now;
  deadline_ = after(now, timing_.answer_within);
  std::string bytes = driver_->begin(command);
  if (!bytes.empty()) actions_.push_back(Send{std::move(bytes)});
}

void ScaleSession::ask_weight(Instant now) {
  ask(AskWeight{request_, next_poll_}, now);
  next_poll_ = AskWeight::Poll::further;
}

void ScaleSession::on_bytes(std::string_view bytes, Instant now) {
  // Unasked bytes are nobody's weight.
  if (state_ == State::asking || state_ == State::draining) take(driver_->on_bytes(bytes), now);
}

void ScaleSession::take(const ScaleStep& step, Instant now) {
  if (!step.send.empty()) {
    actions_.push_back(Send{step.send});
    if (!step.answer && state_ == State::asking) deadline_ = after(now, timing_.answer_within);
  }
  if (!step.answer) return;
  if (state_ == State::draining) {
    rest();
    if (task_ == Task::weighing) ask_weight(now);
    if (task_ == Task::adjusting) ask(command_, now);
    return;
  }
  std::visit(Overloaded{[&](const ScaleReading& reading) { take_reading(reading, now); },
                        [&](const CommandDone&) {
                          command_sent_ = true;
                          ask_weight(now);
                        },
                        [&](const CommandRefused&) { finish_adjusting(Adjusted::Outcome::refused, last_); },
                        [&](const Garbled&) { missed(Failed::Why::garbled, now); }},
             *step.answer);
}

void ScaleSession::take_reading(const ScaleReading& reading, Instant now) {
  last_ = reading;
  if (reading.fault == ScaleReading::Fault::transmission) return missed(Failed::Why::garbled, now);
  misses_ = 0;
  if (task_ == Task::weighing) return weigh_reading(reading, now);
  if (!reading.stable && reading.fault == ScaleReading::Fault::none && now < task_ends_) return pause(now);
  const bool is_zero = reading.zero || (reading.weight && reading.weight->amount.is_zero());
  const bool shown = std::holds_alternative<SetZero>(command_)    ? is_zero
                     : std::holds_alternative<TakeTare>(command_) ? reading.net || is_zero
                                                                  : reading.stable && !reading.net;
  finish_adjusting(shown ? Adjusted::Outcome::confirmed : Adjusted::Outcome::unconfirmed, reading);
}

void ScaleSession::weigh_reading(const ScaleReading& reading, Instant now) {
  actions_.push_back(Seen{reading});
  if (ends_weighing(reading.fault)) return finish(Failed{Failed::Why::fault, reading});
  const WeightObstacle obstacle = obstacle_of(reading);
  const bool tare_missing = request_.tare && !reading.net;  // gross: the scale has not taken it off (yet)
  if (obstacle == WeightObstacle::none && !tare_missing) return take_weight(reading, now);
  candidate_.reset();
  equal_ = 0;
  if (obstacle == WeightObstacle::in_motion || obstacle == WeightObstacle::at_zero ||
      obstacle == WeightObstacle::under_zero)
    sold_.reset();  // the goods of the line before have gone
  if (reading.fault == ScaleReading::Fault::not_moved && !std::exchange(same_told_, true))
    actions_.push_back(SameGoods{std::nullopt});
  pause(now);
}

/// A reading that may be sold as far as it goes: now it must repeat, and not be what was sold before.
void ScaleSession::take_weight(const ScaleReading& reading, Instant now) {
  equal_ = candidate_ == reading.weight ? equal_ + 1 : 1;
  candidate_ = reading.weight;
  const int wanted = driver_->abilities().answers_once ? 1 : timing_.equal_readings;
  if (equal_ < wanted) return pause(now);
  // A scale that answers once a weighing watches for the lift itself.
  if (sold_ == reading.weight && !same_confirmed_ && !driver_->abilities().answers_once) {
    if (!std::exchange(same_told_, true)) actions_.push_back(SameGoods{reading.weight});
    return pause(now);
  }
  sold_ = reading.weight;
  finish(Weighed{{std::string{driver_->name()}, reading, asked_, now, after(now, timing_.valid_for)}});
}

void ScaleSession::finish_adjusting(Adjusted::Outcome outcome, const ScaleReading& reading) {
  finish(Adjusted{outcome, reading});
}

void ScaleSession::missed(Failed::Why why, Instant now) {
  candidate_.reset();
  equal_ = 0;
  if (++misses_ < timing_.attempts) return pause(now);
  if (task_ == Task::adjusting)
    return finish_adjusting(command_sent_ ? Adjusted::Outcome::unconfirmed : Adjusted::Outcome::no_answer, last_);
  finish(Failed{why, last_});
}

void ScaleSession::pause(Instant now) {
  state_ = State::pausing;
  deadline_ = std::max(now, std::min(after(asked_, timing_.poll_every), task_ends_));
}

void ScaleSession::on_time(Instant now) {
  if (!deadline_ || now < *deadline_) return;
  if (state_ == State::draining) {
    rest();
    if (task_ == Task::weighing) ask_weight(now);
    if (task_ == Task::adjusting) ask(command_, now);
    return;
  }
  if (state_ == State::asking) {
    const auto answer = driver_->on_silence();
    if (answer) return take(ScaleStep{{}, *answer}, now);
    return missed(Failed::Why::no_answer, now);
  }
  if (state_ != State::pausing) return;
  if (now >= task_ends_) {
    if (task_ == Task::adjusting) return finish_adjusting(Adjusted::Outcome::unconfirmed, last_);
    return finish(Failed{Failed::Why::timed_out, last_});
  }
  if (task_ == Task::adjusting && !command_sent_) return ask(command_, now);
  ask_weight(now);
}

void ScaleSession::confirm_same() { same_confirmed_ = same_told_; }

void ScaleSession::cancel(Instant now) {
  if (task_ == Task::none) return;
  const bool outstanding = state_ == State::asking;
  finish(Failed{Failed::Why::cancelled, last_});
  if (!outstanding) return;
  state_ = State::draining;
  deadline_ = after(now, timing_.answer_within);
}

void ScaleSession::on_link_lost() {
  rest();
  if (task_ == Task::adjusting) return finish_adjusting(Adjusted::Outcome::no_answer, last_);
  if (task_ == Task::weighing) finish(Failed{Failed::Why::link_lost, last_});
}

void ScaleSession::finish(Action action) {
  task_ = Task::none;
  rest();
  actions_.push_back(std::move(action));
}

void ScaleSession::rest() {
  state_ = State::quiet;
  deadline_.reset();
}

std::optional<ScaleSession::Action> ScaleSession::poll() {
  if (actions_.empty()) return std::nullopt;
  Action action = std::move(actions_.front());
  actions_.pop_front();
  return action;
}
}  // namespace holdfast::scale

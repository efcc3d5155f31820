#include "escpos/print_session.h"

#include <algorithm>

#include "base/check.h"
#include "escpos/commands.h"

namespace holdfast::escpos {
namespace {
constexpr char etb = '\x17';
constexpr std::string_view clear_etb_counter{"\x1b\x1e\x45\x00", 4};  // in its place among the data; Star, ESC RS E
constexpr int most_etb = 31;
constexpr std::size_t bytes_a_second = 1024;  // slower than any printer prints
}  // namespace

PrintSession::PrintSession(PrintJob job, PrinterWatch& watch, PrintLimits limits)
    : job_{std::move(job)}, watch_{watch}, limits_{limits} {
  check(job_.id.size() == 4);
}

void PrintSession::start(Instant now) {
  check(state_ == State::idle && watch_.is_up());
  state_ = State::checking;
  since_ = progress_ = now;
  watch_.set_pace(PrinterWatch::Pace::job, now);
  advance(now);
}

std::optional<PrintSession::Action> PrintSession::poll() {
  if (actions_.empty()) return std::nullopt;
  Action action = std::move(actions_.front());
  actions_.pop_front();
  return action;
}

void PrintSession::send(std::string bytes, Sending what, Instant now) {
  in_flight_ = bytes.size();
  sending_ = what;
  progress_ = now;
  if (what == Sending::job) since_ = now;
  actions_.push_back(Send{std::move(bytes)});
}

void PrintSession::finish(PrintOutcome outcome, PrintEnd end) {
  state_ = State::finished;
  std::erase_if(actions_, [](const Action& action) { return std::holds_alternative<Send>(action); });
  actions_.push_back(Finished{outcome, end, in_flight_ > 0 || outcome == PrintOutcome::unknown});
}

void PrintSession::advance(Instant now) {
  if (state_ == State::idle || state_ == State::finished) return;
  look_for_trouble(now);
  if (state_ != State::finished) keep_limits(now);
  if (state_ != State::finished) go_on(now);
  if (state_ == State::finished) watch_.set_pace(PrinterWatch::Pace::idle, now);
}

void PrintSession::look_for_trouble(Instant now) {
  const std::optional<Trouble> trouble = watch_.trouble() ? watch_.trouble() : own_trouble_;
  if (trouble == told_) return;
  told_ = trouble;
  since_ = now;
  if (!trouble) progress_ = now;
  if (!trouble)
    actions_.push_back(Resumed{});
  else
    actions_.push_back(Paused{*trouble, begun_});
  if (trouble == Trouble::unrecoverable_error) fail(PrintEnd::broken);
}

/// Every wait ends: a printer that says why it waits has half an hour, one that says nothing half a minute.
void PrintSession::keep_limits(Instant now) {
  const auto waited = [&](std::int64_t seconds) { return now >= since_.plus_seconds(seconds); };
  const auto stuck = [&](std::int64_t seconds) { return now >= progress_.plus_seconds(seconds); };
  if (state_ == State::checking && job_.expires && now >= *job_.expires) return fail(PrintEnd::expired);
  if (watch_.trouble()) {
    if (waited(limits_.pause_seconds)) fail(PrintEnd::waited_too_long);
    return;
  }
  if (in_flight_ > 0) {
    if (stuck(limits_.stalled_seconds)) return fail(PrintEnd::stalled);
    if (!stuck(limits_.slow_seconds)) return;
    own_trouble_ = Trouble::not_taking_data;
    return look_for_trouble(now);
  }
  if (state_ == State::checking && watch_.is_silent(now) && watch_.profile().has(Feature::answers)) {
    if (own_trouble_ == Trouble::not_answering && waited(limits_.stalled_seconds)) return fail(PrintEnd::not_answering);
    own_trouble_ = Trouble::not_answering;
    look_for_trouble(now);
  }
  if (state_ == State::confirming && waited(confirm_seconds())) fail(PrintEnd::not_confirmed);
}

std::int64_t PrintSession::confirm_seconds() const {
  return limits_.confirm_seconds + static_cast<std::int64_t>(body_.size() / bytes_a_second);
}

bool PrintSession::may_ask() const {
  return in_flight_ == 0 && (next_ >= pieces_.size() || pieces_[next_].begins_command);
}

void PrintSession::go_on(Instant now) {
  if (in_flight_ > 0) return;
  if (may_ask()) {
    auto question = watch_.poll(now);
    if (recover_) append_recover(question ? *question : question.emplace());
    recover_ = false;
    if (question) return send(*std::move(question), Sending::question, now);
  }
  if (told_) return;
  switch (state_) {
    case State::checking:
      if (may_begin(now)) begin(now);
      return;
    case State::sending:
      return send_next(now);
    case State::idle:
    case State::confirming:
    case State::finished:
      return;
  }
}

/// A printer that never answers, and need not, is printed on blindly.
bool PrintSession::may_begin(Instant now) {
  if (!watch_.can_ask() || watch_.is_fresh(now)) return true;
  return watch_.is_silent(now) && !watch_.profile().has(Feature::answers);
}

void PrintSession::begin(Instant now) {
  const PrinterProfile& profile = watch_.profile();
  if (watch_.can_ask() && watch_.has_answered()) {
    if (profile.is_star())
      confirmation_ =
          watch_.etb_counter() && etb_to_want() <= most_etb ? Confirmation::etb_counter : Confirmation::none;
    else if (profile.has(Feature::process_id))
      confirmation_ = Confirmation::process_id;
    else if (profile.has(Feature::ordered_status) && job_.marks_before == 0)
      confirmation_ = Confirmation::ordered_status;
  }
  if (job_.after_broken_job) append_after_broken_job(body_, profile);
  body_ += start_marks();
  body_ += job_.bytes;
  pieces_ = profile.is_star() ? pieces_of_bytes(body_) : pieces_of_job(body_);
  state_ = State::sending;
  send_next(now);
}

/// Higher than what is still in the printer counts to, and not what the counter shows now.
int PrintSession::etb_to_want() const {
  const int want = std::max(job_.marks_before, 1) + 1;
  return watch_.etb_counter() == want ? want + 1 : want;
}

/// The counter begins anew with the job and gets one ETB before it, the others behind it. Should it begin anew in
/// between, because the power was off, it never gets as far.
std::string PrintSession::start_marks() {
  if (confirmation_ != Confirmation::etb_counter) return {};
  etb_wanted_ = etb_to_want();
  return std::string{clear_etb_counter} + etb;
}

void PrintSession::send_next(Instant now) {
  if (next_ >= pieces_.size()) return send_end(now);
  const PrintPiece piece = pieces_[next_++];
  begun_ = true;
  send(body_.substr(piece.offset, piece.size), Sending::job, now);
}

void PrintSession::send_end(Instant now) {
  if (confirmation_ == Confirmation::none)
    return finish(begun_ ? PrintOutcome::sent : PrintOutcome::not_printed, PrintEnd::accepted);
  std::string end;
  watch_.append_greeting(end);
  switch (confirmation_) {
    case Confirmation::none:
      break;
    case Confirmation::process_id:
      append_process_mark(end, job_.id);
      break;
    case Confirmation::ordered_status:
      watch_.append_ordered_request(end);
      break;
    case Confirmation::etb_counter:
      end.append(static_cast<std::size_t>(etb_wanted_ - 1), etb);
      break;
  }
  begun_ = end_sent_ = true;
  state_ = State::confirming;
  send(std::move(end), Sending::job, now);
}

int PrintSession::mark() const {
  if (answered_) return 0;
  const bool owes_answer = confirmation_ == Confirmation::ordered_status && end_sent_;
  return std::max({etb_wanted_, job_.marks_before, owes_answer ? 1 : 0});
}

void PrintSession::answer(PrintOutcome outcome, PrintEnd end) {
  answered_ = true;
  finish(outcome, end);
}

void PrintSession::on_reply(const Reply& reply) {
  if (own_trouble_ == Trouble::not_answering) own_trouble_.reset();
  if (const auto* done = std::get_if<ProcessDone>(&reply)) {
    const bool ours = confirmation_ == Confirmation::process_id && end_sent_ && done->id == job_.id;
    if (ours)
      answer(PrintOutcome::confirmed, PrintEnd::printed);
    else
      actions_.push_back(EarlierDone{done->id});
  }
  const auto* ordered = std::get_if<OrderedAnswer>(&reply);
  if (ordered && confirmation_ == Confirmation::ordered_status && end_sent_)
    answer(PrintOutcome::sent, PrintEnd::processed);
  const auto* star = std::get_if<StarBlock>(&reply);
  if (star && confirmation_ == Confirmation::etb_counter && end_sent_ && star->status.etb_counter == etb_wanted_)
    answer(PrintOutcome::confirmed, PrintEnd::printed);
}

void PrintSession::on_bytes(std::string_view bytes, Instant now) {
  for (const Reply& reply : watch_.on_bytes(bytes, now))
    if (state_ != State::idle && state_ != State::finished) on_reply(reply);
  if (state_ == State::finished) watch_.set_pace(PrinterWatch::Pace::idle, now);
  advance(now);
}

void PrintSession::on_written(std::size_t count, Instant now) {
  if (count == 0) return;
  in_flight_ -= std::min(count, in_flight_);
  progress_ = now;
  if (sending_ == Sending::job && !watch_.trouble()) since_ = now;
  if (own_trouble_ == Trouble::not_taking_data) own_trouble_.reset();
  advance(now);
}

void PrintSession::on_link_lost(Instant now) {
  watch_.on_link_lost();
  in_flight_ = 0;
  if (state_ != State::finished) fail(PrintEnd::link_lost);
  watch_.set_pace(PrinterWatch::Pace::idle, now);
}

void PrintSession::on_time(Instant now) { advance(now); }

void PrintSession::cancel(Instant now) {
  if (state_ == State::finished) return;
  fail(PrintEnd::cancelled);
  watch_.set_pace(PrinterWatch::Pace::idle, now);
}

void PrintSession::recover(Instant now) {
  recover_ = !watch_.profile().is_star();
  advance(now);
}

std::optional<Instant> PrintSession::deadline() const {
  if (state_ == State::idle || state_ == State::finished) return std::nullopt;
  Instant first = since_.plus_seconds(limits_.stalled_seconds);
  if (watch_.trouble())
    first = since_.plus_seconds(limits_.pause_seconds);
  else if (in_flight_ > 0)
    first = progress_.plus_seconds(told_ ? limits_.stalled_seconds : limits_.slow_seconds);
  else if (state_ == State::confirming)
    first = since_.plus_seconds(confirm_seconds());
  if (state_ == State::checking && job_.expires) first = std::min(first, *job_.expires);
  if (may_ask() && watch_.deadline()) first = std::min(first, *watch_.deadline());
  return first;
}
}  // namespace holdfast::escpos

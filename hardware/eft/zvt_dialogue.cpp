#include "eft/zvt_dialogue.h"

#include "base/check.h"
#include "eft/zvt_messages.h"

namespace holdfast::eft {
namespace {
constexpr std::size_t max_inbox = 64;

/// Dial-up and display requests are for tills that offer them.
bool is_refused_request(std::uint16_t control) {
  return (control >= 0x06D8 && control <= 0x06DB) || control == 0x040D || control == 0x040E ||
         control == zvt::display_text;
}
}  // namespace

void ZvtDialogue::start(Instant now) {
  check(state_ == State::idle);
  state_ = State::awaiting_answer;
  sends_.push_back(command_);
  deadline_ = Instant{now.unix_us() + t3_us};
}

void ZvtDialogue::hand_up(Event::Kind kind, const Apdu& apdu) {
  events_.push_back({kind, apdu});
  unanswered_ = apdu;
  state_ = State::ours_to_answer;
  deadline_.reset();
}
void ZvtDialogue::end(Event::Kind kind, const Apdu& apdu) {
  events_.push_back({kind, apdu});
  state_ = State::over;
  deadline_.reset();
  inbox_.clear();
}

void ZvtDialogue::on_apdu(const Apdu& apdu, Instant now) {
  if (state_ == State::ours_to_answer) {
    if (is_answer(apdu.control) || apdu == unanswered_) return;  // it repeats itself because we are slow
    if (inbox_.size() < max_inbox) inbox_.push_back(apdu);
    return;
  }
  take(apdu, now);
}

void ZvtDialogue::take(Apdu apdu, Instant now) {
  switch (state_) {
    case State::idle:
      return;
    case State::over:
      return;
    case State::ours_to_answer:
      return;
    case State::awaiting_answer:
      if (is_positive(apdu.control)) {
        if (ending_ == Ending::at_once) return end(Event::Kind::completed, apdu);
        events_.push_back({Event::Kind::begun, apdu});
        state_ = State::terminal_is_master;
        wait_for_terminal(now);
        if (abort_wanted_) send_abort(now);
      } else if (is_answer(apdu.control)) {
        end(Event::Kind::refused, apdu);
      } else if (apdu.control != zvt::status_information) {
        confirm();  // a straggler of an earlier dialogue; its 04 0F stays unconfirmed, so that it is undone
      }
      return;
    case State::terminal_is_master:
      if (!is_answer(apdu.control)) on_master_message(apdu, now);  // an answer here belongs to 06 B0
      return;
  }
}

void ZvtDialogue::on_master_message(const Apdu& apdu, Instant now) {
  switch (apdu.control) {
    case zvt::intermediate_status: {
      const auto status = decode_intermediate_status(apdu.data, ZvtCharset::ascii);
      if (status && status->minutes && *status->minutes > 0) t4_us_ = *status->minutes * 60'000'000LL;
      events_.push_back({Event::Kind::progress, apdu});
      confirm();
      return wait_for_terminal(now);
    }
    case zvt::status_information:
      return hand_up(Event::Kind::status, apdu);
    case zvt::print_line:
    case zvt::print_block:
      return hand_up(Event::Kind::print, apdu);
    case zvt::completion:
      last_ = true;
      return hand_up(Event::Kind::completed, apdu);
    case zvt::aborted:
      last_ = true;
      return hand_up(Event::Kind::aborted, apdu);
    case zvt::set_time:
      return confirm();
    default:
      return confirm(is_refused_request(apdu.control) || zvt_name(apdu.control).empty() ? zvt::not_supported
                                                                                        : zvt::positive);
  }
}

void ZvtDialogue::answer(Instant now) {
  if (state_ != State::ours_to_answer) return;
  confirm();
  if (last_) {
    state_ = State::over;
    return;
  }
  state_ = State::terminal_is_master;
  wait_for_terminal(now);
  if (abort_wanted_) send_abort(now);
  while (state_ == State::terminal_is_master && !inbox_.empty()) {
    const Apdu next = std::move(inbox_.front());
    inbox_.pop_front();
    on_master_message(next, now);
  }
}

void ZvtDialogue::abort(Instant now) {
  abort_wanted_ = true;
  if (state_ == State::terminal_is_master) send_abort(now);
}
void ZvtDialogue::send_abort(Instant) {
  if (abort_sent_) return;
  abort_sent_ = true;
  sends_.push_back({zvt::abort, {}, {}, {}});
}

void ZvtDialogue::on_time(Instant now) {
  if (deadline_ && now >= *deadline_) end(Event::Kind::silent, {});
}

std::optional<ZvtCommand> ZvtDialogue::poll_send() {
  if (sends_.empty()) return std::nullopt;
  ZvtCommand front = std::move(sends_.front());
  sends_.pop_front();
  return front;
}
std::optional<ZvtDialogue::Event> ZvtDialogue::poll_event() {
  if (events_.empty()) return std::nullopt;
  Event front = std::move(events_.front());
  events_.pop_front();
  return front;
}
}  // namespace holdfast::eft

#pragma once
#include <deque>
#include <optional>

#include "base/instant.h"
#include "eft/zvt_apdu.h"
#include "eft/zvt_commands.h"

namespace holdfast::eft {
/// One command of ours and all that follows it (hardware reference 8.2): T3 until the terminal has taken it, then the
/// terminal is master until 06 0F or 06 1E while T4 runs. Messages that must be stored first (04 0F, print, the end)
/// are handed up and answered by answer(); the rest is answered at once. It decides nothing about money.
class ZvtDialogue {
 public:
  static constexpr std::int64_t t3_us = 5'000'000;
  static constexpr std::int64_t default_t4_us = 180'000'000;

  enum class Ending { at_once, by_completion };  ///< 06 02 ends with its 80 00 00
  struct Event {
    enum class Kind {
      begun,      ///< 80 00 00 or 84 00 00
      refused,    ///< 84 xx: nothing happens, the dialogue is over
      progress,   ///< 04 FF, answered already
      status,     ///< 04 0F: answer()
      print,      ///< 06 D1, 06 D3: answer()
      completed,  ///< 06 0F (answer()), or begun for Ending::at_once
      aborted,    ///< 06 1E: answer()
      silent,     ///< T3 or T4 ran out: nobody knows; the dialogue is over
    };
    Kind kind;
    Apdu apdu;
    friend bool operator==(const Event&, const Event&) = default;
  };

  ZvtDialogue(ZvtCommand command, Ending ending) : command_{std::move(command)}, ending_{ending} {}
  void start(Instant now);
  void on_apdu(const Apdu& apdu, Instant now);
  void on_time(Instant now);
  /// Confirms the message of the last status, print, completed or aborted event.
  void answer(Instant now);
  /// 06 B0, as soon as the terminal is master. What it brings about comes as an ordinary end.
  void abort(Instant now);
  bool waits_for_us() const { return state_ == State::ours_to_answer; }
  bool over() const { return state_ == State::over; }

  std::optional<ZvtCommand> poll_send();  ///< to write, in this order
  std::optional<Event> poll_event();
  std::optional<Instant> deadline() const { return deadline_; }

 private:
  enum class State { idle, awaiting_answer, terminal_is_master, ours_to_answer, over };
  void take(Apdu apdu, Instant now);
  void on_master_message(const Apdu& apdu, Instant now);
  void hand_up(Event::Kind kind, const Apdu& apdu);
  void end(Event::Kind kind, const Apdu& apdu);
  void confirm(std::uint16_t control = zvt::positive) { sends_.push_back({control, {}, {}, {}}); }
  void send_abort(Instant now);
  void wait_for_terminal(Instant now) { deadline_ = Instant{now.unix_us() + t4_us_}; }

  ZvtCommand command_;
  Ending ending_;
  State state_ = State::idle;
  bool last_ = false;  // what waits for our answer ends the dialogue
  bool abort_wanted_ = false;
  bool abort_sent_ = false;
  Apdu unanswered_;
  std::deque<Apdu> inbox_;
  std::deque<ZvtCommand> sends_;
  std::deque<Event> events_;
  std::int64_t t4_us_ = default_t4_us;
  std::optional<Instant> deadline_;
};
}  // namespace holdfast::eft

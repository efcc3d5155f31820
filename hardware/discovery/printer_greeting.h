#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "discovery/candidate.h"
#include "escpos/reply_stream.h"

namespace holdfast::discovery {
/// Finds out who listens at a port 9100, without printing: first DLE EOT 1 alone, which no printer puts on paper; only
/// who answers that as ESC/POS printers do is asked for maker and model (GS I 66, 67), since to an office printer those
/// would be letters. Sans-IO: `take_bytes()` is sent, answers and silence are told.
class PrinterGreeting {
 public:
  PrinterGreeting();
  std::string take_bytes() { return std::exchange(to_send_, {}); }
  void on_bytes(std::string_view bytes);
  void on_silence();  ///< nothing for as long as a printer takes to answer
  bool finished() const { return state_ == State::finished; }
  Candidate candidate(std::string address) const;

 private:
  enum class State { status, maker, model, finished };
  void ask(State next, unsigned n);
  State state_ = State::status;
  escpos::ReplyStream replies_;
  std::string to_send_, maker_, model_;
  std::size_t heard_ = 0;
  bool answers_ = false;
};
}  // namespace holdfast::discovery

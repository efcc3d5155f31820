#pragma once
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "escpos/star_status.h"

namespace holdfast::escpos {
/// The answer to `10 04 n`. `n` is what was asked first of what is open; 0 when nothing was asked.
struct RealTimeStatus {
  unsigned n = 0;
  std::uint8_t byte = 0;
  friend bool operator==(const RealTimeStatus&, const RealTimeStatus&) = default;
};
struct AutomaticStatus {
  std::string bytes;  ///< four
  friend bool operator==(const AutomaticStatus&, const AutomaticStatus&) = default;
};
/// The answer to `1D 72 n`, or to `1D 49 n` with n from 1 to 3: it comes when the data before it was processed.
struct OrderedAnswer {
  enum class To { status, id };
  To to = To::status;
  unsigned n = 0;
  std::uint8_t byte = 0;
  friend bool operator==(const OrderedAnswer&, const OrderedAnswer&) = default;
};
/// `37 22 id 00`: everything before this GS ( H has been printed.
struct ProcessDone {
  std::string id;  ///< four characters
  friend bool operator==(const ProcessDone&, const ProcessDone&) = default;
};
/// `37 25 00`: the buffers were cleared on demand.
struct BuffersCleared {
  friend bool operator==(const BuffersCleared&, const BuffersCleared&) = default;
};
/// The answer to `1D 49 n`, n from 41h: firmware, maker, model, serial number, fonts. `n` is 0 when nothing was asked.
struct PrinterText {
  unsigned n = 0;
  std::string text;
  friend bool operator==(const PrinterText&, const PrinterText&) = default;
};
/// Any other block that ends in 00: header byte and what follows it.
struct OtherBlock {
  std::uint8_t header = 0;
  std::string data;
  friend bool operator==(const OtherBlock&, const OtherBlock&) = default;
};
struct StarBlock {
  StarStatus status;
  friend bool operator==(const StarBlock&, const StarBlock&) = default;
};
using Reply = std::variant<RealTimeStatus, AutomaticStatus, OrderedAnswer, ProcessDone, BuffersCleared, PrinterText,
                           OtherBlock, StarBlock>;

/// What a printer sends back, told apart by kind whatever the order (hardware reference 1.8). It takes bytes in any
/// pieces, holds 4 KiB at most, and counts what fits nothing. Since the answers to 10 04 and 1D 72 do not say what they
/// answer, it has to be told what was asked.
class ReplyStream {
 public:
  /// Star blocks share a bit pattern with the answers to 1D 72; they are looked for only where Star is possible, and
  /// there only while no such answer is awaited.
  enum class Family { esc_pos, star, either };
  explicit ReplyStream(Family family = Family::esc_pos) : family_{family} {}

  void expect_real_time(unsigned n);
  void expect_ordered(OrderedAnswer::To to, unsigned n);
  void expect_text(unsigned n);
  /// Answers that are still owed are not waited for any more.
  void forget_expected();
  void forget_real_time() { real_time_.clear(); }
  std::size_t awaited_real_time() const { return real_time_.size(); }

  void feed(std::string_view bytes) { bytes_.append(bytes); }
  std::optional<Reply> next();
  std::uint64_t skipped() const { return skipped_; }

 private:
  enum class State { idle, automatic, block, star };
  std::optional<Reply> take(unsigned byte);
  std::optional<Reply> idle(unsigned byte);
  std::optional<Reply> automatic(unsigned byte);
  std::optional<Reply> block(unsigned byte);
  std::optional<Reply> star(unsigned byte);
  std::optional<Reply> finished_block();
  std::optional<Reply> start_over(unsigned byte);
  Reply real_time(unsigned byte);

  struct Awaited {
    OrderedAnswer::To to;
    unsigned n;
  };
  Family family_;
  State state_ = State::idle;
  std::string bytes_;  ///< fed and not yet looked at
  std::size_t at_ = 0;
  std::string held_;  ///< of an unfinished reply
  std::deque<unsigned> real_time_;
  std::deque<Awaited> ordered_;
  std::deque<unsigned> texts_;
  std::uint64_t skipped_ = 0;
};
}  // namespace holdfast::escpos

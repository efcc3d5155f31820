#pragma once
#include <chrono>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "base/instant.h"
#include "base/result.h"
#include "scale/scale_driver.h"

namespace holdfast::scale {
struct ScaleTiming {
  std::chrono::milliseconds poll_every{250};  ///< while a weighing is open, not otherwise
  std::chrono::milliseconds answer_within{500};
  std::chrono::milliseconds weighing_limit{10'000};
  std::chrono::milliseconds valid_for{10'000};  ///< how long a weight may wait for its line
  int attempts = 3;                             ///< polls in a row without a usable answer before giving up
  /// This many equal readings in a row make a weight. Two, because most protocols have no check against a disturbed
  /// line; one is enough where the line has parity.
  int equal_readings = 2;
};

/// A weight that may be sold, with all that the legal-metrology log has to keep of it.
struct WeighedGoods {
  std::string protocol;
  ScaleReading reading;  ///< with its raw bytes
  Instant asked;
  Instant answered;
  Instant valid_until;
  friend bool operator==(const WeighedGoods&, const WeighedGoods&) = default;
};
/// A weight is for one line, at once; a later line wants a weighing of its own.
inline bool may_bind(const WeighedGoods& goods, Instant now) {
  return goods.answered <= now && now <= goods.valid_until;
}

/// One scale: opens a weighing for a line, polls, and hands out one weight for it by the house rules of section 7: only
/// stable, within range, above zero, asked for this line, and not the goods of the line before (lift them, or have the
/// cashier confirm). It knows no protocol, socket or clock.
class ScaleSession {
 public:
  struct Send {
    std::string bytes;
    friend bool operator==(const Send&, const Send&) = default;
  };
  struct Seen {  ///< each answer while weighing, for the till's screen; not to be sold
    ScaleReading reading;
    friend bool operator==(const Seen&, const Seen&) = default;
  };
  struct SameGoods {               ///< as in the line before and not lifted since: confirm_same(), lift, or cancel()
    std::optional<Weight> weight;  ///< empty: the scale itself says so, confirming is no help
    friend bool operator==(const SameGoods&, const SameGoods&) = default;
  };
  struct Weighed {
    WeighedGoods goods;
    friend bool operator==(const Weighed&, const Weighed&) = default;
  };
  struct Adjusted {  ///< zero or tare is done as far as the reading after it shows
    enum class Outcome { confirmed, unconfirmed, refused, no_answer } outcome;
    ScaleReading reading;
    friend bool operator==(const Adjusted&, const Adjusted&) = default;
  };
  struct Failed {
    enum class Why { no_answer, garbled, timed_out, fault, link_lost, cancelled } why;
    ScaleReading last;  ///< tells the obstacle when timed out
    friend bool operator==(const Failed&, const Failed&) = default;
  };
  using Action = std::variant<Send, Seen, SameGoods, Weighed, Adjusted, Failed>;

  explicit ScaleSession(std::unique_ptr<ScaleDriver> driver, ScaleTiming timing = {});

  /// Refused while something else is open (conflict), or when the scale lacks what is asked (invalid_argument).
  Result<> weigh(WeighRequest request, Instant now);
  Result<> zero(Instant now);
  Result<> tare(Instant now);
  Result<> clear_tare(Instant now);
  /// The cashier has looked: the goods are others of the same weight. Only after SameGoods.
  void confirm_same();
  void cancel(Instant now);

  void on_bytes(std::string_view bytes, Instant now);
  void on_link_lost();
  void on_time(Instant now);     ///< once deadline() has passed
  std::optional<Action> poll();  ///< what to do next; drain it after every call above
  std::optional<Instant> deadline() const { return deadline_; }
  bool is_open() const { return task_ != Task::none; }
  ScaleAbilities abilities() const { return driver_->abilities(); }

 private:
  enum class Task { none, weighing, adjusting };
  /// draining: an exchange nobody waits for any more still has to end, lest its answer be taken for the next one's.
  enum class State { quiet, asking, pausing, draining };

  Result<> adjust(ScaleCommand command, bool able, Instant now);
  void start(Instant now);
  void ask(const ScaleCommand& command, Instant now);
  void ask_weight(Instant now);
  void take(const ScaleStep& step, Instant now);
  void take_reading(const ScaleReading& reading, Instant now);
  void weigh_reading(const ScaleReading& reading, Instant now);
  void take_weight(const ScaleReading& reading, Instant now);
  void finish_adjusting(Adjusted::Outcome outcome, const ScaleReading& reading);
  void missed(Failed::Why why, Instant now);
  void pause(Instant now);
  void finish(Action action);
  void rest();

  std::unique_ptr<ScaleDriver> driver_;
  ScaleTiming timing_;
  Task task_ = Task::none;
  State state_ = State::quiet;
  std::deque<Action> actions_;
  std::optional<Instant> deadline_;
  WeighRequest request_;
  ScaleCommand command_;       ///< of the adjustment
  bool command_sent_ = false;  ///< now looking for its effect
  AskWeight::Poll next_poll_ = AskWeight::Poll::first;
  Instant asked_;
  Instant task_ends_;
  int misses_ = 0;
  ScaleReading last_;
  std::optional<Weight> candidate_;  ///< the weight read last in this weighing, and how often in a row
  int equal_ = 0;
  std::optional<Weight> sold_;  ///< of the line before, until the scale was seen empty or in motion
  bool same_confirmed_ = false;
  bool same_told_ = false;
};
}  // namespace holdfast::scale

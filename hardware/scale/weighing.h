#pragma once
#include <deque>
#include <optional>
#include <string>

#include "base/id.h"
#include "base/json_writer.h"
#include "scale/scale_session.h"

namespace holdfast::scale {
enum class Task {
  weigh,  ///< a weight for one line
  test,   ///< whatever the scale says once; nothing that may be sold
  zero,
  tare,  ///< take what lies there for tare
  clear_tare,
};
std::string_view to_string(Task task);
enum class WeighingState {
  weighing,    ///< under way
  same_goods,  ///< as in the line before and not lifted since: lift, confirm, or cancel
  weighed,     ///< may be sold until `valid_until`
  adjusted,    ///< zero and tare, as far as the reading after it shows; `why` where it could not be confirmed
  tested,
  failed,  ///< `why`
};
std::string_view to_string(WeighingState state);

/// Who asked, in words of the till.
struct Asker {
  Uuid terminal;
  std::string terminal_name;
  std::string staff;  ///< code
};
struct StartWeighing {
  Task task = Task::weigh;
  WeighRequest request;
  Asker asker;
  std::string key;  ///< Idempotency-Key; empty: none
};

/// One use of a scale, from the question to its weight.
struct Weighing {
  Uuid id;
  Uuid device;
  Task task = Task::weigh;
  WeighingState state = WeighingState::weighing;
  Asker asker;
  std::string key;
  ScaleReading reading;               ///< the latest
  std::optional<WeighedGoods> goods;  ///< weighed
  std::string why;                    ///< `no_answer`, `garbled`, `timed_out`, `fault`, `link_lost`, `cancelled`, …
  Instant started;
  std::optional<Instant> ended;
};
/// What keeps the weight from being sold now, as a word: an obstacle, or the scale's own fault; empty: nothing.
std::string_view obstacle_word(const Weighing& weighing);
/// As the API shows it.
void append_json(JsonWriter& json, const Weighing& weighing, int utc_offset_min);
/// The reading alone, with its raw bytes: what is kept with a line that was sold by it.
std::string reading_json(const Weighing& weighing, int utc_offset_min);
}  // namespace holdfast::scale

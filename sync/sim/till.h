#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "capabilities/judge.h"
#include "capabilities/link_mode.h"
#include "sim/random.h"

namespace holdfast::sim {
/// One thing that somebody tried, with all that decided it.
struct Attempt {
  std::size_t operation = 0;
  std::int64_t amount = 0;
  bool manager = false;
  std::int64_t used = 0;  ///< of this operation within the present outage, before
  capabilities::Mode line = capabilities::Mode::edge;
  Instant wall;
  bool clock_trusted = true;
  std::optional<Instant> masters_as_of;
  capabilities::Decision decision;
  bool denied() const { return decision.state == capabilities::State::denied; }
};

/// What is tried at a till besides selling. The line's mode, the matrix and the judgement are the real ones; what the
/// line is like, they learn from the calls of this store alone.
class Till {
 public:
  explicit Till(Instant now) : link_{now} {}
  void on_answer(std::int64_t round_trip_us, Instant now) { link_.on_answer(round_trip_us, now); }
  void on_failure(Instant now) { link_.on_failure(now); }
  void on_progress(std::int64_t head, std::int64_t acked, Instant now) { link_.on_progress(head, acked, now); }
  void on_masters(Instant wall) { masters_as_of_ = wall; }
  void on_hub_time(std::int64_t clock_error_us);

  /// The matrix as it is now.
  const capabilities::Evaluation& look(Instant now, Instant wall);
  Attempt attempt(Chance& chance, Instant now, Instant wall);
  /// What a command did by the matrix that was looked at last.
  Attempt by_hand(std::size_t operation, std::int64_t amount, bool manager, Instant wall) const;
  void succeeded(const Attempt& attempt);

 private:
  capabilities::LinkMode link_;
  std::optional<capabilities::Evaluation> matrix_;
  std::optional<Instant> masters_as_of_;
  bool clock_trusted_ = true;
  std::map<std::size_t, std::int64_t> used_;
};

/// The hub has to be reached for it: it is allowed only because the hub is there.
bool asks_the_hub(const Attempt& attempt);

/// Why this should not have succeeded, by the table's rows alone: says again in its own words what evaluate() and
/// judge() decide, so that a fault of theirs shows.
std::optional<std::string> against_the_table(const Attempt& attempt);
}  // namespace holdfast::sim

#pragma once
#include <array>
#include <cstdint>
#include <deque>
#include <optional>
#include <string_view>

#include "base/instant.h"
#include "capabilities/table.h"

namespace holdfast::capabilities {
/// Why a mode is what it is.
enum class Cause : std::uint8_t {
  not_configured,  ///< nobody is there to ask
  starting,        ///< nothing was heard yet
  answers,
  no_answer,  ///< several in a row failed
  unsteady,   ///< too many of the last failed
  refused,    ///< TLS or identity: certificate, revoked site
  late,       ///< answers take too long
  backlog,    ///< it is back; what waited goes up first
  breaker,    ///< this service alone failed too often
  drill,      ///< a person rehearses an outage
  device,     ///< the device says so itself
};
std::string_view name_of(Cause cause);

/// How it stands with one peer (design, section 2), decided by its answers alone, so that a line which comes and goes
/// does not make the till flicker. Times are steady: they never step. It knows no timer; call on_time() now and then.
///  - to edge: 3 failures in a row, or 5 of the last 8 over at least 10 s, or identity refused; not before 30 s online,
///    but for a refused identity.
///  - to online: 3 answers in a row over at least 15 s with a median under 1.5 s; not before 10 s in edge. More than 4
///    changes in 10 minutes double the 15 s each time, up to 5 minutes.
///  - slow: online, and the median of the last 5 answers is 1.5 s or more; left after 10 s when it is not.
///  - draining: online again, and what waited then is not acknowledged yet.
class LinkMode {
 public:
  explicit LinkMode(Instant now) : since_{now} {}
  void on_answer(std::int64_t round_trip_us, Instant now);
  void on_failure(Instant now);
  void on_refused(Instant now);  ///< TLS or identity
  /// Events: the last one stored here, the last one acknowledged.
  void on_progress(std::int64_t head, std::int64_t acknowledged, Instant now);
  void on_time(Instant now);

  Mode mode() const { return mode_; }
  Cause cause() const { return cause_; }
  Instant since() const { return since_; }  ///< steady
  /// Answers have to come for so long before it is taken for online again.
  std::int64_t wait_to_return_s(Instant now) const;

 private:
  struct Outcome {
    Instant at;
    bool good;
  };
  void note(bool good, Instant now);
  void decide(Instant now);
  bool has_failed(Instant now) const;
  bool has_returned(Instant now) const;
  std::int64_t median_us(std::size_t of) const;  ///< of the last good ones; 0 without any
  void change(Mode mode, Cause cause, Instant now);

  Mode mode_ = Mode::edge;
  Cause cause_ = Cause::starting;
  Instant since_;
  bool connected_ = false;  ///< in any of the modes with a line
  bool refused_ = false;
  std::deque<Outcome> last_;        // newest last, at most 8
  std::deque<std::int64_t> trips_;  // of good ones, newest last, at most 8
  int failed_in_row_ = 0, good_in_row_ = 0;
  Instant good_since_;           // first of the good ones in a row
  std::deque<Instant> changes_;  // edge <-> connected, of the last 10 minutes
  Instant connection_changed_;
  std::int64_t head_ = 0, acknowledged_ = 0;
  std::optional<std::int64_t> drain_to_;
};
}  // namespace holdfast::capabilities

#pragma once
#include <algorithm>

#include "rollout/update_session.h"

namespace holdfast::rollout {
/// The latest time of which a store has proof, so that a clock that was set back makes nothing valid again that was out
/// of date. A time is proven by documents that say when they were signed, by the clock where documents held at that
/// time (so it cannot run ahead further than the next of them to end), and by what has passed since, counted without
/// the clock. The clock alone proves nothing: one that ran far ahead for a day would shut the store out for as long.
///
/// It only rises, but for one thing: a new root that says so sets it to when that was signed. So the owners of the root
/// reach every store that is shut out because somebody signed with a clock that ran ahead.
/// `steady` is of a clock that nobody sets, and means nothing but within one process.
class TimeFloor {
 public:
  TimeFloor() = default;
  TimeFloor(Instant proven, Instant steady) : proven_{proven}, since_{steady} {}
  Instant at(Instant steady) const;  ///< the beginning of time when nothing is proven
  /// By what a document's end is judged: the clock's time, unless a later one is proven.
  Instant judge(Instant clock, Instant steady) const { return std::max(clock, at(steady)); }
  /// What a session that was judged at that time proves, however it ended.
  void learn(const UpdateSession& session, Instant judged_at, Expiry expiry, Instant steady);

 private:
  void raise(Instant proven, Instant steady);
  Instant proven_, since_;
};
}  // namespace holdfast::rollout

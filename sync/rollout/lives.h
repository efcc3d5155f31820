#pragma once
#include "rollout/disk.h"

/// Whether the release that runs goes on living: a committed one that ends by itself again and again is left for the
/// one before it. Counted on the disk from start to start, so that nothing that ends it can hide it.
namespace holdfast::rollout {
/// So many short lives in a row; shorter than this is short; only so long after it was first started: later it is
/// rather the machine.
constexpr int most_short_lives = 3;
constexpr std::int64_t short_life_s = 600, watched_s = 7 * 86'400;

/// The machine at this moment.
struct Here {
  std::string boot;         ///< another one after each start of the machine, whose end is no fault of the release
  std::int64_t unix_s = 0;  ///< its clock, which may be set meanwhile
  std::int64_t up_s = 0;    ///< since it was started: how long a life was is told by that
};
/// Before the active release is started, when no candidate is proved.
struct Life {
  bool going_back = false;  ///< the release before was made the candidate: begin_start() again
  std::string why;          ///< one sentence when it goes back, or should and cannot
};
/// Going back takes no sale along: the release before goes on with the data as they are, which it has to know (no
/// migration in between), and is proved like any other. Otherwise the one that runs goes on, and `why` says so.
Life begin_life(Disk& disk, const Here& here);
/// A life whose launcher was killed with it (the watchdog of systemd ends both, and a release that hangs is one that
/// ended by itself) counts by the time between its start and the next: it lasted that long at most, so none is called
/// short that was not.
/// The release that was started ended: as it was told to, or by itself after so many seconds.
enum class Ending { told, by_itself };
void end_life(Disk& disk, Ending ending, std::int64_t lasted_s);

/// What was left for the release before, for the history.
struct LeftBehind {
  std::int64_t counter = 0;
  std::string digest, release, why;
  friend bool operator==(const LeftBehind&, const LeftBehind&) = default;
};
std::optional<LeftBehind> left_behind(Disk& disk);
void forget_left_behind(Disk& disk);
/// Why a release that keeps ending by itself runs all the same; empty when none does.
std::string stays_because(Disk& disk);
}  // namespace holdfast::rollout

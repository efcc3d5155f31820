#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/instant.h"
#include "rings/plan.h"
#include "rings/signals.h"

namespace holdfast::rings {
/// Where one site stands with a release, as its hub knows.
enum class Progress {
  waiting,
  taking,
  proving,
  committed,
  went_back,
  refused,
  stays,  ///< runs it, and no way leads back from there: nobody waits for it
};
constexpr std::size_t progresses = 7;
struct Standing {
  std::string site;  ///< its id
  Progress progress = Progress::waiting;
  std::int64_t running = 0;  ///< counter of the release it runs
  bool reachable = true;     ///< heard of within its time; one that was not joins later, at the ring of that moment
  int crashes = 0;           ///< since it runs the release
  Trend trend;               ///< before the rollout, and since its ring began: once committed with it, else without
};

enum class Phase {
  running,     ///< sites of its rings are offered the release
  waiting,     ///< the ring is done, and a person begins the next
  paused,      ///< by a person: nobody new is offered it
  stopped,     ///< by a rule: nobody new, in any ring
  going_back,  ///< those that have it are told to return to the release before, but for those that cannot
  gone_back,
  done,
};
struct State {
  Phase phase = Phase::running;
  std::size_t ring = 0;
  std::optional<Instant> soaking_since;  ///< since when enough of the ring runs it
  std::vector<Reason> reasons;           ///< why it stopped, or what the person who paused it said (`person`)
  std::vector<std::string> overruled;    ///< kinds that no longer stop this ring: a person looked into them
  /// When this ring began, or from when on enough of it ran the release. What sites counted is held against each other
  /// from there on: over the same days on both sides, whichever days of the week these are.
  std::optional<Instant> ring_since = {};
};
std::string_view name_of(Phase phase);  ///< `running`, `waiting`, `paused`, `stopped`, `goingBack`, `goneBack`, `done`
/// `waiting`, `taking`, `proving`, `committed`, `wentBack`, `refused`, `stays`
std::string_view name_of(Progress progress);
/// How a hub keeps it: JSON, the same state the same text.
std::string state_text(const State& state);
Result<State> parse_state(std::string_view text);

/// The next state, and what happened in sentences: each is an event, with its reasons.
struct Step {
  State state;
  std::vector<std::string> events;
};
/// One look at the fleet. Pure: the same fleet and time give the same step, whichever hub looks.
Step look(const Plan& plan, const State& state, std::span<const Standing> fleet, Instant now);

// What a person may decide; refuses what makes no sense in the phase.
Result<State> advance(const Plan& plan, const State& state, Instant now);  ///< begins the next ring, soaked or not
Result<State> pause(const State& state, std::string reason);
Result<State> resume(const State& state);  ///< after a stop, its reasons stop this ring no more
Result<State> go_back(const State& state, std::string reason);

/// What a site should run: the release, the one before it, or nothing new.
enum class Wish { nothing, release, release_before };
Wish wish_for(const Plan& plan, const State& state, const Standing& site);
}  // namespace holdfast::rings

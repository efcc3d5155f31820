#include "rings/rollout.h"

#include <algorithm>

namespace holdfast::rings {
namespace {
struct Count {
  int reachable = 0, committed = 0, went_back = 0, tried = 0;
  Trend with, without;
  int crashing = 0;
  struct {
    int silent = 0, of = 0;
  } heard_with, heard_without;  ///< in all rings
};

/// Of all sites up to the ring: earlier rings may still turn bad.
Count count(const Plan& plan, std::size_t ring, std::span<const Standing> fleet) {
  Count out;
  for (const Standing& site : fleet) {
    const bool has_it = site.progress == Progress::committed;
    if (has_it)
      out.with += site.trend;
    else if (site.progress == Progress::waiting)
      out.without += site.trend;
    if (site.progress == Progress::waiting || site.progress == Progress::taking || site.progress == Progress::proving ||
        has_it) {
      auto& heard = site.progress == Progress::waiting ? out.heard_without : out.heard_with;
      ++heard.of;
      heard.silent += !site.reachable;
    }
    if (ring_of(plan, site.site) > ring) continue;
    const bool gave_up = site.progress == Progress::went_back;
    out.tried += has_it || gave_up || site.progress == Progress::proving;
    out.went_back += gave_up;
    out.committed += has_it;
    out.reachable += site.reachable && site.progress != Progress::refused;
    out.crashing += has_it && site.crashes > 0;
  }
  return out;
}

/// Of `some` sites, whether they are a trend and not one bad site: a number of them, and a share.
bool many(int some, int of, const Rules& rules) {
  constexpr int whole = 1000;
  return some >= rules.rollback_sites &&
         static_cast<std::int64_t>(some) * whole >= static_cast<std::int64_t>(of) * rules.rollback_permille;
}

/// A release that takes a store off the line lets it say nothing of that: who took it and is not heard of is held
/// against who did not, so that a hub or a line that was away for all is nobody's fault.
bool fell_silent(const Count& fleet, const Rules& rules) {
  constexpr std::int64_t times = 3, whole = 1000, always_some_permille = 33;
  const auto& [silent, of] = fleet.heard_with;
  if (fleet.heard_without.of < rules.rollback_sites || !many(silent, of, rules)) return false;
  const std::int64_t elsewhere =
      std::max(whole * fleet.heard_without.silent / fleet.heard_without.of, always_some_permille);
  return silent * whole > times * elsewhere * of;
}

std::vector<Reason> reasons_to_stop(const Plan& plan, const State& state, const Count& fleet) {
  std::vector<Reason> reasons = worse(fleet.with, fleet.without, plan.rules);
  if (many(fleet.went_back, fleet.tried, plan.rules))
    reasons.push_back({"wentBack", std::to_string(fleet.went_back) + " of " + std::to_string(fleet.tried) +
                                       " sites went back by themselves."});
  if (many(fleet.crashing, fleet.committed, plan.rules) && more_restarts(fleet.with, fleet.without, plan.rules))
    reasons.push_back({"crashes", std::to_string(fleet.crashing) + " of " + std::to_string(fleet.committed) +
                                      " sites started again by themselves since."});
  if (fell_silent(fleet, plan.rules))
    reasons.push_back({"silent", std::to_string(fleet.heard_with.silent) + " of " +
                                     std::to_string(fleet.heard_with.of) +
                                     " sites that took it are not heard of any more; of the others " +
                                     std::to_string(fleet.heard_without.silent) + " of " +
                                     std::to_string(fleet.heard_without.of) + "."});
  // A ring in which nobody could keep it is no proof, however small it is.
  if (fleet.tried > 0 && fleet.committed == 0 && fleet.went_back == fleet.tried && fleet.tried >= fleet.reachable)
    reasons.push_back({"wentBack", "Every site of ring `" + plan.rings[state.ring].name + "` went back by itself."});
  std::erase_if(reasons, [&](const Reason& reason) {
    return std::ranges::find(state.overruled, reason.kind) != state.overruled.end();
  });
  return reasons;
}

bool enough(const Plan& plan, const Count& ring) {
  constexpr std::int64_t whole = 1000;
  return ring.reachable > 0 &&
         ring.committed * whole >= static_cast<std::int64_t>(ring.reachable) * plan.rules.committed_permille;
}

std::string kept_by(std::ptrdiff_t sites) {
  return (sites == 1 ? std::string{"1 site cannot go back and keeps it"}
                     : std::to_string(sites) + " sites cannot go back and keep it") +
         ": the way on is a newer release that is mended; the way back is a backup from before, which loses what was "
         "sold since.";
}

Error wrong_phase(const char* detail) { return Error{ErrorCode::conflict, detail, {}}; }
}  // namespace

Step look(const Plan& plan, const State& state, std::span<const Standing> fleet, Instant now) {
  Step out{state, {}};
  if (state.phase == Phase::going_back) {
    const auto stays = std::ranges::count(fleet, Progress::stays, &Standing::progress);
    const auto have_it = std::ranges::count(fleet, plan.counter, &Standing::running);
    if (have_it > stays) return out;
    out.state.phase = Phase::gone_back;
    if (stays == 0) {
      out.events.push_back("No site runs the release any more.");
      return out;
    }
    out.state.reasons.push_back({"stays", kept_by(stays)});
    out.events.push_back("Nobody who can leave the release runs it any more. " + out.state.reasons.back().text);
    return out;
  }
  const bool watched = state.phase == Phase::running || state.phase == Phase::waiting || state.phase == Phase::paused;
  if (!watched) return out;
  const Count ring = count(plan, state.ring, fleet);
  if (auto reasons = reasons_to_stop(plan, state, ring); !reasons.empty()) {
    out.state.phase = plan.back_when_stopped ? Phase::going_back : Phase::stopped;
    out.state.soaking_since.reset();
    out.events.push_back((plan.back_when_stopped ? "Stopped, and going back, in ring `" : "Stopped in ring `") +
                         plan.rings[state.ring].name + "`.");
    for (const Reason& reason : reasons) out.events.push_back(reason.text);
    out.state.reasons = std::move(reasons);
    return out;
  }
  if (state.phase != Phase::running) return out;
  if (!enough(plan, ring)) {
    // An empty ring, as a small fleet has, is passed at once.
    if (std::ranges::none_of(fleet, [&](const Standing& site) { return ring_of(plan, site.site) <= state.ring; }) &&
        state.ring + 1 < plan.rings.size()) {
      ++out.state.ring;
      out.state.ring_since = now;
      return out;
    }
    out.state.soaking_since.reset();
    return out;
  }
  if (!state.soaking_since) {
    out.state.soaking_since = now;
    out.state.ring_since = now;  // from here on nearly all of them have it: the same days on both sides
    out.events.push_back(std::to_string(ring.committed) + " of " + std::to_string(ring.reachable) +
                         " reachable sites of ring `" + plan.rings[state.ring].name + "` run it; watching.");
    return out;
  }
  if (now < state.soaking_since->plus_seconds(plan.rings[state.ring].soak_s)) return out;
  if (state.ring + 1 == plan.rings.size()) {
    out.state.phase = Phase::done;
    out.events.push_back("Done: every ring runs it.");
  } else if (!plan.automatic) {
    out.state.phase = Phase::waiting;
    out.events.push_back("Ring `" + plan.rings[state.ring].name + "` is done; the next one waits for a person.");
  } else {
    out.state = advance(plan, state, now).value();
    out.events.push_back("Ring `" + plan.rings[out.state.ring].name + "` begins.");
  }
  return out;
}

Result<State> advance(const Plan& plan, const State& state, Instant now) {
  if (state.phase != Phase::running && state.phase != Phase::waiting)
    return tl::unexpected(wrong_phase("It does not run: resume it first."));
  if (state.ring + 1 >= plan.rings.size()) return tl::unexpected(wrong_phase("This is the last ring."));
  return State{Phase::running, state.ring + 1, {}, {}, {}, now};
}

Result<State> pause(const State& state, std::string reason) {
  if (state.phase != Phase::running && state.phase != Phase::waiting)
    return tl::unexpected(wrong_phase("It does not run."));
  State out = state;
  out.phase = Phase::paused;
  out.reasons = {{"person", std::move(reason)}};
  return out;
}

Result<State> resume(const State& state) {
  if (state.phase != Phase::paused && state.phase != Phase::stopped)
    return tl::unexpected(wrong_phase("It is neither paused nor stopped."));
  State out{Phase::running, state.ring, {}, {}, state.overruled, state.ring_since};
  for (const Reason& reason : state.reasons)
    if (state.phase == Phase::stopped) out.overruled.push_back(reason.kind);
  return out;
}

Result<State> go_back(const State& state, std::string reason) {
  if (state.phase == Phase::going_back || state.phase == Phase::gone_back)
    return tl::unexpected(wrong_phase("It goes back already."));
  return State{Phase::going_back, state.ring, {}, {{"person", std::move(reason)}}, {}, state.ring_since};
}

Wish wish_for(const Plan& plan, const State& state, const Standing& site) {
  if (state.phase == Phase::going_back || state.phase == Phase::gone_back)
    return site.running == plan.counter && site.progress != Progress::stays ? Wish::release_before : Wish::nothing;
  const bool offered = state.phase == Phase::running || state.phase == Phase::waiting || state.phase == Phase::done;
  const bool takes = site.progress == Progress::waiting || site.progress == Progress::taking;
  return offered && takes && site.running < plan.counter && ring_of(plan, site.site) <= state.ring ? Wish::release
                                                                                                   : Wish::nothing;
}
}  // namespace holdfast::rings

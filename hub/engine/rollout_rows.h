#pragma once
#include <optional>
#include <string>
#include <vector>

#include "engine/site_rows.h"
#include "rings/rollout.h"

namespace holdfast::engine {
/// One release on its way through a tenant's stores.
struct Rollout {
  rings::Plan plan;  ///< whole: id, bundle, digest and counters too
  rings::State state;
  std::string release;    ///< for people
  std::int64_t size = 0;  ///< of the bundle, bytes
  std::string manifest;   ///< of the bundle, JSON
  std::string made_by;
  Instant made, looked;  ///< when a hub looked at it last
  Instant summed;        ///< stretches that begin before are summed up, for good
  Instant since() const {
    return state.ring_since.value_or(made);
  }  ///< what counts as with it, or without it meanwhile
};
struct RolloutEvent {
  Instant at;
  std::string by;  ///< a person's name; empty: the hub by its rules
  std::string text;
};
/// What a store said last of what it runs.
struct SiteRelease {
  std::string site;
  std::int64_t counter = 0;
  Instant since;    ///< when this hub first heard that it runs that
  int crashes = 0;  ///< starts by itself since
  Instant told;     ///< end of the last stretch whose signals were taken
  std::string report;
  Instant reported;
};
/// What a site counted with one release over the stretches before a rollout began, or (`later`) since its ring began.
struct Counted {
  std::string site;
  std::int64_t counter = 0;
  bool later = false;
  rings::Signals signals;
};

/// The rows of releases, inside one transaction.
class RolloutRows {
 public:
  virtual ~RolloutRows() = default;
  virtual void put(const std::string& tenant, const Rollout& rollout) = 0;
  virtual std::optional<Rollout> rollout(const std::string& tenant, const Uuid& id) = 0;
  /// The same, and nobody else changes it until the transaction ends.
  virtual std::optional<Rollout> lock(const std::string& tenant, const Uuid& id) = 0;
  /// The newest first.
  virtual std::vector<Rollout> rollouts(const std::string& tenant, int most) = 0;
  virtual void add(const std::string& tenant, const Uuid& id, const RolloutEvent& event) = 0;
  virtual std::vector<RolloutEvent> events(const std::string& tenant, const Uuid& id, int most) = 0;  ///< newest first

  virtual std::optional<SiteRelease> site(const SiteKey& key) = 0;
  virtual void put(const std::string& tenant, const SiteRelease& site) = 0;
  /// By their ids; both ends are among them.
  virtual std::vector<SiteRelease> sites(const std::string& tenant, const std::string& first,
                                         const std::string& last) = 0;
  virtual std::int64_t newest_counter(const std::string& tenant) = 0;  ///< that any site runs
  /// Adds to what is there of that stretch and release.
  virtual void add(const SiteKey& key, Instant stretch, std::int64_t counter, const rings::Signals& signals) = 0;
  /// By site, those of the stretches from `rollout.summed` up to `through` beside what was summed up.
  virtual std::vector<Counted> counted(const std::string& tenant, const Rollout& rollout, Instant through) = 0;
  /// Adds the stretches from `rollout.summed` up to `before` to what was summed up, and notes that they are: the caller
  /// holds its lock.
  virtual void sum_up(const std::string& tenant, const Rollout& rollout, Instant before) = 0;
  /// The next ring begins: what was counted with the rings before counts no more.
  virtual void forget_later(const std::string& tenant, const Uuid& id) = 0;
  virtual void forget_signals(const std::string& tenant, Instant before) = 0;
};
}  // namespace holdfast::engine

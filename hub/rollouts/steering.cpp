#include "rollouts/steering.h"

#include <algorithm>
#include <iterator>

#include "wire/limits.h"

namespace holdfast::rollouts {
namespace {
using engine::Rollout;
using rings::Phase;
using rings::Progress;

constexpr int cards_a_page = 5000, rollouts_looked_at = 20;
constexpr std::int64_t compared_s = 7 * seconds_per_day;  ///< before it began: a week has each of its days
constexpr std::int64_t reachable_s = 900;
/// How long after its end something may still be added to a stretch: by a hub whose clock is behind, or that is slow.
constexpr std::int64_t longest_late_s = 600;
constexpr std::int64_t summed_at_once_s = 6 * 3600;
/// What is watched or waited for; the others are over.
bool under_way(Phase phase) { return phase != Phase::done && phase != Phase::gone_back; }

rollout::Manifest manifest_of(const Rollout& rollout) {
  return rollout::parse_manifest(rollout.manifest).value();  // our own writing
}

/// Where it stands with a release on its way out and back: one that cannot leave a release that is taken back stays.
Stand stand_with(const SiteReport& report, const rollout::Manifest& manifest, std::string_view digest, Phase phase) {
  Stand stand = stand_of(report, manifest, digest);
  const bool taken_back = phase == Phase::going_back || phase == Phase::gone_back;
  if (stand.progress != Progress::committed) return stand;
  std::string closed = no_way_back(report);
  if (closed.empty()) return stand;
  return {taken_back ? Progress::stays : Progress::committed, {std::move(closed)}};
}

FleetSite site_of(const engine::SiteCard& card, const engine::SiteRelease* said, const Rollout& rollout,
                  const rollout::Manifest& manifest, Instant now) {
  FleetSite out;
  out.id = out.standing.site = card.key.site;
  out.name = card.name;
  out.seen = card.seen;
  out.ring = rings::ring_of(rollout.plan, out.id);
  out.standing.reachable = card.seen.plus_seconds(reachable_s) > now;
  const auto report = said != nullptr ? parse_report(said->report) : Result<SiteReport>{SiteReport{}};
  if (said == nullptr || !report) {
    out.standing.progress = Progress::refused;
    out.why = {"It does not say what it runs."};
    return out;
  }
  out.report = *report;
  Stand stand = stand_with(*report, manifest, rollout.plan.digest, rollout.state.phase);
  out.standing.progress = stand.progress;
  out.why = std::move(stand.why);
  out.standing.running = report->counter;
  const bool has_it = stand.progress == Progress::committed || stand.progress == Progress::stays;
  out.standing.crashes = has_it ? said->crashes : 0;
  return out;
}

/// A week before it began is compared with: of one that an older hub began nothing is summed up yet.
Rollout summed_from_its_week(Rollout rollout) {
  rollout.summed = std::max(rollout.summed, rollout.made.plus_seconds(-compared_s));
  return rollout;
}

/// Stretches that are over change no more: they are summed up once, some hours in a transaction, so that nobody who
/// writes waits long.
void sum_up_what_is_over(engine::HubDatabase& database, const std::string& tenant, const Uuid& id,
                         std::int64_t stretch_s, Instant now) {
  const Instant over = now.plus_seconds(-stretch_s - longest_late_s);
  for (bool more = true; more;)
    database.write([&](engine::HubTransaction& tx) {
      more = false;
      const auto locked = tx.rollouts.lock(tenant, id);
      if (!locked || !under_way(locked->state.phase)) return;
      const Rollout rollout = summed_from_its_week(*locked);
      if (over < rollout.summed.plus_seconds(stretch_s)) return;
      const Instant through = std::min(over, rollout.summed.plus_seconds(summed_at_once_s));
      tx.rollouts.sum_up(tenant, rollout, through);
      more = through < over;
    });
}

std::vector<rings::Standing> standings(const std::vector<FleetSite>& fleet) {
  std::vector<rings::Standing> out;
  for (const FleetSite& site : fleet) out.push_back(site.standing);
  return out;
}
}  // namespace

FleetPage page_of_fleet(engine::HubTransaction& tx, const std::string& tenant, const Rollout& rollout,
                        const std::string& after, int most, Instant now) {
  auto cards = tx.fleet.cards(tenant, after, most + 1);
  if (cards.empty()) return {};
  const bool more = cards.size() > static_cast<std::size_t>(most);
  if (more) cards.pop_back();
  const rollout::Manifest manifest = manifest_of(rollout);
  const auto said = tx.rollouts.sites(tenant, cards.front().key.site, cards.back().key.site);
  FleetPage out;
  for (const engine::SiteCard& card : cards) {
    if (card.revoked) continue;
    const auto known = std::ranges::lower_bound(said, card.key.site, {}, &engine::SiteRelease::site);
    const bool spoke = known != said.end() && known->site == card.key.site;
    out.sites.push_back(site_of(card, spoke ? &*known : nullptr, rollout, manifest, now));
  }
  if (more) out.last = cards.back().key.site;
  return out;
}

std::vector<FleetSite> look_at_fleet(engine::HubTransaction& tx, const std::string& tenant, const Rollout& rollout,
                                     Instant now) {
  std::vector<FleetSite> out;
  std::string after;
  do {
    FleetPage page = page_of_fleet(tx, tenant, rollout, after, cards_a_page, now);
    std::ranges::move(page.sites, std::back_inserter(out));
    after = std::move(page.last);
  } while (!after.empty());
  const auto counted =
      tx.rollouts.counted(tenant, summed_from_its_week(rollout), under_way(rollout.state.phase) ? now : rollout.looked);
  for (FleetSite& site : out)
    for (const engine::Counted& each : std::ranges::equal_range(counted, site.id, {}, &engine::Counted::site)) {
      const bool has_it = site.standing.running == rollout.plan.counter;
      const bool after_it = has_it ? each.counter == rollout.plan.counter : each.later;
      (after_it ? site.standing.trend.after : site.standing.trend.before) += each.signals;
    }
  return out;
}

Result<Rollout> begin(engine::HubDatabase& database, const std::string& tenant, Rollout rollout,
                      const std::string& hub_release, Instant now) {
  const rollout::Manifest manifest = manifest_of(rollout);
  // Hub first, then replication, then the stores and their tills, which each store's release brings with it.
  if (manifest.compatibility.protocol.most > wire::protocol_newest)
    return refuse(ErrorCode::conflict, "it speaks protocol " + std::to_string(manifest.compatibility.protocol.most) +
                                           ", this hub " + std::to_string(wire::protocol_newest) +
                                           ": the hub is updated first");
  if (manifest.compatibility.protocol.most < wire::protocol_oldest)
    return refuse(ErrorCode::conflict, "it speaks a protocol that this hub does not speak any more");
  if (const auto why =
          rollout::wrong_beside(manifest.compatibility, {{std::string{rollout::hub_component}, hub_release}});
      !why.empty())
    return refuse(ErrorCode::conflict, why.front());
  if (rollout.plan.least_safe > rollout.plan.counter)
    return refuse(ErrorCode::conflict, "it would be unsafe by its own plan: leastSafeCounter is above its counter");
  Result<Rollout> result = rollout;
  database.write([&](engine::HubTransaction& tx) {
    result = rollout;
    for (const Rollout& other : tx.rollouts.rollouts(tenant, rollouts_looked_at)) {
      // What goes back has sites out of reach, maybe for weeks: they are told when they come.
      if (under_way(other.state.phase) && other.state.phase != Phase::going_back)
        return void(result = refuse(ErrorCode::conflict, "release " + other.release + " is still on its way (" +
                                                             std::string{name_of(other.state.phase)} + ")"));
      if (other.state.phase == Phase::done && other.plan.counter >= rollout.plan.counter)
        return void(result = refuse(ErrorCode::conflict, "release " + other.release + " is out and not older"));
    }
    result->plan.before = std::min(tx.rollouts.newest_counter(tenant), rollout.plan.counter - 1);
    result->made = result->looked = now;
    result->summed = now.plus_seconds(-compared_s);
    tx.rollouts.put(tenant, *result);
    tx.rollouts.add(
        tenant, rollout.plan.id,
        {now, rollout.made_by,
         "Release " + rollout.release + " begins with ring `" + rollout.plan.rings[rollout.state.ring].name + "`."});
  });
  return result;
}

Result<Rollout> decide(engine::HubDatabase& database, const std::string& tenant, const Uuid& id, Decision decision,
                       const std::string& by, const std::string& reason, Instant now) {
  Result<Rollout> result = refuse(ErrorCode::not_found, "no such rollout");
  database.write([&](engine::HubTransaction& tx) {
    result = refuse(ErrorCode::not_found, "no such rollout");
    auto rollout = tx.rollouts.lock(tenant, id);
    if (!rollout) return;
    const Result<rings::State> next = decision == Decision::advance ? rings::advance(rollout->plan, rollout->state, now)
                                      : decision == Decision::pause ? rings::pause(rollout->state, reason)
                                      : decision == Decision::resume ? rings::resume(rollout->state)
                                                                     : rings::go_back(rollout->state, reason);
    if (!next) return void(result = tl::unexpected(next.error()));
    if (next->ring != rollout->state.ring) tx.rollouts.forget_later(tenant, id);
    rollout->state = *next;
    const std::string what = decision == Decision::advance
                                 ? "Ring `" + rollout->plan.rings[next->ring].name + "` begins."
                             : decision == Decision::pause  ? "Paused: " + reason
                             : decision == Decision::resume ? "Goes on."
                                                            : "Goes back: " + reason;
    tx.rollouts.put(tenant, *rollout);
    tx.rollouts.add(tenant, id, {now, by, what});
    result = *std::move(rollout);
  });
  return result;
}

bool steer(engine::HubDatabase& database, const std::string& tenant, std::int64_t every_s, std::int64_t stretch_s,
           Instant now) {
  struct Looked {
    Rollout rollout;
    rings::Step step;
  };
  const auto is_due = [&](const Rollout& rollout) {
    return under_way(rollout.state.phase) && rollout.looked.plus_seconds(every_s) <= now;
  };
  std::vector<Uuid> due;
  database.read([&](engine::HubTransaction& tx) {
    due.clear();
    for (const Rollout& rollout : tx.rollouts.rollouts(tenant, rollouts_looked_at))
      if (is_due(rollout)) due.push_back(rollout.plan.id);
  });
  for (const Uuid& id : due) sum_up_what_is_over(database, tenant, id, stretch_s, now);
  std::vector<Looked> looked;
  database.read([&](engine::HubTransaction& tx) {
    looked.clear();
    for (const Uuid& id : due)
      if (const auto rollout = tx.rollouts.rollout(tenant, id); rollout && is_due(*rollout))
        looked.push_back({*rollout, rings::look(rollout->plan, rollout->state,
                                                standings(look_at_fleet(tx, tenant, *rollout, now)), now)});
  });
  bool decided = false;
  for (Looked& each : looked)
    database.write([&](engine::HubTransaction& tx) {
      auto present = tx.rollouts.lock(tenant, each.rollout.plan.id);
      // A person, or another hub, was quicker: the next look is about what they left.
      if (!present || present->looked != each.rollout.looked ||
          rings::state_text(present->state) != rings::state_text(each.rollout.state))
        return;
      if (present->state.ring_since != each.step.state.ring_since) tx.rollouts.forget_later(tenant, present->plan.id);
      present->state = each.step.state;
      present->looked = now;
      tx.rollouts.put(tenant, *present);
      for (const std::string& text : each.step.events) tx.rollouts.add(tenant, present->plan.id, {now, {}, text});
      decided = decided || !each.step.events.empty();
    });
  return decided;
}

Assignment assignment_of(std::span<const OnItsWay> rollouts, const std::string& site, const SiteReport& report) {
  bool newest = true;
  Assignment out;
  // What was once said to be unsafe stays so, whatever became of the release that said it.
  for (const OnItsWay& rollout : rollouts) out.least_safe = std::max(out.least_safe, rollout.plan.least_safe);
  for (const OnItsWay& rollout : rollouts) {
    // Of older ones what they left to do: those that were away take what is out, and leave what was taken back.
    const bool counts = newest || !under_way(rollout.state.phase) || rollout.state.phase == Phase::going_back;
    newest = false;
    if (!counts) continue;
    rings::Standing standing;
    standing.site = site;
    standing.running = report.counter;
    standing.progress = stand_with(report, rollout.manifest, rollout.plan.digest, rollout.state.phase).progress;
    // One that is being switched to is not called back half way.
    if (standing.progress == Progress::proving) standing.progress = Progress::taking;
    const rings::Wish wish = rings::wish_for(rollout.plan, rollout.state, standing);
    if (wish == rings::Wish::nothing) continue;
    out.wish = wish;
    out.bundle = rollout.plan.bundle;
    out.digest = rollout.plan.digest;
    out.counter = rollout.plan.counter;
    out.bytes_per_second = rollout.plan.bytes_per_second;
    return out;
  }
  return out;
}
Assignment assignment_of(engine::RolloutRows& rows, const engine::SiteKey& site, const SiteReport& report) {
  std::vector<OnItsWay> all;
  for (const Rollout& each : rows.rollouts(site.tenant, rollouts_looked_at))
    all.push_back({each.plan, each.state, manifest_of(each)});
  return assignment_of(all, site.site, report);
}
}  // namespace holdfast::rollouts

#include "sim/fleet_site.h"

#include <cmath>

namespace holdfast::sim {
using namespace rollout;
namespace {
constexpr int most_starts = 3, most_boots = 40;
constexpr std::int64_t operations_of_a_change = 160, hour_s = 3600;

/// So many of them, give or take what chance does: near enough to a Poisson number for what is counted in a day.
std::int64_t about(Chance& chance, std::int64_t mean) {
  constexpr int throws = 12;  // their sum has a variance of one
  double sum = -throws / 2.0;
  for (int i = 0; i < throws; ++i) sum += static_cast<double>(chance.below(1 << 20)) / (1 << 20);
  return std::max<std::int64_t>(0, mean + std::llround(sum * std::sqrt(static_cast<double>(mean))));
}
}  // namespace

Nature FleetSite::nature_of(const Release& release) const {
  if (release.manifest.counter == old_release) return Nature::good;
  if (broken) return Nature::fails_its_proof;
  return struck ? release.nature : Nature::good;
}

/// One start; says whether it serves, and holds what was sold against what the disk has.
bool FleetSite::booted() {
  const bool serves = start();
  learn();
  if (sales() < acknowledged)
    wrong.push_back(id + " lost sales: " + std::to_string(sales()) + " of " + std::to_string(acknowledged));
  if (!serves && !slots_.candidate && running == slots_.committed_counter) {
    ++owed_.restarts;
    ++marks["ended by itself"];
    if (!stays_because(disk).empty()) ++marks["stays though it ends by itself"];
  }
  now += 120, up += 120;  // systemd lets some time go by
  return serves;
}

void FleetSite::run() {
  if (serving) return;
  for (int starts = 0; starts < most_starts && !serving; ++starts) serving = booted();
  if (serving) settle();
}

void FleetSite::power_back(const Chaos& chaos) {
  ++marks["power cut"];
  serving = false;
  for (int boots = 0; boots < most_boots; ++boots) try {
      disk.restart();
      ++boot;
      if (chance_.in(chaos.cuts)) disk.cut_after(chance_.below(operations_of_a_change));
      learn();
      run();
      disk.cut_after(std::nullopt);
      // What an unfinished way back left is whole once it was started.
      const std::int64_t there = sales();
      if (there < acknowledged || there > acknowledged + 1)  // one may have been on its way
        wrong.push_back(id + " has " + std::to_string(there) + " sales, " + std::to_string(acknowledged) +
                        " were acknowledged");
      acknowledged = std::max(acknowledged, there);
      return;
    } catch (const PowerCut&) {
      ++marks["power cut while it came back"];
    }
  wrong.push_back(id + " never came back");
}

/// What became of what was armed.
void FleetSite::settle() {
  learn();
  if (journey_ && journey_->switching) {
    const bool bad = std::ranges::find(slots_.bad_digests, journey_->digest) != slots_.bad_digests.end();
    if (slots_.active_digest == journey_->digest)
      end("committed", "");
    else if (bad)
      end("wentBack", "it did not prove itself here");
    else
      journey_->switching = false;
  }
  if (const auto left = left_behind(disk)) {
    ++marks["left for the one before"];
    journey_ = Journey{left->counter, left->digest, true, false, false};
    end("wentBack", left->why);
    forget_left_behind(disk);
  }
}

void FleetSite::end(const std::string& outcome, const std::string& cause) {
  ++marks[(journey_->back ? "back: " : "release: ") + outcome];
  last_ = {journey_->digest, outcome, cause};
  journey_.reset();
  staged_ = false;
}

Said FleetSite::says(std::int64_t hour) {
  Said out;
  out.report.release = "0." + std::to_string(slots_.committed_counter) + ".0";
  out.report.counter = slots_.committed_counter;
  out.report.running_digest = slots_.active_digest;
  out.report.managed = true;
  out.report.architecture = "amd64";
  out.report.schema = schema();
  out.report.launcher = 1;
  out.report.state = !journey_                   ? "idle"
                     : journey_->switching       ? "switching"
                     : staged_ || journey_->back ? "waiting"
                                                 : "fetching";
  if (journey_) out.report.digest = journey_->digest;
  out.report.last = last_;
  out.report.bad = slots_.bad_digests;
  out.signals = owed_;
  out.through = hour;
  return out;
}

void FleetSite::hears(const rollouts::Assignment& wish) {
  wish_ = wish;
  hub_ = {true, wish.wish == rings::Wish::release ? wish.digest : ""};
}

void FleetSite::go_on(const Shelf& shelf, const Chaos& chaos, bool open, bool line, Instant now_there) {
  // Whatever is done this hour may be the last for a while.
  const bool moves = journey_ || wish_.wish != rings::Wish::nothing;
  if (!moves || !hub_.heard) return;
  if (chance_.in(chaos.cuts)) disk.cut_after(chance_.below(operations_of_a_change));
  if (wish_.wish == rings::Wish::release_before) {
    if (slots_.before && !journey_ && !given_up_.contains(slots_.before->digest))
      journey_ = Journey{slots_.before->counter, slots_.before->digest, true, false, false};
  } else if (wish_.wish == rings::Wish::release && wish_.digest != slots_.active_digest &&
             !given_up_.contains(wish_.digest) && !(journey_ && journey_->back) &&
             std::ranges::find(slots_.bad_digests, wish_.digest) == slots_.bad_digests.end()) {
    if (!journey_ || journey_->digest != wish_.digest) {
      journey_ = Journey{wish_.counter, wish_.digest, false, false, false};
      const auto waiting = staged(disk);
      staged_ = waiting && waiting->digest == wish_.digest;
    }
    if (!staged_ && line) {
      const Release& release = shelf.at(wish_.counter);
      Fetch fetch{disk, release.form};
      while (!chance_.in(flapping ? chaos.flaps : 0) && fetch_some(fetch, release.packed)) {
      }
      if (!fetch.complete()) {
        ++marks["line lost in a download"];
      } else {
        const auto ready =
            stage(disk, expand(fetch.bytes().value(), "", release.bundle.size()).value(), release.target(), facts());
        learn();
        if (ready)
          staged_ = true;
        else
          given_up_.insert(journey_->digest), end("refused", ready.error().detail);
      }
    }
  }
  if (journey_ && (staged_ || journey_->back)) {
    const ShopState shop{chance_.in(20), open && chance_.in(300), open, false};
    const Moment at = moment({}, shop, now_there.plus_seconds(skew_s), 0, journey_->forced);
    const bool off = !journey_->back && called_off(hub_, journey_->digest);
    if (off) ++marks["called off"];
    if (at.now && (!off || !obeys)) arm();
  }
  disk.cut_after(std::nullopt);
}

void FleetSite::arm() {
  took = !journey_->back;
  journey_->switching = true;  // noted first: the next start finds out what became of it
  const auto armed = journey_->back ? make_before_candidate(disk, facts()) : make_candidate(disk, facts());
  if (!armed) {
    given_up_.insert(journey_->digest);
    end("refused", armed.error().detail);
    took = false;
    return;
  }
  serving = false;
  end_life(disk, Ending::told, hour_s);
  run();
}

void FleetSite::by_hand(const Release* carried) {
  learn();
  if (carried != nullptr)
    want(*carried, Way::stick);
  else if (slots_.before)
    hold(make_before_candidate(disk, facts()).has_value(), "a person cannot go back");
  serving = false;
  journey_.reset();
  ++marks["a person on the spot"];
  run();
}

void FleetSite::trades(const Trade& with, int usual_permille) {
  if (!serving) return;
  const std::int64_t sales = about(chance_, size_ * usual_permille / 1000 * with.sales / 1000);
  rings::Signals day{.trading_s = 12 * hour_s,
                     .sales = sales,
                     .scans = sales * 5,
                     .scans_unknown = about(chance_, sales * 5 * with.unknown / 1000),
                     .prints = sales,
                     .prints_failed = about(chance_, sales * with.prints_failed / 1000),
                     .cards = sales / 2,
                     .cards_declined = about(chance_, sales * with.declined / 2000),
                     .errors = about(chance_, sales * with.errors / 1000),
                     .restarts = chance_.in(with.restarts) ? 1 : 0,
                     .sale_us = sales * 20 * with.slower,
                     .lag_s = 12 * hour_s * with.lag_s,
                     .integrity_errors = chance_.in(with.broken_books) ? 1 : 0,
                     .card_mismatches = 0};
  owed_ += day;
}
}  // namespace holdfast::sim

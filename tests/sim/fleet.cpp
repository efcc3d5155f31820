#include "sim/fleet.h"

#include <algorithm>

namespace holdfast::sim {
using namespace rollout;
using rings::Phase;
using rings::Progress;

namespace {
constexpr int hours_a_day = 24, opens = 7, closes = 20, quiet_hour = 6;
constexpr int most_days_of_rings = 24, most_days_to_settle = 8, days_before = 3;
constexpr std::int64_t hour_s = 3600;
constexpr int usual_day[] = {1000, 900, 950, 1000, 1200, 1400, 500};  // from Monday
const Instant begin_of_all = *parse_rfc3339("2026-11-16T00:00:00Z");  // a Monday

Chaos draw_chaos(Chance& chance) {
  const auto some = [&](std::int64_t most) { return chance.in(300) ? 0 : static_cast<int>(chance.below(most + 1)); };
  return {.flaps = some(400),
          .loses = some(100),
          .cuts = some(200),
          .away = some(3),
          .away_most = chance.between(1, 72),
          .wrong_clocks = some(10)};
}

/// One rollout as the hub knows it, with where each site stands.
struct Course {
  rollouts::OnItsWay rollout;
  const Bundle* bundle;
  std::vector<rings::Standing> fleet;
  std::vector<bool> silent;
  Phase stopped_in = Phase::running;
  std::int64_t stopped_at = -1;  ///< the hour
  bool done = false;
};

class Fleet {
 public:
  explicit Fleet(const FleetPlan& plan)
      : plan_{plan},
        chance_{plan.seed * 977},
        chaos_{draw_chaos(chance_)},
        bundle_{plan.bundle != nullptr ? plan.bundle : &bundles()[plan.seed % bundles().size()]} {
    migrates_ = bundle_->migrates.value_or(chance_.in(400));
    shelf_.emplace(old_release, make_release(old_release, Nature::good, 7, noise));
    shelf_.emplace(new_release, make_release(new_release, bundle_->nature, migrates_ ? 8 : 7, noise));
    shelf_.emplace(mended_release, make_release(mended_release, Nature::good, 9, noise));
    for (const auto& [counter, release] : shelf_) digests_[counter] = to_hex(sha256(release.bundle));
    by_hand_ = chance_.in(300);
    back_by_rule_ = chance_.in(400);
    holiday_ = static_cast<int>(chance_.between(days_before, days_before + 9));
  }

  FleetReport run() {
    open_the_shops();
    for (; hour_ < days_before * hours_a_day; ++hour_) hour_passes();
    begin(new_release, bundle_);
    watch(most_days_of_rings);
    judge();
    heal();
    if (bundle_->good)
      settle(new_release);
    else
      clean_up();
    for (const auto& site : sites_) at_the_end(*site);
    tell();
    return std::move(report_);
  }

 private:
  static constexpr int noise = 20;

  void wrong(std::string what) {
    if (report_.violations.size() < 20) report_.violations.push_back(std::move(what));
  }
  Instant now() const { return begin_of_all.plus_seconds(hour_ * hour_s); }
  Course* newest() { return courses_.empty() ? nullptr : courses_.front().get(); }

  void open_the_shops() {
    const Appliance first{shelf_, shelf_.at(old_release), plan_.seed};
    for (int i = 0; i < plan_.sites; ++i) {
      Uuid id;
      for (int byte = 0; byte < 4; ++byte)
        id.bytes[static_cast<std::size_t>(15 - byte)] = static_cast<std::uint8_t>((i + 1) >> (8 * byte));
      sites_.push_back(
          std::make_unique<FleetSite>(first, to_string(id), plan_.seed << 20 | static_cast<std::uint64_t>(i)));
      FleetSite& site = *sites_.back();
      site.flapping = chance_.in(50);
      site.struck = chance_.in(bundle_->share);
      if (chance_.in(chaos_.wrong_clocks)) site.skew_s = chance_.between(-87'600, 87'600) * hour_s;
      if (plan_.mutant == FleetMutant::lying_disks) site.disk.forget_syncs();
      site.obeys = plan_.mutant != FleetMutant::disobedient;
    }
    heard_.resize(sites_.size());
  }

  /// The usual rings; or a canary by names. One site of it has a fault of its own, and some of all others.
  void begin(std::int64_t counter, const Bundle* bundle) {
    auto course = std::make_unique<Course>();
    rings::Plan& plan = course->rollout.plan;
    plan.id.bytes[0] = static_cast<std::uint8_t>(plan_.seed);
    plan.id.bytes[1] = static_cast<std::uint8_t>(counter);
    plan.bundle = "holdfast-" + std::to_string(counter) + ".hfb";
    plan.counter = counter;
    plan.digest = digests_.at(counter);
    plan.before = old_release;
    plan.rings = rings::usual_rings();
    plan.rings[0].sites = {sites_[static_cast<std::size_t>(chance_.below(plan_.sites))]->id};
    if (chance_.in(300)) {
      plan.rings[1].permille = 0;
      for (int i = 0; i < plan_.sites / 100; ++i)
        plan.rings[1].sites.push_back(sites_[static_cast<std::size_t>(chance_.below(plan_.sites))]->id);
    }
    plan.automatic = !by_hand_;
    plan.back_when_stopped = back_by_rule_;
    if (plan_.mutant == FleetMutant::blind) plan.rules = {1, 1'000'000, 1000, 1'000'000, 1};
    if (plan_.mutant == FleetMutant::nervous) plan.rules.rollback_sites = plan.rules.rollback_permille = 1;
    course->rollout.manifest = shelf_.at(counter).manifest;
    course->bundle = bundle;
    course->silent.resize(sites_.size());
    bool canary_has_one = false;
    for (std::size_t i = 0; i < sites_.size(); ++i) {
      FleetSite& site = *sites_[i];
      const std::size_t ring = rings::ring_of(plan, site.id);
      // One machine of the canary has a fault of its own, and some of the others; by the next time they are mended.
      site.broken =
          ring == 1 ? !std::exchange(canary_has_one, true) : counter == new_release && ring > 1 && chance_.in(5);
      if (counter == new_release && ring == 0) site.struck = bundle_->share == 1000;
      heard_[i].counts_for = {};
      course->fleet.push_back({site.id, Progress::waiting, site.runs(), true, 0, {}});
      course->fleet.back().trend.before = heard_[i].all;
      course->silent[i] = ring > 0 && chance_.in(bundle->trade.silent);
    }
    courses_.insert(courses_.begin(), std::move(course));
    began_ = hour_;
    for (std::size_t i = 0; i < sites_.size(); ++i) stand(i);
  }

  void hour_passes() {
    const int of_the_day = static_cast<int>(hour_ % hours_a_day);
    for (std::size_t i = 0; i < sites_.size(); ++i) try {
        at_site(i, of_the_day);
      } catch (const std::exception& broken) {
        wrong(sites_[i]->id + ": " + broken.what());
      }
    look();
    people();
  }

  void at_site(std::size_t i, int of_the_day) {
    FleetSite& site = *sites_[i];
    site.now = now().unix_us() / 1'000'000 + site.skew_s;
    site.up += hour_s;
    if (site.away_for > 0)
      --site.away_for;
    else if (!healed_ && chance_.in(chaos_.away))
      site.away_for = static_cast<int>(chance_.between(1, chaos_.away_most)), ++report_.marks["line away"];
    const bool line = site.away_for == 0 && !(site.flapping && !healed_ && chance_.in(chaos_.flaps)) && !site.silent;
    const bool open = of_the_day >= opens && of_the_day < closes;
    const std::int64_t ran = site.runs();
    try {
      site.run();
      if (of_the_day == opens) site.sells();
      if (of_the_day == closes)
        site.trades(site.runs() == new_release && site.struck ? bundle_->trade : Trade{},
                    day() == holiday_ ? 500 : usual_day[day() % 7]);
      if (courses_.empty() ? of_the_day == closes
                           : line && (of_the_day <= quiet_hour || of_the_day == closes || of_the_day == opens))
        talk(i);
      site.go_on(shelf_, healed_ ? calm_ : chaos_, open, line, now());
    } catch (const PowerCut&) {
      site.power_back(healed_ ? calm_ : chaos_);
    }
    if (line) heard_[i].at = hour_;
    if (site.took) took(site);
    if (site.runs() != ran) {
      note(i, site.runs());
      if (site.runs() == new_release && newest()->silent[i]) site.silent = true, ++report_.marks["silent"];
    }
  }
  std::int64_t day() const { return hour_ / hours_a_day; }

  void talk(std::size_t i) {
    FleetSite& site = *sites_[i];
    if (!healed_ && chance_.in(chaos_.loses)) return void(++report_.marks["call lost"]);
    const Said said = site.says(hour_);
    Heard& heard = heard_[i];
    heard.report = said.report;
    if (said.signals.trading_s > 0 || said.signals.restarts > 0) count(i, said.signals);
    stand(i);
    // Whether the hub counted what it then did not answer is its own matter: a stretch counts once.
    if (!healed_ && chance_.in(chaos_.loses)) return void(++report_.marks["answer lost"]), site.was_heard();
    site.was_heard();
    std::vector<rollouts::OnItsWay>& all = on_their_way_;
    rollouts::Assignment wish = rollouts::assignment_of(all, site.id, said.report);
    if (plan_.mutant == FleetMutant::everybody && newest() != nullptr &&
        said.report.counter < newest()->rollout.plan.counter && newest()->rollout.state.phase == Phase::running)
      wish = {rings::Wish::release,
              newest()->rollout.plan.bundle,
              newest()->rollout.plan.digest,
              newest()->rollout.plan.counter,
              0,
              0};
    site.hears(wish);
    heard.told = hour_;
  }

  void count(std::size_t i, const rings::Signals& signals) {
    heard_[i].all += signals;
    Course* course = newest();
    if (course == nullptr) return;
    // As look_at_fleet(): since the ring began, and with it only what was counted with it.
    rings::Standing& standing = course->fleet[i];
    const bool has_it = heard_[i].report.counter == course->rollout.plan.counter;
    if (heard_[i].counts_for != std::pair{course->rollout.state.ring, has_it}) {
      heard_[i].counts_for = {course->rollout.state.ring, has_it};
      standing.trend.after = {};
    }
    standing.trend.after += signals;
    if (has_it) standing.crashes += static_cast<int>(signals.restarts);
  }

  /// Where it stands with each rollout, by what it said last.
  void stand(std::size_t i) {
    for (const auto& course : courses_) {
      rings::Standing& standing = course->fleet[i];
      standing.progress =
          rollouts::stand_of(heard_[i].report, course->rollout.manifest, course->rollout.plan.digest).progress;
      standing.running = heard_[i].report.counter;
    }
  }

  void took(FleetSite& site) {
    site.took = false;
    Course& course = *newest();
    const std::size_t ring = rings::ring_of(course.rollout.plan, site.id);
    if (ring > course.rollout.state.ring)
      wrong(site.id + " of ring " + std::to_string(ring) + " took it in ring " +
            std::to_string(course.rollout.state.ring));
    const std::size_t index = index_of(site);
    if (course.stopped_at >= 0 && heard_[index].told > course.stopped_at && course.rollout.plan.counter == new_release)
      wrong(site.id + " took it though it had heard that it was stopped");
    ++report_.marks["armed"];
  }
  std::size_t index_of(const FleetSite& site) const {
    std::size_t number = 0;
    const Uuid id = parse_uuid(site.id).value();
    for (int byte = 12; byte < 16; ++byte) number = number << 8 | id.bytes[static_cast<std::size_t>(byte)];
    return number - 1;
  }

  void look() {
    on_their_way_.clear();
    for (const auto& course : courses_) {
      for (std::size_t i = 0; i < sites_.size(); ++i) course->fleet[i].reachable = heard_[i].at == hour_;
      const rings::State before = course->rollout.state;
      const rings::Step step = rings::look(course->rollout.plan, before, course->fleet, now());
      course->rollout.state = step.state;
      if (step.state.ring_since != before.ring_since) a_ring_begins(*course);
      const bool stops = step.state.phase == Phase::stopped || step.state.phase == Phase::going_back;
      if (stops && before.phase != step.state.phase && course->stopped_at < 0) {
        course->stopped_at = hour_;
        for (const rings::Reason& reason : step.state.reasons) {
          ++report_.marks["reason: " + reason.kind];
          said_ += " " + reason.kind;
          if (course->bundle->good || course->rollout.plan.counter == mended_release)
            wrong("a good release was stopped in ring " + std::to_string(step.state.ring) + ": " + reason.text);
        }
      }
      report_.marks["phase: " + std::string{rings::name_of(step.state.phase)}] += before.phase != step.state.phase;
      note(step.state.ring, static_cast<std::int64_t>(step.state.phase));
      on_their_way_.push_back(course->rollout);
    }
  }

  void a_ring_begins(Course& course) {
    for (rings::Standing& site : course.fleet) site.trend.after = {};
  }

  /// By day: begins the next ring where a plan asks for it, holds a rollout up over a night, sends a stopped one back.
  void people() {
    Course* course = newest();
    const int of_the_day = static_cast<int>(hour_ % hours_a_day);
    if (course == nullptr || of_the_day != 9) return;
    rings::State& state = course->rollout.state;
    if (state.phase == Phase::waiting)
      state = rings::advance(course->rollout.plan, state, now()).value(), a_ring_begins(*course),
      ++report_.marks["advanced by hand"];
    else if (state.phase == Phase::paused)
      state = rings::resume(state).value(), ++report_.marks["resumed by hand"];
    else if (state.phase == Phase::running && by_hand_ && !healed_ && chance_.in(200))
      state = rings::pause(state, "a night").value(), ++report_.marks["paused by hand"];
    else if (state.phase == Phase::stopped && hour_ - course->stopped_at > 5)
      state = rings::go_back(state, "it is bad").value(), ++report_.marks["sent back by hand"];
    on_their_way_.front() = course->rollout;
  }

  bool over() const {
    const Phase phase = courses_.front()->rollout.state.phase;
    return phase == Phase::done || phase == Phase::stopped || phase == Phase::going_back || phase == Phase::gone_back;
  }
  void watch(int most_days) {
    const std::int64_t last = hour_ + most_days * hours_a_day;
    for (; hour_ < last && !over(); ++hour_) {
      hour_passes();
      const auto with_it = std::ranges::count_if(sites_, [](const auto& site) { return site->runs() == new_release; });
      report_.most_with_it = std::max(report_.most_with_it, static_cast<int>(with_it));
    }
    report_.days = static_cast<int>((hour_ - began_) / hours_a_day);
  }

  void judge() {
    const rings::State& state = courses_.front()->rollout.state;
    report_.ring = state.ring;
    if (bundle_->good) {
      if (state.phase != Phase::done)
        wrong("a good release is not everywhere after " + std::to_string(report_.days) +
              " days: " + std::string{rings::name_of(state.phase)} + " in ring " + std::to_string(state.ring));
      return;
    }
    if (courses_.front()->stopped_at < 0) wrong("nothing stopped it: " + std::string{rings::name_of(state.phase)});
    if (state.ring > bundle_->last_ring) wrong("it came to ring " + std::to_string(state.ring));
    int its = 0;
    for (const auto& site : sites_) its += rings::ring_of(courses_.front()->rollout.plan, site->id) <= state.ring;
    if (report_.most_with_it > its) wrong("more sites ran it than its rings hold");
  }

  void heal() {
    healed_ = true;
    for (const auto& site : sites_) {
      site->skew_s = 0;
      site->away_for = std::min(site->away_for, 48);
    }
  }
  /// Until every site that can runs it.
  void settle(std::int64_t counter) {
    const std::int64_t last = hour_ + most_days_to_settle * hours_a_day;
    const auto left = [&] {
      return std::ranges::count_if(sites_, [&](const auto& site) { return site->runs() != counter && !site->broken; });
    };
    for (; hour_ < last && left() > 0; ++hour_) hour_passes();
    if (left() > 0) wrong(std::to_string(left()) + " sites did not come to release " + std::to_string(counter));
    expected_ = counter;
  }
  /// A bad one is taken back; where it migrated the data, or nobody is heard of, it is mended.
  void clean_up() {
    for (const auto& site : sites_)
      if (site->silent && site->runs() == new_release) {
        site->silent = false;
        site->struck = false;
        site->by_hand(migrates_ ? &shelf_.at(mended_release) : nullptr);
      }
    const std::int64_t last = hour_ + most_days_to_settle * hours_a_day;
    const auto left = [&] {
      return std::ranges::count_if(sites_, [](const auto& site) { return site->runs() == new_release; });
    };
    const auto is_back = [&] { return left() == 0 && courses_.front()->rollout.state.phase == Phase::gone_back; };
    if (migrates_) {
      // What migrated stays where it is, and is mended by the next release.
      const std::int64_t heard = hour_ + 2 * hours_a_day;
      for (; hour_ < heard; ++hour_) hour_passes();
      begin(mended_release, &bundles().front());
      courses_.front()->rollout.plan.automatic = true;
      for (const std::int64_t most = hour_ + most_days_of_rings * hours_a_day;
           hour_ < most && courses_.front()->rollout.state.phase != Phase::done; ++hour_)
        hour_passes();
      return settle(mended_release);
    }
    for (; hour_ < last && !is_back(); ++hour_) hour_passes();
    if (!is_back())
      wrong(std::to_string(left()) +
            " sites still run it: " + std::string{rings::name_of(courses_.front()->rollout.state.phase)});
    expected_ = old_release;
  }

  void at_the_end(FleetSite& site) {
    for (std::string& each : site.wrong) wrong(std::move(each));
    for (const auto& [what, count] : site.marks) report_.marks[what] += count;
    try {
      site.run();
      const auto whole = verify_slot(site.disk, load_slots(site.disk).active);
      if (!site.serving)
        wrong(site.id + " does not serve");
      else if (!whole || whole->counter != site.runs())
        wrong(site.id + " serves what is not whole");
      else if (site.runs() != (site.broken ? old_release : expected_))
        wrong(site.id + " ends with release " + std::to_string(site.runs()));
      site.sell();
      if (site.sales() != site.acknowledged) wrong(site.id + " has other sales than it acknowledged");
      acknowledged_ += site.acknowledged;
    } catch (const std::exception& broken) {
      wrong(site.id + ": " + broken.what());
    }
  }

  void note(std::uint64_t what, std::int64_t of) {
    report_.trace =
        (report_.trace ^ (what * 1'000'003 + static_cast<std::uint64_t>(of) + static_cast<std::uint64_t>(hour_))) *
        0x100000001b3;
  }
  void tell() {
    note(static_cast<std::uint64_t>(acknowledged_), expected_);
    report_.story =
        std::string{bundle_->what} + (migrates_ ? ", migrates" : "") + (by_hand_ ? ", by hand" : "") + ": " +
        (bundle_->good ? "everywhere after " + std::to_string(report_.days) + " days"
                       : "stopped in ring " + std::to_string(report_.ring) + " after " + std::to_string(report_.days) +
                             " days by" + said_ + ", " + std::to_string(report_.most_with_it) + " sites had it");
  }

  struct Heard {
    rollouts::SiteReport report;
    rings::Signals all;
    std::pair<std::size_t, bool> counts_for = {};  ///< of the newest rollout: in which ring, with it or without
    std::int64_t at = -1, told = -1;               ///< the hour
  };
  FleetPlan plan_;
  Chance chance_;
  Chaos chaos_;
  const Bundle* bundle_;
  Chaos calm_;
  Shelf shelf_;
  std::map<std::int64_t, std::string> digests_;
  std::vector<std::unique_ptr<FleetSite>> sites_;
  std::vector<Heard> heard_;
  std::vector<std::unique_ptr<Course>> courses_;  ///< the newest first
  std::vector<rollouts::OnItsWay> on_their_way_;
  bool migrates_ = false, by_hand_ = false, back_by_rule_ = false, healed_ = false;
  int holiday_ = 0;
  std::int64_t hour_ = 0, began_ = 0, expected_ = 0, acknowledged_ = 0;
  std::string said_;
  FleetReport report_;
};
}  // namespace

FleetReport run_fleet(const FleetPlan& plan) { return Fleet{plan}.run(); }
}  // namespace holdfast::sim

#pragma once
#include "rings/signals.h"
#include "rollout/model_appliance.h"
#include "rollout/moment.h"
#include "rollouts/steering.h"
#include "sim/random.h"

/// Stores of a simulated fleet: what fetches, chooses a moment, fills slots, starts, proves, commits and goes back is
/// what stores have, on a disk that loses power; trade, line and clock are models.
namespace holdfast::sim {
constexpr std::int64_t old_release = 7, new_release = 8, mended_release = 9;

/// What is sold under a release, and what goes wrong with it; shares of a thousand.
struct Trade {
  int sales = 1000;  ///< of the usual ones
  int unknown = 5;   ///< of scans
  int prints_failed = 5, declined = 40, errors = 2;
  int slower = 1000;  ///< of the usual time of a sale
  int lag_s = 2;
  int restarts = 2, broken_books = 0;  ///< of sites and days
  int silent = 0;                      ///< of sites: the hub hears no more of them
};

/// How bad a run is to be; drawn from its seed.
struct Chaos {
  int flaps = 0, loses = 0;    ///< an hour of a flapping line; a call
  int cuts = 0;                ///< of power, a change-over
  int away = 0;                ///< an hour: a line that begins to be away
  std::int64_t away_most = 1;  ///< hours
  int wrong_clocks = 0;        ///< of sites, by up to ten years
};

/// What a site said when the hub heard it.
struct Said {
  rollouts::SiteReport report;
  rings::Signals signals;    ///< counted since the last time
  std::int64_t through = 0;  ///< the hour up to which; told again, it counts once
};

class FleetSite final : public rollout::Appliance {
 public:
  FleetSite(const rollout::Appliance& first, std::string id, std::uint64_t seed)
      : Appliance{first, seed}, id{std::move(id)}, chance_{seed}, size_{chance_.between(200, 500)} {
    learn();
  }
  rollout::Nature nature_of(const rollout::Release& release) const override;
  std::int64_t runs() const { return slots_.committed_counter; }
  const std::vector<std::string>& bad() const { return slots_.bad_digests; }

  /// The machine is on: what runs is started until it serves, three times an hour at most. Throws PowerCut.
  void run();
  /// Power is back after a cut, maybe to be cut again; says what is wrong with the data.
  void power_back(const Chaos& chaos);
  Said says(std::int64_t hour);
  void hears(const rollouts::Assignment& wish);
  void was_heard() { owed_ = {}; }
  /// Brings what the hub wishes a bit further, and puts it in place when it is the moment. Throws PowerCut.
  void go_on(const rollout::Shelf& shelf, const Chaos& chaos, bool open, bool line, Instant now);
  void trades(const Trade& with, int usual_permille);  ///< a day
  void sells() {
    if (serving) sell();
  }
  /// A person on the spot: the release before, or the one that they carry.
  void by_hand(const rollout::Release* carried);

  std::string id;
  bool broken = false;  ///< of itself: no new release can prove itself here
  bool struck = true;   ///< by what is wrong with the new one
  bool obeys = true;    ///< when the hub takes its wish back; for the control runs
  bool serving = false;
  bool flapping = false, silent = false;
  int away_for = 0;                ///< hours that its line is away
  std::int64_t skew_s = 0;         ///< of its clock
  bool took = false;               ///< since asked last: a release of the hub was armed here
  std::vector<std::string> wrong;  ///< what no site may come to
  std::map<std::string, std::int64_t> marks;

 private:
  struct Journey {
    std::int64_t counter = 0;
    std::string digest;
    bool back = false, switching = false, forced = false;
  };
  void learn() { slots_ = rollout::load_slots(disk); }
  bool booted();
  void settle();
  void arm();
  void end(const std::string& outcome, const std::string& cause);

  Chance chance_;
  std::int64_t size_;     ///< sales of a usual day
  rollout::Slots slots_;  ///< as the disk has them
  std::optional<Journey> journey_;
  bool staged_ = false;
  rollout::Calling hub_;
  rollouts::Assignment wish_;
  rollouts::SiteReport::Last last_;
  std::set<std::string> given_up_;
  rings::Signals owed_;
};
}  // namespace holdfast::sim

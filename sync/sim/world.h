#pragma once
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "sim/sim_hub.h"
#include "sim/sim_site.h"

/// Stores, a hostile line and a hub in virtual time, on one thread, from one seed. The sessions, the hub's engine and
/// its SQLite are the real ones; line and clocks are models; tills and disks are what `Plan::kind` says.
namespace holdfast::sim {
struct Plan {
  std::uint64_t seed = 1;
  int sites = 4;
  int days = 5;
  int sales_a_day = 12;
  Mutant mutant = Mutant::none;
  Kind kind = model_kind();
  bool quiet = false;                        ///< no faults at all
  std::function<void(int day)> on_day = {};  ///< told as the days pass
};
struct Report {
  std::vector<std::string> violations;
  std::map<std::string, std::int64_t> marks;   ///< what happened how often: proves reach
  std::map<std::string, std::int64_t> checks;  ///< how often each invariant was looked at
  std::uint64_t trace = 0;                     ///< the same seed gives the same
  std::int64_t settle_s = 0;                   ///< from the healing to equality
};

class World {
 public:
  explicit World(Plan plan);
  ~World();
  Report run();

  // For its sites.
  Instant now() const { return now_; }
  Chance& chance() { return chance_; }
  const Faults& faults() const { return faults_; }
  bool healed() const { return healed_; }
  Mutant mutant() const { return plan_.mutant; }
  const Kind& kind() const { return plan_.kind; }
  SimHub& hub() { return hub_; }
  void mark(const char* what) { ++report_.marks[what]; }
  void mark(const std::string& what) { ++report_.marks[what]; }
  void looked(const char* invariant, std::int64_t times = 1) { report_.checks[invariant] += times; }
  void wrong(std::string what);
  void at(std::int64_t after_us, std::function<void()> run);
  Uuid new_id() { return ids_.next(Instant{epoch_us + now_.unix_us()}); }

  /// What the calendar says; the clocks of stores and hubs differ from it.
  Instant calendar() const { return Instant{epoch_us + now_.unix_us()}; }

  using Perform = std::function<engine::Reply(std::string_view body)>;
  using Answered = std::function<void(int status, std::string_view body)>;
  /// One HTTP exchange over the line: the request may never arrive, arrive twice, late or damaged, and so may the
  /// answer. `lost` is called when the line says so; often it says nothing.
  void call(SimSite& site, std::string body, Perform perform, Answered answered, std::function<void()> lost);

  /// The hub's worker takes a site after each of its batches.
  void project_soon(SimSite& site);

  engine::ChannelKey channel() const { return {"tenant-1", "channel-1"}; }
  bool was_published(std::int64_t version, const Sha256& content) const;
  static constexpr std::int64_t epoch_us = 1'795'219'200'000'000;  ///< 2026-11-21T00:00:00Z

 private:
  struct Event {
    Instant at;
    std::uint64_t order;
    std::function<void()> run;
    friend bool operator>(const Event& a, const Event& b) { return a.at != b.at ? a.at > b.at : a.order > b.order; }
  };
  struct Exchange;
  void plan_days();
  void plan_faults();
  void publish(bool first);
  void note_published();
  void project(SimSite& site);
  void project_all();
  void run_until(Instant end);
  void note(std::string_view bytes);
  void arrive(const std::shared_ptr<Exchange>& exchange);
  void answer(const std::shared_ptr<Exchange>& exchange, engine::Reply reply);
  /// Nobody tells the till: it has waited long enough.
  void silence(const std::shared_ptr<Exchange>& exchange);
  void check_answer(const SimSite& site, const engine::Reply& reply);
  bool settled();
  void roll_back_hub();

  Plan plan_;
  Chance chance_;
  Faults faults_;
  IdSource ids_;
  SimHub hub_;
  Report report_;
  Instant now_;
  std::uint64_t last_order_ = 0;
  bool healed_ = false;
  std::vector<Event> events_;  ///< a heap, the next one in front
  Instant outage_until_;
  std::vector<std::unique_ptr<SimSite>> sites_;
  std::map<std::int64_t, std::set<Sha256>> published_;  ///< what tills see of each version
  std::int64_t lost_from_ = INT64_MAX;                  ///< versions that a hub back from its backup knew nothing of
};
}  // namespace holdfast::sim

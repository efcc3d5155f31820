#include "backup/run_schedule.h"

#include <boost/asio/post.hpp>

#include "backup/off_site.h"
#include "log/log.h"
#include "metrics/metrics.h"

namespace holdfast::backup {
namespace {
constexpr std::chrono::seconds every{60};
constexpr std::int64_t again_after_s = 3600;  ///< after a failure
}  // namespace

/// Outlives this object when a thread is still reporting.
struct RunSchedule::State {
  Status status;
  metrics::Counter& made;
  metrics::Counter& failed;
  metrics::Gauge& last_good;
  explicit State(metrics::Registry& registry)
      : made{registry.counter("backups_made_total", "Scheduled backups made and verified.")},
        failed{registry.counter("backups_failed_total", "Scheduled backups that came to nothing or were not sound.")},
        last_good{registry.gauge("backup_last_good_timestamp_seconds", "When the last good one was made; 0: never.")} {}
};

RunSchedule::RunSchedule(boost::asio::io_context& io, Where where, metrics::Registry& registry)
    : io_{io}, timer_{io}, where_{std::move(where)}, state_{std::make_shared<State>(registry)} {}
RunSchedule::~RunSchedule() {
  if (thread_.joinable()) thread_.join();  // a copy half made would be left as a .part
}
const RunSchedule::Status& RunSchedule::status() const { return state_->status; }

void RunSchedule::start() {
  timer_.expires_after(every);
  timer_.async_wait([this](const boost::system::error_code& error) {
    if (error) return;
    look();
    start();
  });
}

void RunSchedule::look() {
  if (state_->status.running) return;
  const std::string site = where_.site();
  if (site.empty()) return;
  try {
    Schedule schedule = load_schedule(where_.data);
    if (!schedule.on || schedule.folder.empty()) return;
    const Instant now = where_.now();
    const auto kept = kept_in(schedule.folder, site);
    const std::optional<Instant> newest = kept.empty() ? std::nullopt : std::optional{kept.front().at};
    if (newest) state_->last_good.set(newest->unix_us() / 1'000'000);
    const bool due = now >= next_due(schedule, newest, now, where_.utc_offset_min);
    if (!due && !is_off_site_due(where_.data, schedule, kept)) return;
    if (state_->status.last_failed && now < state_->status.last_failed->plus_seconds(again_after_s)) return;
    run(std::move(schedule), site, due ? What::whole : What::off_site_alone);
  } catch (const std::exception& broken) {
    if (state_->status.problem == broken.what()) return;
    state_->status.problem = broken.what();
    log::error("the backups' schedule cannot be read", {{"error", log::Fault{"BackupError", broken.what(), true}}});
  }
}

bool RunSchedule::make_now() {
  const std::string site = where_.site();
  Schedule schedule = load_schedule(where_.data);
  if (state_->status.running || site.empty() || schedule.folder.empty()) return false;
  run(std::move(schedule), site, What::whole);
  return true;
}

void RunSchedule::make_soon() {
  boost::asio::post(io_, [this] { make_now(); });
}

void RunSchedule::run(Schedule schedule, const std::string& site, What what) {
  if (thread_.joinable()) thread_.join();  // it has reported
  state_->status.running = true;
  thread_ = std::thread{
      [&io = io_, state = state_, data = where_.data, schedule = std::move(schedule), site, what,
       now = where_.now()] {
        std::string problem;
        try {
          if (what == What::whole) {
            const auto made = make_scheduled(data, schedule, site, now);
            if (!made)
              problem = made.error().detail;
            else if (!made->violations.empty())
              problem = "the copy has violations: " + made->violations.front();
          }
          // What lies in the folder alone is sent when the other place can be reached again.
          const auto kept = kept_in(schedule.folder, site);
          if (problem.empty() && is_off_site_due(data, schedule, kept))
            if (const auto sent = send_off_site(data, schedule, kept.front().file, site); !sent)
              problem = "it is in the folder, but not off site: " + sent.error().detail;
        } catch (const std::exception& broken) {
          problem = broken.what();
        }
        boost::asio::post(io, [state, problem, now] {
          Status& status = state->status;
          status.running = false;
          status.problem = problem;
          if (problem.empty()) {
            status.last_good = now;
            status.last_failed.reset();
            state->made.add();
            state->last_good.set(now.unix_us() / 1'000'000);
            log::info("backup made");
          } else {
            status.last_failed = now;
            state->failed.add();
            log::error("no backup was made", {{"error", log::Fault{"BackupError", problem, true}}});
          }
        });
      }};
}
}  // namespace holdfast::backup

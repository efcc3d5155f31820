#include "update/updater.h"

#include <algorithm>
#include <boost/asio/post.hpp>

#include "config/machine.h"
#include "db/connection.h"
#include "log/log.h"
#include "rollout/lives.h"
#include "update/shop.h"

namespace holdfast::update {
namespace {
using std::chrono::steady_clock;
constexpr std::chrono::seconds look_again{15}, after_trouble{60};
constexpr std::chrono::milliseconds least_wait{200};
constexpr std::int64_t keep_time_every_s = 6 * 3600;

Instant steady() {
  return Instant{std::chrono::duration_cast<std::chrono::microseconds>(steady_clock::now().time_since_epoch()).count()};
}
log::Fault fault(const std::string& why) { return {"UpdateError", why, true}; }

std::string ways_out(const rollout::NoWayBack& closed) {
  if (closed.why != rollout::NoWayBack::Why::migrated) return " A newer release that is mended leads on.";
  return " A newer release that is mended leads on; a backup from before the migration leads back, without what was "
         "sold since.";
}
}  // namespace

std::string_view architecture() {
#if defined(__x86_64__)
  return "amd64";
#elif defined(__aarch64__)
  return "arm64";
#else
  return "unknown";
#endif
}

Updater::Updater(Parts parts)
    : parts_{std::move(parts)}, releases_{parts_.releases, parts_.data, parts_.store.options().version} {
  status_.managed = releases_.managed();
  status_.running.release = parts_.store.options().version;
  status_.launcher = read_launcher(parts_.launcher);
  status_.since = config::wall_clock();
  ask_at_ = again_at_ = steady_clock::now();
}

/// What became of releases is settled before anybody can ask.
void Updater::start() {
  if (thread_.joinable()) return;
  try {
    settle();
  } catch (const std::exception& failure) {
    log::write(log::Level::error, "the folder of releases cannot be read", {{"error", fault(failure.what())}});
    return update([&](Status& status) {
      status.managed = false;
      status.problem = Cause{"folder-unreadable", failure.what()};
    });
  }
  thread_ = std::thread{[this] { run(); }};
}
void Updater::stop() {
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
    if (running_source_ != nullptr) running_source_->cancel();
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

Instant Updater::now_here() const { return config::wall_clock(); }

/// What lies on the disk counts: a person who says anew whom to trust takes it away.
Instant Updater::time_to_judge_by() {
  if (const Instant kept = releases_.proven_time(); kept != floor_kept_) {
    floor_kept_ = kept;
    floor_ = rollout::TimeFloor{kept, steady()};
  }
  return floor_.judge(now_here(), steady());
}
/// Hours that went by here are proven as well, and outlive this process.
void Updater::keep_passed_time() {
  (void)time_to_judge_by();
  if (floor_.at(steady()) < floor_kept_.plus_seconds(keep_time_every_s)) return;
  releases_.keep_proven_time(floor_.at(steady()));
  floor_kept_ = releases_.proven_time();
}
void Updater::keep_time(const rollout::UpdateSession& session, Instant judged_at, rollout::Expiry expiry) {
  floor_.learn(session, judged_at, expiry, steady());
  releases_.keep_proven_time(floor_.at(steady()));
  floor_kept_ = releases_.proven_time();
}

// ---- what people ask for ----

Status Updater::status() const {
  const std::lock_guard lock{mutex_};
  return status_;
}
/// Files of ours are replaced as a whole, so they are read without waiting for the thread.
std::vector<Past> Updater::history() { return releases_.history(); }
void Updater::check_now() {
  const std::lock_guard lock{mutex_};
  orders_.check = true;
  wake_.notify_all();
}
void Updater::take_from(std::string folder) {
  const std::lock_guard lock{mutex_};
  orders_.stick = std::move(folder);
  wake_.notify_all();
}
Result<> Updater::now() {
  const std::lock_guard lock{mutex_};
  if (status_.stage != Stage::waiting && status_.stage != Stage::fetching)
    return refuse(ErrorCode::conflict, "no release is on its way");
  orders_.forced = true;
  wake_.notify_all();
  return {};
}
Result<> Updater::back() {
  const std::lock_guard lock{mutex_};
  if (!status_.managed)
    return refuse(ErrorCode::conflict, "no launcher runs here that could put a release in its place");
  if (const auto& closed = status_.no_way_back) return refuse(ErrorCode::conflict, closed->detail + ways_out(*closed));
  orders_.back = true;
  wake_.notify_all();
  return {};
}
Result<> Updater::clear_bad(const std::string& digest) {
  const std::lock_guard lock{mutex_};
  if (std::ranges::find(status_.bad, digest) == status_.bad.end())
    return refuse(ErrorCode::not_found, "no such release failed here");
  orders_.clear = digest;
  orders_.check = true;
  wake_.notify_all();
  return {};
}
Result<> Updater::set_policy(const rollout::UpdatePolicy& policy) {
  if (!releases_.managed())
    return refuse(ErrorCode::conflict, "this daemon was not started by the launcher, so releases are not its own");
  releases_.keep_policy(policy);
  const std::lock_guard lock{mutex_};
  status_.policy = policy;
  orders_.wake = true;
  wake_.notify_all();
  return {};
}
std::optional<std::string> Updater::shared(const std::string& digest, std::uint64_t offset, std::uint64_t bytes) {
  {
    const std::lock_guard lock{mutex_};
    if (!status_.managed || !status_.policy.shares) return std::nullopt;
  }
  if (rollout::fetched_digest(releases_.disk()) != digest) return std::nullopt;
  return rollout::fetched_range(releases_.disk(), offset, bytes);
}

// ---- the thread ----

void Updater::update(const std::function<void(Status&)>& change) {
  const std::lock_guard lock{mutex_};
  change(status_);
}

void Updater::say() {
  boost::asio::post(parts_.io, [tell = parts_.tell, text = status_json(status(), 0)] {
    if (tell) tell(text);
  });
}

/// False when it has to stop.
bool Updater::wait(std::chrono::milliseconds patience) {
  std::unique_lock lock{mutex_};
  wake_.wait_for(lock, patience, [&] {
    return stopping_ || orders_.check || orders_.back || orders_.wake || orders_.forced || !orders_.stick.empty();
  });
  orders_.wake = false;
  return !stopping_;
}

void Updater::run() {
  for (bool going = true; going;) {
    std::chrono::milliseconds patience = look_again;
    try {
      turn();
    } catch (const Later& later) {
      update([&](Status& status) {
        status.waits_for = later.waits_for;
        status.problem = later.why;
      });
      patience = after_trouble;
      again_at_ = steady_clock::now() + after_trouble;
    } catch (const std::exception& failure) {
      log::write(log::Level::error, "an update cannot go on", {{"error", fault(failure.what())}});
      update([&](Status& status) { status.problem = Cause{"stumbled", failure.what()}; });
      patience = after_trouble;
      again_at_ = steady_clock::now() + after_trouble;
    }
    say();
    const auto until_asked = std::chrono::duration_cast<std::chrono::milliseconds>(ask_at_ - steady_clock::now());
    going = wait(std::clamp(until_asked, least_wait, patience));
  }
}

void Updater::settle() {
  Status found = status();
  found.policy = releases_.policy();
  found.running = releases_.running();
  found.before = releases_.before();
  found.bad = releases_.bad();
  if (auto journey = releases_.journey(); journey && journey->switching) {
    const bool bad = std::ranges::find(found.bad, journey->digest) != found.bad.end();
    const bool runs = found.running.digest == journey->digest;
    if (runs)
      releases_.end_journey(*journey, Outcome::committed, {}, now_here());
    else if (bad)
      releases_.end_journey(*journey, Outcome::went_back,
                            Cause{"not-proved",
                                  "it did not prove itself here; the release before runs again, with the data of "
                                  "before"},
                            now_here());
    else {  // armed, and started otherwise
      journey->switching = false;
      releases_.keep_journey(*journey);
    }
  }
  if (releases_.managed()) {
    if (const auto left = rollout::left_behind(releases_.disk())) {
      const Journey journey{"", left->digest, left->release, "back", left->counter, 0, now_here(), false, false};
      releases_.end_journey(journey, Outcome::went_back,
                            Cause{"kept-ending", left->why + "; the release before runs again, with all that was sold"},
                            now_here());
      rollout::forget_left_behind(releases_.disk());
    }
    if (const std::string stays = rollout::stays_because(releases_.disk()); !stays.empty())
      found.problem = Cause{"ends-and-stays", stays};
  }
  if (auto all = releases_.history(); !all.empty()) found.last = all.front();
  update([&](Status& status) { status = found; });
  look_back();
}

void Updater::look_back() {
  if (!releases_.managed()) return;
  const auto closed = rollout::no_way_back(releases_.disk(), facts());
  update([&](Status& status) {
    status.before = releases_.before();
    status.no_way_back = closed;
  });
}

void Updater::turn() {
  Orders orders;
  {
    const std::lock_guard lock{mutex_};
    orders = std::exchange(orders_, {});
  }
  if (orders.check) {
    given_up_.clear();
    ask_at_ = again_at_ = steady_clock::now();
  }
  look_for_sticks(orders.check);
  if (!orders.stick.empty()) {
    again_at_ = steady_clock::now();
    take_stick(orders.stick);
  }
  if (!orders.clear.empty()) {
    releases_.clear_bad(orders.clear);
    update([bad = releases_.bad()](Status& status) { status.bad = bad; });
    look_back();
  }
  if (auto journey = releases_.journey(); journey && orders.forced) {
    journey->forced = true;
    releases_.keep_journey(*journey);
  }
  if (orders.back && releases_.managed()) {
    const auto before = releases_.before();
    if (before) {
      releases_.keep_journey({"", before->digest, "", "back", before->counter, 0, now_here(), true, false});
    }
  }
  if (releases_.managed()) keep_passed_time();
  if (steady_clock::now() >= ask_at_) ask_hub();
  if (releases_.managed() && steady_clock::now() >= again_at_) follow();
  if (releases_.managed()) look_for_the_moment();
  // What changed is told at once, what stayed when the hub wants to hear again.
  if (const std::string now_said = report_json(status(), {}, ""); now_said != said_) ask_hub();
}

rollout::SiteFacts Updater::facts() {
  const rollout::Slots slots = rollout::load_slots(releases_.disk());
  const Status at = status();
  std::vector<rollout::Component> components = components_of(at);
  if (!wish_.hub_release.empty()) components.push_back({std::string{rollout::hub_component}, wish_.hub_release});
  db::Connection connection{store_file(), db::Access::reader};
  const db::Schema schema = db::schema_of(connection);
  return {.committed_counter = slots.committed_counter,
          .least_safe_counter = rollout::least_safe(releases_.disk()),
          .architecture = std::string{architecture()},
          .schema = schema.version,
          .launcher = at.launcher.contract,
          .hub_protocol = wish_.protocol,
          .bad_digests = slots.bad_digests,
          .api = rollout::served_api,
          .components = std::move(components),
          .schema_readable_by = schema.readable_by};
}

void Updater::ask_hub() {
  ask_at_ = steady_clock::now() + std::chrono::seconds{wish_.ask_again_s};
  said_ = report_json(status(), {}, "");
  const auto identity = replication::load_identity(parts_.data);
  if (!identity) return;
  db::Schema schema;
  {
    db::Connection connection{store_file(), db::Access::reader};
    schema = db::schema_of(connection);
  }
  HubSource hub{*identity};
  {
    const std::lock_guard lock{mutex_};
    if (stopping_) return;
    running_source_ = &hub;
  }
  // What was counted is told once, and again until it was heard.
  if (owed_.empty() && parts_.signals) owed_ = parts_.signals();
  const Source::Got got = hub.report(report_json(status(), schema, owed_));
  {
    const std::lock_guard lock{mutex_};
    running_source_ = nullptr;
  }
  if (got.what != Source::Got::What::bytes)
    return;  // a hub that is away or knows nothing of releases wishes nothing new
  owed_.clear();
  const auto wish = read_wish(got.bytes);
  if (!wish) {
    update([&](Status& status) { status.problem = Cause{"wish-unclear", wish.error().detail}; });
    return;
  }
  wish_ = *wish;
  if (releases_.managed()) rollout::keep_least_safe(releases_.disk(), wish_.least_safe);
  look_back();  // by what the hub says is safe, and runs itself
  ask_at_ = steady_clock::now() + std::chrono::seconds{wish_.ask_again_s};
  update([&](Status& status) { status.heard = now_here(); });
}

/// Whatever the hub wishes and is not begun yet.
void Updater::follow() {
  const Status at = status();
  if (!at.policy.automatic || wish_.want == Wish::Want::nothing) return;
  const auto journey = releases_.journey();
  if (wish_.want == Wish::Want::release_before) {
    if (!at.before || journey || given_up_.contains(at.before->digest)) return;
    const Journey back{"", at.before->digest, "", "back", at.before->counter, 0, now_here(), false, false};
    // No window opens a way that is closed: the hub hears so at once.
    if (at.no_way_back) return give_up(back, {Outcome::refused, Cause{"no-way-back", at.no_way_back->detail}});
    return releases_.keep_journey(back);
  }
  const bool by_hand = journey && (journey->source == "stick" || journey->source == "back");
  if (by_hand || wish_.sha256 == at.running.digest) return;
  if (given_up_.contains(wish_.target + wish_.sha256)) return;
  if (std::ranges::find(at.bad, wish_.sha256) != at.bad.end()) return;
  if (const auto waiting = rollout::staged(releases_.disk()); waiting && waiting->digest == wish_.sha256) return;
  const auto identity = replication::load_identity(parts_.data);
  if (!identity) return;
  HubSource hub{*identity};
  bring(hub, wish_.target, wish_.sha256, rollout::Expiry::enforced);
}

void Updater::give_up(Journey journey, const Refused& refused) {
  log::write(log::Level::warn, "a release is not taken", {{"error", fault(refused.why.text)}});
  given_up_[journey.target + journey.digest] = refused.why.text;
  releases_.end_journey(journey, refused.outcome, refused.why, now_here());
  const auto all = releases_.history();
  update([&](Status& status) {
    status.stage = Stage::idle;
    status.journey = {};
    status.problem = refused.why;
    status.waits_for.clear();
    if (!all.empty()) status.last = all.front();
  });
}

int Updater::offset_min() const {
  db::Connection connection{store_file(), db::Access::reader};
  db::Statement& row = connection.prepare("SELECT time_zone FROM site LIMIT 1");
  const std::string zone = row.step() ? std::string{row.text(0)} : "";
  row.reset();
  if (zone.empty() || !parts_.store.options().zone) return 0;
  return parts_.store.options().zone(zone)(now_here());
}
}  // namespace holdfast::update

#include "update/updater.h"

#include <algorithm>
#include <boost/asio/post.hpp>

#include "config/machine.h"
#include "db/connection.h"
#include "log/log.h"
#include "rollout/lives.h"
#include "rollout/rebuild.h"
#include "update/neighbours.h"
#include "update/prove.h"
#include "update/shop.h"

namespace holdfast::update {
namespace {
using std::chrono::steady_clock;
constexpr std::chrono::seconds look_again{15}, after_trouble{60}, longest_farewell{60};
constexpr std::chrono::milliseconds least_wait{200};
constexpr std::uint64_t worth_asking = 1 << 20;  // bytes
constexpr const char* reach_file = "reach.json";

log::Fault fault(const std::string& why) { return {"UpdateError", why, true}; }
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
      status.problem = failure.what();
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
  if (!status_.before) return refuse(ErrorCode::conflict, "the release before is not here any more");
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
      update([&](Status& status) { status.problem = failure.what(); });
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
      releases_.end_journey(*journey, Outcome::committed, "", now_here());
    else if (bad)
      releases_.end_journey(*journey, Outcome::went_back,
                            "it did not prove itself here; the release before runs again, with the data of before",
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
                            left->why + "; the release before runs again, with all that was sold", now_here());
      rollout::forget_left_behind(releases_.disk());
    }
    found.problem = rollout::stays_because(releases_.disk());
  }
  if (auto all = releases_.history(); !all.empty()) found.last = all.front();
  update([&](Status& status) { status = found; });
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
    std::vector<std::string> sticks;
    for (const auto& stick : mounted_sticks()) sticks.push_back(stick.string());
    update([&](Status& status) { status.sticks = sticks; });
  }
  if (!orders.stick.empty()) {
    again_at_ = steady_clock::now();
    take_stick(orders.stick);
  }
  if (!orders.clear.empty()) {
    releases_.clear_bad(orders.clear);
    update([bad = releases_.bad()](Status& status) { status.bad = bad; });
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
  if (steady_clock::now() >= ask_at_) ask_hub();
  if (releases_.managed() && steady_clock::now() >= again_at_) follow();
  if (releases_.managed()) look_for_the_moment();
  // What changed is told at once, what stayed when the hub wants to hear again.
  if (const std::string now_said = report_json(status(), 0, ""); now_said != said_) ask_hub();
}

rollout::SiteFacts Updater::facts() {
  const rollout::Slots slots = rollout::load_slots(releases_.disk());
  db::Connection connection{store_file(), db::Access::reader};
  return {slots.committed_counter,
          rollout::least_safe(releases_.disk()),
          std::string{architecture()},
          schema_of(connection),
          launcher_version,
          wish_.protocol,
          slots.bad_digests};
}

void Updater::ask_hub() {
  ask_at_ = steady_clock::now() + std::chrono::seconds{wish_.ask_again_s};
  said_ = report_json(status(), 0, "");
  const auto identity = replication::load_identity(parts_.data);
  if (!identity) return;
  std::int64_t schema = 0;
  {
    db::Connection connection{store_file(), db::Access::reader};
    schema = schema_of(connection);
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
    update([&](Status& status) { status.problem = wish.error().detail; });
    return;
  }
  wish_ = *wish;
  if (releases_.managed()) rollout::keep_least_safe(releases_.disk(), wish_.least_safe);
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
    releases_.keep_journey({"", at.before->digest, "", "back", at.before->counter, 0, now_here(), false, false});
    return;
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

void Updater::take_stick(const std::string& folder) {
  if (!releases_.managed()) return;
  FolderSource stick{folder};
  try {
    // The metadata first: they say what is there. The newest that is for this machine is meant.
    (void)find(stick, "", rollout::Expiry::carried);
    const rollout::TrustedFiles files = releases_.trusted();
    const auto targets = rollout::read_targets(files.at("targets"));
    std::string best;
    std::int64_t counter = 0;
    if (targets)
      for (const auto& [name, target] : targets->document.targets) {
        const auto offer = rollout::read_offer(target);
        if (!offer || offer->manifest.architecture != architecture() || offer->manifest.counter <= counter) continue;
        best = name;
        counter = offer->manifest.counter;
      }
    if (best.empty()) throw Refused{Outcome::refused, "there is no release for this machine on it"};
    bring(stick, best, "", rollout::Expiry::carried);
  } catch (const Refused& refused) {
    give_up({folder, "", "", "stick", 0, 0, now_here(), false, false}, refused);
  }
}

void Updater::give_up(Journey journey, const Refused& refused) {
  log::write(log::Level::warn, "a release is not taken", {{"error", fault(refused.why)}});
  given_up_[journey.target + journey.digest] = refused.why;
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

rollout::UpdateSession::Found Updater::find(Source& source, const std::string& target, rollout::Expiry expiry) {
  rollout::TrustedFiles files = releases_.trusted();
  if (files.empty()) throw Refused{Outcome::refused, "nobody said whose releases to believe: `holdfast update trust`"};
  rollout::UpdateSession session{files, now_here(), expiry, target};
  while (session.want()) {
    const Source::Got got = source.metadata(session.want()->path, session.want()->most);
    if (got.what == Source::Got::What::no_answer) throw Later{"line", got.why};
    session.give(got.what == Source::Got::What::bytes ? std::optional{got.bytes} : std::nullopt);
  }
  releases_.keep_trusted(files);  // also what led only part of the way: an older one is not believed any more
  if (session.failure()) throw Refused{Outcome::refused, "it is not believed: " + session.failure()->detail};
  return session.found().value_or(rollout::UpdateSession::Found{});
}

void Updater::bring(Source& source, const std::string& target, const std::string& digest, rollout::Expiry expiry) {
  Journey journey{target, digest, "", source.name(), 0, 0, now_here(), false, false};
  try {
    {
      const std::lock_guard lock{mutex_};
      if (stopping_) return;
      running_source_ = &source;
    }
    const auto done = [this](void*) {
      const std::lock_guard lock{mutex_};
      running_source_ = nullptr;
    };
    const std::unique_ptr<void, decltype(done)> at_the_end{this, done};
    const auto found = find(source, target, expiry);
    journey.digest = rollout::digest_of(found.target);
    if (!digest.empty() && journey.digest != digest)
      throw Refused{Outcome::refused, "the hub wishes another bundle than the one that is signed by that name"};
    const auto offer = rollout::read_offer(found.target);
    if (!offer) throw Refused{Outcome::refused, offer.error().detail};
    journey.release = offer->manifest.release;
    journey.counter = offer->manifest.counter;
    if (const auto why = rollout::objections(offer->manifest, journey.digest, facts()); !why.empty())
      throw Refused{Outcome::refused, why.front()};
    // The same again goes on where it was.
    if (const auto before = releases_.journey(); before && before->digest == journey.digest) {
      journey.begun = before->begun;
      journey.forced = before->forced;
      journey.bytes = before->bytes;
    }
    releases_.keep_journey(journey);
    std::vector<std::string> have;
    if (const std::string own = releases_.running().digest; !own.empty()) have.push_back(own);
    const rollout::Form& form = rollout::smallest(offer->forms, have);
    update([&](Status& status) {
      status.stage = Stage::fetching;
      status.journey = journey;
      status.waits_for.clear();
      status.problem.clear();
      constexpr std::string_view forms[] = {"whole", "packed", "delta"};
      status.form = forms[static_cast<std::size_t>(form.kind)];
      status.bytes_of = static_cast<std::int64_t>(form.length);
    });
    say();
    require_room(form.length + 2 * found.target.length);
    const std::string bundle = unpack(form, fetch(source, form), found.target.length);
    journey.bytes = status().bytes;
    const auto staged = rollout::stage(releases_.disk(), bundle, found.target, facts());
    if (!staged) throw Refused{Outcome::refused, staged.error().detail};
    releases_.keep_journey(journey);
    log::info("a release lies ready", {{"entity_id", journey.release}});
    update([&](Status& status) {
      status.stage = Stage::waiting;
      status.percent = 100;
      status.journey = journey;
      status.before.reset();
    });
  } catch (const Refused& refused) {
    give_up(journey, refused);
  }
}

std::string Updater::fetch(Source& source, const rollout::Form& form) {
  std::vector<std::unique_ptr<PeerSource>> peers;
  if (source.name() == "hub") {
    std::vector<std::string> near = status().policy.peers;
    // Who shares also takes: those that announce themselves, when it is worth the two seconds of asking.
    if (status().policy.shares && form.length >= worth_asking)
      for (std::string& address : neighbours(Neighbourhood::of_environment())) near.push_back(std::move(address));
    for (const std::string& address : near) try {
        peers.push_back(std::make_unique<PeerSource>(address));
      } catch (const http::Failure&) {
        log::warn("that is no address of another appliance", {{"entity_id", address}});
      }
  }
  rollout::Fetch fetch{releases_.disk(), form};
  constexpr std::uint64_t at_a_time = 4 << 20;
  while (const auto run = fetch.next(std::min(at_a_time, 4 * form.piece_bytes))) {
    fetch_run(source, fetch, *run, peers);
    const auto here = static_cast<std::int64_t>(fetch.bytes_here());
    update([&](Status& status) {
      status.bytes = here;
      status.percent = static_cast<int>(here * 100 / static_cast<std::int64_t>(form.length));
    });
    say();
  }
  auto bytes = fetch.bytes();
  if (!bytes) throw Refused{Outcome::failed, bytes.error().detail};
  return std::move(*bytes);
}

/// From whoever is near first; who gives something else than was signed is not asked again.
void Updater::fetch_run(Source& source, rollout::Fetch& fetch, const rollout::Fetch::Run& run,
                        std::vector<std::unique_ptr<PeerSource>>& peers) {
  while (!peers.empty()) {
    const Source::Got got = peers.front()->range(fetch.form().sha256, run.offset, run.bytes);
    if (got.what == Source::Got::What::bytes && !got.bytes.empty() && fetch.take(run, got.bytes)) return;
    peers.erase(peers.begin());
  }
  if (source.name() == "hub") pause_for(0);
  const Source::Got got = source.range(fetch.form().sha256, run.offset, run.bytes);
  if (got.what == Source::Got::What::not_there) throw Later{"line", "the " + source.name() + " does not have it (yet)"};
  if (got.what == Source::Got::What::no_answer) throw Later{"line", got.why};
  if (source.name() == "hub") pause_for(static_cast<std::int64_t>(got.bytes.size()));
  if (const auto taken = fetch.take(run, got.bytes); !taken) throw Refused{Outcome::failed, taken.error().detail};
  const std::lock_guard lock{mutex_};
  if (stopping_) throw Later{"line", "it goes on after the next start"};
}

/// The line belongs to the shop: what the policy, the hub or an open shop leave of it is not exceeded.
void Updater::pause_for(std::int64_t bytes) {
  constexpr std::int64_t while_open = 512 * 1024,
                         burst = 4 << 20;  // as much as replication takes (edge/upsync_session.h)
  std::int64_t rate = status().policy.bytes_per_second;
  if (wish_.bytes_per_second > 0) rate = rate > 0 ? std::min(rate, wish_.bytes_per_second) : wish_.bytes_per_second;
  if (rate == 0) {
    db::Connection connection{store_file(), db::Access::reader};
    if (!shop_state(connection, now_here()).open_shift) return;
    rate = while_open;
  }
  if (!budget_) budget_.emplace(rate, std::min(burst, rate));
  const auto steady = [] {
    return Instant{
        std::chrono::duration_cast<std::chrono::microseconds>(steady_clock::now().time_since_epoch()).count()};
  };
  if (bytes > 0) return budget_->take(bytes, steady());
  const Instant ready = budget_->ready_at(steady());
  std::unique_lock lock{mutex_};
  const auto left = std::chrono::microseconds{std::max<std::int64_t>(0, ready.unix_us() - steady().unix_us())};
  wake_.wait_for(lock, left, [&] { return stopping_; });
  if (stopping_) throw Later{"line", "it goes on after the next start"};
}

std::string Updater::unpack(const rollout::Form& form, const std::string& bytes, std::uint64_t length) {
  if (form.kind == rollout::Form::Kind::whole) return bytes;
  std::string prefix;
  if (form.kind == rollout::Form::Kind::delta) {
    auto own = rollout::bundle_of_slot(releases_.disk(), rollout::load_slots(releases_.disk()).active);
    if (!own) throw Refused{Outcome::failed, "what runs is not what it was unpacked from: " + own.error().detail};
    prefix = std::move(*own);
  }
  auto bundle = rollout::expand(bytes, prefix, length);
  if (!bundle) throw Refused{Outcome::failed, bundle.error().detail};
  return std::move(*bundle);
}

void Updater::require_room(std::uint64_t bytes) const {
  constexpr std::uint64_t spare = 64 << 20;
  std::error_code error;
  const auto space = std::filesystem::space(releases_.root(), error);
  // Before it is tried first the data are kept beside themselves.
  const std::uint64_t data = std::filesystem::file_size(store_file(), error);
  const std::uint64_t needed = bytes + (error ? 0 : data) + spare;
  if (!error && space.available < needed)
    throw Later{"disk", "it takes " + std::to_string(needed >> 20) + " MiB on this disk, " +
                            std::to_string(space.available >> 20) + " are free"};
}

// ---- the moment ----

void Updater::look_for_the_moment() {
  auto journey = releases_.journey();
  const auto waiting = rollout::staged(releases_.disk());
  const bool back = journey && journey->source == "back";
  if (!journey || (!back && (!waiting || waiting->digest != journey->digest))) return;
  db::Connection connection{store_file(), db::Access::reader};
  const rollout::ShopState shop = shop_state(connection, now_here());
  const rollout::Moment at = rollout::moment(status().policy, shop, now_here(), offset_min(), journey->forced);
  update([&](Status& status) {
    status.stage = at.now ? Stage::switching : Stage::waiting;
    status.journey = *journey;
    status.percent = 100;
    status.waits_for = at.waits_for;
    status.opens_at = at.opens_at;
    if (at.now) status.problem.clear();
  });
  if (at.now) arm();
}

void Updater::arm() {
  Journey journey = *releases_.journey();
  const bool back = journey.source == "back";
  if (!back) rollout::replace_file(releases_.disk(), reach_file, reach_text(reach_now(parts_.data, store_file())));
  // Whatever happens from here, the next start finds out what became of it.
  journey.switching = true;
  releases_.keep_journey(journey);
  const auto armed = back ? rollout::make_before_candidate(releases_.disk(), facts())
                          : rollout::make_candidate(releases_.disk(), facts());
  if (!armed) return give_up(journey, {Outcome::refused, armed.error().detail});
  log::info("it makes place for another release", {{"entity_id", journey.release}});
  say();
  boost::asio::post(parts_.io, [this] { change_over(); });
  std::unique_lock lock{mutex_};
  wake_.wait_for(lock, longest_farewell, [&] { return stopping_ || disarm_; });
  if (stopping_) return;
  disarm_ = false;
  lock.unlock();
  disarm("somebody began to pay");
}

/// In the writer's queue, so that nothing comes between the look and the end: I/O thread.
void Updater::change_over() {
  parts_.store.submit(
      {},
      [](db::Transaction& tx, commands::Context& context) -> Result<store::Answer> {
        if (shop_state(tx.connection(), context.now).paying) return refuse(ErrorCode::conflict, "somebody pays");
        return store::Answer{};
      },
      [this](const Result<store::Answer>& answer) {
        // A store that is not set up yet has nothing that could be disturbed.
        if (answer || answer.error().code == ErrorCode::not_configured) return parts_.make_place();
        const std::lock_guard lock{mutex_};
        disarm_ = true;
        wake_.notify_all();
      });
}

void Updater::disarm(const std::string& why) {
  rollout::Slots slots = rollout::load_slots(releases_.disk());
  slots.candidate.reset();
  rollout::store_slots(releases_.disk(), slots);
  if (auto journey = releases_.journey()) {
    journey->switching = false;
    releases_.keep_journey(*journey);
  }
  update([&](Status& status) {
    status.stage = Stage::waiting;
    status.waits_for = "payment";
    status.problem = why;
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

// A release from a source into the free slot: metadata, the form that is smallest, its pieces, unpacking.
#include <algorithm>
#include <set>

#include "db/connection.h"
#include "log/log.h"
#include "rollout/rebuild.h"
#include "update/neighbours.h"
#include "update/shop.h"
#include "update/updater.h"

namespace holdfast::update {
namespace {
using std::chrono::steady_clock;
constexpr std::uint64_t worth_asking = 1 << 20;  // bytes
}  // namespace

/// What is put in is offered by itself; what a person found elsewhere stays as long as it is there.
void Updater::look_for_sticks(bool everywhere) {
  std::set<std::string> found;
  const auto add = [&](const std::vector<std::filesystem::path>& folders) {
    for (const auto& folder : folders) found.insert(folder.string());
  };
  add(releases_on(machine::removable_media()));
  std::error_code error;
  for (const std::string& known : status().sticks)
    if (std::filesystem::is_directory(known + "/metadata", error)) found.insert(known);
  if (everywhere) add(mounted_sticks());
  update([&](Status& status) { status.sticks.assign(found.begin(), found.end()); });
}

Cause believed_not(const rollout::Distrust& distrust) {
  using Why = rollout::Distrust::Why;
  const std::string& text = distrust.detail;
  switch (distrust.why) {
    case Why::malformed:
      return Cause{"malformed", text};
    case Why::unsigned_:
      return Cause{"unsigned", text};
    case Why::rollback:
      return Cause{"older", text};
    case Why::expired:
      return Cause{"expired", text};
    case Why::mismatch:
      return Cause{"mismatch", text};
    case Why::missing:
      return Cause{"missing", text};
    case Why::too_large:
      return Cause{"too-large", text};
  }
  return Cause{"malformed", text};
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
    if (best.empty())
      throw Refused{Outcome::refused, Cause{"none-for-this-machine", "there is no release for this machine on it"}};
    bring(stick, best, "", rollout::Expiry::carried);
  } catch (const Refused& refused) {
    give_up({folder, "", "", "stick", 0, 0, now_here(), false, false}, refused);
  }
}

rollout::UpdateSession::Found Updater::find(Source& source, const std::string& target, rollout::Expiry expiry) {
  rollout::TrustedFiles files = releases_.trusted();
  if (files.empty())
    throw Refused{Outcome::refused,
                  Cause{"nobody-trusted", "nobody said whose releases to believe: `holdfast update trust`"}};
  const Instant judged_at = time_to_judge_by();
  rollout::UpdateSession session{files, judged_at, expiry, target};
  while (session.want()) {
    const Source::Got got = source.metadata(session.want()->path, session.want()->most);
    if (got.what == Source::Got::What::no_answer) throw Later{"line", Cause{"no-answer", got.why}};
    if (got.what == Source::Got::What::too_large)
      throw Refused{Outcome::refused,
                    Cause{"too-large", "it is not believed: " + session.want()->path + " is larger than " +
                                           std::to_string(session.want()->most) + " bytes"}};
    session.give(got.what == Source::Got::What::bytes ? std::optional{got.bytes} : std::nullopt);
  }
  releases_.keep_trusted(files);  // also what led only part of the way: an older one is not believed any more
  keep_time(session, judged_at, expiry);
  if (session.failure()) {
    Cause why = believed_not(*session.failure());
    why.text.insert(0, "it is not believed: ");
    if (session.failure()->why == rollout::Distrust::Why::expired && judged_at > now_here())
      why.text += "; the clock here says " + to_rfc3339(now_here()) + ", and " + to_rfc3339(judged_at) + " is past";
    throw Refused{Outcome::refused, std::move(why)};
  }
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
      throw Refused{Outcome::refused,
                    Cause{"another-bundle", "the hub wishes another bundle than the one that is signed by that name"}};
    const auto offer = rollout::read_offer(found.target);
    if (!offer) throw Refused{Outcome::refused, Cause{"offer-unreadable", offer.error().detail}};
    journey.release = offer->manifest.release;
    journey.counter = offer->manifest.counter;
    const rollout::SiteFacts site = facts();
    if (const auto why = rollout::objections(offer->manifest, journey.digest, site); !why.empty()) {
      const bool failed_before = std::ranges::find(site.bad_digests, journey.digest) != site.bad_digests.end();
      throw Refused{Outcome::refused,
                    failed_before ? Cause{"failed-before", why.front()} : Cause{"does-not-fit", why.front()}};
    }
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
      status.problem = {};
      constexpr std::string_view forms[] = {"whole", "packed", "delta"};
      status.form = forms[static_cast<std::size_t>(form.kind)];
      status.bytes_of = static_cast<std::int64_t>(form.length);
    });
    say();
    require_room(form.length + 2 * found.target.length);
    const std::string bundle = unpack(form, fetch(source, form), found.target.length);
    journey.bytes = status().bytes;
    const auto staged = rollout::stage(releases_.disk(), bundle, found.target, facts());
    if (!staged) throw Refused{Outcome::refused, believed_not(staged.error())};
    releases_.keep_journey(journey);
    log::info("a release lies ready", {{"entity_id", journey.release}});
    update([&](Status& status) {
      status.stage = Stage::waiting;
      status.percent = 100;
      status.journey = journey;
    });
    look_back();  // what was before lay where it lies now
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
  if (!bytes) throw Refused{Outcome::failed, Cause{"damaged", bytes.error().detail}};
  return std::move(*bytes);
}

/// From whoever is near first; who gives something else than was signed is not asked again.
void Updater::fetch_run(Source& source, rollout::Fetch& fetch, const rollout::Fetch::Run& run,
                        std::vector<std::unique_ptr<PeerSource>>& peers) {
  using What = Source::Got::What;
  const std::uint64_t before = fetch.bytes_here();
  const auto came = [&] { return fetch.bytes_here() > before; };
  while (!peers.empty()) {
    const Source::Got got = ask_peer(*peers.front(), source, fetch.form().sha256, run);
    const bool right = got.what == What::bytes && fetch.take(run, got.bytes);
    if (!got.why.empty())
      log::warn("another appliance is not asked any more", {{"error", log::Fault{"UpdateError", got.why, true}}});
    if (!right || !got.why.empty() || !came()) peers.erase(peers.begin());
    if (came()) return;
  }
  if (source.name() == "hub") pause_for(0);
  const Source::Got got = source.range(fetch.form().sha256, run.offset, run.bytes);
  if (got.what == What::not_there)
    throw Later{"line", Cause{"not-there-yet", "the " + source.name() + " does not have it (yet)"}};
  if (got.what != What::bytes) throw Later{"line", Cause{"no-answer", got.why}};
  if (source.name() == "hub") pause_for(static_cast<std::int64_t>(got.bytes.size()));
  if (const auto taken = fetch.take(run, got.bytes); !taken)
    throw Refused{Outcome::failed, Cause{"damaged", taken.error().detail}};
  // What came is kept; a line that broke is given a moment.
  if (!got.why.empty()) throw Later{"line", Cause{"no-answer", got.why}};
  if (!came()) throw Later{"line", Cause{"no-answer", "the " + source.name() + " gave less than a piece"}};
  const std::lock_guard lock{mutex_};
  if (stopping_) throw Later{"line", Cause{"after-restart", "it goes on after the next start"}};
}

/// Whoever is asked can be broken off.
Source::Got Updater::ask_peer(Source& peer, Source& source, const std::string& digest, const rollout::Fetch::Run& run) {
  const auto turn_to = [this](Source& asked) {
    const std::lock_guard lock{mutex_};
    if (stopping_) throw Later{"line", Cause{"after-restart", "it goes on after the next start"}};
    running_source_ = &asked;
  };
  turn_to(peer);
  Source::Got got = peer.range(digest, run.offset, run.bytes);
  turn_to(source);
  return got;
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
  if (stopping_) throw Later{"line", Cause{"after-restart", "it goes on after the next start"}};
}

std::string Updater::unpack(const rollout::Form& form, const std::string& bytes, std::uint64_t length) {
  if (form.kind == rollout::Form::Kind::whole) return bytes;
  std::string prefix;
  if (form.kind == rollout::Form::Kind::delta) {
    auto own = rollout::bundle_of_slot(releases_.disk(), rollout::load_slots(releases_.disk()).active);
    if (!own)
      throw Refused{Outcome::failed,
                    Cause{"own-changed", "what runs is not what it was unpacked from: " + own.error().detail}};
    prefix = std::move(*own);
  }
  auto bundle = rollout::expand(bytes, prefix, length);
  if (!bundle) throw Refused{Outcome::failed, Cause{"damaged", bundle.error().detail}};
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
    throw Later{"disk", Cause{"disk-small", "it takes " + std::to_string(needed >> 20) + " MiB on this disk, " +
                                                std::to_string(space.available >> 20) + " are free"}};
}
}  // namespace holdfast::update

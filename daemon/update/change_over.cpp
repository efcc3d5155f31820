// The moment at which what waits is put in place: looked for, armed, and called off when somebody begins to pay.
#include <boost/asio/post.hpp>

#include "db/connection.h"
#include "log/log.h"
#include "update/last_look.h"
#include "update/prove.h"
#include "update/shop.h"
#include "update/updater.h"

namespace holdfast::update {
namespace {
constexpr std::chrono::seconds longest_wait{60};
constexpr const char* reach_file = "reach.json";
}  // namespace

void Updater::look_for_the_moment() {
  auto journey = releases_.journey();
  const auto waiting = rollout::staged(releases_.disk());
  const bool back = journey && journey->source == "back";
  if (!journey || (!back && (!waiting || waiting->digest != journey->digest))) return;
  db::Connection connection{store_file(), db::Access::reader};
  const rollout::ShopState shop = shop_state(connection, now_here());
  rollout::Moment at = rollout::moment(status().policy, shop, now_here(), offset_min(), journey->forced);
  const rollout::Calling hub{status().heard.has_value(), wish_.want == Wish::Want::release ? wish_.sha256 : ""};
  const bool from_hub = journey->source == "hub";
  if (from_hub && !journey->forced && rollout::called_off(hub, journey->digest)) at = {false, "hub", {}};
  update([&](Status& status) {
    status.stage = at.now ? Stage::switching : Stage::waiting;
    status.journey = *journey;
    status.percent = 100;
    status.waits_for = at.waits_for;
    status.opens_at = at.opens_at;
    if (at.now) status.problem = {};
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
  if (!armed) return give_up(journey, {Outcome::refused, believed_not(armed.error())});
  log::info("it makes place for another release", {{"entity_id", journey.release}});
  say();
  {
    const std::lock_guard lock{mutex_};
    leaving_ = Leaving::asked;
    calls_off_.reset();
  }
  boost::asio::post(parts_.io, [this, look = last_look(status().policy, offset_min(), journey.forced,
                                                       [this] { return let_go(); })] { change_over(look); });
  std::unique_lock lock{mutex_};
  const auto over = [&] { return stopping_ || calls_off_; };
  // Who was let go ends; only one that nobody looked at yet is called off for the time it takes.
  if (!wake_.wait_for(lock, longest_wait, over)) {
    if (leaving_ == Leaving::asked)
      calls_off_ = Error{ErrorCode::timeout, "the store did not come to it", {}};
    else
      wake_.wait(lock, over);
  }
  leaving_ = Leaving::no;
  if (stopping_) return;
  const Error why = *std::exchange(calls_off_, std::nullopt);
  lock.unlock();
  disarm(why);
}

/// The writer's thread.
bool Updater::let_go() {
  const std::lock_guard lock{mutex_};
  if (leaving_ != Leaving::asked || calls_off_) return false;
  leaving_ = Leaving::let_go;
  return true;
}

/// I/O thread.
void Updater::change_over(const store::Write& look) {
  parts_.store.submit({}, look, [this](const Result<store::Answer>& answer) {
    // A store that is not set up yet has nothing that could be disturbed.
    if (answer || (answer.error().code == ErrorCode::not_configured && let_go())) return parts_.make_place();
    const std::lock_guard lock{mutex_};
    calls_off_ = answer.error();
    wake_.notify_all();
  });
}

void Updater::disarm(const Error& why) {
  rollout::Slots slots = rollout::load_slots(releases_.disk());
  slots.candidate.reset();
  auto journey = releases_.journey();
  // Who is not left yet did not fail here.
  if (journey && journey->source == "back") std::erase(slots.bad_digests, slots.active_digest);
  rollout::store_slots(releases_.disk(), slots);
  if (journey) {
    journey->switching = false;
    releases_.keep_journey(*journey);
  }
  update([&](Status& status) {
    status.stage = Stage::waiting;
    status.waits_for = why.fields.empty() ? "payment" : why.fields.front().detail;
    status.problem = called_off(why);
  });
}
}  // namespace holdfast::update

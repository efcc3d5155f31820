// The moment at which what waits is put in place: looked for, armed, and called off when somebody begins to pay.
#include <boost/asio/post.hpp>

#include "db/connection.h"
#include "log/log.h"
#include "update/prove.h"
#include "update/shop.h"
#include "update/updater.h"

namespace holdfast::update {
namespace {
constexpr std::chrono::seconds longest_farewell{60};
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
  boost::asio::post(parts_.io, [this] { change_over(); });
  std::unique_lock lock{mutex_};
  wake_.wait_for(lock, longest_farewell, [&] { return stopping_ || disarm_; });
  if (stopping_) return;
  disarm_ = false;
  lock.unlock();
  disarm(Cause{"payment-began", "somebody began to pay"});
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

void Updater::disarm(const Cause& why) {
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
}  // namespace holdfast::update

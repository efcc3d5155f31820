#include "sim/sim_site.h"

#include "sim/world.h"

namespace holdfast::sim {
namespace {
constexpr std::int64_t second = 1'000'000;

}  // namespace

SimSite::SimSite(World& world, std::string name) : world_{world}, name_{std::move(name)} {
  Setting setting{name_, world_.chance(), world_.faults(), world_.mutant(), {}, {}, {}};
  setting.interrupt = [this] { interrupt(); };
  setting.wall = [this] { return wall(); };
  setting.new_id = [this] { return world_.new_id(); };
  shop_ = world_.kind().open(std::move(setting));
}

bool SimSite::is_cut() const { return !world_.healed() && world_.now() < cut_until_; }

bool SimSite::is_deaf() const { return !world_.healed() && world_.now() < deaf_until_; }
Instant SimSite::wall() const { return world_.calendar().plus_seconds(clock_s_); }

void SimSite::on_call_answered(std::int64_t round_trip_us) {
  if (running_) till_.on_answer(round_trip_us, world_.now());
}
void SimSite::on_call_failed() {
  if (running_) till_.on_failure(world_.now());
}

/// A place where the power may go.
void SimSite::interrupt() {
  if (!world_.healed() && world_.chance().in(world_.faults().site_crash)) throw Crash{};
}

template <class Act>
void SimSite::guarded(Act act) {
  if (!running_) return;
  try {
    act();
    drive();
  } catch (const Crash&) {
    crash();
  }
}

void SimSite::start() {
  running_ = true;
  guarded([&] {
    shop_->start();
    sessions();
    down_->start(world_.now());
    // A backup may hold rows that had changed by themselves: after the last morning of a run nobody else would look.
    if (restored_ && world_.healed()) down_->recheck(world_.now());
    if (shop_->request())
      send_epoch_request();
    else
      up_->start(world_.now());
  });
}

void SimSite::sessions() {
  edge::UpsyncOptions options;
  options.lanes_above = 60;  // so that a day's cut is a backlog here
  options.first_events = 50;
  options.idle_check_us = 2 * 3600 * second;  // fewer steps than the real five minutes
  constexpr wire::Coding codings[] = {wire::Coding::dcz, wire::Coding::zstd, wire::Coding::identity};
  options.coding = codings[world_.chance().below(3)];
  const auto random = [this] { return world_.chance().next(); };
  up_ = std::make_unique<edge::UpsyncSession>(shop_->log(), shop_->memory(), options, random);
  edge::DownsyncOptions down;
  down.page_rows = 40;
  down.long_poll_s = 0;
  down.idle_us = 2 * 3600 * second;
  down_ = std::make_unique<edge::DownsyncSession>(shop_->masters(), down, random);
  timer_.reset();
}

void SimSite::crash() {
  world_.mark("site crash");
  running_ = false;
  ++life_;
  up_.reset();
  down_.reset();
  shop_->stop();
  world_.at(world_.chance().between(1, 600) * second, [this, life = life_] {
    if (life == life_ && !running_) start();
  });
}

void SimSite::restore() {
  // Half of them know that they are a restored one and ask at once; the others find out from the hub.
  const bool known = world_.chance().in(500);
  if (!shop_->restore(known)) return;
  world_.mark("site restored");
  restored_ = true;
  crash();
}

void SimSite::rot() {
  world_.mark("masters rotten");
  shop_->rot(static_cast<std::size_t>(world_.chance().below(1'000)), world_.chance().in(500));
}

void SimSite::heal() {
  if (!running_) start();
  guarded([&] {
    // A person looks at the dead letters: what can be taken now is taken, poison stays.
    for (const wire::Place& place : shop_->memory().withheld) {
      const auto id = shop_->id_at(place);
      if (!id || poison_.contains(*id)) continue;
      shop_->release(place);
      up_->release(place, world_.now());
    }
  });
}

/// Business at a till: what came of it is known once it is durable.
template <class Visit>
void SimSite::visit(Visit visit) {
  if (!running_) return;
  Trade trade;
  bool crashed = false;
  try {
    visit(trade);
  } catch (const Crash&) {
    crashed = true;
  }
  take(std::move(trade));
  if (crashed) return crash();
  guarded([&] { up_->on_appended(world_.now()); });
}

void SimSite::open() {
  visit([&](Trade& trade) { shop_->open(trade); });
  // Digests that are kept with each change do not see what changes by itself: once a day rows are counted.
  guarded([&] { down_->recheck(world_.now()); });
}

void SimSite::sell() {
  visit([&](Trade& trade) {
    const capabilities::Evaluation& matrix = till_.look(world_.now(), wall());
    shop_->trade(world_.mutant() == Mutant::ungated ? nullptr : &matrix, trade);
  });
}

void SimSite::take(Trade trade) {
  for (Sale& sale : trade.sales) made_.emplace(sale.order.order_id, std::move(sale));
  poison_.insert(trade.poison.begin(), trade.poison.end());
  for (const std::string& mark : trade.marks) world_.mark(mark);
  for (const std::string& wrong : trade.wrongs) world_.wrong(name_ + ": " + wrong);
  for (const Act& act : trade.acts) done(till_.by_hand(act.operation, act.amount, act.manager, wall()));
}

void SimSite::try_something() {
  if (!running_) return;
  const Attempt attempt = till_.attempt(world_.chance(), world_.now(), wall());
  world_.mark("operation tried");
  if (attempt.denied() && world_.mutant() != Mutant::ungated) return world_.mark("operation denied");
  if (!asks_the_hub(attempt)) return done(attempt);
  const auto once = std::make_shared<bool>(false);
  world_.call(
      *this, "", [](std::string_view) { return engine::Reply{200, "{}"}; },
      [this, attempt, once](int status, std::string_view) {
        if (status == 200 && !std::exchange(*once, true)) done(attempt);
      },
      [] {});
}

void SimSite::done(const Attempt& attempt) {
  till_.succeeded(attempt);
  world_.mark("operation done");
  if (attempt.line != capabilities::Mode::online) world_.mark("operation done beside online");
  world_.looked("no operation outside the matrix succeeds");
  if (const auto why = against_the_table(attempt)) world_.wrong(name_ + ": " + *why);
}

/// Does what the sessions say until they say no more.
void SimSite::drive() {
  for (bool more = true; more;) {
    more = false;
    while (auto effect = up_->poll()) {
      more = true;
      interrupt();
      perform(std::move(*effect));
      interrupt();
    }
    while (auto effect = down_->poll()) {
      more = true;
      interrupt();
      perform(std::move(*effect));
      interrupt();
    }
  }
  check_masters();
  set_timer();
}

/// What tills see is always one published version, whole.
void SimSite::check_masters() {
  const std::int64_t changes = shop_->changes();
  if (std::exchange(masters_seen_, changes) == changes || shop_->is_rotten()) return;
  const std::int64_t version = shop_->version();
  world_.looked("what tills see is one published version, whole");
  if (!world_.was_published(version, shop_->seen()))
    world_.wrong(name_ + " shows masters that were never published as version " + std::to_string(version));
}

void SimSite::set_timer() {
  std::optional<Instant> next = up_->deadline();
  if (down_->deadline() && (!next || *down_->deadline() < *next)) next = down_->deadline();
  if (!next || (timer_ && *timer_ <= *next && *timer_ > world_.now())) return;
  timer_ = next;
  world_.at(std::max<std::int64_t>(0, next->unix_us() - world_.now().unix_us()), [this, life = life_, at = *next] {
    if (life != life_ || !timer_ || *timer_ != at) return;
    timer_.reset();
    guarded([&] {
      if (up_->deadline() && *up_->deadline() <= world_.now()) up_->on_time(world_.now());
      if (down_->deadline() && *down_->deadline() <= world_.now()) down_->on_time(world_.now());
    });
  });
}

void SimSite::perform(edge::UpsyncSession::Effect effect) {
  if (auto* out = std::get_if<edge::UpsyncSession::Send>(&effect)) return send(std::move(*out));
  if (const auto* ack = std::get_if<edge::UpsyncSession::StoreAck>(&effect)) {
    shop_->keep(*ack);
    till_.on_progress(shop_->log().head().seq, ack->ack.seq, world_.now());
    till_.on_hub_time(ack->server_time.unix_us() - wall().unix_us());
    world_.looked("a watermark that the store keeps is proved by its own chain");
    if (ack->epoch == shop_->log().epoch() && shop_->log().hash_at(ack->ack.seq) != ack->ack.hash)
      world_.wrong(name_ + " keeps a watermark that its own log does not say");
    return;
  }
  if (const auto* letter = std::get_if<edge::UpsyncSession::Withhold>(&effect)) {
    world_.mark("dead letter");
    shop_->keep(*letter);
    return;
  }
  if (const auto* alert = std::get_if<edge::UpsyncSession::Alert>(&effect))
    return world_.mark("alert " + alert->reason);
  if (const auto* ask = std::get_if<edge::UpsyncSession::AskEpoch>(&effect)) {
    world_.mark("epoch for " + std::string{wire::name_of(ask->reason)});
    shop_->ask_epoch(ask->reason);
    send_epoch_request();
  }
}

void SimSite::send(edge::UpsyncSession::Send out) {
  world_.mark(out.what == edge::UpsyncSession::What::events ? "events sent" : "bodies sent");
  const auto perform = [this, coding = out.coding, what = out.what](std::string_view body) {
    const SimHub::Desk hub = world_.hub().either(world_.calendar());
    engine::Reply reply = what == edge::UpsyncSession::What::events
                              ? hub.ingest.take_events(key(), coding, body, hub.wall)
                              : hub.ingest.take_bodies(key(), coding, body, hub.wall);
    if (reply.status == 200) world_.project_soon(*this);
    return reply;
  };
  world_.call(
      *this, std::move(out.body), perform,
      [this, life = life_, number = out.number, epoch = shop_->log().epoch()](int status, std::string_view body) {
        if (life != life_ || epoch != shop_->log().epoch()) return;
        guarded([&] { up_->on_answer(number, status, body, world_.now()); });
      },
      [this, life = life_, number = out.number] {
        if (life == life_) guarded([&] { up_->on_lost(number, world_.now()); });
      });
}

void SimSite::send_epoch_request() {
  const auto request = shop_->request();
  const auto perform = [this](std::string_view body) {
    const SimHub::Desk hub = world_.hub().either(world_.calendar());
    return hub.ingest.open_epoch(key(), body, hub.wall);
  };
  const auto is_open = [this, asked = request->key] {
    const auto open = running_ ? shop_->request() : std::nullopt;
    return open && open->key == asked;
  };
  const auto answered = [this, is_open](int status, std::string_view body) {
    if (status != 200 || !is_open()) return;
    auto grant = wire::decode_epoch_grant(body);
    if (!grant) return;
    if (world_.mutant() == Mutant::no_carry_over)
      grant->common = wire::Place{shop_->log().epoch(), shop_->log().head().seq};
    world_.mark("epoch taken");
    guarded([&] {
      ++life_;
      shop_->take_epoch(*grant);
      const bool was_counting = down_->is_mending();  // the daemon's other direction goes on as it was
      sessions();
      down_->start(world_.now());
      if (was_counting) down_->recheck(world_.now());
      up_->start(world_.now());
    });
  };
  world_.call(*this, wire::encode(*request), perform, answered, [] {});
  world_.at(world_.chance().between(5, 60) * second, [this, is_open, life = life_] {
    if (life == life_ && is_open()) guarded([&] { send_epoch_request(); });
  });
}

void SimSite::perform(edge::DownsyncSession::Effect effect) {
  using Down = edge::DownsyncSession;
  std::uint64_t number = 0;
  World::Perform perform;
  const Instant hub_wall = world_.calendar();
  SimHub& hub = world_.hub();
  if (const auto* pages = std::get_if<Down::FetchChanges>(&effect)) {
    number = pages->number;
    perform = [this, &hub, since = pages->since, limit = pages->limit](std::string_view) {
      return engine::changes(hub, world_.channel(), since, limit);
    };
  } else if (const auto* manifest = std::get_if<Down::FetchManifest>(&effect)) {
    number = manifest->number;
    world_.mark("snapshot asked");
    perform = [this, &hub, hub_wall](std::string_view) {
      return engine::manifest(hub, world_.channel(), 30, hub_wall);
    };
  } else if (const auto* part = std::get_if<Down::FetchPart>(&effect)) {
    number = part->number;
    perform = [this, &hub, version = part->version, index = static_cast<int>(part->part)](std::string_view) {
      return engine::snapshot_part(hub, world_.channel(), version, index);
    };
  } else if (const auto* sums = std::get_if<Down::FetchBuckets>(&effect)) {
    number = sums->number;
    world_.mark("buckets asked");
    perform = [this, &hub](std::string_view) { return engine::bucket_sums(hub, world_.channel()); };
  } else if (const auto* rows = std::get_if<Down::FetchRows>(&effect)) {
    number = rows->number;
    perform = [this, &hub, wanted = wire::BucketRows{rows->version, rows->dataset, rows->of, rows->after, {}, {}}](
                  std::string_view) { return engine::bucket_rows(hub, world_.channel(), wanted, 2); };
  } else if (std::holds_alternative<Down::Mended>(effect)) {
    return world_.mark("masters mended");
  } else if (std::holds_alternative<Down::Activated>(effect)) {
    return world_.mark("masters shown");
  } else {
    return world_.mark("alert downsync");
  }
  world_.call(
      *this, "", perform,
      [this, life = life_, number](int status, std::string_view body) {
        if (life != life_) return;
        if (status == 200) till_.on_masters(wall());
        guarded([&] { down_->on_answer(number, status, body, world_.now()); });
      },
      [this, life = life_, number] {
        if (life == life_) guarded([&] { down_->on_lost(number, world_.now()); });
      });
}
}  // namespace holdfast::sim

#include "sim/world.h"

#include "sim/checks.h"

namespace holdfast::sim {
namespace {
constexpr std::int64_t second = 1'000'000;
constexpr std::int64_t day_s = 86'400;
constexpr std::int64_t settle_most_s = 2 * 3600;
}  // namespace

World::World(Plan plan)
    : plan_{plan},
      chance_{plan.seed * 0x9e3779b97f4a7c15 + 1},
      faults_{plan.quiet ? Faults{} : Faults::draw(chance_)},
      ids_{[this] { return chance_.next(); }},
      hub_{chance_, faults_, plan.mutant} {
  if (plan.mutant == Mutant::books_twice || plan.mutant == Mutant::no_carry_over) {
    // These show when a store is restored, sells on and is only later heard of.
    faults_.site_restores = 3;
    faults_.cut = 200;
    faults_.cut_most_s = 2 * day_s;
  }
  for (int i = 1; i <= plan_.sites; ++i)
    sites_.push_back(std::make_unique<SimSite>(*this, "site-" + std::to_string(i)));
  published_[0].insert(Masters::digest({}));
}
World::~World() = default;

void World::wrong(std::string what) {
  if (report_.violations.size() < 20)
    report_.violations.push_back(std::to_string(now_.unix_us() / second) + " s: " + std::move(what));
}

void World::at(std::int64_t after_us, std::function<void()> run) {
  events_.push({Instant{now_.unix_us() + after_us}, ++last_order_, std::move(run)});
}

bool World::was_published(std::int64_t version, const Sha256& content) const {
  const auto known = published_.find(version);
  return known != published_.end() && known->second.contains(content);
}

void World::call(SimSite& site, std::string body, Perform perform, Answered answered, std::function<void()> lost) {
  const auto often = [&](int per_mille) { return !healed_ && chance_.in(per_mille); };
  if (site.is_cut() || often(faults_.lose)) {
    mark("request lost");
    if (chance_.in(500)) at(chance_.between(1, 3000) * 1000, lost);
    return;
  }
  if (!body.empty() && often(faults_.damage)) {
    mark("request damaged");
    body.resize(static_cast<std::size_t>(chance_.below(static_cast<std::int64_t>(body.size()))));
  }
  const int copies = often(faults_.repeat) ? 2 : 1;
  if (copies == 2) mark("request repeated");
  for (int i = 0; i < copies; ++i) {
    const std::int64_t delay = often(faults_.slow) ? chance_.between(1, 90) * second : chance_.between(20, 400) * 1000;
    at(delay, [this, &site, body, perform, answered, lost] { arrive(site, body, perform, answered, lost); });
  }
}

void World::arrive(SimSite& site, const std::string& body, const Perform& perform, const Answered& answered,
                   const std::function<void()>& lost) {
  engine::Reply reply;
  try {
    reply = perform(body);
    check_answer(site, reply);
  } catch (const Crash&) {
    mark("hub crash");
    if (chance_.in(500)) at(chance_.between(1, 100) * 1000, lost);
    return;
  }
  mark("answer " + std::to_string(reply.status));
  if (site.is_cut() || (!healed_ && chance_.in(faults_.lose))) {
    mark("answer lost");
    return;
  }
  if (!healed_ && chance_.in(faults_.damage)) {
    mark("answer damaged");
    reply.body.resize(static_cast<std::size_t>(chance_.below(static_cast<std::int64_t>(reply.body.size()) + 1)));
  }
  at(chance_.between(20, 400) * 1000, [answered, reply] { answered(reply.status, reply.body); });
}

/// What a hub says it holds, it holds, and it is what the store wrote there.
void World::check_answer(const SimSite& site, const engine::Reply& reply) {
  const auto ack = reply.status == 200 ? wire::decode_ack(reply.body) : wire::fault(wire::Reason::form, "");
  if (!ack) return;
  const auto stored =
      hub_.read([&](engine::HubTransaction& tx) { return tx.sites.hash_at(site.key(), {ack->epoch, ack->ack.seq}); });
  if (ack->ack.seq > 0 && stored != ack->ack.hash)
    wrong("the hub acknowledged " + site.key().site + " " + std::to_string(ack->ack.seq) + " without holding it");
}

void World::publish() {
  std::vector<engine::MasterRow> rows;
  const std::int64_t count = chance_.between(1, 60);
  for (std::int64_t i = 0; i < count; ++i) {
    engine::MasterRow row;
    row.dataset = chance_.in(700) ? "price" : "product";
    row.key = row.dataset + "/" + std::to_string(chance_.below(150));
    row.op = chance_.in(150) ? wire::Op::del : wire::Op::put;
    row.body = "{\"amount\":" + std::to_string(chance_.below(100'000)) + "}";
    rows.push_back(std::move(row));
  }
  const Instant wall{epoch_us + now_.unix_us()};
  try {
    (void)engine::publish(hub_, channel(), rows, wall);
    if (chance_.in(100)) {
      engine::make_snapshot(hub_, channel(), 30, wall);
      const auto version = hub_.read([&](engine::HubTransaction& tx) { return tx.feed.lock(channel()).version; });
      engine::forget_changes(hub_, channel(), version - chance_.below(4));
    }
  } catch (const Crash&) {
    mark("hub crash");
  }
  const auto version = hub_.read([&](engine::HubTransaction& tx) { return tx.feed.lock(channel()).version; });
  published_[version].insert(Masters::digest(hub_.masters(channel())));
}

void World::project() {
  for (const auto& site : sites_) {
    try {
      while (engine::project_some(hub_, site->key(), 200, Instant{epoch_us + now_.unix_us()})) {
      }
    } catch (const Crash&) {
      mark("hub crash");
    }
  }
}

void World::run_until(Instant end) {
  while (!events_.empty() && events_.top().at <= end) {
    const Event event = events_.top();
    events_.pop();
    now_ = event.at;
    report_.trace = (report_.trace ^ static_cast<std::uint64_t>(now_.unix_us()) ^ event.order << 20) * 0x100000001b3;
    event.run();
  }
  now_ = end;
}

bool World::settled() {
  for (const auto& site : sites_)
    if (!is_settled(hub_, *site)) return false;
  const Masters::Rows rows = hub_.masters(channel());
  for (const auto& site : sites_)
    if (site->disk().masters.shown() != rows) return false;
  return true;
}

Report World::run() {
  hub_.read([&](engine::HubTransaction& tx) {
    for (const auto& site : sites_) engine::enrol(tx, site->key(), channel().channel, Instant{epoch_us});
    return 0;
  });
  plan_days();
  plan_faults();
  for (const auto& site : sites_) site->start();
  run_until(Instant{plan_.days * day_s * second});
  healed_ = true;
  hub_.heal();
  for (const auto& site : sites_) site->heal();
  const Instant healed = now_;
  while (!settled() && now_ < healed.plus_seconds(settle_most_s)) {
    run_until(now_.plus_seconds(30));
    project();
    for (const auto& site : sites_) site->heal();
  }
  report_.settle_s = (now_.unix_us() - healed.unix_us()) / second;
  if (!settled())
    for (const auto& site : sites_) wrong(describe(hub_, *site));
  if (!settled()) wrong("not settled two hours after the line was healed");
  for (const auto& site : sites_)
    for (std::string& violation : check_site(hub_, *site)) wrong(std::move(violation));
  return std::move(report_);
}

void World::plan_days() {
  for (int day = 0; day < plan_.days; ++day) {
    for (const auto& site : sites_) {
      at((day * day_s + 8 * 3600) * second, [&site] { site->open_shift(1); });
      for (int i = 0; i < plan_.sales_a_day; ++i)
        at((day * day_s + chance_.between(8 * 3600, 20 * 3600)) * second, [&site] { site->sell(); });
    }
    for (int i = 0; i < 3; ++i) at((day * day_s + chance_.below(day_s)) * second, [this] { publish(); });
  }
  for (std::int64_t s = 30; s < plan_.days * day_s; s += chance_.between(60, 1800))
    at(s * second, [this] { project(); });
}

void World::plan_faults() {
  if (plan_.quiet) return;
  const std::int64_t end = plan_.days * day_s;
  for (const auto& site : sites_) {
    for (std::int64_t s = 0; s < end; s += 3600)
      if (chance_.in(faults_.cut))
        at((s + chance_.below(3600)) * second, [this, &site] {
          mark("cut");
          site->cut_until(now_.plus_seconds(chance_.between(1, faults_.cut_most_s)));
        });
    for (int i = 0; i < faults_.clock_steps; ++i)
      at(chance_.below(end) * second, [this, &site] { site->set_clock(chance_.between(-3650, 3650) * day_s); });
    for (int i = 0; i < faults_.site_restores; ++i) {
      const std::int64_t backup = chance_.below(end);
      at(backup * second, [&site] { site->back_up(); });
      at((backup + chance_.below(2 * day_s)) * second, [&site] { site->restore(); });
    }
  }
  for (int i = 0; i < faults_.hub_rollbacks; ++i) {
    const std::int64_t backup = chance_.below(end);
    at(backup * second, [this] { hub_.back_up(); });
    at((backup + chance_.below(2 * day_s)) * second, [this] {
      mark("hub rolled back");
      hub_.roll_back();
    });
  }
}
}  // namespace holdfast::sim

#include "sim/world.h"

#include <algorithm>
#include <cstring>

#include "sim/checks.h"

namespace holdfast::sim {
namespace {
constexpr std::int64_t second = 1'000'000;
constexpr std::int64_t day_s = 86'400;
constexpr std::int64_t settle_most_s = 6 * 3600;  ///< three of the idle checks that notice a hub which fell back
constexpr std::int64_t call_most_s = 30;
constexpr int tries_a_day = 4;
constexpr std::int64_t sweep_s = 6 * 3600;  ///< of the hub's worker over all sites; the real one takes 30 s
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
  published_[0].insert(plan_.kind.view_of({}));
}
World::~World() = default;

void World::wrong(std::string what) {
  if (report_.violations.size() < 20)
    report_.violations.push_back(std::to_string(now_.unix_us() / second) + " s: " + std::move(what));
}

void World::at(std::int64_t after_us, std::function<void()> run) {
  events_.push_back({Instant{now_.unix_us() + after_us}, ++last_order_, std::move(run)});
  std::push_heap(events_.begin(), events_.end(), std::greater<>{});
}

/// Into the trace: what went over the line is part of what a seed has to give again.
void World::note(std::string_view bytes) {
  std::uint64_t sum = report_.trace + bytes.size();
  for (std::size_t i = 0; i < bytes.size(); i += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data() + i, std::min<std::size_t>(8, bytes.size() - i));
    sum = (sum ^ word) * 0x9e3779b97f4a7c15;
    sum ^= sum >> 29;
  }
  report_.trace = sum;
}

bool World::was_published(std::int64_t version, const Sha256& content) const {
  const auto known = published_.find(version);
  return known != published_.end() && known->second.contains(content);
}

struct World::Exchange {
  SimSite& site;
  std::string body;
  Perform perform;
  Answered answered;
  std::function<void()> lost;
  Instant sent;
};

void World::call(SimSite& site, std::string body, Perform perform, Answered answered, std::function<void()> lost) {
  const auto often = [&](int per_mille) { return !healed_ && chance_.in(per_mille); };
  const bool away = !healed_ && now_ < outage_until_;
  const auto exchange = std::make_shared<Exchange>(
      Exchange{site, std::move(body), std::move(perform), std::move(answered), std::move(lost), now_});
  if (away || site.is_cut() || often(faults_.lose)) {
    mark("request lost");
    return silence(exchange);
  }
  std::string& sent = exchange->body;
  if (!sent.empty() && often(faults_.damage)) {
    mark("request damaged");
    sent.resize(static_cast<std::size_t>(chance_.below(static_cast<std::int64_t>(sent.size()))));
  }
  const int copies = often(faults_.repeat) ? 2 : 1;
  if (copies == 2) mark("request repeated");
  for (int i = 0; i < copies; ++i) {
    const std::int64_t delay = often(faults_.slow) ? chance_.between(1, 90) * second : chance_.between(20, 400) * 1000;
    at(delay, [this, exchange] { arrive(exchange); });
  }
}

void World::silence(const std::shared_ptr<Exchange>& exchange) {
  const bool told = chance_.in(500);
  at(told ? chance_.between(1, 3000) * 1000 : call_most_s * second, [exchange, told] {
    exchange->site.on_call_failed();
    if (told) exchange->lost();
  });
}

void World::arrive(const std::shared_ptr<Exchange>& exchange) {
  engine::Reply reply;
  try {
    note(exchange->body);
    reply = exchange->perform(exchange->body);
    check_answer(exchange->site, reply);
  } catch (const Crash&) {
    mark("hub crash");
    return silence(exchange);
  }
  mark(reply.status == 200 ? "answer 200" : "answer " + std::to_string(reply.status));
  if (exchange->site.is_cut() || exchange->site.is_deaf() || (!healed_ && chance_.in(faults_.lose))) {
    mark("answer lost");
    return silence(exchange);
  }
  answer(exchange, std::move(reply));
}

void World::answer(const std::shared_ptr<Exchange>& exchange, engine::Reply reply) {
  if (!healed_ && chance_.in(faults_.damage)) {
    mark("answer damaged");
    reply.body.resize(static_cast<std::size_t>(chance_.below(static_cast<std::int64_t>(reply.body.size()) + 1)));
  }
  note(reply.body);
  at(chance_.between(20, 400) * 1000,
     [this, exchange, status = reply.status, body = std::make_shared<const std::string>(std::move(reply.body))] {
       exchange->site.on_call_answered(now_.unix_us() - exchange->sent.unix_us());
       exchange->answered(status, *body);
     });
}

/// What a hub says it holds, it holds, and it is what the store wrote there.
void World::check_answer(const SimSite& site, const engine::Reply& reply) {
  const auto ack = reply.status == 200 ? wire::decode_ack(reply.body) : wire::fault(wire::Reason::form, "");
  if (!ack) return;
  const auto stored =
      hub_.read([&](engine::HubTransaction& tx) { return tx.sites.hash_at(site.key(), {ack->epoch, ack->ack.seq}); });
  looked("a watermark is of what the hub holds");
  if (ack->applied_seq > ack->ack.seq)
    wrong("the hub says it applied " + site.key().site + " beyond what it acknowledged");
  if (ack->ack.seq > 0 && stored != ack->ack.hash)
    wrong("the hub acknowledged " + site.key().site + " " + std::to_string(ack->ack.seq) + " without holding it");
}

void World::publish(bool first) {
  const std::vector<engine::MasterRow> rows = plan_.kind.publication(chance_, first);
  const Instant wall = calendar();
  const auto survives = [&](const auto& work) {
    try {
      work();
      return true;
    } catch (const Crash&) {
      mark("hub crash");
      return false;
    }
  };
  const auto send = [&] { (void)engine::publish(hub_, channel(), rows, wall); };
  bool there = survives(send);
  // What everything later leans on is sent until the hub has it; of the rest some is never heard of again.
  while (first && !there) there = survives(send);
  if (there && !first && chance_.in(100))
    survives([&] {
      engine::make_snapshot(hub_, channel(), 30, wall);
      const auto version = hub_.read([&](engine::HubTransaction& tx) { return tx.feed.lock(channel()).version; });
      engine::forget_changes(hub_, channel(), version - chance_.below(4));
    });
  note_published();
}

void World::note_published() {
  const auto version = hub_.read([&](engine::HubTransaction& tx) { return tx.feed.lock(channel()).version; });
  published_[version].insert(plan_.kind.view_of(hub_.masters(channel())));
}

void World::roll_back_hub() {
  mark("hub rolled back");
  hub_.roll_back();
  const auto version = hub_.read([&](engine::HubTransaction& tx) { return tx.feed.lock(channel()).version; });
  lost_from_ = std::min(lost_from_, version + 1);
}

void World::project(SimSite& site) {
  try {
    while (engine::project_some(hub_, site.key(), 200, calendar())) {
    }
  } catch (const Crash&) {
    mark("hub crash");
  }
}

void World::project_all() {
  for (const auto& site : sites_) project(*site);
}

void World::project_soon(SimSite& site) {
  if (site.projection_due) return;
  site.projection_due = true;
  at(chance_.between(50, 2000) * 1000, [this, &site] {
    site.projection_due = false;
    project(site);
  });
}

void World::run_until(Instant end) {
  while (!events_.empty() && events_.front().at <= end) {
    std::pop_heap(events_.begin(), events_.end(), std::greater<>{});
    const Event event = std::move(events_.back());
    events_.pop_back();
    now_ = event.at;
    report_.trace = (report_.trace ^ static_cast<std::uint64_t>(now_.unix_us()) ^ event.order << 20) * 0x100000001b3;
    event.run();
  }
  now_ = end;
}

bool World::settled() {
  for (const auto& site : sites_)
    if (!is_settled(hub_, *site)) return false;
  const auto version = hub_.read([&](engine::HubTransaction& tx) { return tx.feed.lock(channel()).version; });
  for (const auto& site : sites_)
    if (site->shop().version() != version) return false;
  const Masters::Rows rows = hub_.masters(channel());
  for (const auto& site : sites_)
    if (site->shop().rows() != rows) return false;
  return true;
}

Report World::run() {
  hub_.read([&](engine::HubTransaction& tx) {
    for (const auto& site : sites_) engine::enrol(tx, site->key(), channel().channel, Instant{epoch_us});
    return 0;
  });
  publish(true);
  plan_days();
  plan_faults();
  for (const auto& site : sites_) site->start();
  for (int day = 1; day <= plan_.days; ++day) {
    run_until(Instant{day * day_s * second});
    if (plan_.on_day) plan_.on_day(day);
  }
  healed_ = true;
  hub_.heal();
  for (const auto& site : sites_) site->heal();
  const Instant healed = now_;
  // The next morning. A store whose epoch is empty says nothing until something happens there, so it would not hear of
  // a hub that fell back behind that epoch.
  for (const auto& site : sites_) at(3600 * second, [&site] { site->open(); });
  bool all_equal = settled();
  while (!all_equal && now_ < healed.plus_seconds(settle_most_s)) {
    run_until(now_.plus_seconds(now_ < healed.plus_seconds(1800) ? 30 : 300));
    project_all();
    for (const auto& site : sites_) site->heal();
    all_equal = settled();
  }
  report_.settle_s = (now_.unix_us() - healed.unix_us()) / second;
  if (!all_equal)
    for (const auto& site : sites_) wrong(describe(hub_, *site));
  if (!all_equal) wrong("not settled six hours after the line was healed");
  looked("masters of hub and store are equal in the end", plan_.sites);
  for (const auto& site : sites_)
    for (std::string& violation : check_site(hub_, *site, lost_from_, report_.checks)) wrong(std::move(violation));
  return std::move(report_);
}

void World::plan_days() {
  for (int day = 0; day < plan_.days; ++day) {
    for (const auto& site : sites_) {
      at((day * day_s + 8 * 3600) * second, [&site] { site->open(); });
      // People come together: within a second or two there are several sales, at several tills.
      for (int left = plan_.sales_a_day; left > 0;) {
        const std::int64_t come = (day * day_s + chance_.between(8 * 3600, 20 * 3600)) * second;
        const auto sales = static_cast<int>(std::min<std::int64_t>(left, chance_.between(1, 8)));
        for (int i = 0; i < sales; ++i) at(come + chance_.between(0, 1500) * 1000, [&site] { site->sell(); });
        left -= sales;
      }
      for (int i = 0; i < tries_a_day; ++i)
        at((day * day_s + chance_.between(8 * 3600, 20 * 3600)) * second, [&site] { site->try_something(); });
    }
    for (int i = 0; i < 3; ++i) at((day * day_s + chance_.below(day_s)) * second, [this] { publish(false); });
  }
  for (std::int64_t s = sweep_s; s < plan_.days * day_s; s += sweep_s) at(s * second, [this] { project_all(); });
}

void World::plan_faults() {
  if (plan_.quiet) return;
  const std::int64_t end = plan_.days * day_s;
  for (const auto& site : sites_) {
    for (std::int64_t s = 0; s < end; s += 3600)
      if (chance_.in(faults_.cut))
        at((s + chance_.below(3600)) * second, [this, &site] {
          mark("cut");
          const Instant until = now_.plus_seconds(chance_.between(1, faults_.cut_most_s));
          chance_.in(faults_.deaf) ? site->deaf_until(until) : site->cut_until(until);
        });
    for (int i = 0; i < faults_.clock_steps; ++i)
      at(chance_.below(end) * second, [this, &site] { site->set_clock(chance_.between(-3650, 3650) * day_s); });
    for (int i = 0; i < faults_.rots; ++i) at(chance_.below(end) * second, [&site] { site->rot(); });
    for (int i = 0; i < faults_.site_restores; ++i) {
      const std::int64_t backup = chance_.below(end);
      at(backup * second, [&site] { site->back_up(); });
      at((backup + chance_.below(2 * day_s)) * second, [&site] { site->restore(); });
    }
  }
  for (int i = 0; i < faults_.outages; ++i)
    at(chance_.below(end) * second, [this] {
      mark("hub away");
      outage_until_ = now_.plus_seconds(chance_.between(60, 12 * 3600));
    });
  for (int i = 0; i < faults_.hub_rollbacks; ++i) {
    const std::int64_t backup = chance_.below(end);
    at(backup * second, [this] { hub_.back_up(); });
    at((backup + chance_.below(2 * day_s)) * second, [this] { roll_back_hub(); });
  }
}
}  // namespace holdfast::sim

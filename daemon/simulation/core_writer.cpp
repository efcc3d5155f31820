#include "simulation/core_writer.h"

#include <algorithm>

#include "base/check.h"
#include "catalogue/former.h"
#include "replication/store_port.h"

namespace holdfast::simulation {
CoreWriter::CoreWriter(std::filesystem::path file, const sim::Setting& setting)
    : setting_{setting},
      file_{std::move(file)},
      // Half of the stores write nearly every version unseen and in slices, as others do a very large one.
      rows_at_once_{setting.chance.in(500) && setting.mutant != sim::Mutant::mixed_masters ? 500U : 4U},
      ids_{[&chance = setting.chance] { return chance.next(); }} {
  open();
}

void CoreWriter::open() {
  connection_ = std::make_unique<db::Connection>(file_, db::Access::writer);
  // The machine that runs this does not lose power; what is tested is what the program does when a store's does.
  connection_->execute("PRAGMA synchronous=OFF");
  load_site();
  ++changes_;
}
void CoreWriter::close() {
  log_.reset();
  connection_.reset();
}

void CoreWriter::load_site() {
  auto site = site::load(*connection_);
  check(site.has_value());
  site_ = *std::move(site);
  log_ = std::make_unique<events::EventLog>(*connection_, site_, ids_, "edge", "0");
}

/// As the daemon's writer: time goes on from the newest event, unless the clock must have been wrong then.
void CoreWriter::begin() {
  constexpr std::int64_t plausible_s = 300;
  over_ = false;
  now_ = setting_.wall();
  load_site();
  db::Statement& newest = connection_->prepare("SELECT recorded_us FROM event_log ORDER BY seq DESC LIMIT 1");
  if (newest.step()) {
    const Instant last = newest.instant(0);
    if (last > now_ && last <= now_.plus_seconds(plausible_s)) now_ = last;
  }
  newest.reset();
}

void CoreWriter::advance() {
  now_ = std::max(now_, setting_.wall());
  connection_->set_history_source(&ids_, now_);
}

commands::Context CoreWriter::context(const Actor* actor, capabilities::Gate* gate) {
  return {.now = now_,
          .utc_offset_min = 0,
          .business_date = to_date(now_),
          .correlation_id = "simulation",
          .site = site_,
          .ids = ids_,
          .log = *log_,
          .actor = actor,
          .approval = std::nullopt,
          .gate = gate};
}

std::function<bool()> CoreWriter::slice() {
  return [left = setting_.chance.between(1, 30)]() mutable { return left-- <= 0; };
}

Result<store::Answer> CoreWriter::write(store::Write write) {
  ++changes_;
  return keep(write);
}

Result<store::Answer> CoreWriter::keep(const store::Write& write) {
  if (over_) throw replication::Stopping{};
  setting_.interrupt();
  const Result<store::Answer> answer = run(nullptr, nullptr, [&](db::Transaction& tx, commands::Context& context) {
    Result<store::Answer> done = write(tx, context);
    if (setting_.mutant == sim::Mutant::mixed_masters && catalogue::holds_former(tx.connection())) catalogue::show(tx);
    return done;
  });
  if (answer && answer->site_changed) load_site();
  setting_.interrupt();
  return answer;
}
}  // namespace holdfast::simulation

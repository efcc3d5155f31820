#include "replication/downsync_worker.h"

#include "http/message.h"
#include "log/log.h"
#include "replication/carry_out.h"
#include "replication/master_store.h"

namespace holdfast::replication {
using Session = edge::DownsyncSession;
namespace {
/// Rows are counted anew once a day: the digests that are kept with each change do not see what changes by itself.
constexpr std::int64_t recheck_every_s = 86'400;
constexpr std::int64_t hear_orders_every = 10'000'000;
/// A session that begins anew has proved nothing yet; what the one before it proved stands.
void keep(Proof& known, const Proof& news) {
  if (news.all) known.all = news.all;
  for (const auto& [dataset, at] : news.sets) known.sets[dataset] = at;
}
}  // namespace

struct DownsyncWorker::Life {
  const Identity& identity;
  db::Connection& connection;
  HubLine& line;
  MasterStore& masters;
  Session session;
  std::int64_t answered = 0;         ///< pages and manifests that came whole
  std::set<std::int64_t> seen = {};  ///< runs that were begun
  bool rebuilding = false;
};

void DownsyncWorker::live(const Identity& identity, db::Connection& connection, HubLine& line) {
  MasterStore masters{port(), {}};
  masters.resume();
  take_carried(masters);
  Life life{identity, connection, line, masters, Session{masters, options_, &Worker::random}};
  life.session.start(steady());
  update([&](DirectionStatus& status) { status.version = masters.state().active_version; });
  while (!must_go() && !paused(connection) && !has_carried_pages(data())) {
    const auto due = life.masters.apply_due(port().now());
    if (steady() >= recheck_at_) {
      if (recheck_at_ != Instant{}) life.session.recheck(steady());
      recheck_at_ = steady().plus_seconds(recheck_every_s);
    }
    look_at_runs(life);
    while (auto effect = life.session.poll()) {
      perform(life, *std::move(effect));
      update([&](DirectionStatus& status) { keep(status.proof, masters.proof()); });
      if (port().stopping()) return;
      look_at_runs(life);
    }
    if (life.session.deadline() && *life.session.deadline() <= steady()) {
      life.session.on_time(steady());
      continue;
    }
    std::optional<Instant> until = std::min(life.session.deadline().value_or(recheck_at_), recheck_at_);
    if (due) {
      const Instant at{steady().unix_us() + due->unix_us() - port().now().unix_us()};
      until = until ? std::min(*until, at) : at;
    }
    sleep_until(until);
    if (take_line_back()) life.session.on_probe(steady());
  }
}

/// What somebody has carried here, before anything is asked: with the same proofs as what comes by line.
void DownsyncWorker::take_carried(MasterStore& masters) {
  if (!has_carried_pages(data())) return;
  for (const wire::FeedPage& page : take_carried_pages(data())) {
    if (page.from != masters.state().staged) continue;  // known already, or of another state than this
    masters.stage(page);
    if (page.checkpoint && !masters.activate(page.to.version, page.roots)) {
      log::warn("carried masters do not agree with the hub's digests: they wait for a line");
      break;
    }
  }
  forget_carried_pages(data());
}

void DownsyncWorker::perform(Life& life, Session::Effect effect) {
  const std::string channel = "/sync/v1/channels/" + life.identity.channel_id;
  if (const auto* fetch = std::get_if<Session::FetchChanges>(&effect)) {
    // Held open for less than a row dated for later or a person's wish may wait.
    const int wait = std::min(fetch->wait_s, 5);
    // An order ends the wait at once; while it is being fetched, asking about it again would be a loop.
    const bool may_order = steady().unix_us() >= ordered_at_.unix_us() + hear_orders_every;
    const HubLine::Answer answer = life.line.get(channel + "/changes?since=" + wire::to_text(fetch->since) +
                                                 "&limit=" + std::to_string(fetch->limit) +
                                                 "&wait=" + std::to_string(wait) + (may_order ? "&directives=1" : ""));
    if (answer.has_orders) {
      ordered_at_ = steady();
      ordered_();
    }
    return take_answer(life, fetch->number, answer,
                       wait > 0 ? Meters::Kind::held_open : Meters::Kind::answered_at_once);
  }
  if (const auto* manifest = std::get_if<Session::FetchManifest>(&effect))
    return take_answer(life, manifest->number, life.line.get(channel + "/snapshots/latest/manifest"));
  if (const auto* part = std::get_if<Session::FetchPart>(&effect))
    return take_answer(life, part->number,
                       life.line.get(channel + "/snapshots/" + std::to_string(part->version) + "/parts/" +
                                     std::to_string(part->part)));
  if (const auto* sums = std::get_if<Session::FetchBuckets>(&effect))
    return take_answer(life, sums->number, life.line.get(channel + "/buckets"));
  if (const auto* rows = std::get_if<Session::FetchRows>(&effect))
    return take_answer(
        life, rows->number,
        life.line.get(channel + "/buckets/" + rows->dataset + "/rows?version=" + std::to_string(rows->version) +
                      "&of=" + wire::to_text(rows->of) + "&after=" + http::percent_encode(rows->after)));
  if (const auto* mended = std::get_if<Session::Mended>(&effect)) {
    log::warn("masters that differed from the hub's are repaired, in " + std::to_string(mended->buckets) + " buckets");
    return update([&](DirectionStatus& status) {
      ++status.repairs;
      status.error.clear();
    });
  }
  if (const auto* activated = std::get_if<Session::Activated>(&effect)) {
    life.rebuilding = false;
    log::info("masters of version " + std::to_string(activated->version) + " are in force");
    update([&](DirectionStatus& status) { status.version = activated->version; });
    return;
  }
  const auto& alert = std::get<Session::Alert>(effect);
  log::warn("replication: " + alert.error_class + ": " + alert.detail);
  update([&](DirectionStatus& status) { status.error = alert.error_class + ": " + alert.detail; });
}

void DownsyncWorker::take_answer(Life& life, std::uint64_t number, const HubLine::Answer& answer, Meters::Kind kind) {
  note(life.line, answer, kind);
  if (answer.status == 0) return life.session.on_lost(number, steady());
  life.session.on_answer(number, answer.status, answer.body, steady());
  if (answer.status == 200) ++life.answered;
}

/// A downsync is over with the first answer that leaves nothing staged; a rebuild takes a snapshot first.
void DownsyncWorker::look_at_runs(Life& life) {
  for (Run run : running(life.connection, Direction::down)) {
    if (life.seen.insert(run.row).second) {
      life.answered = 0;
      if (run.kind == "rebuild") {
        life.rebuilding = true;
        life.session.refetch(steady());
      } else {
        life.session.recheck(steady());
      }
      continue;
    }
    const edge::FeedState state = life.masters.state();
    const bool whole = !state.loading && state.staged.ordinal == 0 && state.staged.version == state.active_version;
    // A snapshot takes three answers at least: manifest, part, and the page that says there is no more.
    const bool over = whole && !life.session.is_mending() && life.answered >= (run.kind == "rebuild" ? 2 : 1);
    if (!over) continue;
    port().write([run](db::Transaction& tx, commands::Context& context) -> Result<store::Answer> {
      end_run(tx, context, run, std::nullopt);
      return store::Answer{};
    });
  }
}
}  // namespace holdfast::replication

#include "replication/upsync_worker.h"

#include <algorithm>

#include "config/data_folder.h"
#include "http/tls.h"
#include "log/log.h"
#include "replication/carry_out.h"
#include "wire/dataset_versions.h"
#include "wire/event_types.h"
#include "wire/hello.h"
#include "wire/hex.h"

namespace holdfast::replication {
namespace {
using Session = edge::UpsyncSession;
constexpr std::int64_t second = 1'000'000;
constexpr std::int64_t watermark_every = second;
constexpr std::int64_t watermark_selling = 5 * second;  ///< each is a commit that a sale may have to wait for
constexpr std::int64_t renewal_every = 3600 * second;   ///< between two tries, or a tenth of what is left

std::string_view name_of(edge::Breaker::State state) {
  switch (state) {
    case edge::Breaker::State::closed:
      return "closed";
    case edge::Breaker::State::open:
      return "open";
    case edge::Breaker::State::half_open:
      return "halfOpen";
  }
  return "";
}
store::Answer done() { return {}; }
}  // namespace

/// What lives as long as one session.
struct UpsyncWorker::Life {
  const Identity& identity;
  db::Connection& connection;
  HubLine& line;
  Outbox outbox;
  Session session;
  std::optional<Session::StoreAck> unkept = {};  ///< a watermark that is not in the file yet
  Instant kept_at = {};
  std::int64_t bytes_per_second = 0;  ///< that the session was told of
  std::int64_t clock_error_us = 0;
  std::set<wire::Place> releasing = {};
  bool over = false;
};

void UpsyncWorker::live(const Identity& identity, db::Connection& connection, HubLine& line) {
  renew_when_due(identity, line);
  if (must_go()) return;
  edge::UpsyncOptions options = options_;
  if (!agree(line, options)) {
    sleep_until(Instant{steady().unix_us() + epoch_backoff_.next_us()});
    return;
  }
  epoch_backoff_.reset();
  if (!take_next_epoch(identity, connection, line, std::nullopt)) return;
  db::Statement& site = connection.prepare("SELECT site_id, epoch FROM site WHERE id = 1");
  if (!site.step()) return void(sleep_until(std::nullopt));
  const std::string site_id = site.string(0);
  const std::int64_t epoch = site.integer(1);
  site.reset();
  Outbox outbox{port().file(), site_id, epoch};
  Life life{identity, connection, line, Outbox{port().file(), site_id, epoch},
            Session{outbox, load_memory(connection, epoch), options, &Worker::random}};
  life.session.start(steady());
  std::int64_t head = outbox.head().seq;
  while (!life.over && !must_go() && !paused(connection)) {
    look_at_switches(life);
    look_at_budget(life);
    if (status().link == Link::up) {
      send_corrections(identity, connection, line);
      tell_vouchers(identity, connection, line);
    }
    // A long backlog is one batch after the other: people and the hub are heard between them.
    while (auto effect = life.session.poll()) {
      perform(life, *std::move(effect));
      if (life.over || port().stopping()) return;
      if (status().link == Link::up) report(identity, connection, line, life.session.acked().seq);
      look_at_budget(life);
      if (paused(connection)) break;
    }
    keep_watermark(life);
    look_at_runs(life);
    if (status().link == Link::up) report(identity, connection, line, life.session.acked().seq);
    update([&](DirectionStatus& status) {
      status.breaker = name_of(life.session.breaker());
      status.acked_seq = life.session.acked().seq;
      status.head_seq = status.acked_seq + life.session.pending();
      status.epoch = epoch;
      status.batch = life.session.batch_events();
    });
    if (life.session.deadline() && *life.session.deadline() <= steady()) {
      life.session.on_time(steady());
      continue;
    }
    std::optional<Instant> until = life.session.deadline();
    if (identity.url.starts_with("https")) until = std::min(until.value_or(Instant{INT64_MAX}), renewal_at(identity));
    if (life.unkept) until = std::min(until.value_or(Instant{INT64_MAX}), watermark_due(life));
    if (sleep_until(until))
      if (const std::int64_t now = outbox.head().seq; now != std::exchange(head, now))
        life.session.on_appended(steady());
    if (take_line_back()) life.session.on_probe(steady());
    renew_when_due(identity, line);
    // A carried answer may have moved the stored watermark: a session goes on from where it began.
    const auto stored = load_memory(connection, epoch).acked;
    life.over |= stored && stored->seq > life.session.acked().seq && !life.unkept;
  }
  keep_watermark(life, true);
}

/// Of a whole log at once, when nobody sells; else grouped, as losing the newest costs a resend and never an event.
Instant UpsyncWorker::watermark_due(Life& life) const {
  const bool whole = life.session.pending() == 0, selling = life.session.is_selling(steady());
  const std::int64_t every = selling && !whole ? watermark_selling : whole && !selling ? 0 : watermark_every;
  return Instant{life.kept_at.unix_us() + every};
}

/// When the next certificate is to be asked for, by the steady clock; again after an hour, or a tenth of what is left.
Instant UpsyncWorker::renewal_at(const Identity& identity) const {
  const std::int64_t now = port().now().unix_us();
  if (now < identity.renew_after.unix_us() || renewal_tried_.unix_us() == 0)
    return Instant{steady().unix_us() + std::max<std::int64_t>(0, identity.renew_after.unix_us() - now)};
  const std::int64_t left = http::certificate_validity(identity.certificate_pem).not_after.unix_us() - now;
  return Instant{renewal_tried_.unix_us() + std::min(renewal_every, std::max(second, left / 10))};
}

void UpsyncWorker::renew_when_due(const Identity& identity, HubLine& line) {
  if (!identity.url.starts_with("https") || renewal_at(identity) > steady()) return;
  renewal_tried_ = steady();
  const Result<Identity> next = renew(identity, line);
  if (!next) {
    log::warn("the hub's certificate for us was not renewed: " + next.error().detail);
    return;
  }
  renewal_tried_ = {};
  save_identity(data(), *next);  // both directions see it and begin anew
  log::info("the hub's certificate for us is renewed");
}

/// What both sides speak. No answer is no reason to be silent: the batch will find out; no common protocol is.
bool UpsyncWorker::agree(HubLine& line, edge::UpsyncOptions& options) {
  wire::Offer offer;
  offer.dictionaries.push_back(wire::dictionary_sha());
  offer.datasets = wire::dataset_versions();
  for (const std::string_view type : wire::event_types()) offer.event_types[std::string{type}] = {1};
  offer.release = port().release().substr(0, 64);
  const HubLine::Answer answer =
      line.post("/sync/v1/hello", "application/json", wire::Coding::identity, wire::encode(offer));
  note(line, answer);
  if (answer.status == 400) {
    update([](DirectionStatus& status) {
      status.error = "the hub speaks no protocol that this release does: it needs an update";
    });
    return false;
  }
  if (answer.status != 200) return answer.status == 404;
  const auto common = wire::decode_common(answer.body);
  if (!common) return true;
  if (common->dictionary) options.coding = wire::Coding::dcz;
  keep_pin_key(common->pin_key);
  keep_hub_carry_key(data(), common->carry_key);
  update([&](DirectionStatus& status) {
    status.withheld = common->withheld_datasets;
    status.unread = common->unread_types;
  });
  for (const std::string& name : common->withheld_datasets)
    log::warn("masters that this release does not know are not sent here: it needs an update",
              {{"entity_type", std::string_view{"dataset"}}, {"entity_id", std::string_view{name}}});
  return true;
}

/// Beside the database, not in it: who has a copy of that cannot try PINs against its hashes.
void UpsyncWorker::keep_pin_key(const std::string& hex) {
  const std::filesystem::path file = data() / "hub-pin-key";
  if (!wire::parse_digest(hex)) return;
  if (std::filesystem::exists(file) && config::read_file(file) == hex) return;
  config::write_file(file, hex, config::Secrecy::secret);
}

/// True when the log may go on in its present epoch. With a reason, or a request that was not answered yet, the next is
/// asked for and taken first.
bool UpsyncWorker::take_next_epoch(const Identity& identity, db::Connection& connection, HubLine& line,
                                   std::optional<wire::EpochReason> reason) {
  if (reason) {
    port().write([reason](db::Transaction& tx, commands::Context& context) -> Result<store::Answer> {
      ask_epoch(tx, context, *reason);
      return done();
    });
  }
  const auto request = load_epoch_request(connection);
  if (!request) return true;
  const HubLine::Answer answer = line.post("/sync/v1/sites/" + identity.site_id + "/epochs", "application/json",
                                           wire::Coding::identity, wire::encode(*request));
  note(line, answer);
  const auto grant = answer.status == 200 ? wire::decode_epoch_grant(answer.body)
                                          : tl::unexpected(wire::Fault{wire::Reason::form, ""});
  if (!grant) {
    sleep_until(Instant{steady().unix_us() + epoch_backoff_.next_us()});
    return false;
  }
  const auto taken = port().write([grant = *grant, why = request->reason](
                                      db::Transaction& tx, commands::Context& context) -> Result<store::Answer> {
    TRY(take_epoch(tx, context, grant, why));
    store::Answer answer_of_write;
    answer_of_write.site_changed = true;
    return answer_of_write;
  });
  if (!taken) throw std::runtime_error("the granted epoch cannot be taken: " + taken.error().detail);
  log::info("the log goes on in epoch " + std::to_string(grant->epoch));
  epoch_backoff_.reset();
  return false;  // begin anew with it
}

void UpsyncWorker::perform(Life& life, Session::Effect effect) {
  if (auto* out = std::get_if<Session::Send>(&effect)) return send(life, std::move(*out));
  if (auto* ack = std::get_if<Session::StoreAck>(&effect)) {
    life.unkept = *ack;
    return;
  }
  if (auto* held = std::get_if<Session::Withhold>(&effect)) {
    std::string type;
    if (const auto seq = life.outbox.local_seq(held->place)) {
      db::Statement& row = life.connection.prepare("SELECT type FROM event_log WHERE seq = ?");
      row.all(*seq);
      if (row.step()) type = row.string(0);
      row.reset();
    }
    life.releasing.erase(held->place);
    port().write([held = *held, type](db::Transaction& tx, commands::Context& context) -> Result<store::Answer> {
      save_withheld(tx, context, held, type);
      return done();
    });
    return;
  }
  if (auto* ask = std::get_if<Session::AskEpoch>(&effect)) {
    log::warn("another epoch is needed: " + ask->detail);
    take_next_epoch(life.identity, life.connection, life.line, ask->reason);
    life.over = true;
    return;
  }
  const auto& alert = std::get<Session::Alert>(effect);
  log::warn("replication: " + alert.reason + ": " + alert.detail);
  update([&](DirectionStatus& status) { status.error = alert.reason + ": " + alert.detail; });
}

void UpsyncWorker::send(Life& life, Session::Send send) {
  const bool events = send.what == Session::What::events;
  const Instant before = steady();
  const HubLine::Answer answer =
      life.line.post("/sync/v1/sites/" + life.identity.site_id + (events ? "/events" : "/bodies"),
                     events ? wire::events_type : wire::bodies_type, send.coding, send.body);
  note(life.line, answer);
  if (answer.status == 0) return life.session.on_lost(send.number, steady());
  if (answer.status == 200)
    if (const auto ack = wire::decode_ack(answer.body)) {
      // Half the round trip: what the hub's clock said when it answered (design 1.4, clocks).
      const std::int64_t middle = port().now().unix_us() - (steady().unix_us() - before.unix_us()) / 2;
      life.clock_error_us = middle - ack->server_time.unix_us();
      update([error = life.clock_error_us](DirectionStatus& status) { status.clock_error_us = error; });
    }
  life.session.on_answer(send.number, answer.status, answer.body, steady());
}

void UpsyncWorker::keep_watermark(Life& life, bool at_once) {
  if (!life.unkept || (!at_once && steady() < watermark_due(life))) return;
  const Session::StoreAck ack = *std::exchange(life.unkept, std::nullopt);
  life.kept_at = steady();
  const bool whole = life.session.late_bodies() == 0;
  port().write([ack, whole, error = life.clock_error_us](db::Transaction& tx,
                                                         commands::Context& context) -> Result<store::Answer> {
    save_watermark(tx, ack, error, context.now);
    if (whole) save_whole(tx, ack.epoch, ack.ack.seq);
    return done();
  });
}

void UpsyncWorker::look_at_switches(Life& life) {
  for (const wire::Place& place : released(life.connection)) {
    if (life.releasing.insert(place).second) {
      life.session.release(place, steady());
    } else if (!life.session.is_due(place)) {
      life.releasing.erase(place);
      port().write([place](db::Transaction& tx, commands::Context& context) -> Result<store::Answer> {
        save_replayed(tx, place, context.now);
        tell(tx, context, "deadLetter", R"("direction":"up")");
        return done();
      });
    }
  }
}

/// People change it while a backlog goes up.
void UpsyncWorker::look_at_budget(Life& life) {
  const std::int64_t now = commands::in_force(commands::upsync_budget(life.connection), options_.bytes_per_second);
  if (std::exchange(life.bytes_per_second, now) != now) life.session.on_budget(now, steady());
}

/// Ends the runs that have come where they were to come, and tells how far the others are.
void UpsyncWorker::look_at_runs(Life& life) {
  for (Run run : running(life.connection, Direction::up)) {
    const auto epoch = events::find_epoch(life.connection, life.outbox.epoch());
    const std::int64_t there = (epoch ? epoch->base_seq : 0) + life.session.acked().seq;
    const std::int64_t before = std::exchange(run.done, std::min(run.total, run.total - (run.target - there)));
    const bool drained = run.kind != "drain" || (life.session.pending() == 0 && life.session.late_bodies() == 0);
    const bool over = there >= run.target && drained;
    if (!over && before == run.done) continue;
    port().write([run, over](db::Transaction& tx, commands::Context& context) -> Result<store::Answer> {
      if (over)
        end_run(tx, context, run, std::nullopt);
      else
        save_progress(tx, run, "sending");
      return done();
    });
  }
}
}  // namespace holdfast::replication

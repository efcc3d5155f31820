#include <algorithm>
#include <iostream>
#include <set>
#include <tuple>

#include "base/json_writer.h"
#include "cli/data_folder.h"
#include "cli/moments.h"
#include "cli/operator_tools.h"
#include "cli/stop.h"
#include "config/machine.h"
#include "db/transaction.h"
#include "events/event_log.h"
#include "orders/order.h"

namespace holdfast::cli {
namespace {
constexpr std::int64_t most_days = 30;

struct Moment {
  Instant at;
  std::string source, what;
};

/// Follows one correlation id through the store's own rows.
class Timeline {
 public:
  Timeline(db::Connection& connection, std::string id) : connection_{connection}, id_{std::move(id)} {}

  void follow(Instant since) {
    add_events(since);
    add_decisions();
    add_runs();
    for (const Uuid& order : orders_) add_order(order);
  }
  std::vector<Moment> moments;
  std::int64_t last_event = 0;

 private:
  void add(Instant at, std::string source, std::string what) {
    moments.push_back({at, std::move(source), std::move(what)});
  }

  /// Rows carry when they were recorded but no id, so bodies are looked into from the first of that time on.
  void add_events(Instant since) {
    db::Statement& first = connection_.prepare("SELECT coalesce(min(seq), 0) FROM event_log WHERE recorded_us >= ?");
    std::int64_t seq = first.all(since).step() ? std::max<std::int64_t>(first.integer(0) - 1, -1) : -1;
    first.reset();
    if (seq < 0) return;
    const std::string wanted = "\"correlationId\":\"" + id_ + "\"";
    for (std::int64_t last = seq;; seq = last) {
      last = events::read_after(connection_, seq, 1000, [&](const events::Stored& event) {
        if (event.body.find(wanted) == std::string::npos) return;
        const auto body = parse_json(event.body);
        const Json* when = body ? body->find("occurredAt") : nullptr;
        const auto at = when != nullptr && when->is_string() ? parse_rfc3339(when->text()) : std::nullopt;
        const std::string aggregate = body ? text_of(*body, "aggregateId") : std::string{};
        add(at.value_or(Instant{}), "event",
            std::to_string(event.seq) + " " + event.type + " " + event.aggregate_type + " " + aggregate);
        last_event = event.seq;
        if (event.aggregate_type == "order")
          if (const auto order = parse_uuid(aggregate)) orders_.insert(*order);
      });
      if (last == seq) break;
    }
  }
  void add_decisions() {
    db::Statement& rows = connection_.prepare(
        "SELECT at_us, operation, state, reason, mode FROM capability_decision WHERE correlation_id = ?");
    rows.all(id_);
    while (rows.step())
      add(rows.instant(0), "capability",
          rows.string(1) + " " + rows.string(2) + " (" + rows.string(3) + ", " + rows.string(4) + ")");
  }
  void add_runs() {
    db::Statement& rows = connection_.prepare(
        "SELECT started_us, ended_us, kind, state, coalesce(error, '') FROM replication_run WHERE correlation_id = ?");
    rows.all(id_);
    while (rows.step()) {
      add(rows.instant(0), "replication", rows.string(2) + " began");
      if (!rows.is_null(1))
        add(rows.instant(1), "replication", rows.string(2) + " " + rows.string(3) + " " + rows.string(4));
    }
  }
  void add_order(const Uuid& id) {
    db::Statement& row = connection_.prepare(
        "SELECT o.id, o.created_us, o.kind, o.status, coalesce(o.receipt, 0), r.number, o.total, o.currency FROM "
        "orders o JOIN register r ON "
        "r.id = o.register_id WHERE o.uuid = ?");
    if (!row.all(id).step()) return row.reset(), void();
    const std::int64_t order = row.integer(0);
    const std::string receipt =
        row.integer(4) > 0 ? orders::receipt_number(row.small(5), row.integer(4)) : std::string{"no receipt yet"};
    add(row.instant(1), "order",
        row.string(2) + " " + row.string(3) + " " + receipt + " " + std::to_string(row.integer(6)) + " " +
            row.string(7));
    row.reset();
    db::Statement& payments = connection_.prepare(
        "SELECT p.at_us, t.code, p.amount FROM payment p JOIN tender t ON t.id = p.tender_id WHERE p.order_id = ? "
        "ORDER BY p.position");
    payments.all(order);
    while (payments.step())
      add(payments.instant(0), "payment", payments.string(1) + " " + std::to_string(payments.integer(2)));
    db::Statement& attempts = connection_.prepare(
        "SELECT created_us, updated_us, kind, state, amount FROM payment_attempt WHERE order_id = ? ORDER BY id");
    attempts.all(order);
    while (attempts.step()) {
      add(attempts.instant(0), "card",
          attempts.string(2) + " of " + std::to_string(attempts.integer(4)) + " asked for");
      add(attempts.instant(1), "card", attempts.string(2) + " " + attempts.string(3));
    }
    db::Statement& prints = connection_.prepare(
        "SELECT j.created_us, j.changed_us, j.kind, j.state, j.why, d.name FROM print_job j JOIN device d ON d.id = "
        "j.device_id WHERE "
        "j.order_id = ? ORDER BY j.id");
    prints.all(order);
    while (prints.step()) {
      add(prints.instant(0), "print", prints.string(2) + " queued at " + prints.string(5));
      add(prints.instant(1), "print",
          prints.string(2) + " " + prints.string(3) + (prints.text(4).empty() ? "" : ": " + prints.string(4)));
    }
  }
  db::Connection& connection_;
  std::string id_;
  std::set<Uuid> orders_;
};

/// `none` without a hub; else how far the last of its events came.
std::string hub_state(db::Connection& connection, std::int64_t last_event) {
  if (last_event == 0) return "nothing to send";
  db::Statement& row = connection.prepare(
      "SELECT coalesce((SELECT base_seq FROM event_epoch e WHERE e.epoch = u.epoch), 0) + u.ack_seq, coalesce((SELECT "
      "base_seq FROM "
      "event_epoch e WHERE e.epoch = u.epoch), 0) + u.applied_seq FROM upsync_state u");
  std::string state = "no hub";
  if (row.step())
    state = row.integer(1) >= last_event   ? "applied by the hub"
            : row.integer(0) >= last_event ? "the hub has it"
                                           : "not sent yet";
  row.reset();
  return state;
}
}  // namespace

int trace(const Logs& wish) {
  if (wish.data.empty() || !std::filesystem::exists(database_of(wish.data)))
    throw Stop{"trace reads a store's own files", "give its data folder with --data"};
  const Instant now = config::wall_clock();
  const Instant since =
      wish.since.empty() ? now.plus_seconds(-most_days * seconds_per_day) : parse_moment(wish.since, now);
  db::Connection reader{database_of(wish.data), db::Access::reader};
  const db::Snapshot one{reader};
  Timeline timeline{reader, wish.correlation_id};
  timeline.follow(since);
  std::string no_log;
  try {
    for (const log::Entry& entry : read_entries(wish, {.least = log::Level::debug,
                                                       .since = since,
                                                       .until = {},
                                                       .correlation_id = wish.correlation_id,
                                                       .mentions = {}}))
      timeline.moments.push_back({entry.at, "log", entry.message});
  } catch (const Stop& stop) {
    no_log = stop.what();
  }
  // Not stable: what happened in one microsecond is told by its source and words.
  std::sort(timeline.moments.begin(), timeline.moments.end(), [](const Moment& a, const Moment& b) {
    return std::tie(a.at, a.source, a.what) < std::tie(b.at, b.source, b.what);
  });
  const std::string hub = hub_state(reader, timeline.last_event);
  if (wish.json) {
    std::string out;
    JsonWriter json{out};
    json.begin_object().member("correlationId", wish.correlation_id).member("hub", hub).key("moments").begin_array();
    for (const Moment& moment : timeline.moments) {
      json.begin_object().key("at").time(moment.at, 0);
      json.member("source", moment.source).member("what", moment.what).end_object();
    }
    json.end_array();
    if (!no_log.empty()) json.member("log", no_log);
    json.end_object();
    std::cout << out << "\n";
  } else {
    for (const Moment& moment : timeline.moments)
      std::cout << to_rfc3339(moment.at) << "  " << moment.source
                << std::string(12 - std::min<std::size_t>(11, moment.source.size()), ' ') << moment.what << "\n";
    std::cout << "hub: " << hub << "\n";
    if (!no_log.empty()) std::cout << "no log: " << no_log << "\n";
  }
  return timeline.moments.empty() ? 1 : 0;
}
}  // namespace holdfast::cli

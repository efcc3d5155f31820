#include <algorithm>

#include "base/json_writer.h"
#include "commands/change_replication.h"
#include "commands/obey_directive.h"
#include "log/log.h"
#include "payments/stored_value.h"
#include "queries/show_replication.h"
#include "replication/report.h"
#include "replication/upsync_worker.h"
#include "wire/answer.h"
#include "wire/directive.h"

// What this store tells of itself, and what the hub orders it to do in the answer.
namespace holdfast::replication {
namespace {
constexpr std::int64_t second = 1'000'000;
constexpr std::int64_t resting_report_every = 10 * second;  ///< while paused: that is how it hears that it may go on

commands::HubDirective order_of(const wire::Directive& given) {
  return {given.id, given.kind, given.direction, given.reason, given.ordered_by, given.ordered, given.subject};
}
std::vector<wire::DirectiveOutcome> outcomes_of(const std::vector<commands::DirectiveState>& states) {
  std::vector<wire::DirectiveOutcome> out;
  for (const auto& each : states) out.push_back({each.id, each.state, each.detail, each.done, each.total});
  return out;
}
}  // namespace

/// Paused: nothing of the log goes up, but the hub hears of us, may order that we go on, and renews our certificate.
void UpsyncWorker::rest(const Identity& identity, db::Connection& connection, HubLine& line) {
  while (!must_go() && paused(connection)) {
    renew_when_due(identity, line);
    if (must_go()) return;
    report(identity, connection, line, queries::upward_progress(connection).ack_seq, resting_report_every);
    sleep_until(Instant{reported_at_.value_or(steady()).unix_us() + resting_report_every});
  }
}

void UpsyncWorker::report_soon() {
  report_soon_ = true;
  wake();
}

/// Now and then, between two batches; and at once when the hub says that there is an order.
void UpsyncWorker::report(const Identity& identity, db::Connection& connection, HubLine& line, std::int64_t acked,
                          std::int64_t every) {
  const bool due = !reported_at_ || steady().unix_us() >= reported_at_->unix_us() + every;
  const auto told = commands::directives_to_tell(connection, static_cast<int>(wire::most_directives));
  // Whoever ordered a run is told when it ends, not half a minute later.
  const bool news =
      report_heard_ && std::any_of(told.begin(), told.end(), [](const auto& it) { return it.told != it.state; });
  if (!report_soon_.exchange(false) && !due && !news) return;
  reported_at_ = steady();
  const HubLine::Answer answer =
      line.post("/sync/v1/sites/" + identity.site_id + "/status", "application/json", wire::Coding::identity,
                report_document(connection, port().release(), acked, outcomes_of(told), port().now()));
  note(line, answer);
  report_heard_ = answer.status == 200 || answer.status == 204;
  if (report_heard_) take_orders(told, answer);
}

/// What the hub has heard is settled, what it orders is done, in one commit; then it is told at once what came of it.
void UpsyncWorker::take_orders(const std::vector<commands::DirectiveState>& told, const HubLine::Answer& answer) {
  std::vector<wire::Directive> orders;
  if (answer.status == 200) {
    auto given = wire::decode_directives(answer.body);
    if (!given) return log::warn("what the hub orders cannot be read: " + given.error().detail);
    orders = *std::move(given);
  }
  std::vector<commands::DirectiveState> news;
  for (const auto& each : told)
    if (each.told != each.state) news.push_back(each);
  if (news.empty() && orders.empty()) return;
  port().write([news, orders](db::Transaction& tx, commands::Context& context) -> Result<store::Answer> {
    commands::directives_told(tx, news);
    for (const wire::Directive& each : orders) commands::obey_directive(tx, order_of(each), context);
    return store::Answer{};
  });
  for (const wire::Directive& each : orders)
    log::info("the hub orders: " + each.kind,
              {{"entity_type", std::string_view{"directive"}}, {"entity_id", to_string(each.id)}});
  if (!orders.empty()) report_soon_ = true;
}

/// What people here put right of what the hub refused: it books that in the event's place, or says why not.
void UpsyncWorker::send_corrections(const Identity& identity, db::Connection& connection, HubLine& line) {
  constexpr int at_a_time = 20;
  if (corrections_rest_until_ > steady()) return;
  for (const auto& each : commands::untold_corrections(connection, at_a_time)) {
    std::string body;
    JsonWriter json{body};
    json.begin_object().member("epoch", each.epoch).member("seq", each.seq).member("corrected", each.corrected);
    json.member("reviewedBy", each.by).member("notes", each.notes).end_object();
    const HubLine::Answer answer = line.post("/sync/v1/sites/" + identity.site_id + "/corrections", "application/json",
                                             wire::Coding::identity, body);
    note(line, answer);
    if (answer.status == 0 || answer.status == 429 || answer.status >= 500)
      return void(corrections_rest_until_ = steady().plus_seconds(10));
    std::optional<std::string> complaint;
    if (answer.status >= 300) complaint = wire::decode_refusal(answer.status, answer.body).detail;
    port().write([id = each.id, complaint](db::Transaction& tx, commands::Context& context) -> Result<store::Answer> {
      commands::correction_told(tx, id, complaint, context);
      return store::Answer{};
    });
  }
}

/// Other stores find a voucher by its code, which the hub keeps as a digest. All of them after a start, as the hub may
/// be of before; then what is new.
void UpsyncWorker::tell_vouchers(const Identity& identity, db::Connection& connection, HubLine& line) {
  constexpr int at_a_time = 200;
  if (vouchers_rest_until_ > steady()) return;
  for (;;) {
    const auto values = payments::stored_values_after(connection, told_voucher_, at_a_time);
    if (values.empty()) return;
    std::string body;
    JsonWriter json{body};
    json.begin_object().key("vouchers").begin_array();
    for (const payments::StoredValue& each : values)
      json.begin_object()
          .member("voucherId", each.id)
          .member("code", each.code)
          .member("currency", each.currency)
          .end_object();
    json.end_array().end_object();
    const HubLine::Answer answer =
        line.post("/sync/v1/sites/" + identity.site_id + "/vouchers", "application/json", wire::Coding::identity, body);
    note(line, answer);
    // A hub of before has no such thing: it is asked again in a while.
    if (answer.status != 204)
      return void(vouchers_rest_until_ = steady().plus_seconds(answer.status == 404 ? 3600 : 10));
    told_voucher_ = values.back().row;
  }
}
}  // namespace holdfast::replication

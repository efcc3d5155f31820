#include "routes/replication_routes.h"

#include <algorithm>

#include "base/json_writer.h"
#include "capabilities/capability_rows.h"
#include "capabilities/table.h"
#include "commands/change_replication.h"
#include "commands/obey_directive.h"
#include "commands/upsync_budget.h"
#include "queries/show_replication.h"
#include "queries/sync_entries.h"
#include "routes/list.h"

namespace holdfast::routes {
namespace {
using http::Method;
using Shared = std::shared_ptr<const ReplicationDesk>;
constexpr Permission may_change = Permission::device_admin;
constexpr std::array<std::string_view, 4> kinds{"upsync", "downsync", "rebuild", "drain"};
constexpr std::array<std::string_view, 2> directions{"up", "down"};

void append_link(JsonWriter& json, const replication::DirectionStatus& status, const queries::Switch& asked,
                 int offset) {
  const bool paused = asked.paused && status.link != replication::Link::none;
  json.member("link", paused ? std::string_view{"paused"} : name_of(status.link)).member("paused", asked.paused);
  json.member("pauseReason", asked.reason).key("pausedBy").begin_array();
  const auto append_owner = [&](std::string_view owner, const std::string& by, const std::string& reason) {
    json.begin_object().member("owner", owner).member("by", by).member("reason", reason).end_object();
  };
  if (asked.store_paused) append_owner("store", asked.store_by, asked.reason);
  if (asked.hub_paused) append_owner("hub", asked.hub_by, asked.hub_reason);
  json.end_array();
  append_time(json, "since", status.since.unix_us() != 0 ? std::optional{status.since} : std::nullopt, offset);
}

void append_health(JsonWriter& json, const replication::DirectionStatus& status, int offset) {
  append_time(json, "lastHeardAt", status.heard.unix_us() != 0 ? std::optional{status.heard} : std::nullopt, offset);
  json.member("breaker", status.breaker).key("lastError");
  if (status.error.empty())
    json.null();
  else
    json.value(status.error);
  json.member("answers", status.answers).member("failures", status.failures);
  json.member("bytesOut", status.bytes_out).member("bytesIn", status.bytes_in);
}

/// What is in force, and who asked for it.
void append_budget(JsonWriter& json, db::Connection& connection, std::int64_t configured) {
  const commands::UpsyncBudget budget = commands::upsync_budget(connection);
  json.key("budget").begin_object();
  if (configured > 0) {
    json.member("bytesPerSecond", commands::in_force(budget, configured)).member("configured", configured);
  } else if (budget.store || budget.hub) {
    json.member("bytesPerSecond", commands::in_force(budget, configured));
  }
  json.optional("store", budget.store).optional("hub", budget.hub).end_object();
}

void append_up(JsonWriter& json, db::Connection& connection, const ReadContext& context,
               const replication::DirectionStatus& status) {
  queries::UpwardProgress at = queries::upward_progress(connection);
  // The session runs ahead of the stored watermark; a carried answer moves that one alone.
  if (status.epoch == at.epoch) at.ack_seq = std::max(at.ack_seq, std::min(at.head_seq, status.acked_seq));
  const queries::Waiting waiting = queries::waiting_after(connection, at.base_seq + at.ack_seq);
  json.begin_object();
  const queries::Switch asked = queries::replication_switch(connection, "up");
  append_link(json, status, asked, context.utc_offset_min);
  json.member("epoch", at.epoch)
      .member("headSeq", at.head_seq)
      .member("ackSeq", at.ack_seq)
      .member("appliedSeq", at.applied_seq);
  json.member("pendingRecords", waiting.records)
      .member("pendingOrders", waiting.orders)
      .member("pendingAmount", waiting.money);
  json.member("currency", context.site.currency.code()).key("oldestPendingSeconds");
  if (waiting.oldest)
    json.value(std::max<std::int64_t>(0, (context.now.unix_us() - waiting.oldest->unix_us()) / 1'000'000));
  else
    json.null();
  append_time(json, "ackedAt", at.acked_at, context.utc_offset_min);
  json.member("clockErrorMs", at.clock_error_us / 1000).member("batchEvents", status.batch);
  append_budget(json, connection, status.budget);
  append_health(json, status, context.utc_offset_min);
  json.end_object();
}

/// The age that is noted is the one from which the capability matrix says that data are old.
capabilities::Data data_of(std::string_view dataset) {
  return dataset == "staff" || dataset == "role" ? capabilities::Data::staff : capabilities::Data::masters;
}

void append_age(JsonWriter& json, std::string_view dataset, const std::optional<Instant>& confirmed,
                const ReadContext& context) {
  const std::int64_t limit = std::int64_t{3600} * row_of(data_of(dataset)).note_hours;
  append_time(json, "confirmedAt", confirmed, context.utc_offset_min);
  json.member("staleAfterSeconds", limit).key("ageSeconds");
  if (!confirmed) {
    json.null().member("stale", true);
    return;
  }
  const std::int64_t age = std::max<std::int64_t>(0, (context.now.unix_us() - confirmed->unix_us()) / 1'000'000);
  json.value(age).member("stale", age > limit);
}

/// Compared since the start, or as of what was kept over it.
std::optional<Instant> confirmed_at(std::string_view dataset, const replication::Proof& proof,
                                    const std::optional<capabilities::AsOf>& kept) {
  const std::optional<Instant> since_start = proof.of(dataset);
  if (since_start || !kept) return since_start;
  return data_of(dataset) == capabilities::Data::staff ? kept->staff : kept->masters;
}

void append_datasets(JsonWriter& json, db::Connection& connection, const ReadContext& context,
                     const replication::Proof& proof) {
  const auto kept = capabilities::load_as_of(connection);
  json.key("datasets").begin_array();
  db::Statement& rows = connection.prepare(
      "SELECT d.dataset, d.row_count, d.root, (SELECT count(*) FROM feed_row r WHERE r.dataset = d.dataset AND "
      "r.trouble IS NOT "
      "NULL), d.changed_us FROM feed_digest d ORDER BY d.dataset");
  while (rows.step()) {
    json.begin_object().member("dataset", rows.text(0)).member("rows", rows.integer(1));
    json.member("digest", rows.text(2)).member("notInForce", rows.integer(3));
    const Instant changed = rows.instant(4);
    append_time(json, "changedAt", changed != Instant{} ? std::optional{changed} : std::nullopt, context.utc_offset_min);
    append_age(json, rows.text(0), confirmed_at(rows.text(0), proof, kept), context);
    json.end_object();
  }
  json.end_array();
}

void append_down(JsonWriter& json, db::Connection& connection, const ReadContext& context,
                 const replication::DirectionStatus& status) {
  const queries::DownwardProgress at = queries::downward_progress(connection);
  json.begin_object();
  append_link(json, status, queries::replication_switch(connection, "down"), context.utc_offset_min);
  json.member("activeVersion", at.active_version)
      .member("stagedVersion", at.staged_version)
      .member("stagedRows", at.staged_rows);
  json.member("loadingSnapshot", at.loading);
  append_time(json, "activatedAt", at.activated_at, context.utc_offset_min);
  append_datasets(json, connection, context, status.proof);
  append_health(json, status, context.utc_offset_min);
  json.end_object();
}

void append_directives(JsonWriter& json, db::Connection& connection, int offset) {
  constexpr int most_shown = 20;
  json.key("directives").begin_array();
  for (const commands::DirectiveState& each : commands::newest_directives(connection, most_shown)) {
    json.begin_object().member("directiveId", each.id).member("kind", each.kind).member("direction", each.direction);
    json.member("reason", each.reason).member("orderedBy", each.ordered_by).member("state", each.state);
    json.member("detail", each.detail).member("done", each.done).member("total", each.total);
    json.key("orderedAt").time(each.ordered, offset).key("takenAt").time(each.taken, offset).end_object();
  }
  json.end_array();
}

Result<Answer> get_replication(const ReplicationDesk& desk, db::Connection& connection, const ReadContext& context) {
  const bool live = desk.status && !context.site.training;
  const replication::Status status = live ? desk.status() : replication::Status{};
  std::string out;
  JsonWriter json{out};
  json.begin_object().member("enrolled", !status.hub.empty()).key("hub");
  if (status.hub.empty())
    json.null();
  else
    json.value(status.hub);
  append_time(json, "renewAfter", status.hub.empty() ? std::nullopt : std::optional{status.renew_after},
              context.utc_offset_min);
  const auto append_names = [&](std::string_view name, const std::vector<std::string>& all) {
    json.key(name).begin_array();
    for (const std::string& each : all) json.value(each);
    json.end_array();
  };
  append_names("withheldDatasets", status.up.withheld);
  append_names("unreadTypes", status.up.unread);
  json.key("up");
  append_up(json, connection, context, status.up);
  json.key("down");
  append_down(json, connection, context, status.down);
  append_directives(json, connection, context.utc_offset_min);
  json.member("deadLetters", queries::pending_dead_letters(connection)).end_object();
  return ok(std::move(out));
}

Result<Answer> run_answer(db::Connection& connection, const Uuid& id, int offset) {
  const auto run = queries::find_run(connection, id);
  if (!run) return refuse(ErrorCode::not_found, "no such run");
  return ok(
      body_of(*run, [&](JsonWriter& json, const queries::RunRow& row) { queries::append_run(json, row, offset); }));
}
Result<Answer> start_run(const std::string& kind, db::Transaction& tx, commands::Context& context) {
  const Uuid id = TRY(commands::start_run(tx, kind, context));
  const Answer shown = TRY(run_answer(tx.connection(), id, context.utc_offset_min));
  commands::audit(tx, context, "replication.run", to_string(id), R"({"kind":")" + kind + R"("})");
  return created(shown.body, "/v1/replication/runs/" + to_string(id));
}
Result<Answer> post_run(const Input& input, db::Transaction& tx, commands::Context& context) {
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  const std::string kind = fields.word("kind", kinds);
  fields.finish();
  if (!errors.empty()) return tl::unexpected<Error>(Error{ErrorCode::invalid_body, "the run cannot be read", errors});
  return start_run(kind, tx, context);
}
Result<Answer> list_runs(const Input& input, db::Connection& connection, const ReadContext& context) {
  const Page page = TRY(page_of(input));
  const auto rows = queries::replication_runs(connection, TRY(row_of(page)), page.limit + 1);
  return ok(page_json(
      rows, page,
      [&](JsonWriter& json, const queries::RunRow& row) { queries::append_run(json, row, context.utc_offset_min); },
      [](const queries::RunRow& row) { return row.row; }));
}

WriteRoute set_paused(bool paused) {
  return [paused](const Input& input, db::Transaction& tx, commands::Context& context) -> Result<Answer> {
    std::vector<FieldError> errors;
    const Json none = Json::object({});
    JsonFields fields{input.body.is_null() ? none : input.body, errors};
    commands::PauseReplication command{fields.maybe_word("direction", directions), paused,
                                       fields.maybe_text("reason", 200).value_or(""), {}};
    fields.finish();
    if (!errors.empty())
      return tl::unexpected<Error>(Error{ErrorCode::invalid_body, "the switch cannot be read", errors});
    commands::pause_replication(tx, command, context);
    Answer answer;
    answer.status = 204;
    return answer;
  };
}

Result<Answer> put_budget(const Input& input, db::Transaction& tx, commands::Context& context) {
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  const auto bytes = fields.maybe_integer("bytesPerSecond", commands::UpsyncBudget::least, commands::UpsyncBudget::most);
  fields.finish();
  if (!errors.empty()) return tl::unexpected<Error>(Error{ErrorCode::invalid_body, "the budget cannot be read", errors});
  TRY(commands::limit_upsync(tx, commands::SwitchOwner::store, bytes, context));
  Answer answer;
  answer.status = 204;
  return answer;
}

Result<Answer> list_dead_letters(const Input& input, db::Connection& connection, const ReadContext& context) {
  const Page page = TRY(page_of(input));
  const auto rows =
      queries::dead_letters(connection, input.http.query_value("status"), TRY(row_of(page)), page.limit + 1);
  return ok(page_json(
      rows, page,
      [&](JsonWriter& json, const queries::DeadLetterRow& row) {
        queries::append_dead_letter(json, row, context.utc_offset_min);
      },
      [](const queries::DeadLetterRow& row) { return row.row; }));
}
Result<Answer> list_sync_entries(const Input& input, db::Connection& connection, const ReadContext& context) {
  constexpr std::array<std::string_view, 4> words{"pending", "success", "failed", "retrying"};
  const Page page = TRY(page_of(input));
  const std::string status = input.http.query_value("status").value_or("");
  if (!status.empty() && std::find(words.begin(), words.end(), status) == words.end())
    return refuse(ErrorCode::invalid_argument, "status is pending, success, failed or retrying");
  const auto rows = queries::sync_entries(connection, status, TRY(row_of(page)), page.limit + 1);
  return ok(page_json(
      rows, page,
      [&](JsonWriter& json, const queries::SyncEntry& row) {
        queries::append_sync_entry(json, row, context.utc_offset_min);
      },
      [](const queries::SyncEntry& row) { return row.seq; }));
}
WriteRoute decide(commands::DeadLetterDecision decision) {
  return [decision](const Input& input, db::Transaction& tx, commands::Context& context) -> Result<Answer> {
    const Uuid id = TRY(input.id(0));
    std::vector<FieldError> errors;
    const Json none = Json::object({});
    JsonFields fields{input.body.is_null() ? none : input.body, errors};
    const bool discard = decision == commands::DeadLetterDecision::discard;
    const std::string notes = discard ? fields.text("reason", 500) : fields.maybe_text("reason", 500).value_or("");
    fields.finish();
    if (!errors.empty())
      return tl::unexpected<Error>(Error{ErrorCode::invalid_body, "the decision cannot be read", errors});
    TRY(commands::decide_dead_letter(tx, id, decision, notes, context));
    const auto letter = queries::find_dead_letter(tx.connection(), id);
    return ok(body_of(*letter, [&](JsonWriter& json, const queries::DeadLetterRow& row) {
      queries::append_dead_letter(json, row, context.utc_offset_min);
    }));
  };
}

Result<Answer> fix(const Input& input, db::Transaction& tx, commands::Context& context) {
  const Uuid id = TRY(input.id(0));
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  const std::string text = fields.text("corrected", 1 << 20);
  const Result<Json> corrected = parse_json(text);
  if (errors.empty() && (!corrected || !corrected->is_object()))
    fields.complain("corrected", "is the corrected event as JSON text");
  const std::string notes = fields.text("reason", 500);
  fields.finish();
  if (!errors.empty())
    return tl::unexpected<Error>(Error{ErrorCode::invalid_body, "the correction cannot be read", errors});
  TRY(commands::fix_dead_letter(tx, id, *corrected, text, notes, context));
  const auto letter = queries::find_dead_letter(tx.connection(), id);
  return ok(body_of(*letter, [&](JsonWriter& json, const queries::DeadLetterRow& row) {
    queries::append_dead_letter(json, row, context.utc_offset_min);
  }));
}

/// The hub is called on a reader's thread; what it gave is kept before anybody hears of it.
PrepareRoute enrolment(Shared desk) {
  return [desk](const Input& input, db::Connection&, const ReadContext& context) -> Result<store::Write> {
    if (desk->data.empty() || context.site.training)
      return refuse(ErrorCode::conflict, "the practice store has no hub");
    std::vector<FieldError> errors;
    JsonFields fields{input.body, errors};
    replication::EnrolmentWish wish{fields.text("hub", 500), fields.text("token", 400), context.site.site_id,
                                    context.site.tenant_id,  context.site.name,         {}};
    fields.finish();
    if (!errors.empty())
      return tl::unexpected<Error>(Error{ErrorCode::invalid_body, "the enrolment cannot be read", errors});
    wish.key = replication::pending_key(desk->data, context.site.site_id);
    const replication::Identity identity = TRY(replication::enrol(wish));
    replication::save_identity(desk->data, identity);
    return store::Write{[identity](db::Transaction& tx, commands::Context& inner) -> Result<Answer> {
      std::string out;
      JsonWriter json{out};
      json.begin_object()
          .member("hub", identity.url)
          .member("siteId", identity.site_id)
          .member("channelId", identity.channel_id);
      json.key("renewAfter").time(identity.renew_after, inner.utc_offset_min).end_object();
      std::string members;
      JsonWriter{members}.member("hub", identity.url).member("channelId", identity.channel_id);
      commands::tell_replication(tx, inner, "enrolled", members);
      commands::audit(tx, inner, "replication.enrolled", identity.site_id, "{" + members + "}");
      return created(std::move(out), "/v1/replication");
    }};
  };
}

void add_contract_names(Api& api) {
  const auto run = [](std::string kind) {
    return [kind = std::move(kind)](const Input&, db::Transaction& tx, commands::Context& context) {
      return start_run(kind, tx, context);
    };
  };
  api.write(Method::post, "/v1/sync/upsync", Access::session(may_change), run("upsync"));
  api.write(Method::post, "/v1/sync/downsync", Access::session(may_change), run("downsync"));
  api.write(Method::post, "/v1/sync/rebuild", Access::session(may_change), run("rebuild"));
  api.read(Method::get, "/v1/sync/entries", Access::session(), &list_sync_entries);
  api.read(Method::get, "/v1/sync/dead-letters", Access::session(), &list_dead_letters);
  api.write(Method::post, "/v1/sync/dead-letters/{deadLetterId}/replay", Access::session(may_change),
            decide(commands::DeadLetterDecision::release));
  api.write(Method::post, "/v1/sync/dead-letters/{deadLetterId}/discard", Access::session(may_change),
            decide(commands::DeadLetterDecision::discard));
  api.write(Method::post, "/v1/sync/dead-letters/{deadLetterId}/fix", Access::session(may_change), &fix);
}
}  // namespace

void add_replication_routes(Api& api, ReplicationDesk given) {
  const Shared desk = std::make_shared<const ReplicationDesk>(std::move(given));
  api.read(Method::get, "/v1/replication", Access::terminal(),
           [desk](const Input&, db::Connection& connection, const ReadContext& context) {
             return get_replication(*desk, connection, context);
           });
  api.prepared_write(Method::post, "/v1/replication/enrolment", Access::session(may_change), enrolment(desk));
  api.read(Method::get, "/v1/replication/runs", Access::session(), &list_runs);
  api.write(Method::post, "/v1/replication/runs", Access::session(may_change), &post_run);
  api.read(Method::get, "/v1/replication/runs/{runId}", Access::session(),
           [](const Input& input, db::Connection& connection, const ReadContext& context) -> Result<Answer> {
             return run_answer(connection, TRY(input.id(0)), context.utc_offset_min);
           });
  api.write(Method::put, "/v1/replication/budget", Access::session(may_change), &put_budget);
  api.write(Method::post, "/v1/replication/pause", Access::session(may_change), set_paused(true));
  api.write(Method::post, "/v1/replication/resume", Access::session(may_change), set_paused(false));
  add_contract_names(api);
  add_carry_routes(api, desk->data);
}
}  // namespace holdfast::routes

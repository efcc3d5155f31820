#include "routes/capability_routes.h"

#include <algorithm>

#include "base/json_writer.h"
#include "capabilities/capability_rows.h"
#include "capabilities/judge.h"
#include "commands/change_capabilities.h"
#include "commands/reference.h"
#include "payments/offline_card.h"
#include "queries/drill_reports.h"
#include "routes/list.h"

namespace holdfast::routes {
namespace {
using capabilities::AtTerminal;
using capabilities::Evaluation;
using capabilities::Limit;
using capabilities::LimitKind;
using capabilities::Mode;
using capabilities::Operation;
using capabilities::Reason;
using capabilities::Standing;
using capabilities::State;
using http::Method;

/// Two words were enough before there was a hub: alone is without a line too.
std::string_view told_mode(Mode mode) { return mode == Mode::alone ? "edge" : name_of(mode); }

struct Telling {
  const Evaluation& matrix;
  const AtTerminal* at;  ///< null: at the best card terminal
  db::Connection& connection;
  int offset;
  const Currency& currency;
};

void append_limits(JsonWriter& json, const Operation& row, const Standing& standing, std::size_t index,
                   const Telling& telling) {
  json.key("limits").begin_object();
  // The store's own policy for cards without a host is shown in every mode: it is what a lost host would leave.
  for (const Limit& limit : row.limits)
    if (limit.kind == LimitKind::offline_policy) {
      json.key("offline");
      payments::append_offline_limits(json, telling.connection, telling.offset);
    }
  for (const Limit& limit : standing.limits) {
    if (limit.kind == LimitKind::offline_policy) continue;
    json.key(name_of(limit.kind));
    if (!is_money(limit.kind)) {
      json.value(true);
      continue;
    }
    const std::int64_t most = capabilities::in_currency(limit.value, telling.currency.minor_units());
    json.begin_object().member("most", most);
    if (limit.kind == LimitKind::total)
      json.member("left", std::max<std::int64_t>(
                              0, most - capabilities::used_since(telling.connection, index, telling.matrix.since)));
    json.member("currency", telling.currency.code()).end_object();
  }
  json.end_object();
}

void append_operation(JsonWriter& json, std::size_t index, const Telling& telling) {
  const Operation& row = capabilities::operations()[index];
  const Standing& standing = telling.matrix.standing(index, telling.at);
  json.begin_object().member("operation", row.name).member("state", name_of(standing.state)).key("reason");
  if (standing.reason == Reason::none)
    json.null();
  else
    json.value(name_of(standing.reason));
  append_limits(json, row, standing, index, telling);
  json.member("title", row.title).member("group", row.group).key("dependency");
  constexpr capabilities::Facts anybody{.manager = true};
  const capabilities::Decision decision = telling.at != nullptr
                                              ? capabilities::judge_at(*telling.at, telling.matrix, index, anybody)
                                              : capabilities::judge(telling.matrix, index, anybody);
  if (decision.dependency == capabilities::Dependency::none)
    json.null();
  else
    json.value(row_of(decision.dependency).name);
  if (decision.terminal)
    json.key("terminal").begin_object().member("id", *decision.terminal).member("name", decision.terminal_name).end_object();
  if (standing.state != State::allowed) {
    json.key("since").time(decision.since, telling.offset);
    if (decision.until) json.key("until").time(*decision.until, telling.offset);
    json.member("cause", name_of(decision.cause));
    if (!row.instead.empty()) json.member("instead", row.instead);
  }
  if (standing.manager_confirms) json.member("managerConfirms", true);
  if (standing.old_data) json.member("oldData", true);
  json.end_object();
}

/// Mode, cause, since when and breaker: of a dependency or of one card terminal.
void append_health(JsonWriter& json, const capabilities::Health& health, int offset) {
  constexpr std::array<std::string_view, 3> breakers{"closed", "halfOpen", "open"};
  json.member("mode", health.configured ? name_of(health.mode) : "none").member("cause", name_of(health.cause));
  json.key("since").time(health.since, offset).member("breaker", breakers[static_cast<std::size_t>(health.breaker)]);
  if (health.until) json.key("until").time(*health.until, offset);
}

void append_terminals(JsonWriter& json, const Evaluation& matrix, int offset) {
  json.key("terminals").begin_array();
  for (const AtTerminal& at : matrix.terminals) {
    json.begin_object().member("id", at.terminal.device).member("name", at.terminal.name).key("registers").begin_array();
    for (const Uuid& each : at.terminal.registers) json.value(each);
    json.end_array();
    append_health(json, at.terminal.health, offset);
    json.key("operations").begin_array();
    for (std::size_t i = 0; i < at.operations.size(); ++i) {
      const Standing& standing = at.operations[i];
      json.begin_object().member("operation", capabilities::operations()[capabilities::terminal_operations()[i]].name);
      json.member("state", name_of(standing.state)).key("reason");
      if (standing.reason == Reason::none)
        json.null();
      else
        json.value(name_of(standing.reason));
      json.end_object();
    }
    json.end_array().end_object();
  }
  json.end_array();
}

void append_dependencies(JsonWriter& json, const Evaluation& matrix, int offset) {
  json.key("dependencies").begin_array();
  for (std::size_t i = 1; i < capabilities::dependency_count; ++i) {
    const capabilities::Health& health = matrix.health[i];
    const capabilities::DependencyRow& row = row_of(static_cast<capabilities::Dependency>(i));
    json.begin_object()
        .member("dependency", row.name)
        .member("title", row.title)
        .member("configured", health.configured);
    append_health(json, health, offset);
    json.end_object();
  }
  json.end_array();
}

/// What one register may do is asked with `registerId`; without it, what the best card terminal may.
Result<const AtTerminal*> terminal_wanted(const Input& input, const Evaluation& matrix, db::Connection& connection,
                                          const ReadContext& context) {
  const auto text = input.http.query_value("registerId");
  if (!text) return nullptr;
  const auto id = parse_uuid(*text);
  if (!id) return refuse(ErrorCode::invalid_argument, "registerId is no UUID");
  const auto& registers = commands::reference(connection, context.site, context.now).registers;
  if (std::none_of(registers.begin(), registers.end(), [&](const commands::Register& each) { return each.id == *id; }))
    return refuse(ErrorCode::not_found, "there is no such register");
  return &matrix.terminal_of(*id);
}

Result<Answer> show(const Input& input, store::Store& store, const store::CapabilityWatch* watch,
                    db::Connection& connection, const ReadContext& context) {
  const std::shared_ptr<const Evaluation> matrix = store.capabilities();
  const AtTerminal* at = TRY(terminal_wanted(input, *matrix, connection, context));
  const int offset = context.utc_offset_min;
  Answer answer;
  JsonWriter json{answer.body};
  json.begin_object().member("mode", told_mode(matrix->mode)).member("standalone", matrix->mode == Mode::alone);
  json.member("cause", name_of(matrix->cause)).key("since").time(matrix->since, offset);
  json.member("revision", matrix->revision).member("policyVersion", matrix->policy_version);
  append_time(json, "mastersAsOf", matrix->masters_as_of, offset);
  if (watch != nullptr && watch->drill()) {
    const store::Drill& drill = *watch->drill();
    json.key("drill").begin_object().member("mode", name_of(drill.mode)).member("reason", drill.reason);
    json.key("until").time(drill.until, offset).end_object();
  }
  append_dependencies(json, *matrix, offset);
  append_terminals(json, *matrix, offset);
  json.key("operations").begin_array();
  const Telling telling{*matrix, at, connection, offset, context.site.currency};
  for (std::size_t i = 0; i < matrix->operations.size(); ++i) append_operation(json, i, telling);
  json.end_array().end_object();
  return answer;
}

Result<Answer> history(const Input& input, db::Connection& connection, const ReadContext& context) {
  const Page page = TRY(page_of(input));
  const auto rows = capabilities::list_results(connection, TRY(row_of(page)), page.limit + 1);
  return ok(page_json(
      rows, page,
      [&](JsonWriter& json, const capabilities::PastResult& row) {
        json.begin_object().member("revision", row.revision).key("at").time(row.at, context.utc_offset_min);
        json.member("mode", row.mode == "alone" ? std::string{"edge"} : row.mode)
            .member("standalone", row.mode == "alone");
        json.member("cause", row.cause).key("since").time(row.since, context.utc_offset_min);
        json.member("policyVersion", row.policy_version).key("changes").raw(row.changes).end_object();
      },
      [](const capabilities::PastResult& row) { return row.revision; }));
}

Result<Answer> show_runway(store::Store& store, store::CapabilityWatch* watch) {
  if (watch == nullptr) return refuse(ErrorCode::not_found, "the practice store has nothing that runs out");
  const capabilities::Runway runway = watch->runway();
  const int offset = store.view()->utc_offset_min(store.now());
  Answer answer;
  JsonWriter json{answer.body};
  json.begin_object().member("ready", runway.ready);
  append_time(json, "stops", runway.stops, offset);
  json.key("items").begin_array();
  for (const capabilities::RunwayItem& item : runway.items) {
    json.begin_object().member("what", item.what).member("effect", name_of(item.effect));
    append_time(json, "until", item.until, offset);
    json.optional("left", item.left).member("then", item.then).end_object();
  }
  json.end_array().end_object();
  return answer;
}

/// Starts at once; the record of it follows. If that fails, the drill ends by its own time all the same.
Result<std::variant<Answer, store::Write>> start_drill(const Input& input, store::Store& store,
                                                       store::CapabilityWatch* watch) {
  if (watch == nullptr) return refuse(ErrorCode::conflict, "nothing can be rehearsed in the practice store");
  constexpr std::array<std::string_view, 3> modes{"edge", "slow", "draining"};
  constexpr std::int64_t longest_minutes = 60;
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  const std::string mode = fields.maybe_word("mode", modes).value_or("edge");
  const std::int64_t minutes = fields.integer("minutes", 1, longest_minutes);
  std::string reason = fields.text("reason", 200);
  fields.finish();
  if (!errors.empty()) return refuse(ErrorCode::invalid_body, "the body is not as described", std::move(errors));
  const Instant now = store.now();
  store::Drill drill{*capabilities::parse_mode(mode), now, now.plus_seconds(minutes * 60), std::move(reason)};
  commands::RecordDrill record{std::string{mode}, drill.reason, drill.until};
  watch->start_drill(std::move(drill));
  return store::Write{[record = std::move(record)](db::Transaction& tx, commands::Context& context) -> Result<Answer> {
    commands::record_drill(tx, record, context);
    std::string out;
    JsonWriter json{out};
    json.begin_object().member("mode", record.mode).member("reason", record.reason);
    json.key("until").time(*record.until, context.utc_offset_min).end_object();
    return created(std::move(out), "/v1/capabilities");
  }};
}

Result<std::variant<Answer, store::Write>> end_drill(store::CapabilityWatch* watch) {
  if (watch == nullptr || !watch->drill()) return refuse(ErrorCode::not_found, "nothing is being rehearsed");
  commands::RecordDrill record{"end", watch->drill()->reason, {}, watch->drill()->denied};
  watch->end_drill();
  watch->look();
  return store::Write{[record = std::move(record)](db::Transaction& tx, commands::Context& context) -> Result<Answer> {
    commands::record_drill(tx, record, context);
    Answer answer;
    answer.status = 204;
    return answer;
  }};
}

/// What would be different with the hub in that mode: a comparison of two evaluations of the one table.
Result<Answer> show_outlook(const Input& input, store::Store& store, store::CapabilityWatch* watch) {
  if (watch == nullptr) return refuse(ErrorCode::not_found, "the practice store has no line that could drop");
  const std::string word = input.http.query_value("mode").value_or("edge");
  const auto mode = capabilities::parse_mode(word);
  if (!mode || *mode == Mode::alone) return refuse(ErrorCode::invalid_argument, "mode is edge, slow, draining or online");
  const std::shared_ptr<const Evaluation> now = store.capabilities();
  const Evaluation then = watch->outlook(*mode);
  return store.read_inline(nullptr, [&](db::Connection& connection, const ReadContext& context) -> Result<Answer> {
    Answer answer;
    JsonWriter json{answer.body};
    json.begin_object().member("mode", word).member("from", told_mode(now->mode)).key("changes").begin_array();
    const Telling telling{then, nullptr, connection, context.utc_offset_min, context.site.currency};
    for (std::size_t i = 0; i < then.operations.size(); ++i) {
      const Standing &before = now->operations[i], &after = then.operations[i];
      if (before.state == after.state && before.limits.size() == after.limits.size()) continue;
      json.begin_object().member("was", name_of(before.state)).key("becomes");
      append_operation(json, i, telling);
      json.end_object();
    }
    json.end_array().end_object();
    return answer;
  });
}

Result<Answer> list_drills(const Input& input, db::Connection& connection, const ReadContext& context) {
  const Page page = TRY(page_of(input));
  return ok(queries::drill_reports(
      connection, {.before = TRY(row_of(page)), .limit = page.limit, .now = context.now}, context.utc_offset_min));
}

Result<Answer> get_policy(const Input&, db::Connection& connection, const ReadContext&) {
  return ok(capabilities::load_policy_document(connection).value_or(R"({"version":"0"})"));
}
Result<Answer> put_policy(const Input& input, db::Transaction& tx, commands::Context& context) {
  TRY(commands::put_capability_policy(tx, input.body, input.http.body, context));
  return ok(input.http.body);
}
Result<Answer> confirm(const Input&, db::Transaction& tx, commands::Context& context) {
  TRY(commands::confirm_old_data(tx, context));
  std::string out;
  JsonWriter{out}.begin_object().member("businessDate", context.business_date).end_object();
  return created(std::move(out), "");
}
}  // namespace

void add_capability_routes(Api& api, store::Store& store, store::CapabilityWatch* watch) {
  const Access admin = Access::session(Permission::device_admin);
  api.local(Method::get, "/v1/capabilities", Access::terminal(), [&store, watch](const Input& input) {
    return store.read_inline(nullptr, [&](db::Connection& connection, const ReadContext& context) {
      return show(input, store, watch, connection, context);
    });
  });
  api.read(Method::get, "/v1/capabilities/history", Access::session(), &history);
  api.local(Method::get, "/v1/capabilities/runway", Access::terminal(),
            [&store, watch](const Input&) { return show_runway(store, watch); });
  api.local(Method::get, "/v1/capabilities/outlook", Access::session(),
            [&store, watch](const Input& input) { return show_outlook(input, store, watch); });
  api.read(Method::get, "/v1/capabilities/policy", Access::session(), &get_policy);
  api.write(Method::put, "/v1/capabilities/policy", admin, &put_policy);
  api.read(Method::get, "/v1/capabilities/drills", Access::session(Permission::device_admin), &list_drills);
  api.write(Method::post, "/v1/capabilities/confirmations", Access::session(Permission::approve), &confirm);
  api.here(Method::post, "/v1/capabilities/drills", admin,
           [watch](const Input& input, const Actor&, store::Store& of) { return start_drill(input, of, watch); });
  api.here(Method::delete_, "/v1/capabilities/drills/current", admin,
           [watch](const Input&, const Actor&, store::Store&) { return end_drill(watch); });
}
}  // namespace holdfast::routes

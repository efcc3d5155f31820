#include "routes/system_routes.h"

#include <array>
#include <charconv>

#include "base/json_writer.h"
#include "events/event_log.h"
#include "payments/offline_card.h"

namespace holdfast::routes {
namespace {
struct Progress {
  std::int64_t head = 0, acknowledged = 0, applied = 0;
};
/// How far the hub has our events (`upsync`) and we have its master data (`downsync`).
Progress progress_of(db::Connection& connection) {
  Progress progress;
  progress.head = events::last_seq(connection);
  db::Statement& rows = connection.prepare("SELECT name, seq FROM log_cursor");
  while (rows.step()) {
    if (rows.text(0) == "upsync") progress.acknowledged = rows.integer(1);
    if (rows.text(0) == "downsync") progress.applied = rows.integer(1);
  }
  return progress;
}

Result<Answer> health(store::Store& store) {
  const store::Store::Health state = store.health();
  const Site* site = store.site();
  std::int64_t backlog = 0;
  if (site != nullptr) {
    const auto read = store.read_inline(nullptr, [&](db::Connection& connection, const ReadContext&) -> Result<Answer> {
      const Progress progress = progress_of(connection);
      backlog = progress.head - progress.acknowledged;
      return Answer{};
    });
    if (!read) return tl::unexpected<Error>(read.error());
  }
  Answer answer;
  JsonWriter json{answer.body};
  json.begin_object()
      .member("status", site == nullptr  ? "notConfigured"
                        : state.writable ? "ok"
                                         : "degraded")
      .member("mode", "edge");
  json.member("version", store.options().version).key("siteId");
  if (site != nullptr)
    json.value(site->site_id);
  else
    json.null();
  json.member("backlog", backlog);
  if (!state.writable) json.member("problem", state.problem);
  json.end_object();
  return answer;
}

Answer plain(int status, std::string text) {
  Answer answer;
  answer.status = status;
  answer.body = std::move(text);
  answer.content_type = "text/plain; charset=utf-8";
  return answer;
}

Result<Answer> events_after(const Input& input, db::Connection& connection) {
  const Page page = TRY(page_of(input));
  std::int64_t since = 0;
  const std::string text = !page.cursor.empty() ? page.cursor : input.http.query_value("since").value_or("0");
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), since);
  if (error != std::errc{} || end != text.data() + text.size() || since < 0)
    return refuse(ErrorCode::invalid_argument, "since is the number of an event");
  Answer answer;
  JsonWriter json{answer.body};
  int count = 0;
  json.begin_object().key("items").begin_array();
  const std::int64_t last = events::read_after(connection, since, page.limit, [&](const events::Stored& stored) {
    ++count;
    json.begin_object().member("seq", stored.seq).member("type", stored.type).key("event");
    if (stored.body.empty())
      json.null();
    else
      json.raw(stored.body);
    json.end_object();
  });
  json.end_array().key("next");
  if (count == page.limit)
    json.value(std::to_string(last));
  else
    json.null();
  json.end_object();
  return answer;
}

/// Cards need the terminal's host, which is nobody here; without one they are taken as far as the store's policy goes.
void append_card_capability(JsonWriter& json, store::Store& store) {
  Answer limits;
  const auto read = store.site() == nullptr
                        ? Result<Answer>{Answer{}}
                        : store.read_inline(nullptr, [&](db::Connection& connection, const ReadContext& context) -> Result<Answer> {
                            JsonWriter inner{limits.body};
                            payments::append_offline_limits(inner, connection, context.utc_offset_min);
                            return Answer{};
                          });
  json.begin_object().member("operation", "card.payment").member("state", "allowed").key("reason").null();
  json.key("limits").begin_object();
  if (read && !limits.body.empty()) json.key("offline").raw(limits.body);
  json.end_object().end_object();
}

Result<Answer> capabilities(store::Store& store) {
  constexpr std::array<std::string_view, 12> operations{"sale",       "return",       "exchange",     "discount",
                                                        "suspend",    "shift",        "cashMovement", "lookup",
                                                        "stockCount", "subscription", "voucher",      "customer"};
  Answer answer;
  JsonWriter json{answer.body};
  json.begin_object().member("mode", "edge").key("operations").begin_array();
  for (const std::string_view operation : operations) {
    json.begin_object().member("operation", operation).member("state", "allowed").key("reason").null();
    json.key("limits").begin_object().end_object().end_object();
  }
  append_card_capability(json, store);
  json.end_array().end_object();
  return answer;
}

Result<Answer> sync_state(db::Connection& connection) {
  const Progress progress = progress_of(connection);
  Answer answer;
  JsonWriter{answer.body}
      .begin_object()
      .member("mode", "edge")
      .member("appliedSeq", progress.applied)
      .member("ackSeq", progress.acknowledged)
      .member("headSeq", progress.head)
      .member("backlog", progress.head - progress.acknowledged)
      .member("deadLetters", 0)
      .end_object();
  return answer;
}
}  // namespace

void add_system_routes(Api& api, store::Store& store, const metrics::Registry& registry) {
  using enum http::Method;
  api.local(get, "/v1/health", Access::anyone(), [&store](const Input&) { return health(store); });
  api.local(get, "/livez", Access::anyone(), [](const Input&) -> Result<Answer> { return plain(200, "alive\n"); });
  api.local(get, "/readyz", Access::anyone(), [&store](const Input&) -> Result<Answer> {
    if (store.site() == nullptr)
      return refuse(ErrorCode::not_configured, "this store has not been set up: run `holdfast init`");
    if (const auto state = store.health(); !state.writable) return refuse(ErrorCode::storage_failed, state.problem);
    return plain(200, "ready\n");
  });
  api.local(get, "/metrics", Access::anyone(), [&registry](const Input& input) -> Result<Answer> {
    if (!input.http.loopback) return refuse(ErrorCode::not_found, "metrics are for this machine only");
    Answer answer = plain(200, registry.text());
    answer.content_type = "text/plain; version=0.0.4; charset=utf-8";
    return answer;
  });
  api.local(get, "/v1/openapi.json", Access::anyone(), [](const Input&) -> Result<Answer> {
    if (openapi_json().empty()) return refuse(ErrorCode::not_found, "this build carries no description");
    return ok(openapi_json());
  });
  api.local(get, "/v1/capabilities", Access::terminal(), [&store](const Input&) { return capabilities(store); });
  api.read(get, "/v1/events", Access::session(),
           [](const Input& input, db::Connection& connection, const ReadContext&) {
             return events_after(input, connection);
           });
  api.read(get, "/v1/sync", Access::terminal(),
           [](const Input&, db::Connection& connection, const ReadContext&) { return sync_state(connection); });
}
}  // namespace holdfast::routes
